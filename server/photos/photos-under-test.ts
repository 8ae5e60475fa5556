/** Records with photographs on a real store, and the operations as the door would run them, without the door. */
import type { InputOf, OutputOf } from '@watchword/api/operation.ts';
import { addPhoto, describePhoto, getPhoto, listPhotos, removePhoto, type PhotoAnswer } from '@watchword/api/photos.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import type { AuditEntry } from '#audit/audit.ts';
import type { Asker, Bytes, Call, Reply, StreamCall } from '#door/calls.ts';
import type { Gather, Implementation } from '#door/implement.ts';
import { NOW, UTOPIA, type RecordsUnderTest } from '#records/records-under-test.ts';
import { openPictures } from './picture/pictures.ts';
import { encodeJpeg } from './picture/codecs.ts';
import { photoRoutes } from './routes.ts';
import { PHOTO_WRITES } from './writes.ts';

/** A plain picture. */
export async function jpegOf(width: number, height: number, [red, green, blue]: readonly [number, number, number] = [200, 60, 30]): Promise<Uint8Array<ArrayBuffer>> {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < data.length; at += 4) data.set([red, green, blue, 255], at);
  return await encodeJpeg({ data, width, height });
}

export type Around = { asker?: Asker; at?: number };

export type PhotosUnderTest = {
  /** Audit entries of photographs so far. */
  readonly entries: AuditEntry[];
  add(record: { id: string }, bytes: Uint8Array, around?: Around): Promise<PhotoAnswer>;
  describe(record: { id: string }, photo: string, body: InputOf<typeof describePhoto>['body'], around?: Around): Promise<PhotoAnswer>;
  remove(record: { id: string }, photo: string, around?: Around): Promise<PhotoAnswer[]>;
  list(record: { id: string }, around?: Around): Promise<PhotoAnswer[]>;
  get(record: { id: string }, photo: string, around?: Around): Promise<Bytes>;
  close(): Promise<void>;
};

/** Photographs beside records under test. */
export function openPhotos({ store, entries: _ }: RecordsUnderTest): PhotosUnderTest {
  const pictures = openPictures();
  const entries: AuditEntry[] = [];
  const routes = new Map(photoRoutes({ read: store.read, pictures }).map((one) => [one.operation.id, one]));
  const routeOf = <How extends Implementation['how']>(id: string, how: How): Extract<Implementation, { how: How }> => {
    const route = routes.get(id);
    if (route?.how !== how) throw new Error(`${id} is no ${how}`);
    return route as Extract<Implementation, { how: How }>;
  };
  const callOf = (input: unknown, { asker = UTOPIA, at = NOW }: Around = {}): Call => ({ asker: { ...asker, permissions: [...asker.permissions, 'check'] }, at, input });
  const write = async (id: string, call: Call): Promise<unknown> => {
    const { result } = await store.write((tx) => PHOTO_WRITES[id]?.(tx, call as never));
    if (result === undefined) throw new Error(`${id} is no write`);
    entries.push(result.entry);
    return structuredClone(result.answer);
  };
  return {
    entries,
    async add({ id }, bytes, around) {
      const gather = routeOf(addPhoto.id, 'write').prepare as unknown as Gather<unknown>;
      const call: StreamCall = { ...callOf({ params: { id } }, around), body: piecesOf(bytes), signal: new AbortController().signal };
      const { digest: _digest, ...gathered } = await gather(call);
      return (await write(addPhoto.id, gathered)) as PhotoAnswer;
    },
    describe: async ({ id }, photo, body, around) => (await write(describePhoto.id, callOf({ params: { id, photo }, body }, around))) as PhotoAnswer,
    remove: async ({ id }, photo, around) => ((await write(removePhoto.id, callOf({ params: { id, photo } }, around))) as OutputOf<typeof removePhoto>).items,
    async list({ id }, around) {
      const reply = (await routeOf(listPhotos.id, 'read').handler(callOf({ params: { id } }, around) as never)) as Reply<OutputOf<typeof listPhotos>>;
      if (reply.entry !== undefined) entries.push(reply.entry('0'.repeat(64)));
      return reply.answer.items;
    },
    async get({ id }, photo, around) {
      const bytes = await routeOf(getPhoto.id, 'bytes').handler(callOf({ params: { id, photo } }, around) as never);
      entries.push(bytes.entry);
      return bytes;
    },
    close: () => pictures.close(),
  };
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** A person of Utopia's that the secretariat has yet to release. */
export function enterPerson(records: RecordsUnderTest, more: object = {}): Promise<RecordAnswer> {
  return records.enter('persons', undefined, more);
}
