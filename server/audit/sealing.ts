import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import { commitTo, KEEPS } from './entry.ts';
import type { Keep } from './entry.ts';
import { putU48 } from './encode.ts';
import type { Cursor } from './encode.ts';

/**
 * The sealed part of a group: a section per kind of key, all texts of the group in one AES-256-GCM each, because a
 * cipher per text costs more (3.7 us) than all the rest of an entry. Section: suite (1), kind (1), length of key id (1), key id,
 * nonce (12), length of ciphertext (4), ciphertext, tag (16). What stands before the ciphertext, and the chain's id, are
 * authenticated too. Nonces are random: a seq could come twice under one key (after a torn tail), and at 100 million
 * groups under a day's key two random nonces meet with a chance of 1 in 10^13.
 * Plaintext: for each text seq (6), salt (16), length (4), UTF-8.
 */
const SUITE = 1;
const SALT = 16;
const NONCE = 12;
const TAG = 16;
const ITEM_HEAD = 6 + SALT + 4;
const MAX_TEXT = 1024 * 1024;

const pool = Buffer.allocUnsafeSlow(32 * 1024);
let poolAt = pool.length;

function putRandom(to: Buffer, at: number, length: number): void {
  if (poolAt + length > pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  pool.copy(to, at, poolAt, poolAt + length);
  // A salt is secret once used: it does not stay in the pool.
  pool.fill(0, poolAt, poolAt + length);
  poolAt += length;
}

/** The texts of a group that wait to be sealed with one kind of key. */
export type Plain = Cursor & { keep: Keep };

export function newPlain(keep: Keep): Plain {
  return { keep, bytes: newBuffer(16 * 1024), at: 0 };
}

/** Adds a text, and room for its salt before it; returns where the salt goes. What stands there until the end of `plain` is committed to. */
export function addText(plain: Plain, seq: number, text: string): number {
  if (text.length > MAX_TEXT) throw fail('server.internal', {}, new Error('a sealed text is longer than 1 MiB'));
  makeRoom(plain, ITEM_HEAD + text.length * 3);
  const start = plain.at;
  putU48(plain, seq);
  const { bytes } = plain;
  const salt = start + 10;
  const length = bytes.write(text, salt + SALT, 'utf8');
  bytes.writeUInt32BE(length, start + 6);
  plain.at = salt + SALT + length;
  return salt;
}

/** Puts a fresh salt where `addText` left room for it. */
export function putSalt(bytes: Buffer, at: number): void {
  putRandom(bytes, at, SALT);
}

/** A buffer of shared memory. */
export function newBuffer(length: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(length));
}

/** Gives the cursor a larger copy of its buffer when fewer than `room` bytes are free in it. */
export function makeRoom(to: Cursor, room: number): void {
  if (to.at + room <= to.bytes.length) return;
  const larger = newBuffer(Math.max(to.bytes.length * 2, to.at + room));
  to.bytes.copy(larger, 0, 0, to.at);
  to.bytes = larger;
}

const SECTION_HEAD = 64;

/** An upper bound of the bytes that the section of these texts takes. */
export function sectionBound(plain: Plain): number {
  return SECTION_HEAD + plain.at + TAG;
}

/** Appends the section that holds these texts, for which there is room, and forgets them. */
export function putSection(to: Cursor, plain: Plain, by: { chain: string; id: string; key: KeyObject }): void {
  const { bytes } = to;
  const start = to.at;
  bytes[start] = SUITE;
  bytes[start + 1] = KEEPS.indexOf(plain.keep);
  bytes[start + 2] = by.id.length;
  const nonce = start + 3 + bytes.write(by.id, start + 3, 'latin1');
  putRandom(bytes, nonce, NONCE);
  const text = bytes.writeUInt32BE(plain.at, nonce + NONCE);
  const cipher = createCipheriv('aes-256-gcm', by.key, bytes.subarray(nonce, nonce + NONCE));
  cipher.setAAD(Buffer.concat([Buffer.from(by.chain, 'hex'), bytes.subarray(start, text)]));
  cipher.update(plain.bytes.subarray(0, plain.at)).copy(bytes, text);
  cipher.final();
  cipher.getAuthTag().copy(bytes, text + plain.at);
  to.at = text + plain.at + TAG;
  plain.bytes.fill(0, 0, plain.at);
  plain.at = 0;
}

/** A sealed text that was opened, and the commitment that its salt and text give. */
export type OpenedText = { text: string; commitment: string };

/**
 * Opens the sealed part of a group: seq -> text. Texts whose key `findKey` does not know (it was destroyed) are left out.
 * Throws `audit.broken` when a section does not open with its own key.
 */
export async function openSealed(
  sealed: Buffer,
  chain: string,
  findKey: (id: string) => Promise<KeyObject | undefined>,
): Promise<Map<number, OpenedText>> {
  const texts = new Map<number, OpenedText>();
  let at = 0;
  while (at < sealed.length) {
    const nonce = at + 3 + (sealed[at + 2] ?? 0);
    const text = nonce + NONCE + 4;
    const end = text + sealed.readUInt32BE(nonce + NONCE);
    const key = await findKey(sealed.toString('latin1', at + 3, nonce));
    if (sealed[at] !== SUITE || end + TAG > sealed.length) throw fail('audit.broken', { detail: 'A sealed section cannot be read.' });
    if (key !== undefined) {
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(nonce, nonce + NONCE));
      cipher.setAAD(Buffer.concat([Buffer.from(chain, 'hex'), sealed.subarray(at, text)]));
      cipher.setAuthTag(sealed.subarray(end, end + TAG));
      readItems(decipher(cipher, sealed.subarray(text, end)), texts);
    }
    at = end + TAG;
  }
  return texts;
}

function decipher(cipher: ReturnType<typeof createDecipheriv>, sealed: Buffer): Buffer {
  const plain = cipher.update(sealed);
  try {
    cipher.final();
  } catch (cause) {
    throw fail('audit.broken', { detail: 'A sealed section does not open with its key.' }, cause);
  }
  return plain;
}

function readItems(plain: Buffer, texts: Map<number, OpenedText>): void {
  let at = 0;
  while (at < plain.length) {
    const salt = at + 10;
    const end = salt + SALT + plain.readUInt32BE(at + 6);
    texts.set(plain.readUIntBE(at, 6), { text: plain.toString('utf8', salt + SALT, end), commitment: commitTo(plain.subarray(salt, end)) });
    at = end;
  }
}
