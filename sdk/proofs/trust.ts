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

/** The lines of the keys to believe in, from those believed so far; undefined when the hub's do not follow from them. */
export async function followKeys(origin: string, known: readonly string[], offered: readonly KeyPair[]): Promise<string[] | undefined> {
  const start = offered.findIndex(({ ed25519, mlDsa44 }) => known.includes(ed25519) && known.includes(mlDsa44));
  if (start < 0) return undefined;
  const believed = new Set(known);
  for (const [at, next] of offered.entries()) {
    if (at <= start) continue;
    const before = offered[at - 1];
    const note = parseNote(next.vouched ?? '');
    if (before === undefined || note?.text !== vouchText(origin, next) || (await whoSigned(note, [before.ed25519, before.mlDsa44])) !== 'both') return undefined;
    believed.add(next.ed25519).add(next.mlDsa44);
  }
  return [...believed];
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

/** A checkpoint that was read and is signed by keys that are believed. */
export type Trusted = { readonly checkpoint: Checkpoint; readonly note: Note };

/** Reads a signed checkpoint; a sentence when it is not to be believed. */
export async function readTrusted(text: string, keys: readonly string[]): Promise<Trusted | string> {
  const note = parseNote(text);
  const checkpoint = note === undefined ? undefined : parseCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined) return 'The checkpoint cannot be read.';
  if ((await whoSigned(note, keys)) === 'nobody') return 'The checkpoint is forged: it is not signed by the keys that you trust.';
  return { checkpoint, note };
}

/** The names of those witnesses, of the keys given, whose cosignature on a checkpoint is good. */
export async function cosignedBy({ checkpoint, note }: Trusted, witnesses: readonly string[]): Promise<string[]> {
  const names = new Set<string>();
  for (const key of await Promise.all(witnesses.map(parseKey))) {
    if (key !== undefined && (await verifyCosignature(note, checkpoint, key))?.verdict === 'good') names.add(key.name);
  }
  return [...names];
}
