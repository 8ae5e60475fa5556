/** What a country believes of a hub, and no more: the keys it was shown first, the keys those vouch for, and what they signed. */
import { parseCheckpoint, type Checkpoint } from './checkpoints.ts';
import { verifyCosignature } from './cosignatures.ts';
import { parseKey, parseNote, verifyNote, type Note, type VerifierKey } from './notes.ts';

/** One pair of keys as the hub names it. */
export type KeyPair = { readonly generation: number; readonly since: number; readonly ed25519: string; readonly mlDsa44: string; readonly vouched?: string | undefined };

/** What the keys before say of the next ones. */
export function vouchText(origin: string, { generation, since, ed25519, mlDsa44 }: KeyPair): string {
  return `watchword keys of ${origin}\ngeneration ${generation}\nsince ${since}\n${ed25519}\n${mlDsa44}\n`;
}

/**
 * The lines of the keys to believe in, oldest first, from those believed so far (lines of other logs do not count); undefined when the hub's do not
 * follow from them. Of keys that were seen none may be gone: in their place others could stand, for which stolen older ones vouch.
 */
export async function followKeys(origin: string, known: readonly string[], offered: readonly KeyPair[]): Promise<string[] | undefined> {
  const pinned = known.filter((line) => line.startsWith(`${origin}+`));
  const isKnown = ({ ed25519, mlDsa44 }: KeyPair): boolean => pinned.includes(ed25519) && pinned.includes(mlDsa44);
  const shown = new Set(offered.flatMap(({ ed25519, mlDsa44 }) => [ed25519, mlDsa44]));
  const start = offered.findLastIndex(isKnown);
  if (start < 0 || pinned.some((line) => !shown.has(line))) return undefined;
  const believed = offered.slice(0, start + 1).filter(isKnown);
  for (const next of offered.slice(start + 1)) {
    const before = believed.at(-1);
    const note = parseNote(next.vouched ?? '');
    if (before === undefined || note?.text !== vouchText(origin, next) || (await whoSigned(note, [before.ed25519, before.mlDsa44])) !== 'both') return undefined;
    believed.push(next);
  }
  return believed.flatMap(({ ed25519, mlDsa44 }) => [ed25519, mlDsa44]);
}

/** The keys to believe in at the first look at a hub: its first pair is taken at its word, each later one when the one before it vouches for it. */
export async function firstKeys(origin: string, offered: readonly KeyPair[]): Promise<string[] | undefined> {
  const [first] = offered;
  return first === undefined ? undefined : followKeys(origin, [first.ed25519, first.mlDsa44], offered);
}

/** Which of a hub's keys signed a note. `short`: the Ed25519 key alone; the other was not there or cannot be checked in this browser. */
export async function whoSigned(note: Note, lines: readonly string[]): Promise<'both' | 'short' | 'nobody'> {
  const keys = (await Promise.all(lines.map(parseKey))).filter((key) => key !== undefined);
  const verdicts = await Promise.all(keys.map(async (key) => ({ key, verdict: await verifyNote(note, key) })));
  if (verdicts.some(({ verdict }) => verdict === 'bad')) return 'nobody';
  const by = (kind: VerifierKey['kind']): boolean => verdicts.some(({ key, verdict }) => key.kind === kind && verdict === 'good');
  if (!by('ed25519')) return 'nobody';
  return by('watchword-ml-dsa-44') ? 'both' : 'short';
}

/** A checkpoint that was read and is signed by keys that are believed. `signedBy`: the line of the Ed25519 key that signed it. */
export type Trusted = { readonly checkpoint: Checkpoint; readonly note: Note; readonly signedBy: string };

/** Reads a signed checkpoint; a sentence when it is not to be believed. */
export async function readTrusted(text: string, keys: readonly string[]): Promise<Trusted | string> {
  const note = parseNote(text);
  const checkpoint = note === undefined ? undefined : parseCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined) return 'The checkpoint cannot be read.';
  if ((await whoSigned(note, keys)) === 'nobody') return 'The checkpoint is forged: it is not signed by the keys that you trust.';
  return { checkpoint, note, signedBy: (await findSigner(note, keys)) ?? '' };
}

/** The line of the newest Ed25519 key whose signature a note carries. */
async function findSigner(note: Note, lines: readonly string[]): Promise<string | undefined> {
  for (const line of lines.toReversed()) {
    const key = await parseKey(line);
    if (key?.kind === 'ed25519' && (await verifyNote(note, key)) === 'good') return line;
  }
  return undefined;
}

/** The names of those witnesses, of the keys given, whose cosignature on a checkpoint is good. */
export async function cosignedBy({ checkpoint, note }: Trusted, witnesses: readonly string[]): Promise<string[]> {
  const names = new Set<string>();
  for (const key of await Promise.all(witnesses.map(parseKey))) {
    if (key !== undefined && (await verifyCosignature(note, checkpoint, key))?.verdict === 'good') names.add(key.name);
  }
  return [...names];
}
