import { setTimeout } from 'node:timers/promises';
import type { WalkSource } from './fill-filter.ts';
import { countKeys, isComplete } from './filter.ts';
import type { LivingFilter } from './living-filter.ts';

/** What growing needs. */
export type GrowingOptions = {
  readonly living: LivingFilter;
  readonly walk: WalkSource;
  /** About how many keys the store has; asked while the filter does not know it. */
  readonly estimateKeys: () => Promise<number>;
  readonly bitsPerKey: number;
  /** The largest filter there may be, in bytes; twice that while it is rebuilt. */
  readonly mostBytes: number;
  /** Called in the same step in which a new filter begins to be fed. */
  readonly onBegin: () => void;
  readonly onRebuilt: () => void;
  readonly onTrouble: (cause: unknown) => void;
};

/** Rebuilds the filter in the background whenever it lacks keys or room. */
export type Growing = {
  /** Begins a rebuild when one is needed and none runs. */
  check(): void;
  /** Resolves when there is room for so many more keys, or when it cannot be made. */
  reserve(keys: number): Promise<void>;
  /** Resolves when no rebuild runs. */
  settled(): Promise<void>;
  /** Stops a rebuild that runs. */
  close(): Promise<void>;
};

/** Room of the smallest filter: 2 MiB at 16 bits a key. */
export const LEAST_CAPACITY = 2 ** 20;
/** Below this many keys a filter grows fourfold, above twofold. */
const LARGE = 2 ** 25;
const LEAST_BITS = 8;
const FIRST_RETRY = 500;
const LAST_RETRY = 60_000;

/** Makes the one that decides when to rebuild; nothing happens before `check`. */
export function growFilter(options: GrowingOptions): Growing {
  const { living, onTrouble } = options;
  const closing = new AbortController();
  const { signal } = closing;
  let reserved = 0;
  let running: Promise<void> | undefined;

  const largest = Math.floor((options.mostBytes * 8) / LEAST_BITS);
  const withRoom = (keys: number): number => Math.min(largest, Math.max(LEAST_CAPACITY, Math.ceil(keys), Math.ceil(reserved * 1.2)));

  function plan(): number | undefined {
    const filter = living.current();
    const keys = countKeys(filter);
    if (keys <= filter.capacity && reserved <= filter.capacity) return undefined;
    const capacity = withRoom(keys <= filter.capacity ? keys : keys * (keys < LARGE ? 4 : 2));
    // At the limit of memory another filter would be no better than this one.
    return capacity > filter.capacity * 1.1 ? capacity : undefined;
  }

  async function rebuild(): Promise<boolean> {
    const capacity = isComplete(living.current()) ? plan() : withRoom((await options.estimateKeys()) * 1.25);
    if (capacity === undefined) return false;
    const bitsPerKey = Math.max(LEAST_BITS, Math.min(options.bitsPerKey, (options.mostBytes * 8) / capacity));
    const rebuilt = living.rebuild({ capacity, bitsPerKey, fill: (next) => options.walk(next, signal) });
    // `living.rebuild` has put the new filter among those that are fed before it returned.
    options.onBegin();
    await rebuilt;
    options.onRebuilt();
    return true;
  }

  async function run(): Promise<void> {
    for (let wait = FIRST_RETRY; !signal.aborted; ) {
      try {
        if (!(await rebuild())) break;
      } catch (cause) {
        if (signal.aborted) break;
        onTrouble(cause);
        await setTimeout(wait, undefined, { ref: false, signal }).catch(() => undefined);
        wait = Math.min(wait * 2, LAST_RETRY);
      }
    }
    running = undefined;
  }

  function check(): void {
    if (running !== undefined || signal.aborted) return;
    if (!isComplete(living.current()) || plan() !== undefined) running = run();
  }

  return {
    check,
    async reserve(keys) {
      const filter = living.current();
      const known = isComplete(filter) ? countKeys(filter) : await options.estimateKeys();
      reserved = Math.max(reserved, known + keys);
      check();
      await running;
    },
    async settled() {
      await running;
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}
