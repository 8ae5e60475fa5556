/** Looking at photographs. Every look stands in the audit log. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { InputOf, OutputOf } from '@watchword/api/operation.ts';
import type { getPhoto, listPhotos } from '@watchword/api/photos.ts';
import { photoRead, photosListed, type Who } from '#audit/audit.ts';
import type { Asker, Bytes, Call, Reply } from '#door/calls.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { presentPhoto } from './present.ts';
import { findData } from './queries.ts';
import { getOne, getSeen } from './seen.ts';

/** The photographs of a record, as whoever asks sees them. */
export async function readPhotos(read: Read, call: Call<InputOf<typeof listPhotos>>): Promise<Reply<OutputOf<typeof listPhotos>>> {
  const { record, photos } = await getSeen(read, call, call.input.params.id);
  return { answer: { items: photos.map(presentPhoto) }, entry: (response) => photosListed(whoOf(call.asker), { ...factsOf(record), count: photos.length, response }) };
}

/** The bytes of one of them. */
export async function readPhoto(read: Read, call: Call<InputOf<typeof getPhoto>>): Promise<Bytes> {
  const { params } = call.input;
  const seen = await getSeen(read, call, params.id);
  const { photo } = getOne(seen, params.photo);
  const bytes = await findData(read, photo.id);
  // It was removed meanwhile.
  if (bytes === undefined) throw fail(seen.whole ? 'photo.not-found' : 'record.not-found');
  const digest = Buffer.from(photo.digest).toString('hex');
  return { type: 'image/jpeg', bytes, tag: digest, entry: photoRead(whoOf(call.asker), { ...factsOf(seen.record), photo: params.photo, response: digest }) };
}

/** The asker as the audit log writes it. */
function whoOf({ organisation, actor }: Asker): Who {
  return { organisation, actor };
}

function factsOf(record: StoredRecord): { database: string; owner: string; subject: string } {
  return { database: getDatabaseByNumber(record.database).code, owner: organisationCode(record.owner), subject: idFromBytes('rec', record.id) };
}
