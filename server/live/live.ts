/** The front of live: telling organisations of what happens, as it happens. */
export { emit, type Telling } from './emit.ts';
export { openLive, type Live } from './hear.ts';
export { LIVE_SLICES } from './slices.ts';
