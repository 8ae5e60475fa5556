/**
 * The filter of a server and its number ranges, kept fresh: loaded from its file at the start, fed by the change log, rebuilt in
 * the background, saved. Lives in the main thread, where checks ask it.
 */
import type { Hasher } from '#databases/databases.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { WalkSource } from './fill-filter.ts';
import { attachFilter, countKeys, createFilter, declareComplete, isComplete, measureFilter, type Filter } from './filter.ts';
import { loadFilter, type Refusal } from './filter-file.ts';
import { findStamp } from './filter-stamp.ts';
import { followChanges, measureReplay } from './follow-changes.ts';
import { growFilter, LEAST_CAPACITY } from './grow-filter.ts';
import { insertPage } from './key-pages.ts';
import { createLivingFilter } from './living-filter.ts';
import { createLoadedRuns, type LoadedKeys } from './loaded-runs.ts';
import { createRangeTable, refreshRanges, type AskedRange } from './range-table.ts';
import { keepSaved } from './save-filter.ts';
import { keysOfStored } from './stored-keys.ts';

/** How it goes, for readiness and metrics. `building`: every check asks the store; answers are right, but slower. */
export type FilterState = {
  readonly state: 'complete' | 'building';
  readonly keys: number;
  readonly capacity: number;
  readonly bytes: number;
  /** The share of absent keys to which it says "maybe", 0 to 1. */
  readonly falsePositives: number;
  /** The change up to which it holds everything. */
  readonly followed: number;
  /** Number ranges in memory. */
  readonly ranges: number;
};

/** The filter and the ranges, as checks, loads and the server use them. */
export type KeptFilter = {
  /** Whether a key may be in the store; false is certain. */
  mightContain(hi: number, lo: number): boolean;
  /** Rows of number ranges that hold this number; undefined when that is not known now: then `Read.findRanges` is to be asked. */
  findRangeRows(asked: AskedRange): readonly number[] | undefined;
  /**
   * Takes over all changes up to this one, of this or any other server: to be awaited after a commit and before the write is answered.
   * Never rejects: what cannot be taken over now sends checks to the store.
   */
  follow(upTo: number): Promise<void>;
  /**
   * Takes keys (index53) of a run that a load of this server is about to publish. When all keys of the run were given,
   * in one call or many, and it has resolved, the load publishes the run; the detail of its change `load.published` says
   * `{ run, keys }`, the number of the run and of the keys that were given. So checks find them from the commit on.
   */
  insertLoaded(loaded: LoadedKeys): Promise<void>;
  /** The run will not be published: what is kept of it is given back. */
  forgetLoaded(run: number): void;
  /** Makes room for so many more keys, before a load. The load need not wait for it. */
  reserve(keys: number): Promise<void>;
  state(): FilterState;
  /** Resolves when it holds everything up to now and no rebuild runs. */
  settled(): Promise<void>;
  /** Writes the file, unless it holds everything already: after a load. Never rejects. */
  save(): Promise<void>;
  close(): Promise<void>;
};

/** What it is opened with. */
export type KeepOptions = {
  /** Where the filter is kept between two starts. */
  readonly file: string;
  /** The id of the store; the file of another store is refused. */
  readonly origin: string;
  readonly read: Read;
  readonly hasher: Hasher;
  /** How every key is found for a rebuild: `fillFromFile` or `fillFromRead`. */
  readonly walk: WalkSource;
  /** Takes a line for the log of the server. */
  readonly log?: (line: string) => void;
  /** Told after each rebuild, with the number of keys and why it was built, for the audit log. */
  readonly onRebuilt?: (rebuilt: { readonly keys: number; readonly reason: string }) => void;
  /** 16 unless told, 8 to 32: fewer when the filter would become larger than `mostBytes`. */
  readonly bitsPerKey?: number;
  /** The largest filter in bytes, 1 GiB unless told. */
  readonly mostBytes?: number;
  /** With more rows than this to be read again at the start, 300,000 unless told, the filter is built anew. */
  readonly replayMost?: number;
};

/** Keys a record has on average, for the first size of a filter that is built anew. */
const KEYS_A_RECORD = 2.5;

/**
 * Opens the filter. It resolves when checks may be answered: either it is complete, or it says "maybe" to everything
 * while it is built in the background.
 */
export async function openKeptFilter(options: KeepOptions): Promise<KeptFilter> {
  const { read, hasher } = options;
  const log = options.log ?? (() => undefined);
  const start = await findStart(options);
  log(start.reason === undefined ? `filter: loaded, ${countKeys(start.filter)} keys up to change ${start.from}` : `filter: to be built, ${start.reason}`);
  const ranges = createRangeTable();
  await refreshRanges(ranges, read, { fromRow: 0, toRow: await read.lastRow() });

  const living = createLivingFilter(start.filter, async () => undefined);
  const loaded = createLoadedRuns((keys) => {
    for (const buffer of living.buffers()) insertPage(attachFilter(buffer), keys);
  });
  const insertRecords = (records: readonly StoredRecord[]): void => {
    for (const record of records) for (const { hi, lo } of keysOfStored(hasher, record)) living.insert(hi, lo);
  };
  const following = followChanges({
    read,
    from: start.from,
    insertRecords,
    ranges,
    loaded,
    onStep(rows) {
      saving.note(rows);
      growing.check();
    },
    onTrouble: (cause) => log(`filter: the change log could not be followed, checks ask the store: ${describe(cause)}`),
  });
  const saving = keepSaved(
    {
      file: options.file,
      current: () => ({ filter: living.current(), seq: following.followed() }),
      stampOf: (seq) => findStamp(read, options.origin, seq),
      onTrouble: (cause) => log(`filter: not saved: ${describe(cause)}`),
    },
    start.saved,
  );
  let reason: string = start.reason ?? 'grown';
  const growing = growFilter({
    living,
    walk: options.walk,
    estimateKeys: async () => (await read.lastRow()) * KEYS_A_RECORD,
    bitsPerKey: options.bitsPerKey ?? 16,
    mostBytes: options.mostBytes ?? 2 ** 30,
    onBegin: () => loaded.rebuildBegins(),
    onRebuilt() {
      const keys = countKeys(living.current());
      log(`filter: built, ${keys} keys, room for ${living.current().capacity}`);
      options.onRebuilt?.({ keys, reason });
      reason = 'grown';
      void saving.save();
    },
    onTrouble: (cause) => log(`filter: could not be built: ${describe(cause)}`),
  });
  growing.check();
  await following.follow(await read.lastChange());

  return {
    mightContain: (hi, lo) => following.isBehind() || living.mightContain(hi, lo),
    findRangeRows: (asked) => (following.isBehind() ? undefined : ranges.findRows(asked)),
    follow: (upTo) => following.follow(upTo),
    async insertLoaded(given) {
      await loaded.deliver(given);
      growing.check();
    },
    forgetLoaded: (run) => loaded.forget(run),
    reserve: (keys) => growing.reserve(keys),
    state: () => {
      const filter = living.current();
      return {
        state: isComplete(filter) && !following.isBehind() ? 'complete' : 'building',
        keys: countKeys(filter),
        capacity: filter.capacity,
        bytes: filter.buffer.byteLength,
        falsePositives: measureFilter(filter).falsePositives,
        followed: following.followed(),
        ranges: ranges.size(),
      };
    },
    async settled() {
      await following.caughtUp();
      await growing.settled();
    },
    save: () => saving.save(),
    async close() {
      await growing.close();
      await following.close();
      await saving.close();
    },
  };
}

type Start = {
  readonly filter: Filter;
  /** The change up to which the filter has every key, or will have once it is built. */
  readonly from: number;
  /** The change of the file that was loaded. */
  readonly saved: number | undefined;
  /** Why it is to be built. */
  readonly reason: Refusal | 'too-old' | undefined;
};

async function findStart({ file, origin, read, replayMost = 300_000, bitsPerKey = 16 }: KeepOptions): Promise<Start> {
  const found = await loadFilter(file, async (stamp) => (await findStamp(read, origin, stamp.seq))?.origin === stamp.origin);
  if (found.outcome === 'loaded' && found.filter.keyBits === 53) {
    const { filter, stamp } = found;
    if ((await measureReplay(read, stamp.seq, replayMost)) <= replayMost) return { filter, from: stamp.seq, saved: stamp.seq, reason: undefined };
  }
  const reason = found.outcome === 'refused' ? found.reason : 'too-old';
  // Asked before any rebuild begins: the snapshot of the rebuild then shows every change up to this one.
  const from = await read.lastChange();
  const filter = createFilter(LEAST_CAPACITY, bitsPerKey);
  const isEmpty = (await read.lastRow()) === 0;
  declareComplete(filter, isEmpty);
  return { filter, from, saved: undefined, reason: isEmpty ? undefined : reason };
}

/** For the log: a code or a message of the system, never content. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message;
}
