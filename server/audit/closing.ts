/** The part of a group's writing that takes time: salts, commitments, seals, links. It needs nothing but the filled group and the keys. */
import { hash } from 'node:crypto';
import { ENTRY, HASH_BYTES, hashBytes } from './entry.ts';
import { FRAME, NO_SEALED, putFrameHead } from './frame.ts';
import { MARK } from './group.ts';
import type { FilledGroup } from './group.ts';
import { putSalt, putSection } from './sealing.ts';
import type { Plain } from './sealing.ts';

/** The kinds of key that this group needs. */
export function plainsInUse(group: FilledGroup): Plain[] {
  return group.plains.filter((plain) => plain.at > 0);
}

/**
 * Seals, links and frames a group, after the entry with hash `prev`. Returns the bytes to write, and the hashes of its entries, 64 hex digits
 * each, as one text. Forgets the texts and answers.
 */
export function finishGroup(group: FilledGroup, prev: string, by: { chain: string; keys: { id: string; key: Buffer; plain: Plain }[] }): { bytes: Buffer; hashes: string } {
  const { to, answers, first, count } = group;
  const end = to.at;
  putHashes(group);
  answers.bytes.fill(0, 0, answers.at);
  answers.at = 0;
  for (const { id, key, plain } of by.keys) {
    putSection(to, plain, { chain: by.chain, id, key });
    key.fill(0);
  }
  const { bytes } = to;
  const sealedHash = to.at === end ? NO_SEALED : hash('sha256', bytes.subarray(end, to.at), 'hex');
  bytes.write(sealedHash, FRAME.head + ENTRY.prefix + ENTRY.fixed, ENTRY.hash, 'hex');
  const hashes = linkEntries(group, prev, end);
  putFrameHead(bytes, { length: to.at - FRAME.head, sealed: to.at - end, first, count, last: hashes.slice(-2 * ENTRY.hash) });
  return { bytes: bytes.subarray(0, to.at), hashes };
}

/** Salts the texts and fills in the commitments to them and the hashes of the answers. */
function putHashes({ to, plains, answers, marks, count }: FilledGroup): void {
  const { bytes } = to;
  for (let i = 0, at = 0; i < count; i += 1, at += MARK.size) {
    const plain = plains[marks[at + MARK.keep] ?? -1];
    if (plain !== undefined) {
      const salt = marks[at + MARK.salt] ?? 0;
      putSalt(plain.bytes, salt);
      bytes.write(hashBytes(plain.bytes.subarray(salt, marks[at + MARK.textEnd])), marks[at + MARK.commitment] ?? 0, ENTRY.hash, HASH_BYTES);
    }
    const response = marks[at + MARK.response] ?? 0;
    if (response !== 0) bytes.write(hashBytes(answers.bytes.subarray(marks[at + MARK.answer], marks[at + MARK.answerEnd])), response, ENTRY.hash, HASH_BYTES);
  }
}

const LEAF = ENTRY.prefix - 1;

function linkEntries({ to, marks, count }: FilledGroup, prev: string, end: number): string {
  const { bytes } = to;
  const own = Buffer.allocUnsafe(count * ENTRY.hash);
  let last = Buffer.from(prev, 'hex').toString(HASH_BYTES);
  for (let i = 0; i < count; i += 1) {
    const start = marks[i * MARK.size] ?? 0;
    const next = i + 1 < count ? (marks[(i + 1) * MARK.size] ?? 0) : end;
    bytes.write(last, start + ENTRY.prefix + ENTRY.prev, ENTRY.hash, HASH_BYTES);
    last = hashBytes(bytes.subarray(start + LEAF, next));
    own.write(last, i * ENTRY.hash, ENTRY.hash, HASH_BYTES);
  }
  return own.toString('hex');
}
