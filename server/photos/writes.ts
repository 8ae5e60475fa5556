/** The writes of photographs, as they run inside the writer. Each makes a version of the record. */
import { createHash } from 'node:crypto';
import { dayOfMs, parsePartialDate, rangeOfPartialDate } from '@watchword/api/dates.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId } from '@watchword/api/ids.ts';
import type { InputOf, OutputOf } from '@watchword/api/operation.ts';
import { addPhoto, describePhoto, PHOTO_LIMITS, removePhoto, type PhotoAnswer } from '@watchword/api/photos.ts';
import { photoAdded, photoDescribed, photoRemoved, type PhotoFacts, type Who } from '#audit/audit.ts';
import type { Asker, Call, WriteHandler, WriteReply } from '#door/calls.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { organisationCode } from '#organisations/organisations.ts';
import { getOwnStanding, supersedeBeside } from '#records/records.ts';
import type { Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { GatheredPhoto } from './gather.ts';
import { presentPhoto } from './present.ts';
import { erasePhoto, insertPhoto, updatePhoto } from './queries.ts';
import { findSeen, getOne, type SeenPhoto } from './seen.ts';

/** Handlers of the writer, by operation. */
export const PHOTO_WRITES: WriteHandlers = {
  [addPhoto.id]: add as WriteHandler,
  ...writeOf(describePhoto, describe),
  ...writeOf(removePhoto, remove),
};

async function add(tx: Write, call: Call<GatheredPhoto>): Promise<WriteReply<PhotoAnswer>> {
  const { at, input: { params, picture } } = call;
  const record = await getOwnStanding(tx, call, params.id);
  if (getDatabaseByNumber(record.database).photographs !== true) throw fail('record.no-photographs');
  const before = await photosOf(tx, record);
  if (before.length >= PHOTO_LIMITS.ofRecord) throw fail('photo.too-many');
  const id = newId('pho', at);
  const next = await supersedeBeside(tx, record, call, { change: 'photo-added', subject: id, waits: true });
  const { jpeg, width, height } = picture;
  const digest = createHash('sha256').update(jpeg).digest();
  await insertPhoto(tx, {
    id: idBytes(id), row: record.row, since: next.version, main: before.length === 0 ? 1 : 0, width, height,
    bytes: jpeg.byteLength, digest, taken_on: null, caption: null, added_at: at, data: jpeg,
  });
  return { answer: presentPhoto(getOne({ record: next, whole: true, photos: await photosOf(tx, next) }, id)), entry: photoAdded(whoOf(call.asker), { ...factsOf(next, id), digest: digest.toString('hex') }) };
}

async function describe(tx: Write, call: Call<InputOf<typeof describePhoto>>): Promise<WriteReply<PhotoAnswer>> {
  const { input: { params, body } } = call;
  const record = await getOwnStanding(tx, call, params.id);
  const before = await photosOf(tx, record);
  const { photo, isMain } = getOne({ record, whole: true, photos: before }, params.photo);
  const caption = body.caption === undefined ? photo.caption : body.caption;
  const taken_on = body.takenOn === undefined ? photo.taken_on : body.takenOn;
  if (taken_on !== null && taken_on !== photo.taken_on) requirePast(taken_on, call.at);
  const saysOther = caption !== photo.caption || taken_on !== photo.taken_on;
  // What others would read of it is reviewed; which of those that they see stands first is not.
  const next = await supersedeBeside(tx, record, call, { change: 'photo-described', subject: params.photo, waits: saysOther || undefined });
  await updatePhoto(tx, photo.id, { caption, taken_on, ...(saysOther && { since: next.version }) });
  if (body.main === true && !isMain) await makeMain(tx, photo.id, before);
  return { answer: presentPhoto(getOne({ record: next, whole: true, photos: await photosOf(tx, next) }, params.photo)), entry: photoDescribed(whoOf(call.asker), factsOf(next, params.photo)) };
}

async function remove(tx: Write, call: Call<InputOf<typeof removePhoto>>): Promise<WriteReply<OutputOf<typeof removePhoto>>> {
  const { params } = call.input;
  const record = await getOwnStanding(tx, call, params.id);
  const before = await photosOf(tx, record);
  const { photo, isMain } = getOne({ record, whole: true, photos: before }, params.photo);
  const remaining = before.filter((one) => one.photo !== photo);
  const [oldest] = remaining;
  await erasePhoto(tx, photo.id);
  if (isMain && oldest !== undefined) await makeMain(tx, oldest.photo.id, remaining);
  const next = await supersedeBeside(tx, record, call, { change: 'photo-removed', subject: params.photo, waits: remaining.some(({ waits }) => waits) ? undefined : false });
  return { answer: { items: (await photosOf(tx, next)).map(presentPhoto) }, entry: photoRemoved(whoOf(call.asker), factsOf(next, params.photo)) };
}

/** All photographs of a record of one's own. */
async function photosOf(tx: Write, record: StoredRecord): Promise<readonly SeenPhoto[]> {
  return (await findSeen(tx, [record], () => true)).get(record.row) ?? [];
}

async function makeMain(tx: Write, id: Uint8Array, all: readonly SeenPhoto[]): Promise<void> {
  for (const { photo } of all) if (photo.main === 1) await updatePhoto(tx, photo.id, { main: 0 });
  await updatePhoto(tx, id, { main: 1 });
}

/** @throws `request.invalid` for a day that there is not, or that is to come */
function requirePast(text: string, at: number): void {
  const date = parsePartialDate(text);
  if (date !== undefined && rangeOfPartialDate(date).first <= dayOfMs(at)) return;
  throw fail('request.invalid', { errors: [{ pointer: '/takenOn', code: date === undefined ? 'date' : 'future', detail: date === undefined ? 'There is no such day.' : 'It lies in the future.' }] });
}

/** The asker as the audit log writes it. */
function whoOf({ organisation, actor }: Asker): Who {
  return { organisation, actor };
}

function factsOf(record: StoredRecord, photo: string): PhotoFacts {
  return { database: getDatabaseByNumber(record.database).code, owner: organisationCode(record.owner), subject: idFromBytes('rec', record.id), version: record.version, photo };
}
