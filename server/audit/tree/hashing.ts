/** Hashes of trees as strings of a byte a character: the cheapest form to make, keep and write here. */
import { hash } from 'node:crypto';
import { HASH_BYTES } from '../entry.ts';

/** Bytes of a hash. */
export const HASH = 32;

const node = Buffer.alloc(1 + 2 * HASH);
node[0] = 1;

/** The hash of a node over two others (RFC 9162). */
export function hashPair(left: string, right: string): string {
  node.write(left, 1, HASH, HASH_BYTES);
  node.write(right, 1 + HASH, HASH, HASH_BYTES);
  return hash('sha256', node, HASH_BYTES);
}

/** The hash of a leaf (RFC 9162). */
export function hashOfLeaf(entry: Uint8Array): string {
  return hash('sha256', Buffer.concat([LEAF, entry]), HASH_BYTES);
}

const LEAF = Buffer.of(0);

/** The root of a tree without leaves. */
export const NO_LEAVES = hash('sha256', '', HASH_BYTES);

/** The root over complete subtrees, the largest first: what is on the right is folded first. */
export function foldRight(hashes: readonly string[]): string {
  let root: string | undefined;
  for (let at = hashes.length - 1; at >= 0; at -= 1) {
    const own = hashes[at] ?? '';
    root = root === undefined ? own : hashPair(own, root);
  }
  return root ?? NO_LEAVES;
}

/** The root over hashes whose number is a power of two. */
export function foldComplete(hashes: readonly string[]): string {
  let level = hashes;
  while (level.length > 1) {
    const above: string[] = [];
    for (let at = 0; at + 1 < level.length; at += 2) above.push(hashPair(level[at] ?? '', level[at + 1] ?? ''));
    level = above;
  }
  return level[0] ?? NO_LEAVES;
}

export const hexOf = (latin: string): string => Buffer.from(latin, HASH_BYTES).toString('hex');
export const latinOf = (hex: string): string => Buffer.from(hex, 'hex').toString(HASH_BYTES);
export const bytesOf = (latin: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(latin, HASH_BYTES));
