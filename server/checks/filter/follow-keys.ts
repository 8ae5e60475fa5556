import { setImmediate } from 'node:timers/promises';
import type { Change, Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { Pace } from './follow-log.ts';
import type { LoadedRuns } from './loaded-runs.ts';

/** Who takes part in taking the keys of changes over. */
export type KeyFollower = {
  readonly read: Read;
  /** Inserts the keys of records into the filter. */
  readonly insertRecords: (records: readonly StoredRecord[]) => void;
  readonly loaded: LoadedRuns;
  /** Told of rows that came with keys that were delivered, and of records that have ended: none of them is read here. */
  readonly onUnread: (rows: { readonly fromRow: number; readonly toRow: number; readonly why: 'delivered' | 'ended' }) => void;
  /** Told after each step: how many rows were read or delivered. */
  readonly onStep: (rows: number) => void;
};

/** Rows that those who wait for a step may wait for: some 20 ms. With more, checks go past the filter meanwhile. */
const ROWS_AWAITED = 5000;
/** Rows read between two turns of the event loop: about a millisecond. */
const SLICE = 250;

/** Changes after which no key is new: rows of a load that nobody finds yet, and records that stop being found. */
const WITHOUT_KEYS: ReadonlySet<string> = new Set(['load.stored', 'record.withdrawn', 'record.expired', 'record.erased']);

/**
 * Takes the keys of changes over. What was written is read as it is now, not as it was at the change: keys that a later
 * change took away are not needed, and those that it added come with it. So the order inside a step does not matter.
 */
export async function takeKeysOver(follower: KeyFollower, changes: readonly Change[], { fallBehind, signal }: Pace): Promise<void> {
  const { read, loaded, onStep, onUnread } = follower;
  const spans: RowSpan[] = [];
  for (const change of changes) {
    const span = findSpan(change);
    if (span === undefined) {
      if (change.fromRow !== null && change.kind !== 'load.stored') onUnread({ fromRow: change.fromRow, toRow: change.toRow ?? change.fromRow, why: 'ended' });
      continue;
    }
    const published = change.kind === 'load.published' ? parsePublished(change.detail) : undefined;
    if (published !== undefined && (await loaded.settle(published, fallBehind))) {
      onUnread({ ...span, why: 'delivered' });
      onStep(rowsOf(span));
    } else spans.push(span);
  }
  const unread = joinSpans(spans);
  const rows = unread.reduce((sum, span) => sum + rowsOf(span), 0);
  if (rows > ROWS_AWAITED) fallBehind();
  const single = unread.filter((span) => rowsOf(span) === 1).map(({ fromRow }) => fromRow);
  for (let from = 0; from < single.length; from += SLICE) {
    if (from > 0) await setImmediate();
    follower.insertRecords(await read.findByRows(single.slice(from, from + SLICE)));
  }
  for (const span of unread) if (rowsOf(span) > 1) await insertSpan(follower, span, signal);
  onStep(rows);
}

async function insertSpan({ read, insertRecords }: KeyFollower, span: RowSpan, signal: AbortSignal): Promise<void> {
  for (let from = span.fromRow; from <= span.toRow; ) {
    signal.throwIfAborted();
    const records = await read.readRows(from, Math.min(SLICE, span.toRow - from + 1));
    const last = records.at(-1);
    if (last === undefined) return;
    insertRecords(records.filter(({ row }) => row <= span.toRow));
    from = last.row + 1;
    if (from <= span.toRow) await setImmediate();
  }
}

/** How many rows would be read to follow from `since` to the end; counting stops above `most`. */
export async function measureReplay(read: Read, since: number, most: number): Promise<number> {
  let rows = 0;
  for (let from = since; rows <= most; ) {
    const changes = await read.readChanges(from, 1000);
    const last = changes.at(-1);
    if (last === undefined) return rows;
    for (const change of changes) {
      const span = findSpan(change);
      rows += span === undefined ? 0 : rowsOf(span);
    }
    from = last.seq;
    await setImmediate();
  }
  return rows;
}

type RowSpan = { readonly fromRow: number; readonly toRow: number };

/** The rows of a change that may have new keys. */
function findSpan({ kind, fromRow, toRow }: Change): RowSpan | undefined {
  return fromRow === null || WITHOUT_KEYS.has(kind) ? undefined : { fromRow, toRow: toRow ?? fromRow };
}

/** The same rows in as few spans as possible: the writes of one commit often have neighbouring rows. */
function joinSpans(spans: readonly RowSpan[]): RowSpan[] {
  const joined: { fromRow: number; toRow: number }[] = [];
  for (const { fromRow, toRow } of [...spans].sort((a, b) => a.fromRow - b.fromRow)) {
    const last = joined.at(-1);
    if (last !== undefined && fromRow <= last.toRow + 1) last.toRow = Math.max(last.toRow, toRow);
    else joined.push({ fromRow, toRow });
  }
  return joined;
}

function rowsOf(span: RowSpan): number {
  return span.toRow - span.fromRow + 1;
}

/** `run` and `keys` of the detail of a publication; undefined when it does not say them. */
function parsePublished(detail: unknown): { run: number; keys: number } | undefined {
  if (typeof detail !== 'object' || detail === null || !('run' in detail) || !('keys' in detail)) return undefined;
  const { run, keys } = detail;
  return typeof run === 'number' && typeof keys === 'number' ? { run, keys } : undefined;
}
