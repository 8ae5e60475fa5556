/**
 * Cosignatures of witnesses (c2sp.org/tlog-cosignature): the witness saw this checkpoint, and that it continues whatever it had seen before. The one
 * with Ed25519 covers the whole text with the heads of all trees, the one with ML-DSA-44 size and root.
 */
import type { Checkpoint } from './checkpoints.ts';
import { concatBytes, isEqual, toHex, u64, utf8, type Bytes } from './bytes.ts';
import { keyIdOf, verifyBytes, type Note, type Verdict, type VerifierKey } from './notes.ts';

/** What a witness signs at `time` (seconds since 1970). */
export function cosignedMessage({ kind, name }: Pick<VerifierKey, 'kind' | 'name'>, { text, checkpoint, time }: { text: string; checkpoint: Checkpoint; time: number }): Bytes {
  if (kind === 'ed25519-cosignature') return utf8(`cosignature/v1\ntime ${time}\n${text}`);
  const [cosigner, origin] = [utf8(name), utf8(checkpoint.origin)];
  return concatBytes(utf8('subtree/v1\n\0'), Uint8Array.of(cosigner.length), cosigner, u64(time), Uint8Array.of(origin.length), origin, u64(0), u64(checkpoint.size), checkpoint.root);
}

/** The signature of a line: the time and the signature proper. */
export function timestampedSignature(time: number, signature: Uint8Array): Bytes {
  return concatBytes(u64(time), signature);
}

/** The cosignature of this witness: when it was made and whether it is good; undefined when there is none. */
export async function verifyCosignature(note: Note, checkpoint: Checkpoint, witness: VerifierKey): Promise<{ time: number; verdict: Verdict } | undefined> {
  const id = toHex(await keyIdOf(witness));
  const own = note.signatures.find((one) => one.name === witness.name && toHex(one.id) === id);
  if (own === undefined) return undefined;
  const time = Number(new DataView(own.signature.buffer, own.signature.byteOffset).getBigUint64(0));
  const verdict = own.signature.length < 72 ? 'bad' : await verifyBytes(witness, own.signature.slice(8), cosignedMessage(witness, { text: note.text, checkpoint, time }));
  return { time, verdict };
}

/** Whether two texts of a checkpoint are the same, byte for byte. */
export function isSameText(one: string, other: string): boolean {
  return isEqual(utf8(one), utf8(other));
}
