import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import { KEEPS } from './entry.ts';
import type { Keep } from './entry.ts';
import { putU48 } from './encode.ts';
import type { Cursor } from './encode.ts';

/**
 * The sealed part of a group: a section per kind of key, all texts of the group in one AES-256-GCM each, because a
 * cipher per text costs more (3.7 us) than all the rest of an entry. Section: suite (1), kind (1), length of key id (1), key id,
 * nonce (12), length of ciphertext (4), ciphertext, tag (16). What stands before the ciphertext, and the chain's id, are
 * authenticated too. Suite 2: the key is the group's own, from the tree of the day's keys. Suite 1, which the first version wrote: the day's key
 * itself. Nonces are random: a seq could come twice under one key (after a torn tail), and at 100 million
 * groups under a day's key two random nonces meet with a chance of 1 in 10^13.
 * Plaintext: for each text seq (6), salt (16), length (4), UTF-8.
 */
export const SUITE = { ofDay: 1, ofGroup: 2 } as const;
const SALT = 16;
const NONCE = 12;
const LENGTH = 4;
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

/** Appends the section that holds these texts, for which there is room, and forgets them. `key` is the group's, of 32 bytes. */
export function putSection(to: Cursor, plain: Plain, by: { chain: string; id: string; key: Buffer }): void {
  const { bytes } = to;
  const start = to.at;
  bytes[start] = SUITE.ofGroup;
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

/** Where the parts of a section lie within the sealed part of its group. */
export type Section = { readonly suite: number; readonly id: string; readonly start: number; readonly nonce: number; readonly text: number; readonly end: number };

/** Finds the sections of a sealed part. Throws `audit.broken` when they cannot be told apart. */
export function listSections(sealed: Buffer): Section[] {
  const sections: Section[] = [];
  for (let start = 0; start < sealed.length; ) {
    const nonce = start + 3 + (sealed[start + 2] ?? 0);
    const text = nonce + NONCE + LENGTH;
    const end = text > sealed.length ? text : text + sealed.readUInt32BE(nonce + NONCE);
    const suite = sealed[start] ?? 0;
    if ((suite !== SUITE.ofDay && suite !== SUITE.ofGroup) || end + TAG > sealed.length) throw fail('audit.broken', { detail: 'A sealed section cannot be read.' });
    sections.push({ suite, id: sealed.toString('latin1', start + 3, nonce), start, nonce, text, end });
    start = end + TAG;
  }
  return sections;
}

/** Opens a section. Throws `audit.broken` when it does not open with this key. */
export function openSection(sealed: Buffer, { start, nonce, text, end }: Section, by: { chain: string; key: Buffer }): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', by.key, sealed.subarray(nonce, nonce + NONCE));
  cipher.setAAD(Buffer.concat([Buffer.from(by.chain, 'hex'), sealed.subarray(start, text)]));
  cipher.setAuthTag(sealed.subarray(end, end + TAG));
  const plain = cipher.update(sealed.subarray(text, end));
  try {
    cipher.final();
  } catch (cause) {
    throw fail('audit.broken', { detail: 'A sealed section does not open with its key.' }, cause);
  }
  return plain;
}

/** A text in the plaintext of a section: its seq and where it lies; `salt` begins what is committed to. */
export type Item = { readonly seq: number; readonly start: number; readonly salt: number; readonly text: number; readonly end: number };

/** Finds the texts in the plaintext of a section. */
export function listItems(plain: Buffer): Item[] {
  const items: Item[] = [];
  for (let start = 0; start < plain.length; ) {
    const salt = start + 10;
    const text = salt + SALT;
    const end = text + plain.readUInt32BE(start + 6);
    items.push({ seq: plain.readUIntBE(start, 6), start, salt, text, end });
    start = end;
  }
  return items;
}
