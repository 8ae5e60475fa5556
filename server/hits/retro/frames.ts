/**
 * How what was asked lies on the disk: frames, each with the keys of one organisation and half a second, sealed under its key of that day.
 * Head (big-endian): magic (4), number of the organisation (2), keys (4), nonce (12); then the keys, sealed; then the tag (16). A key is 14 bytes:
 * the key of the index (8), and the number of the entry in the audit log (6).
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const MAGIC = 0x5757_4531;
const NONCE = 12;
const TAG = 16;
export const HEAD = 10 + NONCE;
export const KEY = 14;
/** Keys of a frame at most: so much is opened at once. */
export const MOST_KEYS = 16_384;

/** Under which key a frame is sealed. */
export type Sealing = { readonly key: Uint8Array; readonly day: number; readonly organisation: number };

/** Seals keys that lie behind one another. */
export function sealFrame({ key, day, organisation }: Sealing, keys: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(MAGIC, 0);
  head.writeUInt16BE(organisation, 4);
  head.writeUInt32BE(keys.length / KEY, 6);
  randomBytes(NONCE).copy(head, 10);
  const cipher = createCipheriv('aes-256-gcm', key, head.subarray(10));
  cipher.setAAD(boundTo(day, head));
  const sealed = cipher.update(keys);
  cipher.final();
  return Buffer.concat([head, sealed, cipher.getAuthTag()]);
}

/** A frame whose head is at the start of these bytes: whose it is, and its length in all. Undefined when none begins there. */
export function readHead(bytes: Buffer): { readonly organisation: number; readonly length: number } | undefined {
  if (bytes.length < HEAD || bytes.readUInt32BE(0) !== MAGIC) return undefined;
  const count = bytes.readUInt32BE(6);
  return count > MOST_KEYS ? undefined : { organisation: bytes.readUInt16BE(4), length: HEAD + count * KEY + TAG };
}

/** The keys of a whole frame; undefined when it does not open with this key. */
export function openFrame(frame: Buffer, { key, day }: Omit<Sealing, 'organisation'>): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, frame.subarray(10, HEAD));
  decipher.setAAD(boundTo(day, frame));
  decipher.setAuthTag(frame.subarray(frame.length - TAG));
  const keys = decipher.update(frame.subarray(HEAD, frame.length - TAG));
  try {
    decipher.final();
    return keys;
  } catch {
    return undefined;
  }
}

function boundTo(day: number, head: Buffer): Buffer {
  const bound = Buffer.alloc(14);
  bound.writeUInt32BE(day, 0);
  head.copy(bound, 4, 0, 10);
  return bound;
}
