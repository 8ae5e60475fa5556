/** Bytes as text and back, in browsers and in Node. */

export type Bytes = Uint8Array<ArrayBuffer>;

/** Base 64 of RFC 4648, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The bytes, or undefined when the text is not exactly what `toBase64` gives for them. */
export function fromBase64(text: string): Bytes | undefined {
  if (!/^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(text) || text.includes('_')) return undefined;
  const binary = atob(text);
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : undefined;
}

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** The bytes of lower-case hex digits, or undefined when there are others. */
export function fromHex(text: string): Bytes | undefined {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16));
}

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** A whole number below 2^53 in 8 bytes, the largest part first. */
export function u64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Up to so many bytes Node hashes at once: WebCrypto's way through a pool of threads costs several times the hash. */
const AT_ONCE = 65_536;

type NodeCrypto = { hash(name: string, bytes: Uint8Array, encoding: 'buffer'): Uint8Array };
const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => NodeCrypto | undefined } };
const node = process?.getBuiltinModule?.('node:crypto');

export async function sha256(...parts: readonly Uint8Array[]): Promise<Bytes> {
  const bytes = concatBytes(...parts);
  return new Uint8Array(node !== undefined && bytes.length <= AT_ONCE ? node.hash('sha256', bytes, 'buffer') : await globalThis.crypto.subtle.digest('SHA-256', bytes));
}
