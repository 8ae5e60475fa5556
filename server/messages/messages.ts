/** The front of messages. */
export { openFileStore, type FileStore } from './files/store.ts';
export { messageRoutes } from './routes.ts';
export { MESSAGE_SLICES } from './slices.ts';
export { MESSAGE_WRITES } from './writes.ts';
