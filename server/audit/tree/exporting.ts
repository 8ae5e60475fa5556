/** Entries of a country's own tree for a file that stands by itself: planned over one checkpoint, then read part by part, then signed. `sdk/proofs/export-file.ts` says what lies in it. */
import type { AuditHead } from '@watchword/api/audit.ts';
import { fail } from '@watchword/api/errors.ts';
import { evidenceText, type EvidenceSigned } from '@watchword/sdk/joint/evidence-file.ts';
import { exportText, type ExportSigned } from '@watchword/sdk/proofs/export-file.ts';
import { decodeEntry, type ReadEntry } from '../read.ts';
import { TextReader } from '../texts.ts';
import type { LeafLog, RequesterTree } from './forest.ts';
import type { Keeper } from './keeper.ts';
import { openTexts } from './open-texts.ts';
import { parseLeaf } from './owner-leaves.ts';
import { inclusionPathOf, type LeafRun } from './paths.ts';
import { base64, headOf, latestNote, openDetail, readSeqs } from './reading.ts';

type Log = 'requester' | 'owner';
type Own = { readonly organisation: string; readonly log: Log };
/** `numbers`: of entries of the log; else those from `since` up to `until` (ms). `entry`: the checkpoint is to cover this one. */
export type ExportAsked = Own & { readonly entry: number; readonly numbers?: readonly number[]; readonly since?: number; readonly until?: number };
/** Which leaves of which tree, and what proves that they are in it. */
export type ExportPlan = { readonly origin: string; readonly keys: Keeper['keys']['generations']; readonly checkpoint: string; readonly head: AuditHead; readonly runs: LeafRun[]; readonly count: number; readonly proof: string[] };
export type ExportedItem = { index: number; bytes: string; entry?: ReadEntry; text?: string; salt?: string; number?: number; time?: number; organisation?: string; entryHash?: string; detail?: string };

/** Chooses the leaves. @throws `audit.not-found` when an entry is not in the own tree, or there is none */
export async function planExport(keeper: Keeper, { organisation, log, numbers, since, until }: ExportAsked): Promise<ExportPlan> {
  const checkpoint = latestNote(keeper);
  const head = headOf(keeper, log, organisation);
  const tree = keeper.forest.treeOf(log, organisation);
  if (tree === undefined || head.size === 0) throw fail('audit.not-found');
  const leaves = leavesOf(keeper, { organisation, log });
  const runs = numbers === undefined ? [await leaves.period(head.size, since ?? 0, until ?? Infinity)] : runsOf(numbers.map((number) => leaves.find(number)), head.size);
  const count = runs.reduce((sum, [from, to]) => sum + to - from, 0);
  if (count === 0) throw fail('audit.not-found');
  return { origin: keeper.origin, keys: keeper.keys.generations, checkpoint, head, runs, count, proof: inclusionPathOf(tree, runs, head.size).map(base64) };
}

/** Leaves that follow each other become one run. */
function runsOf(found: readonly (readonly number[])[], size: number): LeafRun[] {
  const runs: [number, number][] = [];
  if (found.some((leaves) => leaves.length === 0)) throw fail('audit.not-found');
  for (const leaf of [...new Set(found.flat())].sort((a, b) => a - b)) {
    if (leaf >= size) throw fail('audit.not-found');
    const last = runs.at(-1);
    if (last?.[1] === leaf) last[1] = leaf + 1;
    else runs.push([leaf, leaf + 1]);
  }
  return runs;
}

type Leaves = { find(number: number): readonly number[]; period(size: number, since: number, until: number): Promise<LeafRun> };

function leavesOf(keeper: Keeper, { organisation, log }: Own): Leaves {
  if (log === 'requester') return entriesOf(keeper, keeper.forest.requester(organisation));
  const own = keeper.forest.owner(organisation);
  return {
    find: (number) => own.findLeaves(number),
    period: async (size, since, until) => [own.firstSince(since, size), Math.max(own.firstSince(since, size), own.firstSince(until, size))],
  };
}

function entriesOf(keeper: Keeper, tree: RequesterTree): Leaves {
  const timeOf = async (leaf: number): Promise<number> => {
    for await (const { bytes } of readSeqs(keeper, tree.seqs(leaf, 1))) return decodeEntry(Buffer.concat([ZERO, bytes])).time;
    return Infinity;
  };
  const firstSince = async (time: number, size: number): Promise<number> => {
    let [low, high] = [0, size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((await timeOf(middle)) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    find: (number) => [tree.findLeaf(number)].filter((leaf) => leaf !== undefined),
    period: async (size, since, until) => {
      const from = since <= 0 ? 0 : await firstSince(since, size);
      return [from, until === Infinity ? size : Math.max(from, await firstSince(until, size))];
    },
  };
}

const ZERO = Buffer.of(0);

/** Leaves from `from` up to `to`, as they stand in the file. `texts`: with what was asked and its salt, as far as it can be opened. */
export async function exportPart(keeper: Keeper, { organisation, log, from, to, texts }: Own & { from: number; to: number; texts: boolean }): Promise<ExportedItem[]> {
  return log === 'requester' ? await entryItems(keeper, { organisation, from, to, texts }) : await ownerItems(keeper, keeper.forest.owner(organisation), { from, to });
}

async function entryItems(keeper: Keeper, { organisation, from, to, texts }: { organisation: string; from: number; to: number; texts: boolean }): Promise<ExportedItem[]> {
  const items: ExportedItem[] = [];
  const reader = new TextReader(keeper.dir, keeper.chain);
  let opened: { first: number; textOf: Awaited<ReturnType<typeof openTexts>> } | undefined;
  for await (const { bytes, frame } of readSeqs(keeper, keeper.forest.requester(organisation).seqs(from, to - from))) {
    const entry = decodeEntry(Buffer.concat([ZERO, bytes]));
    const item: ExportedItem = { index: from + items.length, bytes: bytes.toString('base64'), entry };
    if (texts && entry.commitment !== undefined) {
      if (opened?.first !== frame.head.first) opened = { first: frame.head.first, textOf: await openTexts(reader, frame) };
      const text = opened.textOf(entry);
      if (text !== undefined) Object.assign(item, { text: text.text, salt: text.salt.toString('hex') });
    }
    items.push(item);
  }
  return items;
}

async function ownerItems(keeper: Keeper, log: LeafLog, { from, to }: { from: number; to: number }): Promise<ExportedItem[]> {
  const items: ExportedItem[] = [];
  for (let index = from; index < to; index += 1) {
    const bytes = log.leaf(index);
    const { seq, time, organisation, entry, commitment } = parseLeaf(bytes);
    const opened = await openDetail(keeper, { seq, commitment }, log.placeOf(index));
    items.push({ index, bytes: bytes.toString('base64'), number: seq, time, organisation, entryHash: Buffer.from(entry).toString('hex'), ...opened });
  }
  return items;
}

/** The note that closes the file, signed with the keys in force. */
export function signExport(keeper: Keeper, signed: Omit<ExportSigned, 'origin'>): string {
  return keeper.keys.signNote(exportText({ origin: keeper.origin, ...signed }));
}

/** The note that closes the evidence file of a case. */
export function signEvidence(keeper: Keeper, signed: Omit<EvidenceSigned, 'origin'>): string {
  return keeper.keys.signNote(evidenceText({ origin: keeper.origin, ...signed }));
}
