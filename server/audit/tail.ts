import { randomBytes } from 'node:crypto';
import { open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@watchword/api/errors.ts';
import { ENTRY } from './entry.ts';
import { followFrame, FRAME } from './frame.ts';
import type { Fault, FrameHead, Link } from './frame.ts';
import { syncFolder } from './sealed/key-file.ts';
import { broken, genesis, listSegments, readHeader, scanFrames } from './segments.ts';
import type { Segment, SegmentHeader } from './segments.ts';

/**
 * A durable entry near the end of the log: `frame` is the offset of its group in its segment, `seq` and `hash` are of the group's last entry.
 * It lies in the file `mark`, written at most once a second and at close, never ahead of what is durable. It bounds what an
 * opening reads (a second of traffic), and it shows a tail that was cut off at the border of an entry, which the entries cannot.
 */
export type Mark = { chain: string; segment: number; frame: number; seq: number; hash: string };

const MARK_KEYS = ['chain', 'segment', 'frame', 'seq', 'hash'] as const;

/** Reads the mark; undefined when there is none. Throws `audit.broken` when it is damaged. */
export async function readMark(dir: string): Promise<Mark | undefined> {
  const text = await readFile(join(dir, 'mark'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const match = /^watchword-mark 1 chain=([0-9a-f]{32}) segment=(\d+) frame=(\d+) seq=(\d+) hash=([0-9a-f]{64})\n$/.exec(text);
  if (match === null) throw fail('audit.broken', { detail: 'The file mark is damaged. Verify the log; when its entries are whole, remove that file.' });
  const [, chain = '', segment, frame, seq, hash = ''] = match;
  return { chain, segment: Number(segment), frame: Number(frame), seq: Number(seq), hash };
}

/** Replaces the mark, durably. */
export async function writeMark(dir: string, mark: Mark): Promise<void> {
  const path = join(dir, 'mark');
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`watchword-mark 1 ${MARK_KEYS.map((key) => `${key}=${mark[key]}`).join(' ')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(dir);
}

/** The end of a log: where the next group goes, and what it links to. `torn` counts the bytes of a write that a crash cut short. */
export type Tail = { chain: string; segment: Segment | undefined; end: number; link: Link; torn: number };

/**
 * Finds the end of the log in `dir` and cuts off a torn last group, which nobody was told of. Reads from the mark on,
 * or the whole last segment when there is no mark. Throws `audit.broken`, naming file, entry and reason, on anything else.
 */
export async function findTail(dir: string): Promise<Tail> {
  const mark = await readMark(dir);
  const segments = await listSegments(dir);
  const torn = await dropTornSegment(dir, segments);
  const last = segments.at(-1);
  if (last === undefined) {
    if (mark !== undefined) throw broken('mark', { seq: mark.seq, reason: 'the mark names an entry, but there is no segment' });
    const chain = randomBytes(16).toString('hex');
    return { chain, segment: undefined, end: 0, link: genesis(chain), torn };
  }
  if (last.archived !== undefined) throw broken(last.name, { seq: last.first, reason: 'the segment was archived, and the one after it is missing' });
  const header = await getHeader(last);
  if (mark !== undefined && (mark.segment > last.first || mark.chain !== header.chain)) {
    throw broken(last.name, { seq: mark.seq, reason: 'the log ends before an entry that was durable, or is another chain' });
  }
  const tail = await readTail(last, header, mark?.segment === last.first ? mark : undefined);
  if (mark !== undefined && tail.link.seq < mark.seq) throw broken(last.name, { seq: tail.link.seq + 1, reason: `the log ends before entry ${mark.seq}, which was durable` });
  return { ...tail, torn: tail.torn + torn };
}

// A crash while a segment is begun leaves a file with part of its header: nothing was ever in it.
async function dropTornSegment(dir: string, segments: Segment[]): Promise<number> {
  const last = segments.at(-1);
  if (last === undefined || (await readHeader(last)) !== 'torn') return 0;
  const bytes = (await readFile(last.path)).length;
  await unlink(last.path);
  await syncFolder(dir);
  segments.pop();
  return bytes;
}

async function getHeader(segment: Segment): Promise<SegmentHeader & { length: number }> {
  const header = await readHeader(segment);
  if (typeof header === 'string') throw broken(segment.name, { seq: segment.first, reason: 'the header of the segment is damaged' });
  if (header.first === 1 && header.prev !== genesis(header.chain).hash) throw broken(segment.name, { seq: 1, reason: 'the header of the segment was changed' });
  return header;
}

async function readTail(segment: Segment, header: SegmentHeader & { length: number }, mark: Mark | undefined): Promise<Tail> {
  const link: Link = { seq: header.first - 1, hash: header.prev, outbox: header.outbox };
  let marked = mark;
  const scanned = await scanFrames(segment, mark?.frame ?? header.length, (frame, head) => {
    if (marked === undefined) return followFrame(link, frame, head);
    const fault = followMarked(link, frame, { head, mark: marked });
    marked = undefined;
    return fault;
  });
  if (scanned.stop === 'damaged') throw broken(segment.name, { seq: link.seq + 1, reason: 'the head of the group is damaged' });
  if (typeof scanned.stop === 'object') throw broken(segment.name, scanned.stop);
  if (marked !== undefined) throw broken(segment.name, { seq: marked.seq, reason: 'the log ends before an entry that was durable' });
  const torn = scanned.size - scanned.end;
  if (torn > 0) await cut(segment.path, scanned.end);
  return { chain: header.chain, segment, end: scanned.end, link, torn };
}

// The mark's hash covers its group's last entry and, through the links, every entry before it in the group.
function followMarked(link: Link, frame: Buffer, at: { head: FrameHead; mark: Mark }): Fault | undefined {
  const { head, mark } = at;
  const prev = FRAME.head + ENTRY.prefix + ENTRY.prev;
  link.seq = head.first - 1;
  link.hash = frame.toString('hex', prev, prev + ENTRY.hash);
  const fault = followFrame(link, frame, head);
  if (fault !== undefined) return fault;
  return link.seq === mark.seq && link.hash === mark.hash ? undefined : { seq: mark.seq, reason: 'the entry is not the one that was durable' };
}

async function cut(path: string, length: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(length);
    await file.sync();
  } finally {
    await file.close();
  }
}
