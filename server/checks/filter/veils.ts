/**
 * Records that do not exist for somebody, in memory: hidden, classified, waiting. Of a key that only such records carry the check is told
 * what the filter says of a key that nobody carries, before anything is read: so a hidden record costs what an absent one costs.
 *
 * Why no record is missed that somebody may see. A key is **closed** when every record of the store that carries it is kept here; only a
 * closed key hides anything. It is closed by `closeKeys`, after the store was read. It is opened again, at once, by whatever may give it
 * another record: a record that is taken (`take`), and keys of a load that is yet to be published (`touch`). Those are the two ways
 * in which keys come into the filter as well, and both are gone through before a write is answered. What a kept record says is
 * replaced by `take` too; when its hiding ends by itself is told by the clock of whoever asks.
 */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { index53 } from '#databases/databases.ts';
import { isVeiled, type Veil, type Viewer } from '#records/records.ts';
import { listPersonRows, type RowLists } from './veiled-persons.ts';

/** What a check asks. Everything in here is within the time of a few instructions the same for keys that are kept and for others. */
export type Veils = {
  /** Whether anything is kept. Asked once a check. */
  isUsed(): boolean;
  /** Whether every record with this key is one that does not exist for the viewer. */
  hidesKey(hi: number, lo: number, viewer: Viewer): boolean;
  /** The same of the record of this row. */
  hidesRow(row: number, viewer: Viewer): boolean;
  /** Rows of persons that do not exist for the viewer, ascending, in shared memory; undefined when there are none, or too many to tell. */
  personRows(viewer: Viewer): Float64Array | undefined;
};

/** A record that is kept. `keys`: under which it is found now, index53. */
export type Kept = { readonly row: number; readonly veil: Veil; readonly keys: readonly number[]; readonly isPerson: boolean };
/** A key of kept records. `turn`: counts what has happened to it. `isClosed`: nobody else carries it. */
export type VeiledKey = { holders: readonly Kept[]; isClosed: boolean; turn: number };

/** The table, as those who keep it fresh use it. */
export type VeilTable = Veils & {
  /** The record has these keys now, and this veil; undefined: it needs none. Without keys when it has ended. */
  take(taken: { readonly row: number; readonly database: number; readonly veil: Veil | undefined; readonly keys: readonly number[] }): void;
  /** Other records may get these keys, or have lost them. */
  touch(keys: Iterable<number>): void;
  has(row: number): boolean;
  find(key: number): VeiledKey | undefined;
  /** Keys that are not closed and were not asked for before; each is handed out once until it changes. */
  takeOpened(): number[];
  /** Hands every key that is not closed out again. */
  reopen(): void;
  /** How many records are kept. */
  size(): number;
  /** Whether only such as are hidden from the front line are still taken. */
  isFull(): boolean;
};

/** Beyond so many records those that are not hidden from the front line are left out: some 60 MB. Beyond twice that all are. */
const MOST_KEPT = 100_000;

/** Keys that nobody carries are asked of this one, so that it takes as long. */
const NOBODY: VeiledKey = {
  holders: [{ row: 0, keys: [], isPerson: false, veil: veilOfNobody() }],
  isClosed: false,
  turn: 0,
};

/** An empty table. */
export function createVeilTable(mostKept = MOST_KEPT): VeilTable {
  const keys = new Map<number, VeiledKey>();
  const rows = new Map<number, Kept>();
  const opened = new Set<number>();
  const lists: RowLists = { persons: new Map(), removed: 0, lists: new Map() };

  function open(key: number, of: VeiledKey): void {
    of.isClosed = false;
    of.turn += 1;
    opened.add(key);
  }

  function forget(row: number): void {
    const kept = rows.get(row);
    if (kept === undefined) return;
    rows.delete(row);
    if (lists.persons.delete(row)) lists.removed += 1;
    for (const key of kept.keys) {
      const of = keys.get(key);
      if (of === undefined) continue;
      of.holders = of.holders.filter((holder) => holder.row !== row);
      if (of.holders.length === 0) keys.delete(key);
    }
  }

  function keep(kept: Kept): void {
    rows.set(kept.row, kept);
    if (kept.isPerson) lists.persons.set(kept.row, kept.veil);
    for (const key of kept.keys) {
      const of = keys.get(key) ?? { holders: [], isClosed: false, turn: 0 };
      of.holders = [...of.holders, kept];
      keys.set(key, of);
      open(key, of);
    }
  }

  const hasRoom = (veil: Veil): boolean => rows.size < (veil.own.hidden_front > 0 ? 2 * mostKept : mostKept);

  return {
    isUsed: () => rows.size > 0,
    hidesKey(hi, lo, viewer) {
      const { holders, isClosed } = keys.get(index53(hi, lo)) ?? NOBODY;
      let isHidden = true;
      for (const { veil } of holders) isHidden = isVeiled(veil, viewer) && isHidden;
      return isHidden && isClosed;
    },
    hidesRow(row, viewer) {
      const kept = rows.get(row);
      return kept !== undefined && isVeiled(kept.veil, viewer);
    },
    personRows: (viewer) => listPersonRows(lists, viewer),
    take({ row, database, veil, keys: carried }) {
      forget(row);
      const own = [...new Set(carried)];
      if (veil !== undefined && hasRoom(veil)) keep({ row, veil, keys: own, isPerson: getDatabaseByNumber(database).personal });
      else {
        for (const key of own) {
          const of = keys.get(key);
          if (of !== undefined) open(key, of);
        }
      }
    },
    touch(touched) {
      if (keys.size === 0) return;
      for (const key of touched) {
        const of = keys.get(key);
        if (of !== undefined) open(key, of);
      }
    },
    has: (row) => rows.has(row),
    find: (key) => keys.get(key),
    takeOpened() {
      const taken = [...opened];
      opened.clear();
      return taken;
    },
    reopen() {
      for (const [key, of] of keys) if (!of.isClosed) opened.add(key);
    },
    size: () => rows.size,
    isFull: () => rows.size >= mostKept,
  };
}

function veilOfNobody(): Veil {
  const terms = { database: 1, owner: -1, hidden_front: Number.MAX_SAFE_INTEGER, hidden_from: null, confidentiality: 0 };
  return { days: { state: 0, expires_on: Number.MAX_SAFE_INTEGER }, own: terms, standing: terms };
}
