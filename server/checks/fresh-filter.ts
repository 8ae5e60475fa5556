import type { KeyFilter } from './find.ts';

/** What other servers wrote is in memory here within so many milliseconds, or memory is not believed. */
export const MOST_STALE_MS = 1000;

/**
 * The filter for as long as it hears of every commit. `staleFor`: milliseconds since it was last known to. Beyond a second it says
 * "maybe" to everything, so that checks ask the store: a record of another server is found late, but never denied.
 */
export function believeWhileFresh(filter: KeyFilter, staleFor: () => number): KeyFilter {
  const { veils } = filter;
  return {
    mightContain: (hi, lo) => staleFor() > MOST_STALE_MS || filter.mightContain(hi, lo),
    findRangeRows: (asked) => (staleFor() > MOST_STALE_MS ? undefined : filter.findRangeRows(asked)),
    ...(veils !== undefined && { veils: { ...veils, isUsed: () => staleFor() <= MOST_STALE_MS && veils.isUsed() } }),
  };
}
