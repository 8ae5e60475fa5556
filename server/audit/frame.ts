import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ENTRY, ENTRY_VERSION, FLAG_OPENS, hashEntry } from './entry.ts';

/**
 * A frame holds the entries of one group commit: it is written by one write and made durable by one sync, so it is
 * there whole or was never acknowledged. Head (big-endian), then the entries, then the sealed part:
 * | at | bytes | |
 * |---|---|---|
 * | 0 | 4 | magic and format |
 * | 4 | 4 | length of what follows the head |
 * | 8 | 4 | length of the sealed part |
 * | 12 | 6 | seq of the first entry |
 * | 18 | 2 | number of entries |
 * | 20 | 32 | hash of the last entry |
 * | 52 | 4 | CRC-32 of what follows the head |
 * | 56 | 4 | CRC-32 of the head so far |
 * The head has its own checksum, so a damaged length is never mistaken for a torn tail.
 */
export const FRAME = { length: 4, sealed: 8, first: 12, count: 18, last: 20, body: 52, check: 56, head: 60 } as const;
const MAGIC = 0x57574701;
export const MAX_FRAME = 64 * 1024 * 1024;
export const NO_SEALED = '0'.repeat(64);

/** The state of the chain after an entry: its seq, its hash (hex), and the highest outbox id so far. */
export type Link = { seq: number; hash: string; outbox: number };
export type FrameHead = { length: number; sealed: number; first: number; count: number };
/** Why a log is not whole: the first entry that is broken (or missing) and a sentence. */
export type Fault = { seq: number; reason: string };

/** Writes the head of the frame that lies at the start of `bytes` and is whole but for it. */
export function putFrameHead(bytes: Buffer, head: FrameHead & { last: string }): void {
  bytes.writeUInt32BE(MAGIC, 0);
  bytes.writeUInt32BE(head.length, FRAME.length);
  bytes.writeUInt32BE(head.sealed, FRAME.sealed);
  bytes.writeUIntBE(head.first, FRAME.first, 6);
  bytes.writeUInt16BE(head.count, FRAME.count);
  bytes.write(head.last, FRAME.last, ENTRY.hash, 'hex');
  bytes.writeUInt32BE(crc32(bytes.subarray(FRAME.head, FRAME.head + head.length)), FRAME.body);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, FRAME.check)), FRAME.check);
}

/** Reads the head at `at`, of which `FRAME.head` bytes are there; undefined when it is damaged. */
export function parseFrameHead(bytes: Buffer, at: number): FrameHead | undefined {
  if (bytes.readUInt32BE(at) !== MAGIC) return undefined;
  if (crc32(bytes.subarray(at, at + FRAME.check)) !== bytes.readUInt32BE(at + FRAME.check)) return undefined;
  const length = bytes.readUInt32BE(at + FRAME.length);
  const sealed = bytes.readUInt32BE(at + FRAME.sealed);
  if (length > MAX_FRAME || sealed > length) return undefined;
  return { length, sealed, first: bytes.readUIntBE(at + FRAME.first, 6), count: bytes.readUInt16BE(at + FRAME.count) };
}

/** Whether the bytes after the head are those that the head was written for. */
export function isBodyWhole(frame: Buffer, length: number): boolean {
  return crc32(frame.subarray(FRAME.head, FRAME.head + length)) === frame.readUInt32BE(FRAME.body);
}

/**
 * Follows the chain through a whole frame and moves `link` to its last entry. Returns the fault, if there is one.
 * An entry counts as sound when the next link (the entry after it, or the head's last hash) holds its hash.
 */
export function followFrame(link: Link, frame: Buffer, head: FrameHead): Fault | undefined {
  const { first } = head;
  if (first !== link.seq + 1) return { seq: link.seq + 1, reason: `entry ${link.seq + 1} is missing: the next group begins with entry ${first}` };
  const end = FRAME.head + head.length - head.sealed;
  let at: number = FRAME.head;
  for (let i = 0; i < head.count; i += 1) {
    const next = at + ENTRY.prefix + entryLength(frame, at, end);
    const fault = followEntry(link, frame, { at, next, end, opens: i === 0 });
    if (fault !== undefined) return fault;
    at = next;
  }
  if (head.count === 0 || at !== end) return { seq: link.seq, reason: 'the group does not hold as many entries as it says' };
  if (frame.toString('hex', FRAME.last, FRAME.last + ENTRY.hash) !== link.hash) return { seq: link.seq, reason: 'the entry was changed: its hash is not the one kept' };
  if (!isSealedPartRight(frame, head, end)) return { seq: first, reason: 'the sealed texts of the group were changed' };
  if (!isBodyWhole(frame, head.length)) return { seq: first, reason: 'the checksum of the group does not fit' };
  return undefined;
}

type Place = { at: number; next: number; end: number; opens: boolean };

// Length without the prefix; 0 when there is no room for an entry, which `followEntry` then names.
function entryLength(frame: Buffer, at: number, end: number): number {
  if (at + ENTRY.prefix + ENTRY.fixed > end || frame[at + 3] !== 0) return 0;
  const length = frame.readUIntBE(at, 3);
  return at + ENTRY.prefix + length > end ? 0 : length;
}

function followEntry(link: Link, frame: Buffer, place: Place): Fault | undefined {
  const { at, next, opens } = place;
  const entry = at + ENTRY.prefix;
  const sound = next >= entry + ENTRY.fixed + (opens ? ENTRY.hash : 0) && isShaped(link, frame, place);
  const linked = frame.toString('hex', entry + ENTRY.prev, entry + ENTRY.prev + ENTRY.hash) === link.hash;
  if (!sound) return blame(link, linked || opens, 'the entry cannot be read or is out of its order');
  const own = hashEntry(frame.subarray(at + 3, next));
  if (!linked) return blame(link, !isKept(frame, own, place), 'the entry was changed: the chain does not hold');
  link.seq += 1;
  link.hash = own;
  link.outbox = frame.readUIntBE(entry + ENTRY.outbox, 6);
  return undefined;
}

// Either the entry that was about to be followed is at fault, or the one before it, which the chain disowns.
function blame(link: Link, itself: boolean, reason: string): Fault {
  return { seq: itself || link.seq === 0 ? link.seq + 1 : link.seq, reason };
}

function isShaped(link: Link, frame: Buffer, place: Place): boolean {
  const entry = place.at + ENTRY.prefix;
  const opens = ((frame[entry + ENTRY.flags] ?? 0) & FLAG_OPENS) !== 0;
  const inOrder = frame.readUIntBE(entry + ENTRY.seq, 6) === link.seq + 1 && frame.readUIntBE(entry + ENTRY.outbox, 6) >= link.outbox;
  return frame[entry] === ENTRY_VERSION && opens === place.opens && inOrder;
}

// Whether the next link, in the entry after this one or in the head, holds this hash.
function isKept(frame: Buffer, own: string, place: Place): boolean {
  const link = place.next === place.end ? FRAME.last : place.next + ENTRY.prefix + ENTRY.prev;
  return frame.toString('hex', link, link + ENTRY.hash) === own;
}

function isSealedPartRight(frame: Buffer, head: FrameHead, end: number): boolean {
  const at = FRAME.head + ENTRY.prefix + ENTRY.fixed;
  const said = frame.toString('hex', at, at + ENTRY.hash);
  return said === (head.sealed === 0 ? NO_SEALED : hash('sha256', frame.subarray(end, end + head.sealed), 'hex'));
}
