/**
 * Chunked encryption (c2sp.org/chunked-encryption) with SHA-256 and AES-256-GCM: 16 KiB chunks, the last one always shorter, so that a file that was
 * cut is noticed; salt and commitment before them, so that a ciphertext opens with one key only; any place can be read without the rest.
 */
import { fail } from '@watchword/api/errors.ts';
import { concatBytes, isEqual, utf8, type Bytes } from '../../proofs/bytes.ts';
import { subtle } from '../webcrypto.ts';

export const CHUNK = 16 * 1024;
export const TAG = 16;
export const SALT = 24;
/** Salt and commitment, before the first chunk. */
export const PREFIX = SALT + 32;
const NAME = utf8('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0');

/** What one file is encrypted with. */
export type FileKey = { readonly key: CryptoKey; readonly nonce: Bytes; readonly commitment: Bytes };

/** Derives what one file is encrypted with. `inputKey`: 32 random bytes; `salt`: 24 bytes that never repeat for it; `context`: what the file is bound to. */
export async function deriveFileKey(inputKey: Bytes, salt: Bytes, context: Bytes): Promise<FileKey> {
  const prk = await subtle().importKey('raw', inputKey, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const info = concatBytes(NAME, salt, context);
  // HKDF-Expand alone: WebCrypto has it only together with Extract.
  const blocks: Bytes[] = [];
  for (const count of [1, 2, 3]) blocks.push(new Uint8Array(await subtle().sign('HMAC', prk, concatBytes(blocks.at(-1) ?? new Uint8Array(), info, Uint8Array.of(count)))));
  const okm = concatBytes(...blocks);
  const key = await subtle().importKey('raw', okm.slice(0, 32), 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { key, nonce: okm.slice(32, 44), commitment: okm.slice(44, 76) };
}

/** The key of a file from its first 56 bytes. @throws AppError `message.changed` when another key or another place was meant */
export async function readFileKey(inputKey: Bytes, prefix: Bytes, context: Bytes): Promise<FileKey> {
  if (prefix.length !== PREFIX) throw fail('message.changed', { detail: 'The encrypted file is shorter than its beginning.' });
  const file = await deriveFileKey(inputKey, prefix.slice(0, SALT), context);
  if (!isEqual(file.commitment, prefix.slice(SALT))) throw fail('message.changed', { detail: 'The encrypted file is not the one that belongs here.' });
  return file;
}

function nonceOf({ nonce }: FileKey, number: number): Bytes {
  const own = nonce.slice();
  const view = new DataView(own.buffer);
  view.setUint32(8, (view.getUint32(8) ^ number % 2 ** 32) >>> 0);
  view.setUint8(7, view.getUint8(7) ^ Math.floor(number / 2 ** 32));
  return own;
}

/** Encrypts chunk `number`, of 16 KiB or, the last one, less. */
export async function encryptChunk(file: FileKey, number: number, plain: Bytes): Promise<Bytes> {
  return new Uint8Array(await subtle().encrypt({ name: 'AES-GCM', iv: nonceOf(file, number) }, file.key, plain));
}

/** Decrypts chunk `number`. @throws AppError `message.changed` */
export async function decryptChunk(file: FileKey, number: number, cipher: Bytes): Promise<Bytes> {
  try {
    return new Uint8Array(await subtle().decrypt({ name: 'AES-GCM', iv: nonceOf(file, number) }, file.key, cipher));
  } catch (cause) {
    throw fail('message.changed', { detail: 'A part of the encrypted file was changed, or belongs elsewhere.' }, cause);
  }
}

/** Bytes of the ciphertext of so many bytes of plaintext. */
export function cipherSize(plainSize: number): number {
  return PREFIX + plainSize + (Math.floor(plainSize / CHUNK) + 1) * TAG;
}

/** Bytes of plaintext in a ciphertext of this size. @throws AppError `message.changed` when no ciphertext has this size: it was cut */
export function plainSize(size: number): number {
  const body = size - PREFIX;
  const full = Math.floor(body / (CHUNK + TAG));
  const rest = body - full * (CHUNK + TAG);
  if (body < TAG || rest < TAG) throw fail('message.changed', { detail: 'The encrypted file was cut.' });
  return full * CHUNK + rest - TAG;
}
