import { fail } from '@watchword/api/errors.ts';
import { putFields, putGap, putKeep, putU48, fieldsBound } from './encode.ts';
import type { Cursor } from './encode.ts';
import { ENTRY, ENTRY_FIELDS, ENTRY_VERSION, FLAG_OPENS, FLAG_OUTBOX, KEEPS } from './entry.ts';
import { AUDIT_EVENTS, OF_ANSWER } from './events.ts';
import type { AuditEntry } from './events.ts';
import { FRAME } from './frame.ts';
import { addText, makeRoom, newBuffer, newPlain, sectionBound } from './sealing.ts';
import type { Plain } from './sealing.ts';

/** What the appender gets back once its entry is durable. `hash` is the entry's, 64 hex digits; `time` in ms. */
export type Receipt = { seq: number; time: number; hash: string };
/** Those who wait for the entries `from` to `to` (exclusive) of a group. */
export type Waiter = { from: number; to: number; resolve: (receipts: readonly Receipt[]) => void; reject: (error: Error) => void };

/**
 * Entries of a group as they go to the scribe: written down but for what takes time to work out (salts, hashes, links), of which the marks say
 * where it goes. All buffers are shared memory, so that a scribe in a thread of its own works on them where they lie.
 */
export type FilledGroup = {
  /** The entries, behind room for the head of the frame. */
  readonly to: Cursor;
  /** Texts to be sealed, one cursor for each kind of key. */
  readonly plains: readonly Plain[];
  /** Answers, of which the entries keep a hash. */
  readonly answers: Cursor;
  /** `MARK.size` numbers an entry. */
  readonly marks: Int32Array;
  first: number;
  count: number;
  /** The highest outbox id up to its last entry. */
  outbox: number;
};

/** Entries that will be written and synced together. Its buffers are used again for a later group. */
export type Group = FilledGroup & {
  times: number[];
  waiters: Waiter[];
  closed: boolean;
};

/**
 * What is marked of an entry: where it starts; the kind of key that seals its text (-1: none), where the commitment goes, where salt and
 * text begin and end; where the hash of the answer goes (0: nowhere), where the answer begins and ends.
 */
export const MARK = { start: 0, keep: 1, commitment: 2, salt: 3, textEnd: 4, response: 5, answer: 6, answerEnd: 7, size: 8 } as const;

/** How many entries and bytes make a group full. They bound how long the others of a busy moment wait for it. */
export const GROUP_LIMIT = { entries: 1024, bytes: 1024 * 1024 } as const;

export function newGroup(): Group {
  return {
    to: { bytes: newBuffer(64 * 1024), at: FRAME.head },
    plains: KEEPS.map((keep) => newPlain(keep)),
    answers: { bytes: newBuffer(64 * 1024), at: 0 },
    marks: new Int32Array(new SharedArrayBuffer(GROUP_LIMIT.entries * MARK.size * Int32Array.BYTES_PER_ELEMENT)),
    first: 0, count: 0, times: [], outbox: 0, waiters: [], closed: false,
  };
}

/** Empties a group for its next use. */
export function resetGroup(group: Group, first: number): Group {
  group.to.at = FRAME.head;
  for (const plain of group.plains) plain.at = 0;
  group.answers.at = 0;
  group.first = first;
  group.count = 0;
  group.times = [];
  group.waiters = [];
  group.closed = false;
  return group;
}

export function isGroupFull(group: Group): boolean {
  return group.count >= GROUP_LIMIT.entries || group.to.at >= GROUP_LIMIT.bytes || group.answers.at >= GROUP_LIMIT.bytes;
}

/** The moment of an entry, the highest outbox id up to it, and the answer whose hash it keeps. */
export type Adding = { time: number; outbox: number; answer: string | undefined };

/**
 * Writes an entry into the group but for what the scribe works out. When it throws (`server.internal`: something that cannot be written),
 * the group is as it was.
 */
export function addEntry(group: Group, entry: AuditEntry, at: Adding): void {
  const { to, answers, marks } = group;
  const start = to.at;
  const plain = group.plains[entry.keep === 'long' ? 1 : 0];
  const [plainStart, answerStart] = [plain?.at ?? 0, answers.at];
  const mark = group.count * MARK.size;
  makeRoom(to, fieldsBound(entry));
  marks[mark + MARK.start] = start;
  marks[mark + MARK.keep] = -1;
  marks[mark + MARK.response] = 0;
  try {
    putFixed(to, entry, { seq: group.first + group.count, opens: group.count === 0, ...at });
    if (entry.sealed !== undefined && plain !== undefined) holdText(group, mark, { plain, text: entry.sealed });
    if (entry.response === OF_ANSWER) holdAnswer(group, mark, at.answer);
    putFields(to, entry);
  } catch (error) {
    to.at = start;
    answers.at = answerStart;
    if (plain !== undefined) plain.at = plainStart;
    throw error;
  }
  to.bytes.writeUIntBE(to.at - start - ENTRY.prefix, start, 3);
  group.count += 1;
  group.times.push(at.time);
  group.outbox = at.outbox;
}

function holdText({ to, marks, first, count }: Group, mark: number, { plain, text }: { plain: Plain; text: string }): void {
  marks[mark + MARK.keep] = KEEPS.indexOf(plain.keep);
  marks[mark + MARK.salt] = addText(plain, first + count, text);
  marks[mark + MARK.textEnd] = plain.at;
  marks[mark + MARK.commitment] = putGap(to, ENTRY_FIELDS.commitment.tag);
  putKeep(to, plain.keep);
}

function holdAnswer({ to, answers, marks }: Group, mark: number, answer: string | undefined): void {
  if (answer === undefined) throw fail('server.internal', {}, new Error('an audit entry is to keep the hash of an answer that is not there'));
  makeRoom(answers, answer.length * 3);
  marks[mark + MARK.answer] = answers.at;
  answers.at += answers.bytes.write(answer, answers.at, 'utf8');
  marks[mark + MARK.answerEnd] = answers.at;
  marks[mark + MARK.response] = putGap(to, ENTRY_FIELDS.response.tag);
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

/** Takes no more entries into the group, and makes room for its sealed part. */
export function closeGroup(group: Group): FilledGroup {
  group.closed = true;
  makeRoom(group.to, group.plains.reduce((room, plain) => room + sectionBound(plain), 0));
  return group;
}
