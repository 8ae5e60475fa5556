/** The traveller's document as the memory knows it: a keyed hash, so that the store alone says nothing of who travelled. */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail } from '@watchword/api/errors.ts';

/** A document that was asked for: number, folded; issuer as its three-letter code, or empty when it was not said. */
export type TravellerDocument = { readonly number: string; readonly issuer: string };

/** Gives the hash (32 bytes) of a document with a record. `record`: the record's 16 bytes. */
export type TravellerHash = (document: TravellerDocument, record: Uint8Array) => Buffer;

const KEY_BYTES = 32;

/** The key of this hub: the secret where one is set (64 hex digits), else a file that is made at the first start. @throws `config.invalid` */
export async function openTravellerKey({ file, secret }: { file: string; secret: string | undefined }): Promise<Buffer> {
  if (secret !== undefined) return parseKey(secret);
  try {
    return parseKey((await readFile(file, 'utf8')).trim());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = randomBytes(KEY_BYTES);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(`${key.toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return key;
}

/** Ties the hash to a key. */
export function travellerHashOf(key: Buffer): TravellerHash {
  // The record goes into the hash, so that two memories of one traveller cannot be laid side by side.
  return ({ number, issuer }, record) => createHmac('sha256', key).update(`v1|${number}|${issuer}|`).update(record).digest();
}

function parseKey(text: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  throw fail('config.invalid', { errors: [{ pointer: '/WATCHWORD_TRAVELLER_KEY', code: 'invalid', detail: 'The key of the memory of comparisons is 64 hexadecimal digits.' }] });
}
