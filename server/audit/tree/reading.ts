/** Entries and leaves as they lie in the files, for the questions that are asked of the trees. */
import { fail } from '@watchword/api/errors.ts';
import type { HeadKind } from '@watchword/sdk/proofs/heads.ts';
import { ENTRY } from '../entry.ts';
import { FRAME } from '../frame.ts';
import { framesOf, openHeader, type Frame } from '../frames.ts';
import { decodeEntry } from '../read.ts';
import { listSegments } from '../segments.ts';
import { TextReader } from '../texts.ts';
import type { Cosigned } from './history.ts';
import type { Place } from './forest.ts';
import type { Keeper } from './keeper.ts';
import { openTexts } from './open-texts.ts';
import { commitmentOf, detailText, saltOf, touchedBy } from './owner-leaves.ts';

/** Hashes as they travel. */
export const base64 = (latin: string): string => Buffer.from(latin, 'latin1').toString('base64');

/** The newest checkpoint with its cosignatures. @throws `audit.no-checkpoint` */
export function latestNote(keeper: Keeper): string {
  const { last } = keeper.history;
  if (last === undefined) throw fail('audit.no-checkpoint');
  return withCosignatures(last, keeper.history.cosigned());
}

/** A checkpoint with the cosignatures that are kept for it. */
export function withCosignatures({ number, note }: { number: number; note: string }, cosigned: readonly Cosigned[]): string {
  return note + cosigned.filter((one) => one.number === number).flatMap(({ lines }) => lines).map((line) => `${line}\n`).join('');
}

/** The head of a country's tree in the newest checkpoint. @throws `audit.not-found` */
export function headOf(keeper: Keeper, kind: HeadKind, organisation: string): { size: number; root: string; salt: string; path: string[] } {
  const head = keeper.heads.open({ kind, organisation });
  if (head === undefined) throw fail('audit.not-found');
  return { size: head.size, root: Buffer.from(head.root).toString('base64'), salt: Buffer.from(head.salt).toString('base64'), path: head.path.map(base64) };
}

/** The bytes of entries by their seqs, which rise, each with its group. @throws `audit.broken` */
export async function* readSeqs(keeper: Keeper, seqs: readonly number[]): AsyncGenerator<{ seq: number; bytes: Buffer; frame: Frame }, void, undefined> {
  let at = 0;
  while (at < seqs.length) {
    const wanted = seqs[at] ?? 0;
    const before = at;
    for await (const { bytes, head } of framesFrom(keeper, keeper.forest.log.placeOf(wanted), (first) => first > (seqs[at] ?? 0) + 4096)) {
      const end = FRAME.head + head.length - head.sealed;
      for (let start: number = FRAME.head, seq = head.first; start < end && at < seqs.length; seq += 1) {
        const next = start + ENTRY.prefix + bytes.readUIntBE(start, 3);
        if (seq === seqs[at]) {
          yield { seq, bytes: bytes.subarray(start + ENTRY.prefix, next), frame: { bytes, head } };
          at += 1;
        }
        start = next;
      }
      if (at >= seqs.length || head.first + head.count + 4096 < (seqs[at] ?? 0)) break;
    }
    if (at === before) throw fail('audit.broken', { detail: `Entry ${wanted} cannot be read.` });
  }
}

/** Groups from a place on, also of the segments behind it, until one is far from what is looked for. */
async function* framesFrom(keeper: Keeper, place: Place, isFar: (first: number) => boolean) {
  const segments = await listSegments(keeper.dir);
  const index = segments.findIndex(({ first }) => first === place.segment);
  if (index < 0) throw fail('audit.broken', { detail: `The segment that begins with entry ${place.segment} is not there.` });
  for (const segment of segments.slice(index)) {
    const header = await openHeader(segment);
    if (header === undefined || isFar(segment.first)) return;
    const from = segment.first === place.segment ? Math.max(place.offset, header.length) : header.length;
    for await (const frames of framesOf(segment, from, ({ first }) => (isFar(first) ? 'enough' : true))) yield* frames;
  }
}

/** What a leaf of an owner's log commits to, for as long as it can be read. */
export async function openDetail(keeper: Keeper, leaf: { seq: number; commitment: Uint8Array }, place: Place): Promise<{ detail: string; salt: string } | undefined> {
  for await (const { bytes, head } of framesFrom(keeper, place, (first) => first > leaf.seq)) {
    if (leaf.seq < head.first || leaf.seq >= head.first + head.count) continue;
    const textOf = await openTexts(new TextReader(keeper.dir, keeper.chain), { bytes, head });
    let at: number = FRAME.head;
    for (let seq = head.first; seq < leaf.seq; seq += 1) at += ENTRY.prefix + bytes.readUIntBE(at, 3);
    const entry = decodeEntry(bytes.subarray(at + ENTRY.prefix - 1, at + ENTRY.prefix + bytes.readUIntBE(at, 3)));
    const shown = textOf(entry);
    for (const [which, { detail }] of touchedBy(entry, shown?.text).entries()) {
      const [salt, text] = [saltOf(keeper.secret, { seq: entry.seq, textSalt: shown?.salt }, which), detailText(detail)];
      if (commitmentOf(salt, text).equals(leaf.commitment)) return { detail: text, salt: salt.toString('hex') };
    }
  }
  return undefined;
}
