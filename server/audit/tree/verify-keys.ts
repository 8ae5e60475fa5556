/** Verifies who signed the checkpoints: each pair of keys is vouched for by the one before it, told of in the log, and signs until the next one does. */
import { parseNote, verifyNote, parseKey, type Note } from '@watchword/sdk/proofs/notes.ts';
import { vouchText } from '@watchword/sdk/proofs/trust.ts';
import type { Published } from './history.ts';
import type { ToldKeys } from './keeper.ts';
import { digestOfKeys, type Generation } from './signing.ts';

/** `trusted`: key lines from elsewhere, those of other logs among them; without them the first pair is believed. Gives what is wrong as a sentence. */
export async function findKeyFault(origin: string, generations: readonly Generation[], trusted: readonly string[]): Promise<string | undefined> {
  if (generations.length === 0) return 'There are no keys beside the checkpoints.';
  const shown = new Set(generations.flatMap(({ ed25519, mlDsa44 }) => [ed25519, mlDsa44]));
  const pinned = trusted.filter((line) => line.startsWith(`${origin}+`));
  const start = trusted.length === 0 ? 0 : generations.findLastIndex(({ ed25519, mlDsa44 }) => pinned.includes(ed25519) && pinned.includes(mlDsa44));
  // Of keys that were seen none may be gone: in their place others could stand, for which stolen older ones vouch.
  if (start < 0 || pinned.some((line) => !shown.has(line))) return 'The keys beside the log are not those that you trust: the checkpoints are forged, or you gave the keys of another log.';
  for (const [at, next] of generations.entries()) {
    const before = generations[at - 1];
    const note = parseNote(next.vouched ?? '');
    if (next.generation !== at + 1) return `The keys of generation ${at + 1} are not there.`;
    if (before !== undefined && at > start && (note?.text !== vouchText(origin, next) || !(await isSignedBy(note, before, 'both')))) return `The keys of generation ${next.generation} are not vouched for by those before them.`;
  }
  return undefined;
}

async function isSignedBy(note: Note, { ed25519, mlDsa44 }: Generation, needs: 'both' | 'short'): Promise<boolean> {
  const keys = await Promise.all([ed25519, mlDsa44].map(parseKey));
  const [short, long] = await Promise.all(keys.map((key) => (key === undefined ? 'bad' : verifyNote(note, key))));
  return short === 'good' && (long === 'good' || (needs === 'short' && long === 'absent'));
}

/** Follows who signed the checkpoints, from the first to the newest. */
export class Signatures {
  readonly #generations: readonly Generation[];
  /** The size of the first checkpoint that each generation signed. */
  readonly #first = new Map<number, number>();
  #newest = 0;

  constructor(generations: readonly Generation[]) {
    this.#generations = generations;
  }

  /**
   * The next checkpoint. `isNewest`: it must carry both signatures; of most others only the short one is kept, and they are covered by the hash in the
   * checkpoint after them. A sentence when it is not signed as it should be.
   */
  async findFault({ number, size }: Pick<Published, 'number' | 'size'>, note: Note, isNewest: boolean): Promise<string | undefined> {
    const signer = this.#generations.findLast(({ ed25519 }) => note.signatures.some((one) => isBy(one.id, ed25519)));
    if (signer === undefined) return `Checkpoint ${number} is forged: it is not signed by a key of this log.`;
    if (signer.generation < this.#newest) return `Checkpoint ${number} is forged: it is signed with keys of generation ${signer.generation}, which those of generation ${this.#newest} had replaced.`;
    if ((note.signatures.length > 1 || isNewest) && !(await isSignedBy(note, signer, isNewest ? 'both' : 'short'))) return `Checkpoint ${number} is forged: it is not signed by a key of this log.`;
    this.#newest = signer.generation;
    if (!this.#first.has(signer.generation)) this.#first.set(signer.generation, size);
    return undefined;
  }

  /** Whether the log tells of each change of keys before the new ones sign. */
  findUntold(told: readonly ToldKeys[]): string | undefined {
    for (const one of this.#generations.slice(1)) {
      const entries = told.filter(({ generation, digest }) => generation === one.generation && digest === digestOfKeys(one));
      if (entries.length === 0) return `The log does not say that the keys of generation ${one.generation} are to sign it: whoever had those before them made them, and not this server.`;
      const first = this.#first.get(one.generation) ?? Infinity;
      if (entries.every(({ seq }) => seq >= first)) return `The keys of generation ${one.generation} signed before the log said so.`;
    }
    return undefined;
  }
}

/** The four bytes of a key stand in its line as hex. */
function isBy(id: Uint8Array, line: string): boolean {
  return line.split('+')[1] === Buffer.from(id).toString('hex');
}
