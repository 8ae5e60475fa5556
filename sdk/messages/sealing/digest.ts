/** SHA-256 of something too large to hold: WebCrypto hashes only what it has whole. */
import { sha256 as portable } from '@noble/hashes/sha2.js';
import type { Bytes } from '../../proofs/bytes.ts';

/** A hash that takes one part after the other. */
export type Digest = { update(part: Uint8Array): void; finish(): Bytes };

type NodeHash = { update(part: Uint8Array): unknown; digest(): Uint8Array };
type NodeCrypto = { createHash(name: string): NodeHash };

/** Begins a hash; Node's own where there is Node. */
export function beginDigest(): Digest {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => NodeCrypto | undefined } };
  const node = process?.getBuiltinModule?.('node:crypto');
  if (node !== undefined) {
    const hash = node.createHash('sha256');
    return { update: (part) => void hash.update(part), finish: () => new Uint8Array(hash.digest()) };
  }
  const hash = portable.create();
  return { update: (part) => void hash.update(part), finish: () => new Uint8Array(hash.digest()) };
}
