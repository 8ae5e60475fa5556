/** Verifies trees, tiles, checkpoints and signatures of a log from its files alone: all of it is grown anew from the entries, and compared. */
import { hash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@watchword/api/errors.ts';
import { parseCheckpoint, type Checkpoint } from '@watchword/sdk/proofs/checkpoints.ts';
import { verifyCosignature } from '@watchword/sdk/proofs/cosignatures.ts';
import { parseKey, parseNote } from '@watchword/sdk/proofs/notes.ts';
import { HASH_BYTES } from '../entry.ts';
import { listSegments, readHeader } from '../segments.ts';
import { Forest, type LeafLog, type RequesterTree } from './forest.ts';
import { HASH } from './hashing.ts';
import { Heads, sealedCommitment } from './heads.ts';
import { History, type Published } from './history.ts';
import { Keeper, SEALED_LOG_KEYS, TREES, TreesBroken } from './keeper.ts';
import { parseLeaf } from './owner-leaves.ts';
import { SigningKeys, type Generation } from './signing.ts';
import { TILE, type Tree } from './tree.ts';
import { findKeyFault, Signatures } from './verify-keys.ts';

/** `size`, `time`: of the newest checkpoint. `fault`: what is wrong, as a sentence. `witnesses`: until which checkpoint each one cosigned. */
export type TreesVerification = {
  readonly checkpoints: number;
  readonly size: number;
  readonly time: number;
  readonly witnesses: readonly { readonly organisation: string; readonly size: number; readonly time: number }[];
  readonly fault?: string;
};

/**
 * `trusted`: key lines from elsewhere; without them the keys beside the log are believed. `soundTo`: up to this entry `verifyAuditLog` has just found each to have the hash that
 * stands behind it, so that it is not worked out again. Of a log without trees: undefined.
 */
export async function verifyTrees(dir: string, { trusted = [], soundTo = 0 }: { trusted?: readonly string[]; soundTo?: number } = {}): Promise<TreesVerification | undefined> {
  const folder = join(dir, TREES);
  if (!existsSync(join(folder, 'checkpoints'))) return undefined;
  const history = new History(folder, true);
  const published = history.list(1, Infinity);
  const newest = history.last;
  const found = { checkpoints: published.length, size: newest?.size ?? 0, time: newest?.time ?? 0, witnesses: [] };
  history.close();
  if (newest === undefined) return found;
  const scratch = mkdtempSync(join(tmpdir(), 'watchword-verify-'));
  try {
    const walk = { dir, folder, scratch, published, newest, trusted, soundTo };
    const fault = await findFault(walk);
    const { cosigned, fault: forged } = await listWitnesses(history, newest, published);
    const all = fault ?? forged;
    return { ...found, witnesses: cosigned, ...(all !== undefined && { fault: all }) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

type Walk = { readonly dir: string; readonly folder: string; readonly scratch: string; readonly published: readonly Published[]; readonly newest: Published; readonly trusted: readonly string[]; readonly soundTo: number };

async function findFault(walk: Walk): Promise<string | undefined> {
  const origin = `watchword/${await chainOf(walk.dir)}`;
  const generations = readKeys(walk.folder, origin);
  if (typeof generations === 'string') return generations;
  const signatures = new Signatures(generations);
  return (await findKeyFault(origin, generations, walk.trusted)) ?? (await findForgedCheckpoint(walk, origin, signatures)) ?? (await findGrownFault(walk, signatures));
}

function readKeys(folder: string, origin: string): readonly Generation[] | string {
  try {
    return new SigningKeys(folder, origin, true).generations;
  } catch (error) {
    if (error instanceof AppError && error.code === 'config.invalid') return error.details.errors?.[0]?.detail ?? error.message;
    throw error;
  }
}

/** The chain of a log, as its first segment names it; empty when it has none. */
export async function chainOf(dir: string): Promise<string> {
  const [first] = await listSegments(dir);
  const header = first === undefined ? undefined : await readHeader(first);
  return typeof header === 'object' ? header.chain : '';
}

/** Checks the chain of checkpoints, and the signatures on every one that carries all of them. */
async function findForgedCheckpoint({ published, newest }: Walk, origin: string, signatures: Signatures): Promise<string | undefined> {
  let before: { checkpoint: Checkpoint; text: string } | undefined;
  for (const one of [...published.slice(0, -1), newest]) {
    const note = parseNote(one.note);
    const checkpoint = parseCheckpoint(note?.text ?? '');
    const name = `Checkpoint ${one.number}`;
    if (note === undefined || checkpoint === undefined || checkpoint.origin !== origin || checkpoint.number !== one.number || checkpoint.size !== one.size) return `${name} is not one of this log.`;
    const expected = before === undefined ? '0'.repeat(64) : hash('sha256', before.text, 'hex');
    if (checkpoint.number !== (before?.checkpoint.number ?? 0) + 1) return `${name} follows checkpoint ${before?.checkpoint.number ?? 0}: one is missing or stands twice.`;
    if (Buffer.from(checkpoint.before).toString('hex') !== expected) return `${name} does not continue the one before it: one of them was exchanged.`;
    if (checkpoint.size <= (before?.checkpoint.size ?? 0)) return `${name} is over no more entries than the one before it.`;
    const forged = await signatures.findFault(one, note, one === newest);
    if (forged !== undefined) return forged;
    before = { checkpoint, text: note.text };
  }
  return undefined;
}

/** Grows everything anew beside, and compares it with what lies there. */
async function findGrownFault({ dir, folder, scratch, published, newest, soundTo }: Walk, signatures: Signatures): Promise<string | undefined> {
  mkdirSync(scratch, { recursive: true });
  // The second as earlier versions named it.
  for (const name of ['secret', 'commission.pub', SEALED_LOG_KEYS.public].filter((one) => existsSync(join(folder, one)))) copyFileSync(join(folder, name), join(scratch, name));
  const keeper = new Keeper(dir, await chainOf(dir), scratch);
  const real = new Forest(folder, true);
  let next = 0;
  let fault: string | undefined;
  keeper.onGroup = () => {
    for (; (published[next]?.size ?? Infinity) <= keeper.size; next += 1) fault ??= compareRoot(keeper, published[next]);
  };
  try {
    await keeper.advance(newest.size, { checkFrom: soundTo + 1, tell: true });
    return fault ?? signatures.findUntold(keeper.toldKeys) ?? compareTrees(keeper, real) ?? compareOwners(keeper, real) ?? compareHeads(keeper, newest);
  } catch (error) {
    if (error instanceof TreesBroken && keeper.size < newest.size) return `Checkpoint ${newest.number} was signed over ${newest.size} entries, but after entry ${keeper.size} the log does not go on: entries were dropped or it was rolled back. ${error.message}`;
    if (error instanceof TreesBroken || (error instanceof AppError && error.code === 'audit.broken')) return fault ?? (error instanceof AppError ? `The entries from ${keeper.size} on do not hang together: ${error.details.detail ?? ''}` : error.message);
    throw error;
  } finally {
    keeper.close();
    real.close();
  }
}

function compareRoot(keeper: Keeper, one: Published | undefined): string | undefined {
  const checkpoint = parseCheckpoint(parseNote(one?.note ?? '')?.text ?? '');
  if (checkpoint === undefined || checkpoint.size !== keeper.size) return `Checkpoint ${one?.number ?? 0} ends within a group: it was not made by this log.`;
  return keeper.forest.log.tree.root() === Buffer.from(checkpoint.root).toString(HASH_BYTES) ? undefined : `History was rewritten: checkpoint ${checkpoint.number} was signed over ${checkpoint.size} other entries than those in the log.`;
}

function compareTrees(keeper: Keeper, real: Forest): string | undefined {
  keeper.forest.flush();
  const [own, other] = [keeper.forest, real];
  const fault = compareTree('of the log', own.log.tree, other.log.tree);
  if (fault !== undefined) return fault;
  for (const name of [...new Set([...own.requesters.keys(), ...other.requesters.keys()])].sort()) {
    const found = compareRequester(name, own.requesters.get(name), other.requesters.get(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Its leaves are hashes of the log, which were compared: that they are the same is told by which ones they are. */
function compareRequester(name: string, grown: RequesterTree | undefined, there: RequesterTree | undefined): string | undefined {
  const what = `of the entries of ${name}`;
  const count = grown?.tree.size ?? 0;
  for (let at = 0; at < Math.max(count, 1); at += STRETCH) {
    const wanted = grown?.seqs(at, Math.min(STRETCH, count - at)) ?? [];
    const found = there?.seqs(at, Math.min(STRETCH, count - at)) ?? [];
    const wrong = wanted.findIndex((seq, index) => seq !== found[index]);
    if (wrong >= 0) return damaged(what, 0, at + wrong);
  }
  return compareTree(what, grown?.tree, there?.tree);
}

/** Hashes that are read and compared at once. */
const STRETCH = 8192;

function compareTree(what: string, grown: Tree | undefined, there: Tree | undefined): string | undefined {
  for (let level = 0, count = grown?.size ?? 0; count > 0; level += 1, count = Math.floor(count / TILE)) {
    for (let at = 0; at < count; at += STRETCH) {
      const length = Math.min(STRETCH, count - at);
      const wanted = grown?.kept(level, at, length) ?? Buffer.alloc(0);
      const found = there?.kept(level, at, length) ?? Buffer.alloc(0);
      if (!wanted.equals(found)) return damaged(what, level, at + firstDifference(wanted, found));
    }
  }
  return (grown?.size ?? 0) > (there?.size ?? 0) ? `The tree ${what} lacks leaves.` : undefined;
}

/** Which hash is the first that differs. */
function firstDifference(wanted: Buffer, found: Buffer): number {
  return Math.floor(Math.max(wanted.findIndex((byte, at) => byte !== found[at]), 0) / HASH);
}

function damaged(what: string, level: number, at: number): string {
  return `A tile ${what} is damaged or was changed: tile/${level}, number ${Math.floor(at / TILE)}.`;
}

function compareOwners(keeper: Keeper, real: Forest): string | undefined {
  const names = [...new Set([...keeper.forest.owners.keys(), ...real.owners.keys()])].sort();
  for (const name of names) {
    const fault = compareLeaves(keeper, keeper.forest.owners.get(name), real.owners.get(name));
    if (fault !== undefined) return `The log of the owner ${name} is not the right one: ${fault}`;
  }
  const fault = compareLeaves(keeper, keeper.forest.sealed, real.sealed);
  return fault === undefined ? undefined : `The log that is sealed to the Commission is not the right one: ${fault}`;
}

/** Leaves of which the details were erased cannot be made anew; that the entry is there can be seen. */
function compareLeaves(keeper: Keeper, grown: LeafLog | undefined, there: LeafLog | undefined): string | undefined {
  let at = 0;
  for (let index = 0; index < (there?.tree.size ?? 0); index += 1) {
    const bytes = there?.leaf(index) ?? Buffer.alloc(0);
    const leaf = parseLeaf(bytes);
    if (leaf.seq > keeper.size) break;
    const wanted = grown !== undefined && at < grown.tree.size ? grown.leaf(at) : undefined;
    if (wanted?.equals(bytes) === true) at += 1;
    else if (!keeper.erased.has(leaf.seq)) return wanted === undefined || parseLeaf(wanted).seq > leaf.seq ? `it tells of entry ${leaf.seq}, which showed it nothing.` : `entry ${parseLeaf(wanted).seq} is not told as it was.`;
    else if (keeper.forest.log.tree.hashes(0, leaf.seq - 1, 1)[0] !== Buffer.from(leaf.entry).toString(HASH_BYTES)) return `it tells of an entry ${leaf.seq} that is not in the log.`;
  }
  return grown !== undefined && at < grown.tree.size ? `entry ${parseLeaf(grown.leaf(at)).seq} is missing in it.` : undefined;
}

function compareHeads(keeper: Keeper, newest: Published): string | undefined {
  const checkpoint = parseCheckpoint(parseNote(newest.note)?.text ?? '');
  // With erased details the owners' trees cannot be made anew; their leaves were compared.
  if (checkpoint === undefined || keeper.erased.size > 0) return undefined;
  const heads = new Heads(keeper.forest, keeper.secret, newest.number).root;
  const { tree } = keeper.forest.sealed;
  if (heads !== Buffer.from(checkpoint.heads).toString(HASH_BYTES)) return `Checkpoint ${newest.number} names other heads of the countries' trees than the log gives.`;
  return sealedCommitment(keeper.secret, newest.number, { size: tree.size, root: tree.root() }) === Buffer.from(checkpoint.sealed).toString(HASH_BYTES) ? undefined : `Checkpoint ${newest.number} names another log that is sealed to the Commission.`;
}

/** How far each witness has cosigned, every cosignature verified. */
async function listWitnesses(history: History, newest: Published, published: readonly Published[]): Promise<{ cosigned: { organisation: string; size: number; time: number }[]; fault?: string }> {
  const cosigned: { organisation: string; size: number; time: number }[] = [];
  for (const { organisation, keys } of history.witnesses()) {
    const last = history.cosigned().find((one) => one.organisation === organisation);
    const one = published.find(({ number }) => number === last?.number) ?? newest;
    const note = parseNote(one.note + (last?.lines ?? []).map((line) => `${line}\n`).join(''));
    const checkpoint = parseCheckpoint(note?.text ?? '');
    for (const line of keys) {
      const key = await parseKey(line);
      const found = note === undefined || checkpoint === undefined || key === undefined ? undefined : await verifyCosignature(note, checkpoint, key);
      if (found?.verdict !== 'good') return { cosigned, fault: `The cosignature of the witness ${organisation} on checkpoint ${one.number} is not good: what it saw was another checkpoint.` };
    }
    cosigned.push({ organisation, size: one.size, time: one.time });
  }
  return { cosigned };
}
