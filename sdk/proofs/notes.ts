/** Signed notes of C2SP (c2sp.org/signed-note): a text, an empty line, and lines of signatures by named keys. */
import { concatBytes, fromBase64, isEqual, sha256, toBase64, toHex, utf8, type Bytes } from './bytes.ts';

/** One signature line: who is said to have signed, four bytes that tell his key from others, and the signature. */
export type NoteSignature = { readonly name: string; readonly id: Bytes; readonly signature: Bytes };
/** `text` ends with a line break; that is what is signed. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/**
 * Kinds of key by their first bytes. `watchword-ml-dsa-44` signs the whole text of a note: the cosignature of C2SP with ML-DSA-44 does not cover
 * the extension lines, which here tell the heads of the countries' trees.
 */
export const KEY_KINDS = {
  ed25519: { prefix: Uint8Array.of(1), length: 32, algorithm: 'Ed25519' },
  'ed25519-cosignature': { prefix: Uint8Array.of(4), length: 32, algorithm: 'Ed25519' },
  'ml-dsa-44-cosignature': { prefix: Uint8Array.of(6), length: 1312, algorithm: 'ML-DSA-44' },
  'watchword-ml-dsa-44': { prefix: concatBytes(Uint8Array.of(255), utf8('watchword/ml-dsa-44/v1\n')), length: 1312, algorithm: 'ML-DSA-44' },
} as const;
export type KeyKind = keyof typeof KEY_KINDS;

/** A public key with the name under which it signs. */
export type VerifierKey = { readonly name: string; readonly kind: KeyKind; readonly bytes: Bytes };

/** What the four bytes of a key are a hash of. */
export function keyIdInput({ name, kind, bytes }: VerifierKey): Bytes {
  return concatBytes(utf8(`${name}\n`), KEY_KINDS[kind].prefix, bytes);
}

export async function keyIdOf(key: VerifierKey): Promise<Bytes> {
  return (await sha256(keyIdInput(key))).slice(0, 4);
}

/** A key as one line of text: name, id and bytes with `+` between. */
export function formatKey(key: VerifierKey, id: Uint8Array): string {
  return `${key.name}+${toHex(id)}+${toBase64(concatBytes(KEY_KINDS[key.kind].prefix, key.bytes))}`;
}

/** Reads such a line; undefined when it is none or its id is not that of the key. */
export async function parseKey(line: string): Promise<VerifierKey | undefined> {
  const [, name = '', id, text = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
  const bytes = fromBase64(text);
  if (bytes === undefined) return undefined;
  for (const kind of Object.keys(KEY_KINDS) as KeyKind[]) {
    const { prefix, length } = KEY_KINDS[kind];
    if (bytes.length !== prefix.length + length || !isEqual(bytes.slice(0, prefix.length), prefix)) continue;
    const key = { name, kind, bytes: bytes.slice(prefix.length) };
    return toHex(await keyIdOf(key)) === id ? key : undefined;
  }
  return undefined;
}

/** A signature line, without its line break. */
export function formatSignature({ name, id, signature }: NoteSignature): string {
  return `\u2014 ${name} ${toBase64(concatBytes(id, signature))}`;
}

const SIGNATURE = /^\u2014 (\S+) (\S+)$/u;

/** Reads a signature line; undefined when it is none. */
export function parseSignature(line: string): NoteSignature | undefined {
  const [, name = '', text = ''] = SIGNATURE.exec(line) ?? [];
  const bytes = fromBase64(text);
  return bytes === undefined || bytes.length < 5 ? undefined : { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/** Reads a signed note; undefined when it is none. */
export function parseNote(note: string): Note | undefined {
  const at = note.lastIndexOf('\n\n');
  if (at < 0 || !note.endsWith('\n')) return undefined;
  const signatures = note.slice(at + 2, -1).split('\n').map(parseSignature);
  if (signatures.some((one) => one === undefined)) return undefined;
  return { text: note.slice(0, at + 1), signatures: signatures.filter((one) => one !== undefined) };
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map((one) => `${formatSignature(one)}\n`).join('')}`;
}

/** Whether a signature is good; `cannot-tell` where this browser does not know the algorithm. */
export type Verdict = 'good' | 'bad' | 'cannot-tell';

/** Verifies bytes under a key. */
export async function verifyBytes({ kind, bytes }: VerifierKey, signature: Bytes, message: Bytes): Promise<Verdict> {
  const { algorithm } = KEY_KINDS[kind];
  const { subtle } = globalThis.crypto;
  let key: CryptoKey;
  try {
    // Browsers know Ed25519 as `raw`; what came later is `raw-public`.
    key = await subtle.importKey((algorithm === 'Ed25519' ? 'raw' : 'raw-public') as 'raw', bytes, algorithm, false, ['verify']);
  } catch {
    return 'cannot-tell';
  }
  return (await subtle.verify(algorithm, key, signature, message)) ? 'good' : 'bad';
}

/** The signature of this key over the whole text of a note; `absent` when it carries none. */
export async function verifyNote({ text, signatures }: Note, key: VerifierKey): Promise<Verdict | 'absent'> {
  const id = await keyIdOf(key);
  const own = signatures.filter((one) => one.name === key.name && isEqual(one.id, id));
  if (own.length === 0) return 'absent';
  const verdicts = await Promise.all(own.map(({ signature }) => verifyBytes(key, signature, utf8(text))));
  return verdicts.find((verdict) => verdict !== 'good') ?? 'good';
}
