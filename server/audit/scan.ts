import { fail } from '@watchword/api/errors.ts';
import { addText, decodeEntry } from './decode.ts';
import type { ReadEntry, TextPlace } from './decode.ts';
import { ENTRY, ENTRY_FIELDS, FLAG_OPENS } from './entry.ts';
import { FRAME } from './frame.ts';
import type { FrameHead } from './frame.ts';
import { framesOf, openHeader } from './frames.ts';
import type { Frame } from './frames.ts';
import { listItems } from './sealing.ts';
import { firstTime, listSegments } from './segments.ts';
import type { Segment } from './segments.ts';
import { TextReader } from './texts.ts';
import { testOf } from './where.ts';
import type { Test, Where } from './where.ts';

/** `from`, `to`: the first and last seq wanted; `texts`: open the sealed texts with the keys that lie beside the log. */
export type ScanOptions = { readonly from?: number; readonly to?: number; readonly texts?: boolean; readonly where?: Where };

/**
 * An entry as a scan sees it: only what is asked of it is decoded. `text` is the sealed text, when texts are wanted, there is one and its key still exists; `decode`
 * gives the whole entry, and throws `audit.broken` when its text is not the one it commits to.
 */
export type Seen = { readonly seq: number; readonly time: number; readonly hasText: boolean; text(): string | undefined; decode(): ReadEntry };

/**
 * Walks a log fast, in order, also while it is written to, and visits the wanted entries; what is not looked at is not decoded. Checks the checksums of what it
 * reads. To be run in a thread of its own: a million entries take about a second of a core. Returns how many were visited. Throws `audit.broken` where it cannot be read.
 */
export async function scanAuditLog(dir: string, options: ScanOptions, visit: (seen: Seen) => void): Promise<number> {
  let visited = 0;
  for await (const { frame, texts, wanted } of groupsOf(dir, options)) {
    for (const place of wanted) visit(seenOf(frame, place, texts));
    visited += wanted.length;
  }
  return visited;
}

/** Where an entry lies in its group: from its leaf prefix to its end. */
export type EntryPlace = { readonly at: number; readonly end: number };
/** A group in which something is wanted. `texts` is there when texts are. */
export type WantedGroup = { readonly frame: Frame; readonly wanted: readonly EntryPlace[]; readonly texts: ReadonlyMap<number, TextPlace> | undefined };

/** The groups in which something is wanted, in order. */
export async function* groupsOf(dir: string, { from = 1, to = Infinity, texts = false, where }: ScanOptions): AsyncGenerator<WantedGroup, void, undefined> {
  const test = testOf(where);
  for (const segment of await segmentsWanted(dir, { from, to, since: where?.since, until: where?.until })) {
    const header = await openHeader(segment);
    if (header === undefined) return;
    const reader = texts ? new TextReader(dir, header.chain) : undefined;
    const wants = (head: FrameHead): boolean | 'enough' => (head.first > to ? 'enough' : head.first + head.count > from);
    for await (const frames of framesOf(segment, header.length, wants)) {
      for (const frame of frames) {
        const wanted = placesIn(frame, { from, to, test });
        if (wanted.length > 0) yield { frame, wanted, texts: reader === undefined ? undefined : await openTexts(reader, frame) };
      }
    }
  }
}

/** Clocks are set back now and then: what a segment holds may be older by so much than what came before it. */
const CLOCK_MARGIN_MS = 86_400_000;

type SegmentsAsked = { readonly from: number; readonly to: number; readonly since: number | undefined; readonly until: number | undefined };

async function segmentsWanted(dir: string, { from, to, since, until }: SegmentsAsked): Promise<Segment[]> {
  const segments = await listSegments(dir);
  const wanted = segments.filter(({ first }, i) => first <= to && (segments[i + 1]?.first ?? Infinity) > from);
  // Each that begins after what is wanted, and a segment is passed over when the one after it begins before.
  const end = until === undefined ? wanted.length : await findBegin(wanted, until + CLOCK_MARGIN_MS);
  const begin = since === undefined ? 0 : Math.max(0, (await findBegin(wanted, since - CLOCK_MARGIN_MS)) - 1);
  return wanted.slice(begin, Math.max(end, begin));
}

/** The first segment that begins at this time or later, found by halving. */
async function findBegin(segments: readonly Segment[], time: number): Promise<number> {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const begins = await firstTime(segments[middle] ?? never());
    // One without an entry is the newest.
    if (begins !== undefined && begins < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function placesIn({ bytes, head }: Frame, { from, to, test }: { from: number; to: number; test: Test | undefined }): EntryPlace[] {
  const places: EntryPlace[] = [];
  const end = FRAME.head + head.length - head.sealed;
  let seq = head.first;
  for (let at: number = FRAME.head; at < end; seq += 1) {
    const next = at + ENTRY.prefix + bytes.readUIntBE(at, 3);
    if (seq >= from && seq <= to && (test === undefined || test(bytes, at + 3, next))) places.push({ at: at + 3, end: next });
    at = next;
  }
  return places;
}

async function openTexts(reader: TextReader, { bytes, head }: Frame): Promise<Map<number, TextPlace>> {
  const texts = new Map<number, TextPlace>();
  if (head.sealed === 0) return texts;
  for (const { plain } of await reader.openSections(bytes, head)) {
    for (const { seq, salt, text, end } of listItems(plain)) texts.set(seq, { plain, salt, text, end });
  }
  return texts;
}

function seenOf({ bytes }: Frame, { at, end }: EntryPlace, texts: ReadonlyMap<number, TextPlace> | undefined): Seen {
  const seq = bytes.readUIntBE(at + 1 + ENTRY.seq, 6);
  const found = texts?.get(seq);
  return {
    seq,
    time: bytes.readUIntBE(at + 1 + ENTRY.time, 6),
    hasText: hasCommitment(bytes, at + 1),
    text: () => (found === undefined ? undefined : found.plain.toString('utf8', found.text, found.end)),
    decode: () => {
      const entry = decodeEntry(bytes.subarray(at, end));
      return texts === undefined ? entry : addText(entry, found);
    },
  };
}

// The commitment is the first field of an entry that has a text: so it is written, and so it was.
function hasCommitment(bytes: Buffer, entry: number): boolean {
  const fields = entry + ENTRY.fixed + (((bytes[entry + ENTRY.flags] ?? 0) & FLAG_OPENS) === 0 ? 0 : ENTRY.hash);
  return bytes[fields] === ENTRY_FIELDS.commitment.tag;
}

function never(): never {
  throw fail('server.internal', {}, new Error('the audit log lost count'));
}
