import { hash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { putCommitment, putFields, putU48, fieldsBound } from './encode.ts';
import type { Cursor } from './encode.ts';
import { ENTRY, ENTRY_VERSION, FLAG_OPENS, FLAG_OUTBOX, hashEntry, KEEPS } from './entry.ts';
import { AUDIT_EVENTS } from './events.ts';
import type { AuditEntry } from './events.ts';
import { FRAME, NO_SEALED, putFrameHead } from './frame.ts';
import { addText, newPlain, putSection, withRoom } from './sealing.ts';
import type { Plain } from './sealing.ts';

/** What the appender gets back once its entry is durable. `hash` is the entry's, 64 hex digits; `time` in ms. */
export type Receipt = { seq: number; time: number; hash: string };
/** Those who wait for the entries `from` to `to` (exclusive) of a group. */
export type Waiter = { from: number; to: number; resolve: (receipts: readonly Receipt[]) => void; reject: (error: Error) => void };

/** Entries that will be written and synced together. Its buffers are used again for a later group. */
export type Group = {
  to: Cursor;
  plains: readonly Plain[];
  first: number;
  starts: number[];
  times: number[];
  outbox: number;
  waiters: Waiter[];
  receipts: Receipt[];
  closed: boolean;
};

/** How many entries and bytes make a group full. They bound the time that the closing of a group holds the thread. */
export const GROUP_LIMIT = { entries: 1024, bytes: 1024 * 1024 } as const;

export function newGroup(): Group {
  const plains = KEEPS.map((keep) => newPlain(keep));
  return { to: { bytes: Buffer.allocUnsafeSlow(64 * 1024), at: FRAME.head }, plains, first: 0, starts: [], times: [], outbox: 0, waiters: [], receipts: [], closed: false };
}

/** Empties a group for its next use. */
export function resetGroup(group: Group, first: number): Group {
  group.to.at = FRAME.head;
  for (const plain of group.plains) plain.at = 0;
  group.first = first;
  group.starts = [];
  group.times = [];
  group.waiters = [];
  group.receipts = [];
  group.closed = false;
  return group;
}

export function isGroupFull(group: Group): boolean {
  return group.starts.length >= GROUP_LIMIT.entries || group.to.at >= GROUP_LIMIT.bytes;
}

/**
 * Writes an entry into the group but for its links (hash before, sealed part), which are known when the group closes.
 * When it throws (`server.internal`: something that cannot be written), the group is as it was.
 */
export function addEntry(group: Group, entry: AuditEntry, at: { time: number; outbox: number }): void {
  const { to } = group;
  const start = to.at;
  const plain = group.plains[entry.keep === 'long' ? 1 : 0];
  const plainStart = plain?.at ?? 0;
  const seq = group.first + group.starts.length;
  const opens = group.starts.length === 0;
  to.bytes = withRoom(to.bytes, start, fieldsBound(entry));
  try {
    putFixed(to, entry, { seq, opens, ...at });
    if (entry.sealed !== undefined && plain !== undefined) putCommitment(to, addText(plain, seq, entry.sealed), plain.keep);
    putFields(to, entry);
  } catch (error) {
    to.at = start;
    if (plain !== undefined) plain.at = plainStart;
    throw error;
  }
  to.bytes.writeUIntBE(to.at - start - ENTRY.prefix, start, 3);
  group.starts.push(start);
  group.times.push(at.time);
  group.outbox = at.outbox;
}

function putFixed(to: Cursor, entry: AuditEntry, at: { seq: number; opens: boolean; time: number; outbox: number }): void {
  const { bytes } = to;
  const start = to.at + ENTRY.prefix;
  const code = AUDIT_EVENTS[entry.event].code;
  bytes[start - 1] = 0;
  bytes[start] = ENTRY_VERSION;
  bytes[start + ENTRY.flags] = (at.opens ? FLAG_OPENS : 0) | (entry.outbox === undefined ? 0 : FLAG_OUTBOX);
  bytes[start + ENTRY.event] = code >>> 8;
  bytes[start + ENTRY.event + 1] = code;
  to.at = start + ENTRY.seq;
  putU48(to, at.seq);
  putU48(to, at.time);
  to.at = start + ENTRY.outbox;
  putU48(to, at.outbox);
  if (at.opens) to.at += ENTRY.hash;
}

/** The kinds of key that this group needs. */
export function plainsInUse(group: Group): Plain[] {
  return group.plains.filter((plain) => plain.at > 0);
}

/** Seals, links and frames the group, which then takes no more, after the entry with hash `prev`. Returns the bytes to write and a receipt per entry. */
export function closeGroup(group: Group, prev: string, by: { chain: string; keys: { id: string; key: KeyObject; plain: Plain }[] }): { bytes: Buffer; receipts: Receipt[] } {
  group.closed = true;
  const { to, starts, first } = group;
  const end = to.at;
  for (const { id, key, plain } of by.keys) putSection(to, plain, { chain: by.chain, id, key });
  const { bytes } = to;
  const sealedHash = to.at === end ? NO_SEALED : hash('sha256', bytes.subarray(end, to.at), 'hex');
  bytes.write(sealedHash, FRAME.head + ENTRY.prefix + ENTRY.fixed, ENTRY.hash, 'hex');
  const receipts: Receipt[] = [];
  let last = prev;
  for (let i = 0; i < starts.length; i += 1) {
    const start = starts[i] ?? 0;
    bytes.write(last, start + ENTRY.prefix + ENTRY.prev, ENTRY.hash, 'hex');
    last = hashEntry(bytes.subarray(start + 3, starts[i + 1] ?? end));
    receipts.push({ seq: first + i, time: group.times[i] ?? 0, hash: last });
  }
  putFrameHead(bytes, { length: to.at - FRAME.head, sealed: to.at - end, first, count: starts.length, last });
  return { bytes: bytes.subarray(0, to.at), receipts };
}
