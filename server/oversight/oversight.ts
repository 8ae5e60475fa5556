/** The front of oversight: signs of unusual use, and what is published of how the network is used. */
export { OVERSIGHT_SLICES, type Raised } from './slices.ts';
export { OVERSIGHT_WRITES } from './writes.ts';
export { openWatch, type Noted, type Watch } from './watch.ts';
export { SIGNS } from './signs.ts';
