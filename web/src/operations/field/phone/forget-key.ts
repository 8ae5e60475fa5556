/** The database in which this browser keeps the key of what waits here. It has nothing else in it, so that it can be thrown away whole. */
export const KEY_DATABASE = 'watchword.field-key';

/** Throws the key away: whoever signs out, or whose session is locked, leaves nothing readable on the device. What waits stays, sealed. */
export function forgetFieldKey(): void {
  // Without the feature there is nothing to forget.
  globalThis.indexedDB?.deleteDatabase(KEY_DATABASE);
}
