import { setImmediate, setTimeout } from 'node:timers/promises';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import type { Change, Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { LoadedRuns } from './loaded-runs.ts';
import { refreshRanges, type RangeTable } from './range-table.ts';

/** What takes part in following the change log. */
export type FollowOptions = {
  readonly read: Read;
  /** The last change whose keys and ranges are there already. */
  readonly from: number;
  /** Inserts the keys of records into the filter. */
  readonly insertRecords: (records: readonly StoredRecord[]) => void;
  readonly ranges: RangeTable;
  readonly loaded: LoadedRuns;
  /** Told after each step: how many rows were read or delivered. */
  readonly onStep: (rows: number) => void;
  readonly onTrouble: (cause: unknown) => void;
};

/** Follows the change log, so that filter and ranges hold what the store holds. */
export type Following = {
  /**
   * Resolves when everything up to this change is taken over, or when checks are sent past the filter (`isBehind`):
   * either way the next check finds it. Never rejects.
   */
  follow(upTo: number): Promise<void>;
  /** Whether filter and ranges lack changes that were already acknowledged: then nothing may be concluded from them. */
  isBehind(): boolean;
  /** Every change up to this one is taken over. */
  followed(): number;
  /** Resolves when it is no longer behind, or is closed. */
  caughtUp(): Promise<void>;
  /** Stops, after the step that runs. */
  close(): Promise<void>;
};

/** Changes of one step. */
const STEP = 256;
/** Rows that those who wait for a step may wait for: some 20 ms. With more, checks go past the filter meanwhile. */
const ROWS_AWAITED = 5000;
/** Rows read between two turns of the event loop: about a millisecond. */
const SLICE = 250;
/** Milliseconds after which a failed step is tried again, and how many failures in a row go untold. */
const FIRST_RETRY = 20;
const LAST_RETRY = 2000;
const TOLD_EVERY = 30;

/** Changes after which no key is new: rows of a load that nobody finds yet, and records that stop being found. */
const WITHOUT_KEYS: ReadonlySet<string> = new Set(['load.stored', 'record.withdrawn', 'record.expired']);

/** Starts at `from`; nothing is read before `follow` is called. */
export function followChanges(options: FollowOptions): Following {
  const closing = new AbortController();
  let followed = options.from;
  let target = followed;
  let behind = false;
  let failures = 0;
  let working: Promise<void> | undefined;
  let waiting: { readonly upTo: number; readonly resolve: () => void }[] = [];

  function release(): void {
    const done = (upTo: number): boolean => behind || closing.signal.aborted || upTo <= followed;
    for (const { upTo, resolve } of waiting) if (done(upTo)) resolve();
    waiting = waiting.filter(({ upTo }) => !done(upTo));
  }

  function fallBehind(): void {
    behind = true;
    release();
  }

  async function step(): Promise<void> {
    const changes = await options.read.readChanges(followed, STEP);
    const last = changes.at(-1);
    if (last === undefined) throw fail('store.unavailable', {}, new Error(`Change ${target} is not there yet.`));
    await takeOver(options, changes, { fallBehind, signal: closing.signal });
    followed = last.seq;
    failures = 0;
    release();
  }

  async function work(): Promise<void> {
    while (followed < target && !closing.signal.aborted) {
      try {
        await step();
      } catch (cause) {
        if (closing.signal.aborted) break;
        // What cannot be taken over now is tried again; until then checks ask the store, which knows.
        fallBehind();
        if (failures % TOLD_EVERY === 0) options.onTrouble(cause);
        await setTimeout(Math.min(FIRST_RETRY * 2 ** failures, LAST_RETRY), undefined, { ref: false, signal: closing.signal }).catch(() => undefined);
        failures += 1;
      }
    }
    if (followed >= target) behind = false;
    working = undefined;
  }

  return {
    async follow(upTo) {
      if (upTo <= followed || closing.signal.aborted) return;
      target = Math.max(target, upTo);
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ upTo, resolve });
      working ??= work();
      release();
      await promise;
    },
    isBehind: () => behind,
    async caughtUp() {
      while (behind && !closing.signal.aborted) await working;
    },
    followed: () => followed,
    async close() {
      closing.abort();
      release();
      await working;
    },
  };
}

/** How a step tells that it will take long, and learns that it shall end. */
type Pace = { readonly fallBehind: () => void; readonly signal: AbortSignal };

/**
 * Takes changes over. What was written is read as it is now, not as it was at the change: keys that a later change took
 * away are not needed, and those that it added come with it. So the order inside a step does not matter.
 */
async function takeOver(options: FollowOptions, changes: readonly Change[], { fallBehind, signal }: Pace): Promise<void> {
  const { read, loaded, onStep } = options;
  const spans = changes.flatMap(spanOf);
  const keyed: Span[] = [];
  for (const span of spans) {
    if (span.published !== undefined && (await loaded.settle(span.published, fallBehind))) onStep(rowsOf(span));
    else if (!WITHOUT_KEYS.has(span.kind)) keyed.push(span);
  }
  const unread = joinSpans(keyed);
  const rows = unread.reduce((sum, span) => sum + rowsOf(span), 0);
  if (rows > ROWS_AWAITED) fallBehind();
  for (const span of joinSpans(spans.filter(mayHaveRanges))) await refreshRanges(options.ranges, read, span);
  const single = unread.filter((span) => rowsOf(span) === 1).map(({ fromRow }) => fromRow);
  for (let from = 0; from < single.length; from += SLICE) {
    if (from > 0) await setImmediate();
    options.insertRecords(await read.findByRows(single.slice(from, from + SLICE)));
  }
  for (const span of unread) if (rowsOf(span) > 1) await insertSpan(options, span, signal);
  onStep(rows);
}

async function insertSpan({ read, insertRecords }: FollowOptions, span: RowSpan, signal: AbortSignal): Promise<void> {
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
    for (const span of changes.flatMap(spanOf)) if (!WITHOUT_KEYS.has(span.kind)) rows += rowsOf(span);
    from = last.seq;
    await setImmediate();
  }
  return rows;
}

type RowSpan = { readonly fromRow: number; readonly toRow: number };
type Span = RowSpan & {
  readonly kind: string;
  readonly database: number | null;
  readonly published: { run: number; keys: number } | undefined;
};

function spanOf({ kind, database, fromRow, toRow, detail }: Change): Span[] {
  if (fromRow === null) return [];
  return [{ kind, database, fromRow, toRow: toRow ?? fromRow, published: kind === 'load.published' ? parsePublished(detail) : undefined }];
}

/** `run` and `keys` of the detail of a publication; undefined when it does not say them. */
function parsePublished(detail: unknown): { run: number; keys: number } | undefined {
  if (typeof detail !== 'object' || detail === null || !('run' in detail) || !('keys' in detail)) return undefined;
  const { run, keys } = detail;
  return typeof run === 'number' && typeof keys === 'number' ? { run, keys } : undefined;
}

/** False only when the change is about one database, and that declares no ranges. */
function mayHaveRanges({ database }: Span): boolean {
  const declared = DATABASES.find(({ number }) => number === database);
  return declared === undefined || declared.ranges !== undefined;
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
