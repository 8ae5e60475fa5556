import type { InputOf } from '@watchword/api/operation.ts';
import { addPhoto, describePhoto, getPhoto, listPhotos, removePhoto, type PhotoAnswer } from '@watchword/api/photos.ts';
import type { Calls, StreamOptions } from './calls.ts';
import type { CallOptions } from './request.ts';
import type { Bytes } from './streams.ts';

/** A photograph as it is shown: a JPEG file. */
export type Photo = { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** Photographs of the records of persons. `record` is the id of the record, `photo` that of the photograph. */
export type Photos = {
  /** Adds a JPEG, PNG or WebP file to a record of your own. Not repeated by itself. */
  add(record: string, file: Bytes, options?: StreamOptions): Promise<PhotoAnswer>;
  /** The main one first. Those of another country's record that a check has found, too. */
  list(record: string, options?: CallOptions): Promise<readonly PhotoAnswer[]>;
  get(record: string, photo: string, options?: StreamOptions): Promise<Photo>;
  /** Says what it shows and when it was taken, or makes it the main one. */
  describe(record: string, photo: string, patch: InputOf<typeof describePhoto>['body'], options?: CallOptions): Promise<PhotoAnswer>;
  /** Erases one, and gives those that remain. */
  remove(record: string, photo: string, options?: CallOptions): Promise<readonly PhotoAnswer[]>;
};

/** The photographs of a client. */
export function createPhotos({ call, upload, download }: Calls): Photos {
  const of = (record: string, photo: string): { params: { id: string; photo: string } } => ({ params: { id: record, photo } });
  return {
    // What the file is the server sees for itself.
    add: (record, file, options) => upload(addPhoto, { params: { id: record } }, file, { type: 'image/jpeg', ...options }),
    list: async (record, options) => (await call(listPhotos, { params: { id: record } }, options)).items,
    async get(record, photo, options) {
      const { type, chunks } = await download(getPhoto, of(record, photo), options);
      return { type, bytes: new Uint8Array(await new Blob(await Array.fromAsync(chunks(), (chunk) => chunk as Uint8Array<ArrayBuffer>)).arrayBuffer()) };
    },
    describe: (record, photo, body, options) => call(describePhoto, { ...of(record, photo), body }, options),
    remove: async (record, photo, options) => (await call(removePhoto, of(record, photo), options)).items,
  };
}
