/** The front of the photographs: what checks, the demo world and the app need of them. */
import type { PhotoRef } from '@watchword/api/photos.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { presentRef } from './present.ts';
import { findSeen } from './seen.ts';

export { PHOTO_WRITES } from './writes.ts';
export { openPictures, type Pictures } from './picture/pictures.ts';

/**
 * The photographs of records that somebody sees, by row, for a match: the main one first. `organisation`: number of whoever looks; of
 * their own records they see also those that wait. A record without any is not in it.
 */
export async function findPhotos(read: Read, records: readonly StoredRecord[], organisation: number): Promise<Map<number, readonly PhotoRef[]>> {
  const seen = await findSeen(read, records, ({ owner }) => owner === organisation);
  return new Map([...seen].map(([row, photos]) => [row, photos.map(presentRef)]));
}
