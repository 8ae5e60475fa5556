import type { Read } from '#store/store.ts';
import { createFilter, declareComplete, type Filter } from './filter.ts';
import { loadFilter, type Refusal } from './filter-file.ts';
import { findStamp } from './filter-stamp.ts';
import { measureReplay } from './follow-keys.ts';
import { LEAST_CAPACITY } from './grow-filter.ts';

/** The filter that a server starts with. */
export type Start = {
  readonly filter: Filter;
  /** The change up to which the filter has every key, or will have once it is built. */
  readonly from: number;
  /** The change of the file that was loaded. */
  readonly saved: number | undefined;
  /** Why it is to be built; undefined when it is complete. */
  readonly reason: Refusal | 'too-old' | undefined;
};

/** Where to begin. With more rows to be read again than `replayMost` a file is not worth loading. */
export type StartOptions = { readonly file: string; readonly origin: string; readonly read: Read; readonly replayMost?: number; readonly bitsPerKey?: number };

/** Loads the file of this store, or makes an empty filter that says "maybe" to everything until it is built. */
export async function findStart({ file, origin, read, replayMost = 300_000, bitsPerKey = 16 }: StartOptions): Promise<Start> {
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
