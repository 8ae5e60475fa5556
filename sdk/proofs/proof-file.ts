/** A proof that stands by itself: what c2sp.org/tlog-proof writes, with what is of this network in its extra data. */
import type { AuditHead } from '@watchword/api/audit.ts';
import { fromBase64, fromHex, toBase64, utf8 } from './bytes.ts';
import { isHeadIn } from './heads.ts';
import { isIncluded } from './merkle.ts';
import { followKeys, readTrusted, type KeyPair, type Trusted } from './trust.ts';

/**
 * An answer of the hub, and what it is to prove: that an entry with this hash is in the log. `organisation`: of whoever asked. `keys`: those of the
 * log, where they were changed: who trusts the first of them follows to the one that signed.
 */
export type Proof = {
  readonly hash: string;
  readonly organisation: string;
  readonly checkpoint: string;
  readonly index: number;
  readonly path: readonly string[];
  readonly own?: { readonly index: number; readonly path: readonly string[]; readonly head: AuditHead } | undefined;
  readonly keys?: readonly KeyPair[] | undefined;
};

const FIRST = 'c2sp.org/tlog-proof@v1';

export function formatProof({ checkpoint, index, path, ...extra }: Proof): string {
  return `${FIRST}\nextra ${toBase64(utf8(JSON.stringify(extra)))}\nindex ${index}\n${path.map((hash) => `${hash}\n`).join('')}\n${checkpoint}`;
}

/** Reads a proof; undefined when it is none. */
export function parseProof(text: string): Proof | undefined {
  const match = /^c2sp\.org\/tlog-proof@v1\nextra (\S+)\nindex (\d{1,15})\n((?:\S{44}\n)*)\n([^]+)$/.exec(text);
  const extra = fromBase64(match?.[1] ?? '-');
  if (match === null || extra === undefined) return undefined;
  try {
    const { hash, organisation, own, keys } = JSON.parse(new TextDecoder().decode(extra)) as Partial<Proof>;
    if (typeof hash !== 'string' || typeof organisation !== 'string') return undefined;
    return { hash, organisation, own, keys, index: Number(match[2]), path: (match[3] ?? '').split('\n').filter((line) => line !== ''), checkpoint: match[4] ?? '' };
  } catch {
    return undefined;
  }
}

/** The keys to believe in for a proof that stands by itself: those that are trusted, and whichever of the proof's follow from them. */
export async function keysForProof({ checkpoint, keys = [] }: Proof, trusted: readonly string[]): Promise<readonly string[]> {
  const origin = checkpoint.split('\n')[0] ?? '';
  return (Array.isArray(keys) ? await followKeys(origin, trusted, keys as readonly KeyPair[]) : undefined) ?? trusted;
}

/** What a proof proves: the checkpoint, and whether the entry stands in the country's own tree as well. Else a sentence that says why it proves nothing. */
export async function verifyProof(proof: Proof, keys: readonly string[]): Promise<(Trusted & { inOwn: boolean }) | string> {
  const trusted = await readTrusted(proof.checkpoint, keys);
  if (typeof trusted === 'string') return trusted;
  const leaf = fromHex(proof.hash);
  if (leaf === undefined || leaf.length !== 32) return 'The hash of the entry is none.';
  const { checkpoint } = trusted;
  if (!(await isIncluded({ leaf, index: proof.index, path: bytesOf(proof.path) }, checkpoint))) return `Entry ${proof.index + 1} with this hash is not in checkpoint ${checkpoint.number}: the path does not lead to its root.`;
  if (proof.own === undefined) return { ...trusted, inOwn: false };
  const head = openedHead(proof.own.head);
  if (!(await isHeadIn(checkpoint.heads, { organisation: proof.organisation, kind: 'requester' }, head))) return `Checkpoint ${checkpoint.number} names another head for the log of ${proof.organisation}.`;
  if (!(await isIncluded({ leaf, index: proof.own.index, path: bytesOf(proof.own.path) }, head))) return `Entry ${proof.index + 1} is not in the own log of ${proof.organisation}.`;
  return { ...trusted, inOwn: true };
}

/** The head of a country's tree as bytes. What is no base 64 becomes empty, and fits nothing. */
export function openedHead({ size, root, salt, path }: AuditHead): { size: number; root: Uint8Array; salt: Uint8Array; path: Uint8Array[] } {
  const empty = new Uint8Array();
  return { size, root: fromBase64(root) ?? empty, salt: fromBase64(salt) ?? empty, path: bytesOf(path) };
}

/** Hashes in base 64 as bytes. */
export function bytesOf(hashes: readonly string[]): Uint8Array[] {
  return hashes.map((hash) => fromBase64(hash) ?? new Uint8Array());
}
