/** The front of keys: the directory as the hub keeps it. */
export { openKeyBook, type KeyBook } from './book.ts';
export { openHubKey } from './hub-key.ts';
export { isHubEnrolled } from './routes.ts';
export { findHeadAt, listStates } from './queries.ts';
export { refusalOf } from './standing.ts';
export { KEY_WRITES } from './writes.ts';
