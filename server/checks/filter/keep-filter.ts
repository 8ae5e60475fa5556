/**
 * The filter of a server and its number ranges, kept fresh: loaded from its file at the start, fed by the change log, rebuilt in
 * the background, saved. Lives in the main thread, where checks ask it.
 */
import { fail } from '@watchword/api/errors.ts';
import type { Hasher } from '#databases/databases.ts';
import type { Read } from '#store/store.ts';
import type { WalkSource } from './fill-filter.ts';
import { attachFilter, countKeys, isComplete, measureFilter, type Filter } from './filter.ts';
import { findStamp } from './filter-stamp.ts';
import { takeKeysOver, type KeyFollower } from './follow-keys.ts';
import { followLog, type Following } from './follow-log.ts';
import { createRangeFollower, refreshRanges } from './follow-ranges.ts';
import { growFilter, type Growing } from './grow-filter.ts';
import { insertPage } from './key-pages.ts';
import { createLivingFilter, type LivingFilter } from './living-filter.ts';
import { createLoadedRuns, type LoadedKeys, type LoadedRuns } from './loaded-runs.ts';
import { createRangeTable, type AskedRange, type RangeTable } from './range-table.ts';
import { keepSaved, type Saving } from './save-filter.ts';
import { findStart } from './start-filter.ts';
import { keepVeils, type KeptVeils } from './keep-veils.ts';
import { keysOfStored } from './stored-keys.ts';
import type { Veils } from './veils.ts';

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
  /** Records in memory that do not exist for somebody. */
  readonly veiled: number;
};

/** The filter and the ranges, as checks, loads and the server use them. */
export type KeptFilter = {
  /** Whether a key may be in the store; false is certain. */
  mightContain(hi: number, lo: number): boolean;
  /** Rows of number ranges that hold this number. @throws `store.unavailable` while ranges that were written cannot be read */
  findRangeRows(asked: AskedRange): readonly number[];
  /** Records that do not exist for somebody; hides nothing while the filter cannot be believed. */
  readonly veils: Veils;
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
  /**
   * The filter in use, for a thread that asks it too, and the change up to which it holds every key. To be asked again
   * whenever what it holds since then matters: after a rebuild it is another buffer, and the old one gets no keys.
   */
  shared(): { readonly buffer: SharedArrayBuffer; readonly followed: number };
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
  /** Restricted records that are kept in memory, 100,000 unless told. */
  readonly mostVeiled?: number;
};

/** Keys a record has on average, for the first size of a filter that is built anew. */
const KEYS_A_RECORD = 2.5;

/**
 * Opens the filter. It resolves when checks may be answered: either it is complete, or it says "maybe" to everything
 * while it is built in the background.
 */
export async function openKeptFilter(options: KeepOptions): Promise<KeptFilter> {
  const { read } = options;
  const ranges = await openRanges(options);
  const keys = await openKeys(options);
  const follow = async (upTo: number): Promise<void> => void (await Promise.all([ranges.following.follow(upTo), keys.following.follow(upTo)]));
  keys.growing.check();
  await follow(await read.lastChange());
  const { table } = keys.veils;
  keys.veils.fill();
  return {
    mightContain: (hi, lo) => keys.following.isBehind() || keys.living.mightContain(hi, lo),
    findRangeRows(asked) {
      if (ranges.following.isBehind()) throw fail('store.unavailable');
      return ranges.table.findRows(asked);
    },
    // While the filter says "maybe" to everything an absent key costs a look into the store, and so must a hidden one.
    veils: { isUsed: () => table.isUsed() && isComplete(keys.living.current()) && !keys.following.isBehind(), hidesKey: table.hidesKey, hidesRow: table.hidesRow, personRows: table.personRows },
    follow,
    async insertLoaded(given) {
      await keys.loaded.deliver(given);
      keys.growing.check();
    },
    forgetLoaded(run) {
      keys.loaded.forget(run);
      keys.veils.reopen();
    },
    reserve: (more) => keys.growing.reserve(more),
    shared: () => ({ buffer: keys.living.current().buffer, followed: keys.following.followed() }),
    state: () => ({ ...stateOf(keys), ranges: ranges.table.size(), veiled: table.size() }),
    async settled() {
      await ranges.following.caughtUp();
      await keys.following.caughtUp();
      await keys.growing.settled();
      await keys.veils.settled();
    },
    save: () => keys.saving.save(),
    async close() {
      await Promise.all([keys.growing.close(), keys.veils.close()]);
      await Promise.all([ranges.following.close(), keys.following.close()]);
      await keys.saving.close();
    },
  };
}

type Ranges = { readonly table: RangeTable; readonly following: Following };

async function openRanges({ read, log }: KeepOptions): Promise<Ranges> {
  const table = createRangeTable();
  const takeOver = createRangeFollower(table, read, await read.rangesVersion());
  const from = await read.lastChange();
  await refreshRanges(table, read, { fromRow: 0, toRow: await read.lastRow() });
  const onTrouble = (cause: unknown): void => log?.(`filter: number ranges could not be read: ${describe(cause)}`);
  return { table, following: followLog({ read, from, takeOver, onTrouble }) };
}

type Keys = {
  readonly living: LivingFilter;
  readonly loaded: LoadedRuns;
  readonly following: Following;
  readonly growing: Growing;
  readonly saving: Saving;
  readonly veils: KeptVeils;
};

async function openKeys(options: KeepOptions): Promise<Keys> {
  const { read, hasher, log = () => undefined } = options;
  const start = await findStart(options);
  if (start.saved !== undefined) log(`filter: loaded, ${countKeys(start.filter)} keys up to change ${start.saved}`);
  else if (start.reason !== undefined) log(`filter: to be built, ${start.reason}`);
  const living = createLivingFilter(start.filter, async () => undefined);
  const loaded = createLoadedRuns((keys) => {
    for (const buffer of living.buffers()) insertPage(attachFilter(buffer), keys);
    veils.table.touch(keys);
  });
  const veils = keepVeils({ read, hasher, loaded, onTrouble: (cause) => log(`filter: hidden records could not be read: ${describe(cause)}`), ...(options.mostVeiled !== undefined && { mostKept: options.mostVeiled }) });
  const follower: KeyFollower = {
    read,
    loaded,
    insertRecords(records) {
      for (const record of records) {
        const keys = keysOfStored(hasher, record);
        for (const { hi, lo } of keys) living.insert(hi, lo);
        veils.take(record, keys);
      }
    },
    onUnread: veils.look,
    onStep(rows) {
      saving.note(rows);
      growing.check();
    },
  };
  const following = followLog({
    read,
    from: start.from,
    takeOver: (changes, pace) => takeKeysOver(follower, changes, pace),
    onTrouble: (cause) => log(`filter: the change log could not be followed, checks ask the store: ${describe(cause)}`),
  });
  const current = (): { filter: Filter; seq: number } => ({ filter: living.current(), seq: following.followed() });
  const saving = keepSaved(
    {
      file: options.file,
      current,
      stampOf: (seq) => findStamp(read, options.origin, seq),
      onTrouble: (cause) => log(`filter: not saved: ${describe(cause)}`),
    },
    start.saved,
  );
  const growing = openGrowing(options, { living, loaded, saving, reason: start.reason });
  return { living, loaded, following, growing, saving, veils };
}

function openGrowing(options: KeepOptions, { living, loaded, saving, reason: first }: Pick<Keys, 'living' | 'loaded' | 'saving'> & { reason: string | undefined }): Growing {
  let reason = first ?? 'grown';
  return growFilter({
    living,
    walk: options.walk,
    estimateKeys: async () => (await options.read.lastRow()) * KEYS_A_RECORD,
    bitsPerKey: options.bitsPerKey ?? 16,
    mostBytes: options.mostBytes ?? 2 ** 30,
    onBegin: () => loaded.rebuildBegins(),
    onRebuilt() {
      const { capacity } = living.current();
      const keys = countKeys(living.current());
      options.log?.(`filter: built, ${keys} keys, room for ${capacity}`);
      options.onRebuilt?.({ keys, reason });
      reason = 'grown';
      void saving.save();
    },
    onTrouble: (cause) => options.log?.(`filter: could not be built: ${describe(cause)}`),
  });
}

function stateOf({ living, following }: Keys): Omit<FilterState, 'ranges' | 'veiled'> {
  const filter = living.current();
  return {
    state: isComplete(filter) && !following.isBehind() ? 'complete' : 'building',
    keys: countKeys(filter),
    capacity: filter.capacity,
    bytes: filter.buffer.byteLength,
    falsePositives: measureFilter(filter).falsePositives,
    followed: following.followed(),
  };
}

/** For the log: a code or a message of the system, never content. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message;
}
