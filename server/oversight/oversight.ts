/** The front of oversight: signs of unusual use, and what is published of how the network is used. */
export { OVERSIGHT_SLICES, raiseFlag, type Raised } from './slices.ts';
export { OVERSIGHT_WRITES } from './writes.ts';
export { openWatch, type Noted, type Watch } from './watch.ts';
export { SIGNS } from './signs.ts';
export { openSearch, SEARCH_MS, type Search, type SearchMessage, type SearchWhere, type SearchWork } from './search/search-thread.ts';
export { readLookedFor } from './search/sought.ts';
export { searchEntries } from './search/walk.ts';
export { SMALLEST, withhold } from './statistics.ts';
