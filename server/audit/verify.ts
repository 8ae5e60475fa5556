import { AppError } from '@watchword/api/errors.ts';
import { followFrame } from './frame.ts';
import type { Fault, Link } from './frame.ts';
import { isArchiveAway } from './archive/segment-file.ts';
import { genesis, listArchived, listNames, listSegments, readHeader, scanFrames, segmentName } from './segments.ts';
import type { Segment } from './segments.ts';
import { readMark } from './tail.ts';
import type { Mark } from './tail.ts';

/**
 * What a walk over a log found: how many entries are sound, from which seq to which; the first broken entry with its
 * file and a reason; and whether the log is sound up to the entry that its mark names (`absent`: there is no mark to ask).
 */
export type Verification = {
  entries: number;
  first: number;
  last: number;
  mark: 'reached' | 'not-reached' | 'absent';
  brokenAt?: Broken;
};

/** `away`: nothing is known to be wrong, but the archive in which the segment is cannot be reached. */
type Broken = { file: string; away?: true } & Fault;

/**
 * Walks a whole log from its files alone, changing nothing: every checksum, every link, every seq, every segment.
 * A group cut short at the very end is named too: before a restart it is what a crash leaves, and was never acknowledged.
 * On a log that is being written, the group that is just being written may be named so: repeat, or stop the server.
 * What files alone cannot show: a tail rewritten or cut together with its mark.
 */
export async function verifyAuditLog(dir: string): Promise<Verification> {
  const link: Link = { seq: 0, hash: '', outbox: 0 };
  // Read before the walk: while a server writes, the mark moves on.
  const mark = await readMark(dir).catch(() => 'damaged' as const);
  const brokenAt = (await walkSegments(await listSegments(dir), { link, chain: undefined, isPart: false })) ?? (await findStranger(dir, link));
  const reached = brokenAt === undefined ? compareMark(mark, link, await chainOf(dir)) : 'not-reached';
  const found = brokenAt ?? (typeof reached === 'object' ? reached : undefined);
  const sound = { entries: link.seq, first: link.seq === 0 ? 0 : 1, last: link.seq };
  if (found === undefined) return { ...sound, mark: reached === 'reached' ? reached : 'absent' };
  const last = Math.min(link.seq, Math.max(found.seq - 1, 0));
  return { entries: last, first: last === 0 ? 0 : 1, last, mark: mark === undefined ? 'absent' : 'not-reached', brokenAt: found };
}

// A copy of a segment under another name would else lie there unread.
async function findStranger(dir: string, link: Link): Promise<Broken | undefined> {
  const known = new Set(['keys', 'kept', 'erasing', 'erasing.new', 'archived', 'archived.new', 'mark', 'mark.new', 'trees', ...(await listSegments(dir)).map(({ name }) => name)]);
  const stranger = (await listNames(dir)).find((name) => !known.has(name));
  return stranger === undefined ? undefined : { file: stranger, seq: link.seq + 1, reason: 'a file that does not belong to the log' };
}

async function walkSegments(segments: readonly Segment[], walk: Walk): Promise<Broken | undefined> {
  if (segments.length === 0) return { file: segmentName(1), seq: 1, reason: 'there is no segment' };
  for (const [i, segment] of segments.entries()) {
    const fault = await followSegment(walk, segment, !walk.isPart && i === segments.length - 1).catch((error: unknown) => unreadable(error, segment, walk.link));
    if (fault !== undefined) return { file: segment.name, ...fault };
  }
  return undefined;
}

/** `chain`: that of the first segment. `isPart`: the first need not be that of entry 1. */
type Walk = { readonly link: Link; chain: string | undefined; readonly isPart: boolean };

async function followSegment(walk: Walk, segment: Segment, isLast: boolean): Promise<(Fault & { file?: string; away?: true }) | undefined> {
  const { link } = walk;
  const header = await readHeader(segment);
  const at = { seq: link.seq + 1 };
  if (typeof header === 'string') return { ...at, reason: `the header of the segment is ${header}` };
  if (walk.chain === undefined) Object.assign(link, walk.isPart && header.first > 1 ? { seq: header.first - 1, hash: header.prev, outbox: header.outbox } : genesis(header.chain));
  walk.chain ??= header.chain;
  if (header.first !== link.seq + 1) return missing(segment, link);
  if (header.chain !== walk.chain) return { ...at, reason: 'the segment belongs to another chain' };
  if (header.prev !== link.hash || header.outbox !== link.outbox) return { ...at, reason: 'the segment does not continue the one before it' };
  return walkSegment(segment, link, { from: header.length, isLast });
}

// An archive that is not there or cannot be decompressed: the log is not shown to be whole.
function unreadable(error: unknown, segment: Segment, link: Link): Fault & { away?: true } {
  if (segment.archived === undefined || !(error instanceof AppError) || error.code !== 'audit.broken') throw error;
  const reason = error.details.detail ?? 'the archived segment cannot be read';
  return { seq: link.seq + 1, reason, ...(isArchiveAway(error) ? { away: true as const } : {}) };
}

function missing(segment: Segment, link: Link): Broken {
  const seq = link.seq + 1;
  if (segment.first > seq) return { file: segmentName(seq), seq, reason: `a segment is missing: ${segment.name} is the next` };
  return { file: segment.name, seq: segment.first, reason: 'the segment repeats entries that were already there' };
}

async function walkSegment(segment: Segment, link: Link, at: { from: number; isLast: boolean }): Promise<Fault | undefined> {
  const { stop } = await scanFrames(segment, at.from, (frame, head) => followFrame(link, frame, head));
  if (stop === 'end') return undefined;
  if (typeof stop === 'object') return stop;
  const seq = link.seq + 1;
  if (stop === 'torn') return { seq, reason: at.isLast ? 'the last group is cut short' : 'the segment is cut short' };
  return { seq, reason: 'the head of the group is damaged' };
}

/**
 * Walks the segments in an archive folder alone, without the log that they came from: that they are whole and follow on one another, from the first one there to the
 * last. That the first is what its log had there, the log or a checkpoint must say.
 */
export async function verifyArchive(folder: string): Promise<Verification> {
  const segments = await listArchived(folder);
  const walk: Walk = { link: { seq: 0, hash: '', outbox: 0 }, chain: undefined, isPart: true };
  const found = await walkSegments(segments, walk);
  const first = segments[0]?.first ?? 0;
  const last = found === undefined ? walk.link.seq : Math.min(walk.link.seq, Math.max(found.seq - 1, 0));
  const entries = Math.max(last - first + 1, 0);
  const sound = { entries: walk.chain === undefined ? 0 : entries, first: entries === 0 ? 0 : first, last, mark: 'absent' as const };
  return found === undefined ? sound : { ...sound, brokenAt: found };
}

async function chainOf(dir: string): Promise<string | undefined> {
  const first = (await listSegments(dir))[0];
  const header = first === undefined ? undefined : await readHeader(first);
  return typeof header === 'object' ? header.chain : undefined;
}

type ReadMark = Mark | 'damaged' | undefined;

function compareMark(mark: ReadMark, link: Link, chain: string | undefined): 'reached' | 'absent' | Broken {
  if (mark === undefined) return 'absent';
  if (mark === 'damaged') return { file: 'mark', seq: link.seq, reason: 'the mark is damaged' };
  if (mark.chain !== chain) return { file: 'mark', seq: link.seq, reason: 'the mark is of another chain' };
  if (mark.seq > link.seq) return { file: 'mark', seq: link.seq + 1, reason: `the log ends before entry ${mark.seq}, which was durable` };
  if (mark.seq === link.seq && mark.hash !== link.hash) return { file: 'mark', seq: mark.seq, reason: 'the last entry is not the one that was durable' };
  return 'reached';
}
