/** Files of any size encrypted and decrypted as they pass (Web Streams), a few hundred kilobytes in memory at a time. */
import { fail } from '@watchword/api/errors.ts';
import { concatBytes, type Bytes } from '../../proofs/bytes.ts';
import { randomBytes } from '../encoding.ts';
import { cipherSize, CHUNK, decryptChunk, deriveFileKey, encryptChunk, plainSize, PREFIX, readFileKey, SALT, TAG, type FileKey } from './chunks.ts';
import { paddedSize } from './padding.ts';

/** Chunks that are worked on together: WebCrypto has a price a call, which is paid side by side. */
const TOGETHER = 32;

/** What a file is encrypted with and bound to. `salt` is random unless a test gives it. */
export type FileSecret = { readonly key: Bytes; readonly context: Bytes; readonly salt?: Bytes };

/** Collects bytes into blocks of one size. */
class Blocks {
  readonly #size: number;
  #held: Bytes;
  #used = 0;
  constructor(size: number) {
    this.#size = size;
    this.#held = new Uint8Array(size);
  }
  *add(part: Uint8Array): Generator<Bytes> {
    for (let at = 0; at < part.length;) {
      const taken = Math.min(part.length - at, this.#size - this.#used);
      this.#held.set(part.subarray(at, at + taken), this.#used);
      this.#used += taken;
      at += taken;
      if (this.#used < this.#size) return;
      yield this.#held;
      this.#held = new Uint8Array(this.#size);
      this.#used = 0;
    }
  }
  rest(): Bytes {
    return this.#held.slice(0, this.#used);
  }
}

async function eachChunk(file: FileKey, first: number, { bytes, size }: { bytes: Bytes; size: number }, work: typeof encryptChunk): Promise<Bytes> {
  const count = Math.ceil(bytes.length / size);
  return concatBytes(...await Promise.all(Array.from({ length: count }, (_, at) => work(file, first + at, bytes.subarray(at * size, (at + 1) * size)))));
}

/** Encrypts what passes, padded with zeros at its end. */
export function encryptFile({ key, context, salt = randomBytes(SALT) }: FileSecret): TransformStream<Uint8Array, Bytes> {
  const blocks = new Blocks(CHUNK * TOGETHER);
  let file: FileKey;
  let size = 0;
  let chunks = 0;
  const take = async (part: Uint8Array, to: TransformStreamDefaultController<Bytes>): Promise<void> => {
    for (const bytes of blocks.add(part)) {
      to.enqueue(await eachChunk(file, chunks, { bytes, size: CHUNK }, encryptChunk));
      chunks += TOGETHER;
    }
  };
  return new TransformStream<Uint8Array, Bytes>({
    async start(to) {
      file = await deriveFileKey(key, salt, context);
      to.enqueue(concatBytes(salt, file.commitment));
    },
    async transform(part, to) {
      size += part.length;
      await take(part, to);
    },
    async flush(to) {
      for (let left = paddedSize(size) - size; left > 0; left -= CHUNK) await take(new Uint8Array(Math.min(left, CHUNK)), to);
      const bytes = blocks.rest();
      if (bytes.length > 0) to.enqueue(await eachChunk(file, chunks, { bytes, size: CHUNK }, encryptChunk));
      // The last chunk is shorter than the others, empty if need be: its absence shows that the end is missing.
      if (bytes.length % CHUNK === 0) to.enqueue(await encryptChunk(file, chunks + bytes.length / CHUNK, new Uint8Array()));
    },
  });
}

/** Decrypts what passes and gives the first `size` bytes; the rest is padding. Fails with AppError `message.changed`, at the end too when it was cut. */
export function decryptFile({ key, context }: FileSecret, size: number): TransformStream<Uint8Array, Bytes> {
  const prefix = new Blocks(PREFIX);
  const blocks = new Blocks((CHUNK + TAG) * TOGETHER);
  let file: FileKey | undefined;
  let chunks = 0;
  let given = 0;
  const give = async (bytes: Bytes, to: TransformStreamDefaultController<Bytes>): Promise<void> => {
    if (file === undefined) throw fail('message.changed', { detail: 'The encrypted file is shorter than its beginning.' });
    const plain = await eachChunk(file, chunks, { bytes, size: CHUNK + TAG }, decryptChunk);
    chunks += Math.ceil(bytes.length / (CHUNK + TAG));
    const wanted = plain.subarray(0, Math.max(0, size - given));
    if (plain.subarray(wanted.length).some((byte) => byte !== 0)) throw fail('message.changed', { detail: 'There is something behind the end of the file.' });
    given += wanted.length;
    if (wanted.length > 0) to.enqueue(wanted);
  };
  return new TransformStream<Uint8Array, Bytes>({
    async transform(part, to) {
      let rest = part;
      if (file === undefined) {
        const missing = PREFIX - prefix.rest().length;
        for (const whole of prefix.add(part.subarray(0, missing))) file = await readFileKey(key, whole, context);
        rest = part.subarray(missing);
      }
      for (const bytes of blocks.add(rest)) await give(bytes, to);
    },
    async flush(to) {
      const bytes = blocks.rest();
      if (bytes.length % (CHUNK + TAG) < TAG) throw fail('message.changed', { detail: 'The encrypted file was cut.' });
      await give(bytes, to);
      if (given !== size) throw fail('message.changed', { detail: 'The file is shorter than the message says.' });
    },
  });
}

/** Reads bytes of a ciphertext, wherever it lies: on disk, at the hub by range. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

/** Reads any part of an encrypted file of `size` bytes without the rest. @throws AppError `message.changed` */
export async function openFile({ key, context }: FileSecret, size: number, readAt: ReadAt): Promise<(offset: number, length: number) => Promise<Bytes>> {
  const whole = plainSize(size);
  const file = await readFileKey(key, new Uint8Array(await readAt(0, PREFIX)), context);
  const last = Math.floor(whole / CHUNK);
  const chunk = async (number: number): Promise<Bytes> => {
    const length = number === last ? whole % CHUNK : CHUNK;
    return decryptChunk(file, number, new Uint8Array(await readAt(PREFIX + number * (CHUNK + TAG), length + TAG)));
  };
  // The last chunk is authentic only at its own place: with it the length of the whole is.
  await chunk(last);
  return async (offset, length) => {
    const end = Math.min(offset + length, whole);
    const parts: Bytes[] = [];
    for (let number = Math.floor(offset / CHUNK); number * CHUNK < end; number += 1) {
      parts.push((await chunk(number)).slice(Math.max(0, offset - number * CHUNK), end - number * CHUNK));
    }
    return concatBytes(...parts);
  };
}

/** Encrypts something small that is in memory whole. */
export async function encryptBytes(secret: FileSecret, plain: Bytes): Promise<Bytes> {
  const cipher = await readAll(streamOf(plain).pipeThrough(encryptFile(secret)));
  if (cipher.length !== cipherSize(paddedSize(plain.length))) throw new Error('The ciphertext is not as long as it should be.');
  return cipher;
}

/** Decrypts something small, padding and all. @throws AppError `message.changed` */
export async function decryptBytes({ key, context }: FileSecret, cipher: Bytes): Promise<Bytes> {
  const whole = plainSize(cipher.length);
  const file = await readFileKey(key, cipher.slice(0, PREFIX), context);
  const plain = await eachChunk(file, 0, { bytes: cipher.subarray(PREFIX), size: CHUNK + TAG }, decryptChunk);
  if (plain.length !== whole) throw fail('message.changed', { detail: 'The encrypted file was cut.' });
  return plain;
}

/** A stream of bytes that are in memory. */
export function streamOf(...parts: readonly Bytes[]): ReadableStream<Bytes> {
  return new ReadableStream<Bytes>({
    start(to) {
      for (const part of parts) to.enqueue(part);
      to.close();
    },
  });
}

/** Everything that a stream gives, in memory. */
export async function readAll(stream: ReadableStream<Uint8Array>): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  for await (const part of stream as unknown as AsyncIterable<Uint8Array>) parts.push(part);
  return concatBytes(...parts);
}
