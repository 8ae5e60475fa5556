import { fail } from '@watchword/api/errors.ts';
import { ENTRY, ENTRY_FIELDS, KEEPS } from './entry.ts';
import type { Keep, Outcomes } from './entry.ts';
import { OF_ANSWER } from './events.ts';
import type { AuditEntry } from './events.ts';

/** Where the next byte goes. One is kept per group and reused, so writing an entry allocates nothing. */
export type Cursor = { bytes: Buffer; at: number };

/** An upper bound of the bytes that the fields of this entry take. */
export function fieldsBound(entry: AuditEntry): number {
  const lists = listLength(entry.databases) + listLength(entry.owners);
  const texts = entry.organisation.length + entry.actor.length + (entry.purpose?.length ?? 0);
  const ids = (entry.via?.length ?? 0) + (entry.subject?.length ?? 0) + (entry.within?.length ?? 0) + (entry.reason?.length ?? 0);
  return 384 + lists + texts + ids;
}

function listLength(list: readonly string[] | undefined): number {
  let length = 0;
  if (list !== undefined) for (const text of list) length += text.length + 1;
  return length;
}

/** Writes the fields of an entry. Throws `server.internal` on what cannot stand in the clear. */
export function putFields(to: Cursor, entry: AuditEntry): void {
  if (before !== undefined && isLike(before, entry)) {
    to.bytes.set(before.bytes, to.at);
    to.at += before.bytes.length;
  } else {
    const start = to.at;
    putCircumstances(to, entry);
    const { organisation, actor, via, purpose, databases, outcomes, within } = entry;
    before = { organisation, actor, via, purpose, databases, outcomes, within, bytes: Uint8Array.from(to.bytes.subarray(start, to.at)) };
  }
  if (entry.response !== undefined && entry.response !== OF_ANSWER) putHash(to, ENTRY_FIELDS.response.tag, entry.response);
  if (entry.owners !== undefined) putList(to, ENTRY_FIELDS.owners.tag, entry.owners);
  if (entry.subject !== undefined) putText(to, ENTRY_FIELDS.subject.tag, entry.subject);
  if (entry.reason !== undefined) putText(to, ENTRY_FIELDS.reason.tag, entry.reason);
  if (entry.count !== undefined) putNumber(to, ENTRY_FIELDS.count.tag, entry.count);
  if (entry.digest !== undefined) putHash(to, ENTRY_FIELDS.digest.tag, entry.digest);
  if (entry.version !== undefined) putNumber(to, ENTRY_FIELDS.version.tag, entry.version);
  if (entry.since !== undefined) putNumber(to, ENTRY_FIELDS.since.tag, entry.since);
  if (entry.item !== undefined) putNumber(to, ENTRY_FIELDS.item.tag, entry.item);
  if (entry.rule !== undefined) putNumber(to, ENTRY_FIELDS.rule.tag, entry.rule);
}

const tried: Cursor = { bytes: Buffer.alloc(1024), at: 0 };

/** Refuses an entry that could not be written: found when the log comes to it, it would stop everything behind it. @throws AppError `server.internal` */
export function requireEncodable(entry: AuditEntry): void {
  const bound = fieldsBound(entry);
  if (tried.bytes.length < bound) tried.bytes = Buffer.alloc(bound * 2);
  tried.at = 0;
  putFields(tried, entry);
}

/** What the checks of one list have in common: who, why, where, within what, and mostly the outcome. */
type Circumstances = { readonly [Name in 'organisation' | 'actor' | 'via' | 'purpose' | 'databases' | 'outcomes' | 'within']: AuditEntry[Name] | undefined };

/** The circumstances of the entry written last, and their bytes, which the next one mostly repeats. */
let before: (Circumstances & { readonly bytes: Uint8Array }) | undefined;

// Lists and counts are compared as the objects that they are: whoever uses one again does not change it.
function isLike(one: Circumstances, other: AuditEntry): boolean {
  return (
    one.databases === other.databases && one.outcomes === other.outcomes && one.within === other.within &&
    one.purpose === other.purpose && one.actor === other.actor && one.via === other.via && one.organisation === other.organisation
  );
}

function putCircumstances(to: Cursor, { organisation, actor, via, purpose, databases, outcomes, within }: AuditEntry): void {
  putText(to, ENTRY_FIELDS.organisation.tag, organisation);
  putText(to, ENTRY_FIELDS.actor.tag, actor);
  if (purpose !== undefined) putText(to, ENTRY_FIELDS.purpose.tag, purpose);
  if (databases !== undefined) putList(to, ENTRY_FIELDS.databases.tag, databases);
  if (outcomes !== undefined) putOutcomes(to, outcomes);
  if (via !== undefined) putText(to, ENTRY_FIELDS.via.tag, via);
  if (within !== undefined) putText(to, ENTRY_FIELDS.within.tag, within);
}

/** Leaves room for a hash that is worked out later, and returns where it goes. */
export function putGap(to: Cursor, tag: number): number {
  putHead(to, tag, ENTRY.hash);
  const { at } = to;
  to.at += ENTRY.hash;
  return at;
}

/** Writes the kind of key that seals the text. */
export function putKeep(to: Cursor, keep: Keep): void {
  putHead(to, ENTRY_FIELDS.keep.tag, 1);
  to.bytes[to.at] = KEEPS.indexOf(keep);
  to.at += 1;
}

/** Writes a whole number below 2^48 in 6 bytes. */
export function putU48(to: Cursor, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0 || value > 0xffff_ffff_ffff) throw unfit('a number is not between 0 and 2^48');
  const { bytes, at } = to;
  const high = Math.floor(value / 0x1_0000_0000);
  bytes[at] = high >>> 8;
  bytes[at + 1] = high;
  bytes[at + 2] = value >>> 24;
  bytes[at + 3] = value >>> 16;
  bytes[at + 4] = value >>> 8;
  bytes[at + 5] = value;
  to.at = at + 6;
}

function putHead(to: Cursor, tag: number, length: number): void {
  const { bytes, at } = to;
  bytes[at] = tag;
  bytes[at + 1] = length >>> 8;
  bytes[at + 2] = length;
  to.at = at + 3;
}

// The loop checks while it copies: for texts this short it is faster than a native write and a second pass.
function putAscii(to: Cursor, text: string): void {
  if (text.length > 255) throw unfit('a text is longer than 255 characters');
  const { bytes, at } = to;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) throw unfit('a text in the clear is not printable ASCII');
    bytes[at + i] = code;
  }
  to.at = at + text.length;
}

function putText(to: Cursor, tag: number, text: string): void {
  putHead(to, tag, text.length);
  putAscii(to, text);
}

function putList(to: Cursor, tag: number, list: readonly string[]): void {
  const start = to.at;
  to.at = start + 3;
  for (const text of list) {
    if (text.length === 0 || text.includes(',')) throw unfit('an item of a list is empty or holds a comma');
    if (to.at > start + 3) {
      to.bytes[to.at] = 0x2c;
      to.at += 1;
    }
    putAscii(to, text);
  }
  const end = to.at;
  if (end - start - 3 > 0xffff) throw unfit('a list is longer than 65,535 bytes');
  to.at = start;
  putHead(to, tag, end - start - 3);
  to.at = end;
}

function putOutcomes(to: Cursor, outcomes: Outcomes): void {
  putHead(to, ENTRY_FIELDS.outcomes.tag, 16);
  putU32(to, outcomes.hit);
  putU32(to, outcomes.possible);
  putU32(to, outcomes.none);
  putU32(to, outcomes.unavailable);
}

function putU32(to: Cursor, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) throw unfit('a count is not between 0 and 2^32');
  to.at = to.bytes.writeUInt32BE(value, to.at);
}

function putNumber(to: Cursor, tag: number, value: number): void {
  putHead(to, tag, 6);
  putU48(to, value);
}

function putHash(to: Cursor, tag: number, hash: string): void {
  putHead(to, tag, ENTRY.hash);
  if (hash.length !== 64 || to.bytes.write(hash, to.at, ENTRY.hash, 'hex') !== ENTRY.hash) throw unfit('a hash is not 64 hex digits');
  to.at += ENTRY.hash;
}

function unfit(why: string): Error {
  return fail('server.internal', {}, new Error(`an audit entry cannot be written: ${why}`));
}
