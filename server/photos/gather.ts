/** The picture of a request, drawn anew before the writer sees the call: the writer does not wait for it. */
import { createHash } from 'node:crypto';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { PHOTO_LIMITS, type addPhoto } from '@watchword/api/photos.ts';
import type { Call, StreamCall } from '#door/calls.ts';
import { getOwn } from '#records/records.ts';
import type { Read } from '#store/store.ts';
import type { Pictures } from './picture/pictures.ts';
import type { Picture } from './picture/render.ts';

type Input = InputOf<typeof addPhoto>;

/** The input of an addition as the writer gets it. */
export type GatheredPhoto = Input & { readonly picture: Picture };

/** Reads the body and draws it. Whose record it is is asked first: nobody makes us read a picture for nothing. */
export async function gatherPhoto(parts: { read: Read; pictures: Pictures }, { body, signal: _, ...call }: StreamCall<Input>): Promise<Call<GatheredPhoto> & { digest: string }> {
  const { input } = call;
  const record = await getOwn(parts.read, call, input.params.id);
  if (getDatabaseByNumber(record.database).photographs !== true) throw fail('record.no-photographs');
  const bytes = await collect(body);
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { ...call, input: { ...input, picture: await parts.pictures.render(bytes) }, digest };
}

/** A body as a whole. @throws `request.too-large` as soon as it is */
async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.byteLength;
    if (size > PHOTO_LIMITS.bytes) throw fail('request.too-large', { detail: `A photograph may have ${PHOTO_LIMITS.bytes / 1024 / 1024} MiB.` });
    pieces.push(piece);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
