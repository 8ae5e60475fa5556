/** What a witness does: it believes nothing that does not continue what it saw before, and signs what does. */
import type { AuditHead } from '@watchword/api/audit.ts';
import { fromHex, toHex, type Bytes } from './bytes.ts';
import { isSameText } from './cosignatures.ts';
import { isHeadIn, type HeadKind } from './heads.ts';
import { emptyRoot, isContinued } from './merkle.ts';
import { bytesOf, openedHead } from './proof-file.ts';
import { readTrusted, type Trusted } from './trust.ts';

/** What a witness remembers of a log: the newest checkpoint that it believed, who signed it, and the heads of its own country's trees. Hashes in hex. */
export type Remembered = {
  readonly number: number;
  readonly size: number;
  readonly root: string;
  readonly text: string;
  /** The line of the Ed25519 key. Witnesses of earlier versions did not note it. */
  readonly signedBy?: string | undefined;
  readonly heads: Readonly<Record<HeadKind, { readonly size: number; readonly root: string }>>;
};

/** A consistency proof as the hub gives it. */
export type Continuation = { readonly checkpoint: string; readonly from: number; readonly to: number; readonly path: readonly string[]; readonly head?: AuditHead | undefined };
/** One look at a hub: proofs for the log and for the own trees, all of one checkpoint. */
export type Look = { readonly log: Continuation } & { readonly [Kind in HeadKind]: Continuation };

/** What came of a look. `refused` is a sentence: nothing was signed. */
export type Witnessed = { readonly trusted: Trusted; readonly remembered: Remembered } | { readonly refused: string };

/** Holds a look against what is remembered. Without a memory the first look is believed. `keys`: those that are believed, oldest first. */
export async function judgeLook(look: Look, before: Remembered | undefined, { organisation, keys }: { organisation: string; keys: readonly string[] }): Promise<Witnessed> {
  const trusted = await readTrusted(look.log.checkpoint, keys);
  if (typeof trusted === 'string') return { refused: trusted };
  const { checkpoint, note, signedBy } = trusted;
  if (before?.signedBy !== undefined && keys.indexOf(signedBy) < keys.indexOf(before.signedBy)) return { refused: `FORGED: checkpoint ${checkpoint.number} is signed with keys that were replaced before checkpoint ${before.number}, which this witness saw.` };
  const fork = await findFork(look.log, trusted, before);
  if (fork !== undefined) return { refused: fork };
  const heads: Record<string, { size: number; root: string }> = {};
  for (const kind of ['requester', 'owner'] as const) {
    const found = await continueHead(look[kind], { kind, organisation, trusted, before: before?.heads[kind] });
    if (typeof found === 'string') return { refused: found };
    heads[kind] = found;
  }
  return { trusted, remembered: { number: checkpoint.number, size: checkpoint.size, root: toHex(checkpoint.root), text: note.text, signedBy, heads: heads as Remembered['heads'] } };
}

async function findFork({ path }: Continuation, { checkpoint, note }: Trusted, before: Remembered | undefined): Promise<string | undefined> {
  if (before === undefined) return undefined;
  const seen = `checkpoint ${before.number} over ${before.size} entries, which this witness saw`;
  const origin = before.text.split('\n')[0];
  if (checkpoint.origin !== origin) return `ANOTHER LOG: the hub shows the log ${checkpoint.origin} in place of ${origin ?? 'none'}.`;
  if (checkpoint.number < before.number || checkpoint.size < before.size) return `ROLLED BACK: the hub shows checkpoint ${checkpoint.number} over ${checkpoint.size} entries, older than ${seen}.`;
  if (checkpoint.number === before.number) return isSameText(note.text, before.text) ? undefined : `FORK: the hub shows another checkpoint ${checkpoint.number} than the one that this witness saw. Two histories are told.`;
  const earlier = { size: before.size, root: rootOf(before.root) };
  return (await isContinued(earlier, checkpoint, bytesOf(path))) ? undefined : `FORK: checkpoint ${checkpoint.number} over ${checkpoint.size} entries does not continue ${seen}. History was rewritten, or two histories are told.`;
}

type HeadLook = { kind: HeadKind; organisation: string; trusted: Trusted; before: { size: number; root: string } | undefined };

async function continueHead({ head, path }: Continuation, { kind, organisation, trusted, before }: HeadLook): Promise<{ size: number; root: string } | string> {
  const name = kind === 'requester' ? `the log of the checks of ${organisation}` : `the log of the records of ${organisation}`;
  const { checkpoint } = trusted;
  const opened = head === undefined ? undefined : openedHead(head);
  if (opened === undefined || !(await isHeadIn(checkpoint.heads, { organisation, kind }, opened))) return `SWAPPED: checkpoint ${checkpoint.number} names another head for ${name} than the hub shows.`;
  const earlier = { size: before?.size ?? 0, root: before === undefined || before.size === 0 ? await emptyRoot() : rootOf(before.root) };
  if (opened.size < earlier.size) return `SWAPPED: ${name} has ${opened.size} entries; this witness saw ${earlier.size}.`;
  if (!(await isContinued(earlier, opened, bytesOf(path)))) return `SWAPPED: ${name} does not continue what this witness saw of it.`;
  return { size: opened.size, root: toHex(opened.root) };
}

function rootOf(hex: string): Bytes {
  return fromHex(hex) ?? new Uint8Array();
}
