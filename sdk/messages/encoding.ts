/** Base64url, canonical JSON (RFC 8785) and the hashes over them: the same bytes for everybody, or the signature is of something else. */
import { concatBytes, sha256, utf8, type Bytes } from '../proofs/bytes.ts';

/** Base64url without padding (RFC 4648, 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}

/** The bytes, or undefined when the text is not exactly what `toBase64Url` gives for them. */
export function fromBase64Url(text: string): Bytes | undefined {
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: 'base64url' });
    return toBase64Url(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** The bytes of a text that a schema has said to be base64url. @throws TypeError when it is not */
export function bytesOf(text: string): Bytes {
  const bytes = fromBase64Url(text);
  if (bytes === undefined) throw new TypeError('The text is not base64url.');
  return bytes;
}

/**
 * JSON as RFC 8785 writes it: no spaces, members in the order of their names' UTF-16 code units. Members that are undefined are left out.
 * @throws TypeError for what the formats of messages do not have: fractions, unsafe integers, lone surrogates, functions
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('A number is no safe integer.');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('A text has half a character.');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError('This cannot be written as JSON.');
  const members = Object.entries(value).filter(([, member]) => member !== undefined).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`).join(',')}}`;
}

/** The canonical JSON of a value, in UTF-8. */
export function canonicalBytes(value: unknown): Bytes {
  return utf8(canonicalJson(value));
}

/** What stands before hashed or authenticated bytes, so that those of one kind are never taken for another's. */
export function labelled(label: string, ...parts: readonly Uint8Array[]): Bytes {
  return concatBytes(utf8(`watchword-1 ${label}\n`), ...parts);
}

/** SHA-256 of bytes as base64url: 43 characters. */
export async function hashOf(...parts: readonly Uint8Array[]): Promise<string> {
  return toBase64Url(await sha256(...parts));
}

/** Random bytes of the machine. */
export function randomBytes(length: number): Bytes {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
