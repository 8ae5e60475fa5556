/** The front of the photographs: what checks, the demo world and the app need of them. */
import type { PhotoRef } from '@watchword/api/photos.ts';
import { createHash } from 'node:crypto';
import { idBytes, newId } from '@watchword/api/ids.ts';
import type { Read, Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { Picture } from './picture/render.ts';
import { presentRef } from './present.ts';
import { insertPhoto } from './queries.ts';
import { findSeen } from './seen.ts';

export { PHOTO_WRITES } from './writes.ts';
export { openPictures, type Pictures } from './picture/pictures.ts';
export { encodeJpeg } from './picture/codecs.ts';
export type { Pixels } from './picture/pixels.ts';
export { listOfRows, type StoredPhoto } from './queries.ts';
export type { Picture };

/**
 * The photographs of records that somebody sees, by row, for a match: the main one first. `organisation`: number of whoever looks; of
 * their own records they see also those that wait. A record without any is not in it.
 */
export async function findPhotos(read: Read, records: readonly StoredRecord[], organisation: number): Promise<Map<number, readonly PhotoRef[]>> {
  const seen = await findSeen(read, records, ({ owner }) => owner === organisation);
  return new Map([...seen].map(([row, photos]) => [row, photos.map(presentRef)]));
}

/** A photograph that comes with its record, before any review. `takenOn`: as far as it is known. `at`: now, in ms. */
export type Attached = { readonly picture: Picture; readonly takenOn: string; readonly main: boolean; readonly at: number };

/** Puts a photograph on a record that is just being made, for worlds and tools that enter records directly. No version and no entry in the audit log come of it. */
export async function attachPhoto(tx: Write, { row }: StoredRecord, { picture: { jpeg, width, height }, takenOn, main, at }: Attached): Promise<void> {
  await insertPhoto(tx, {
    id: idBytes(newId('pho', at)), row, since: 0, main: main ? 1 : 0, width, height, bytes: jpeg.byteLength,
    digest: createHash('sha256').update(jpeg).digest(), taken_on: takenOn, caption: null, added_at: at, data: jpeg,
  });
}
export { scanWith } from './picture/scanner.ts';
