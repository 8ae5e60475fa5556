/** Which photographs of a record exist for whom. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import type { Call } from '#door/calls.ts';
import { findReadable, findReleasedVersions, findShown, viewerOf } from '#records/records.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { listOfRows, type StoredPhoto } from './queries.ts';

/** A photograph as somebody sees it. `waits`: other countries do not see it yet. */
export type SeenPhoto = { readonly photo: StoredPhoto; readonly isMain: boolean; readonly waits: boolean };

/** A record that somebody sees, and its photographs. `whole`: to its owner or the reviewer, who see also those that wait. */
export type SeenRecord = { readonly record: StoredRecord; readonly whole: boolean; readonly photos: readonly SeenPhoto[] };

/** The photographs of records that somebody sees, by row. `whole`: whether those that wait are among them. */
export async function findSeen(read: Read, records: readonly StoredRecord[], whole: (record: StoredRecord) => boolean): Promise<Map<number, readonly SeenPhoto[]>> {
  const illustrated = records.filter(({ database }) => getDatabaseByNumber(database).photographs === true);
  const byRow = Map.groupBy(await listOfRows(read, illustrated.map(({ row }) => row)), ({ row }) => row);
  const released = await findReleasedVersions(read, [...byRow.keys()]);
  const found = new Map<number, readonly SeenPhoto[]>();
  for (const record of illustrated) {
    const photos = byRow.get(record.row);
    if (photos === undefined) continue;
    const isReviewed = getDatabaseByNumber(record.database).review;
    const judged = photos.map((photo) => ({ photo, waits: isReviewed && photo.since > (released.get(record.row) ?? 0) }));
    const seen = whole(record) ? judged : judged.filter(({ waits }) => !waits);
    // When the main one waits, another stands first meanwhile.
    if (seen.length > 0) found.set(record.row, seen.map((one, at) => ({ ...one, isMain: at === 0 })));
  }
  return found;
}

/** The record of this id with its photographs, as whoever asks sees them. @throws `record.not-found` */
export async function getSeen(read: Read, call: Call, id: string): Promise<SeenRecord> {
  const own = mayRead(call) ? await findReadable(read, call.asker, id) : undefined;
  const record = own ?? (await findFound(read, call, id));
  if (record === undefined) throw fail('record.not-found');
  const whole = own !== undefined || record.owner === call.asker.number;
  return { record, whole, photos: (await findSeen(read, [record], () => whole)).get(record.row) ?? [] };
}

/** Whether they read records without a check. Front-line users never do: a record may be hidden from them also at home. */
function mayRead({ asker }: Call): boolean {
  return asker.role !== 'front-line' && asker.permissions.includes('record:read');
}

/** The record as a check would find it. */
async function findFound(read: Read, call: Call, id: string): Promise<StoredRecord | undefined> {
  const known = parseId('rec', id);
  const stored = known === undefined ? undefined : await read.findById(idBytes(known));
  if (stored === undefined || getDatabaseByNumber(stored.database).photographs !== true) return undefined;
  return findShown(stored, viewerOf(call));
}

/** One of them. To whoever does not own the record a photograph that he does not see is as if there were no record. @throws `photo.not-found`, `record.not-found` */
export function getOne({ photos, whole }: SeenRecord, id: string): SeenPhoto {
  const known = parseId('pho', id);
  const bytes = known === undefined ? undefined : idBytes(known);
  const found = bytes === undefined ? undefined : photos.find(({ photo }) => Buffer.compare(photo.id, bytes) === 0);
  if (found === undefined) throw fail(whole ? 'photo.not-found' : 'record.not-found');
  return found;
}
