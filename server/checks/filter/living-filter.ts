import { createFilter, countKeys, declareComplete, insert, isComplete, mightContain, type Filter } from './filter.ts';

/** Puts every key of the store into `next`; throws when it cannot, never ends early. May do it in another thread, through `next.buffer`. */
export type FillFilter = (next: Filter) => Promise<void>;

/** Gives the buffer to every reader and resolves when all of them ask it instead of the one before. */
export type HandOver = (buffer: SharedArrayBuffer) => Promise<void>;

/** The filter in use: it takes every new key, and grows by being rebuilt beside itself. */
export type LivingFilter = {
  /** Inserts a key. Call it before the write is acknowledged. */
  insert(hi: number, lo: number): void;
  mightContain(hi: number, lo: number): boolean;
  /** Whether it holds more keys than it was made for, or not yet all keys of the store. */
  needsRebuild(): boolean;
  /**
   * Fills a new filter and changes over to it. A call during a running rebuild joins that one. Rejects when filling or
   * handing over failed; then the filter in use is as good as before, and rebuild can be called again.
   */
  rebuild(plan: RebuildPlan): Promise<void>;
  /** The filter that questions go to now: the one to save, and the one to hand to a new reader. */
  current(): Filter;
  /** All buffers that new keys go to now, the one in use first: one, or two during a rebuild. */
  buffers(): readonly SharedArrayBuffer[];
};

export type RebuildPlan = { capacity: number; bitsPerKey: number; fill: FillFilter };

/**
 * Makes the filter in use, around a loaded or new one. There is one for a set of data, in the thread that writes;
 * other threads only read (`attachFilter`). When `first` does not hold every key of the store, call
 * `declareComplete(first, false)` before, then it says "maybe" to everything until the first rebuild.
 *
 * Why no key is lost. Let S be the moment at which `rebuild` adds the new filter to `fed`, a step that nothing can
 * interrupt.
 * 1. Keys inserted at or after S go to every filter in `fed`, thus to the new one, whatever page is being read: bits
 *    are only set, and atomically, so the thread that fills and the thread that inserts do not undo each other.
 * 2. Keys inserted before S are in the store. `fill` is called after S, so what it opens (a snapshot, a cursor) is
 *    opened after S and shows every write committed before S. What remains is a key inserted before S whose write
 *    commits only after the snapshot: the caller of `rebuild` must exclude it, by calling it between transactions (the
 *    writer thread does one at a time) or by waiting inside `fill` for those open to end.
 * 3. The new filter says "maybe" to everything until it is full (it is declared incomplete), so handing it over too
 *    early could not hide a record either. A filter whose filling failed is dropped; no reader has seen it.
 * 4. From the end of filling until `handOver` resolves, some readers ask the old filter and some the new one. Both are
 *    in `fed`, both complete. The old one leaves `fed` only afterwards, when nobody asks it any more.
 * 5. When `handOver` rejects, some readers may already hold the new filter: both stay in `fed`, and the next
 *    `rebuild` tries to hand over the same one again.
 * 6. A withdrawn key stays in the old filter and may be in the new one: that costs a look into the store, never a hit.
 */
export function createLivingFilter(first: Filter, handOver: HandOver): LivingFilter {
  let current = first;
  let fed: readonly Filter[] = [first];
  let filled: Filter | undefined;
  let running: Promise<void> | undefined;

  async function fillNext(plan: RebuildPlan): Promise<Filter> {
    const next = createFilter(plan.capacity, plan.bitsPerKey, current.keyBits);
    declareComplete(next, false);
    fed = [current, next];
    try {
      await plan.fill(next);
    } catch (cause) {
      fed = [current];
      throw cause;
    }
    declareComplete(next, true);
    return next;
  }

  async function changeOver(plan: RebuildPlan): Promise<void> {
    filled ??= await fillNext(plan);
    await handOver(filled.buffer);
    current = filled;
    fed = [filled];
    filled = undefined;
  }

  return {
    insert: (hi, lo) => {
      for (const filter of fed) insert(filter, hi, lo);
    },
    mightContain: (hi, lo) => mightContain(current, hi, lo),
    needsRebuild: () => !isComplete(current) || countKeys(current) > current.capacity,
    rebuild: (plan) => {
      running ??= changeOver(plan).finally(() => (running = undefined));
      return running;
    },
    current: () => current,
    buffers: () => fed.map((filter) => filter.buffer),
  };
}
