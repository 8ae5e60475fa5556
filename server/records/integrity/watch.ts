/** Goes over all records again and again, slowly, tells of damage, and mends the index where the record itself is whole. */
import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import type { Read } from '#store/store.ts';
import type { Fault, Looked } from './look-over.ts';
import type { Looker } from './look-thread.ts';
import type { Mending } from './mend.ts';

/** How it stands. `row`: where the round is. `mended`: rows whose index was mended since the store was made. `faults`: what is damaged now.
 * `halted`: it met something that it could not go past, and tries again. */
export type WatchState = { readonly rounds: number; readonly row: number; readonly mended: number; readonly faults: readonly Fault[]; readonly halted: boolean };

/** The walk, as the server uses it. */
export type Watch = {
  /** Codes of databases of which it is known that a check may miss a record; undefined, almost always, when there is none. */
  doubtful(): ReadonlySet<string> | undefined;
  state(): WatchState;
  /** Resolves when every row was looked at once since the start. */
  firstRound(): Promise<void>;
  close(): Promise<void>;
};

/** What it needs. */
export type WatchParts = {
  readonly read: Read;
  readonly looker: Looker;
  /** Where its place and what it found are kept between two starts. */
  readonly file: string;
  /** Share of one core that it may take, in percent; with 0 it does not run. */
  readonly percent: number;
  readonly now: () => number;
  /** The writer's slice `records.mend`. */
  readonly mend: (mending: Mending) => Promise<unknown>;
  /** Whether the filter in memory lets a key (index53) pass; asked again after everything up to now was followed. */
  readonly passes: (key: number) => boolean;
  readonly follow: () => Promise<void>;
  /** Told of each fault once, and of trouble; for the log. */
  readonly onFault: (fault: Fault, mended: boolean) => void;
  readonly onTrouble: (error: unknown) => void;
};

/** Rows of one look: a few milliseconds. */
const SPAN = 100;
/** Milliseconds between two rounds, between two tries after trouble, and between two savings of the place. */
const BETWEEN_ROUNDS = 600_000;
const AFTER_TROUBLE = 5000;
const SAVE_EVERY = 30_000;
/** Milliseconds until it begins, so that a start has the machine for itself; it begins at once when it may take a whole core. */
const BEGIN_AFTER = 3000;
/** Beyond so many faults more of the same say nothing new. */
const MOST_FAULTS = 1000;

type Kept = { row: number; mended: number; faults: Fault[] };

/** Starts the walk where it was when the server stopped. What was known to be damaged is doubtful from the first answer on. */
export function openWatch(parts: WatchParts): Watch {
  const closing = new AbortController();
  const { signal } = closing;
  const kept = readKept(parts.file);
  const faults = new Map(kept.faults.map((fault) => [fault.row, fault]));
  const first = Promise.withResolvers<void>();
  let doubtful = doubtfulOf(faults);
  let rounds = 0;
  let { row, mended } = kept;
  let saved = parts.now();
  let halted = false;

  const state = (): WatchState => ({ rounds, row, mended, faults: [...faults.values()], halted });
  const save = async (): Promise<void> => {
    saved = parts.now();
    const text = JSON.stringify({ row, mended, faults: [...faults.values()] } satisfies Kept);
    await writeFile(`${parts.file}.new`, text, { mode: 0o600 });
    await rename(`${parts.file}.new`, parts.file);
  };
  const settle = (at: number, fault: Fault | undefined): void => {
    if (fault === undefined) faults.delete(at);
    else if (faults.has(at) || faults.size < MOST_FAULTS) faults.set(at, fault);
    doubtful = doubtfulOf(faults);
  };
  const treat = async (fault: Fault): Promise<void> => {
    const isNew = faults.get(fault.row)?.what !== fault.what;
    settle(fault.row, fault);
    const isMended = fault.what !== 'record' && fault.what !== 'row' && (await mend(parts, fault));
    if (isMended) {
      mended += 1;
      settle(fault.row, undefined);
    }
    if (isNew || isMended) parts.onFault(fault, isMended);
    await save();
  };
  const look = async (fromRow: number, toRow: number): Promise<number> => {
    const looked = await parts.looker.look({ fromRow, toRow });
    const found = [...looked.faults, ...(await deniedBy(parts, looked))];
    const wrong = new Set(found.map((fault) => fault.row));
    for (const known of faults.keys()) if (known >= fromRow && known <= toRow && !wrong.has(known)) settle(known, undefined);
    for (const fault of found) await treat(fault);
    return looked.ms;
  };
  const round = async (): Promise<void> => {
    const last = await parts.read.lastRow();
    for (const known of faults.keys()) if (known <= last) await look(known, known);
    if (row > last) row = 0;
    for (; row < last; ) {
      signal.throwIfAborted();
      const toRow = Math.min(row + SPAN, last);
      const ms = await look(row + 1, toRow);
      row = toRow;
      if (parts.now() - saved > SAVE_EVERY) await save();
      await wait(ms * (100 / parts.percent - 1), undefined, { signal, ref: false });
    }
    row = 0;
    rounds += 1;
  };
  const run = async (): Promise<void> => {
    if (parts.percent < 100) await wait(BEGIN_AFTER, undefined, { signal, ref: false }).catch(() => undefined);
    while (!signal.aborted) {
      const startedAt = row;
      try {
        await round();
        halted = false;
        // A round that began in the middle has not seen what lies before.
        if (startedAt > 0) continue;
        first.resolve();
        await wait(BETWEEN_ROUNDS, undefined, { signal, ref: false });
      } catch (error) {
        if (signal.aborted) break;
        halted = true;
        parts.onTrouble(error);
        await wait(AFTER_TROUBLE, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  };
  const running = parts.percent > 0 ? run() : Promise.resolve();
  return {
    doubtful: () => doubtful,
    state,
    firstRound: () => first.promise,
    async close() {
      closing.abort();
      await parts.looker.close();
      await running;
      if (parts.percent > 0) await save().catch(parts.onTrouble);
    },
  };
}

/** Rows that the filter in memory denies, though everything up to now is in it. Those that a load has still to publish are not yet in it. */
async function deniedBy({ read, passes, follow }: WatchParts, { keys, rows, faults }: Looked): Promise<Fault[]> {
  const denied = (): number[] => [...new Set(keys.flatMap((key, at) => (passes(key) ? [] : [rows[at] ?? 0])))];
  if (denied().length === 0) return [];
  // Asked first: whatever is published in between is in the filter by then.
  const waiting = (await read.findWaitingRow()) ?? Number.POSITIVE_INFINITY;
  await follow();
  const known = new Set(faults.map(({ row }) => row));
  return denied().filter((row) => row < waiting && !known.has(row)).map((row) => ({ row, what: 'filter' }));
}

/** Whether nothing is wrong with the row afterwards. */
async function mend(parts: WatchParts, { row }: Fault): Promise<boolean> {
  try {
    await parts.mend({ row, at: parts.now() });
    await parts.follow();
    const looked = await parts.looker.look({ fromRow: row, toRow: row });
    return looked.faults.length === 0 && looked.keys.every(parts.passes);
  } catch (error) {
    parts.onTrouble(error);
    return false;
  }
}

/** Of a record that cannot be read the check says so itself, by its keys; of one whose keys are lost nothing tells. */
function doubtfulOf(faults: ReadonlyMap<number, Fault>): ReadonlySet<string> | undefined {
  const codes = new Set<string>();
  for (const { what, database } of faults.values()) if (database !== undefined && (what === 'keys' || what === 'ranges')) codes.add(getDatabaseByNumber(database).code);
  return codes.size === 0 ? undefined : codes;
}

/** What cannot be read is looked for again. */
function readKept(file: string): Kept {
  try {
    const { row, mended, faults } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    return { row, mended, faults: [...faults] };
  } catch {
    return { row: 0, mended: 0, faults: [] };
  }
}
