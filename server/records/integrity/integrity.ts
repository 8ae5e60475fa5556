/** The front of the walk that looks for damage which no checksum of a single row can show: keys that no longer lead to their record. */
export { lookOver, type Fault } from './look-over.ts';
export { lookHere, lookInThread, serveLooks } from './look-thread.ts';
export { MEND_SLICES } from './mend.ts';
export { openWatch, type Watch } from './watch.ts';
