/** The keys of what a load has stored, on their way into the index: collected to runs, sorted, given to the filter, published. */
import { createPostingRun, postingsAt, sliceOf, type ManyPostings, type PostingRun } from '#name-index/name-index.ts';
import { createKeyRun, type KeyRun } from '#store/key-run.ts';
import type { SliceKeys } from './slice.ts';
import type { BegunRun } from './slices.ts';
import type { LoadWriter } from './load-writer.ts';

/** Takes keys for the filter, which must have them before the store publishes them. */
export type KeySink = {
  /** A run is being filled: until it is published nobody finds its records. */
  opened(run: number): void;
  /** Resolves when the filter has these keys of a run. The array is given away. */
  deliver(run: number, keys: Float64Array<ArrayBuffer>): Promise<void>;
  /** The run is published, with so many records: from now on checks find them. */
  published(run: number, records: number): void;
  /** The run will not be published. */
  forget(run: number): void;
};

/** What the runs need. `now`: ms since 1970. `keysMost`: keys at which a run is full. */
export type RunsParts = { load: Uint8Array; writer: LoadWriter; sink: KeySink; now: () => number; keysMost: number; onOpened: (run: number) => void };

/** One run: it is told of each slice that goes into it, before it is stored and after. */
export type OpenRun = { readonly number: number; taken(keys: number): void; stored(slice: Stored, rows: Float64Array): void };

/** What a slice has for the index. */
export type Stored = { readonly keys: SliceKeys; readonly names: ManyPostings };

/** The runs of one sending. */
export type Runs = {
  /** The run for the next slice: a new one when the last is full. */
  current(): Promise<OpenRun>;
  /** Publishes what is left. Every slice must have been stored. */
  finish(): Promise<void>;
};

type Run = OpenRun & { readonly since: number; readonly keys: KeyRun; readonly names: PostingRun; fromRow: number; toRow: number; records: number; expected: number; awaited: number; idle: (() => void) | undefined };

/** Pairs that one slice appends: some 5 ms. */
const PAIRS = 5000;
/** Postings of names that one slice appends: some 5 ms, too. */
const POSTINGS = 1500;
/** Keys that go to the filter at once. */
const DELIVERED = 500_000;
/** Slices of pairs under way at once; few, so that slices of records go between them. */
const APPENDING = 3;

/** No run is open at first. */
export function createRuns(parts: RunsParts): Runs {
  let open: Run | undefined;
  let publishing: Promise<void> = Promise.resolve();

  const close = (run: Run): void => {
    open = undefined;
    publishing = publishing.then(async () => {
      await allStored(run);
      await publish(parts, run);
    });
    // Whoever waits for the next one is told.
    publishing.catch(() => undefined);
  };
  return {
    async current() {
      if (open !== undefined && open.expected >= parts.keysMost) {
        // At most one run is published while another is filled.
        await publishing;
        close(open);
      }
      if (open === undefined) {
        open = createRun(await parts.writer.run('loads.begin-run', undefined));
        parts.sink.opened(open.number);
        parts.onOpened(open.number);
      }
      return open;
    },
    async finish() {
      if (open !== undefined) close(open);
      await publishing;
    },
  };
}

function createRun({ run: number, since }: BegunRun): Run {
  const keys = createKeyRun();
  const names = createPostingRun();
  const run: Run = {
    number, since, keys, names, fromRow: 0, toRow: 0, records: 0, expected: 0, awaited: 0, idle: undefined,
    taken(count) {
      run.expected += count;
      run.awaited += 1;
    },
    stored(slice, rows) {
      addSlice(run, slice, rows);
      run.awaited -= 1;
      if (run.awaited === 0) run.idle?.();
    },
  };
  return run;
}

/** Rows of a slice ascend, but those of lines whose reference was asked for come after all others. */
function addSlice(run: Run, { keys: { keys: all, ends }, names }: Stored, rows: Float64Array): void {
  const places = rows.map((_, at) => at).sort((one, other) => (rows[one] ?? 0) - (rows[other] ?? 0));
  for (const at of places) {
    const row = rows[at] ?? 0;
    if (row === 0) continue;
    run.fromRow ||= row;
    run.toRow = row;
    run.records += 1;
    for (let key = at === 0 ? 0 : (ends[at - 1] ?? 0); key < (ends[at] ?? 0); key += 1) run.keys.add(all[key] ?? 0, row);
    run.names.add(row, postingsAt(names, at));
  }
}

async function allStored(run: Run): Promise<void> {
  if (run.awaited === 0) return;
  await new Promise<void>((resolve) => {
    run.idle = resolve;
  });
}

async function publish({ load, writer, sink, now }: RunsParts, run: Run): Promise<void> {
  const { keys, rows } = run.keys.sorted();
  const appending = new Set<Promise<void>>();
  for (let from = 0; from < keys.length; from += PAIRS) {
    const slice = { run: run.number, keys: keys.slice(from, from + PAIRS), rows: rows.slice(from, from + PAIRS) };
    const appended = writer.run('loads.append', slice, [slice.keys.buffer, slice.rows.buffer]).finally(() => appending.delete(appended));
    appended.catch(() => undefined);
    appending.add(appended);
    if (appending.size >= APPENDING) await Promise.race(appending);
  }
  await Promise.all(appending);
  await appendNames(writer, run);
  for (let from = 0; from < keys.length; from += DELIVERED) await sink.deliver(run.number, keys.slice(from, from + DELIVERED));
  await writer.run('loads.publish', { load, at: now(), run: run.number, since: run.since, keys: keys.length, fromRow: run.fromRow, toRow: run.toRow });
  sink.published(run.number, run.records);
}

async function appendNames(writer: LoadWriter, { names, since }: Run): Promise<void> {
  const postings = names.sorted();
  const appending = new Set<Promise<void>>();
  for (let from = 0; from < postings.keys.length; from += POSTINGS) {
    const slice = sliceOf(postings, from, from + POSTINGS);
    const appended = writer.run('loads.append-names', { since, postings: slice }, [slice.keys.buffer, slice.rows.buffer, slice.payloads.buffer]).finally(() => appending.delete(appended));
    appended.catch(() => undefined);
    appending.add(appended);
    if (appending.size >= APPENDING) await Promise.race(appending);
  }
  await Promise.all(appending);
}
