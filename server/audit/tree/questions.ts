/** What is asked of the trees: heads, proofs, tiles, a country's own entries. Answers are plain data that goes as JSON. */
import { fail } from '@watchword/api/errors.ts';
import { parseCheckpoint } from '@watchword/sdk/proofs/checkpoints.ts';
import { verifyCosignature } from '@watchword/sdk/proofs/cosignatures.ts';
import { parseKey, parseNote, parseSignature } from '@watchword/sdk/proofs/notes.ts';
import type { HeadKind } from '@watchword/sdk/proofs/heads.ts';
import { decodeEntry, type ReadEntry } from '../read.ts';
import { exportPart, planExport, signEvidence, signExport } from './exporting.ts';
import { hexOf } from './hashing.ts';
import type { Keeper } from './keeper.ts';
import { adoptKeys, waitingKeys } from './key-questions.ts';
import { matrix } from './matrix.ts';
import { parseLeaf } from './owner-leaves.ts';
import { consistencyPath, inclusionPath } from './paths.ts';
import { base64, headOf, latestNote, openDetail, readSeqs, withCosignatures } from './reading.ts';
import { TILE, type Tree } from './tree.ts';

type Own = { readonly organisation: string };

/** Everything that can be asked, by name; each is answered from one checkpoint, the newest. */
export const QUESTIONS = {
  keys: (keeper: Keeper) => ({ origin: keeper.origin, keys: [...keeper.keys.generations], commission: keeper.commission, checkpoint: latestNote(keeper) }),
  checkpoints,
  inclusion,
  consistency,
  tile,
  entries,
  ownerEntries,
  cosign,
  eraseBoxes,
  waitingKeys,
  adoptKeys,
  matrix,
  planExport,
  exportPart,
  signExport,
  signEvidence,
} as const;
export type Questions = typeof QUESTIONS;
export type QuestionName = keyof Questions;
export type AskedOf<Name extends QuestionName> = Parameters<Questions[Name]>[1];
export type AnswerOf<Name extends QuestionName> = Awaited<ReturnType<Questions[Name]>>;

function checkpoints(keeper: Keeper, { from, limit }: { from: number; limit: number }) {
  const cosigned = keeper.history.cosigned();
  return { items: keeper.history.list(from, limit).map(({ number, size, time, note }) => ({ number, size, time, note: withCosignatures({ number, note }, cosigned) })) };
}

/** That an entry is in the log, and when it is the asker's own in his own tree as well. */
function inclusion(keeper: Keeper, { entry, hash, organisation }: Own & { entry: number; hash: string }) {
  const checkpoint = latestNote(keeper);
  const size = keeper.history.last?.size ?? 0;
  const { tree } = keeper.forest.log;
  if (entry > size || hexOf(tree.hashes(0, entry - 1, 1)[0] ?? '') !== hash) throw fail('audit.not-found');
  const requester = keeper.forest.requesters.get(organisation);
  const head = requester === undefined ? undefined : headOf(keeper, 'requester', organisation);
  const leaf = requester?.findLeaf(entry);
  const own = requester === undefined || head === undefined || leaf === undefined || leaf >= head.size ? undefined : { index: leaf, path: inclusionPath(requester.tree, leaf, head.size).map(base64), head };
  return { checkpoint, index: entry - 1, path: inclusionPath(tree, entry - 1, size).map(base64), ...(own !== undefined && { own }) };
}

type TreeName = 'log' | HeadKind;

function treeNamed(keeper: Keeper, name: TreeName, organisation: string): Tree | undefined {
  return name === 'log' ? keeper.forest.log.tree : keeper.forest.treeOf(name, organisation);
}

/** That a tree of the newest checkpoint (or of `to` leaves of the log) begins with its first `from` leaves. */
function consistency(keeper: Keeper, { tree: name, organisation, from, to }: Own & { tree: TreeName; from: number; to?: number }) {
  const checkpoint = latestNote(keeper);
  const head = name === 'log' ? undefined : headOf(keeper, name, organisation);
  const most = head?.size ?? keeper.history.last?.size ?? 0;
  const size = to ?? most;
  const tree = treeNamed(keeper, name, organisation);
  if (from > size || size > most) throw fail('audit.not-found');
  const path = tree === undefined ? [] : consistencyPath(tree, from, size).map(base64);
  return { checkpoint, from, to: size, path, ...(head !== undefined && { head }) };
}

const TILE_PATH = /^tile\/([0-5])\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/;

/** A tile by its path (c2sp.org/tlog-tiles), as far as it is covered by the newest checkpoint. */
function tile(keeper: Keeper, { tree: name, organisation, path }: Own & { tree: TreeName; path: string }) {
  const match = TILE_PATH.exec(path);
  const tree = treeNamed(keeper, name, organisation);
  if (match === null || tree === undefined) throw fail('audit.not-found');
  const [, levelText, numberText = '', widthText] = match;
  const [level, number, width] = [Number(levelText), Number(numberText.replaceAll(/x|\//g, '')), widthText === undefined ? TILE : Number(widthText)];
  const size = name === 'log' ? keeper.history.last?.size ?? 0 : headOf(keeper, name, organisation).size;
  if (number * TILE + width > Math.floor(size / TILE ** level)) throw fail('audit.not-found');
  return { path, hashes: base64(tree.hashes(level, number * TILE, width).join('')) };
}

/** The asker's own entries, as bytes that hash to the leaves of its tree, and readable. */
async function entries(keeper: Keeper, { organisation, from, limit }: Own & { from: number; limit: number }) {
  const size = headOf(keeper, 'requester', organisation).size;
  const requester = keeper.forest.requesters.get(organisation);
  const seqs = requester?.seqs(from, Math.max(0, Math.min(limit, size - from))) ?? [];
  const items: { index: number; bytes: string; entry: ReadEntry }[] = [];
  for await (const { bytes, seq } of readSeqs(keeper, seqs)) items.push({ index: from + items.length, bytes: bytes.toString('base64'), entry: present(decodeEntry(Buffer.concat([ZERO, bytes])), seq) });
  return { items, size };
}

const ZERO = Buffer.of(0);
const present = (entry: ReadEntry, seq: number): ReadEntry => ({ ...entry, seq });

/** The checks that showed records of the asker, with what its log commits to for as long as that can be read. */
async function ownerEntries(keeper: Keeper, { organisation, from, limit }: Own & { from: number; limit: number }) {
  const log = keeper.forest.owners.get(organisation);
  const size = headOf(keeper, 'owner', organisation).size;
  const items: { index: number; bytes: string; entry: number; time: number; organisation: string; entryHash: string; detail?: string; salt?: string }[] = [];
  for (let index = from; log !== undefined && index < Math.min(size, from + limit); index += 1) {
    const bytes = log.leaf(index);
    const leaf = parseLeaf(bytes);
    const opened = await openDetail(keeper, leaf, log.placeOf(index));
    items.push({ index, bytes: bytes.toString('base64'), entry: leaf.seq, time: leaf.time, organisation: leaf.organisation, entryHash: Buffer.from(leaf.entry).toString('hex'), ...opened });
  }
  return { items, size };
}

/** Takes the cosignature of a bureau's witness. Its keys are pinned when it comes for the first time. */
async function cosign(keeper: Keeper, { organisation, number, lines, keys }: Own & { number: number; lines: readonly string[]; keys: readonly string[] }) {
  const published = number === keeper.history.last?.number ? keeper.history.last : keeper.history.list(number, 1)[0];
  if (published?.number !== number) throw fail('audit.not-found');
  const known = keeper.history.witnesses().find((one) => one.organisation === organisation);
  if (known !== undefined && known.keys.join('\n') !== keys.join('\n')) throw fail('audit.other-witness');
  const note = parseNote(published.note);
  const checkpoint = parseCheckpoint(note?.text ?? '');
  const parsed = await Promise.all(keys.map(parseKey));
  const signatures = lines.map(parseSignature);
  if (note === undefined || checkpoint === undefined || parsed.length === 0) throw fail('audit.bad-cosignature');
  for (const key of parsed) {
    if (key?.name !== witnessName(organisation)) throw fail('audit.bad-cosignature');
    const found = await verifyCosignature({ text: note.text, signatures: signatures.filter((one) => one !== undefined) }, checkpoint, key);
    if (found?.verdict !== 'good') throw fail('audit.bad-cosignature');
  }
  if (signatures.length !== parsed.length) throw fail('audit.bad-cosignature');
  const newest = keeper.history.cosigned().find((one) => one.organisation === organisation);
  // Of a witness whose keys are not pinned what may be there is of a crash between the two lines below.
  if (known === undefined || newest === undefined || newest.number < number) keeper.history.cosign({ organisation, number, lines });
  if (known === undefined) keeper.history.addWitness({ organisation, keys });
  return { number, size: published.size };
}

/** Overwrites what was sealed to the Commission about these entries, whose texts were erased. `entry`: the last of them. The leaves stay, and every proof. */
function eraseBoxes(keeper: Keeper, { seqs }: { entry: number; seqs: readonly number[] }): { erased: number } {
  return { erased: keeper.forest.sealed.eraseBoxes(seqs) };
}

/** The name under which the witness of a bureau signs. */
export function witnessName(organisation: string): string {
  return `watchword/witness/${organisation}`;
}
