/**
 * Trees of RFC 9162: whether a leaf is in a tree, and whether one tree continues another, from a few hashes. Nothing here trusts the
 * server that gave them.
 */
import { isEqual, sha256, type Bytes } from './bytes.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a leaf. */
export function hashLeaf(entry: Uint8Array): Promise<Bytes> {
  return sha256(LEAF, entry);
}

/** The hash of a node over two others. */
export function hashNode(left: Uint8Array, right: Uint8Array): Promise<Bytes> {
  return sha256(NODE, left, right);
}

/** A tree as it is told: how many leaves, and the hash over all of them. */
export type TreeHead = { readonly size: number; readonly root: Uint8Array };

/** The root of a tree without leaves. */
export function emptyRoot(): Promise<Bytes> {
  return sha256();
}

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
/** Bits of numbers up to 2^53, which the operators of the language cut off at 32. */
const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;

/** Whether the leaf with this hash stands at `index` of the tree (RFC 9162, 2.1.3.2). */
export async function isIncluded({ leaf, index, path }: { leaf: Uint8Array; index: number; path: readonly Uint8Array[] }, { size, root }: TreeHead): Promise<boolean> {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  let at = index;
  let last = size - 1;
  let hash: Uint8Array = leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = await hashNode(sibling, hash);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = await hashNode(hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && isEqual(hash, root);
}

/** Whether the later tree begins with all leaves of the earlier, in their order (RFC 9162, 2.1.4.2). */
export async function isContinued(earlier: TreeHead, later: TreeHead, path: readonly Uint8Array[]): Promise<boolean> {
  if (!isSize(earlier.size) || !isSize(later.size) || earlier.size > later.size) return false;
  if (earlier.size === later.size) return path.length === 0 && isEqual(earlier.root, later.root);
  if (earlier.size === 0) return path.length === 0 && isEqual(earlier.root, await emptyRoot());
  if (path.length === 0) return false;
  let at = earlier.size - 1;
  let last = later.size - 1;
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  // A whole tree of the earlier needs no hash of its own in the path.
  const hashes = at === 0 ? [earlier.root, ...path] : path;
  let [first, second]: [Uint8Array, Uint8Array] = [hashes[0] ?? earlier.root, hashes[0] ?? earlier.root];
  for (const sibling of hashes.slice(1)) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      first = await hashNode(sibling, first);
      second = await hashNode(sibling, second);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      second = await hashNode(second, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && isEqual(first, earlier.root) && isEqual(second, later.root);
}

/** The root over these leaves, by their hashes. */
export async function rootOfLeaves(leaves: readonly Uint8Array[]): Promise<Uint8Array> {
  const edge: (Uint8Array | undefined)[] = [];
  for (const leaf of leaves) {
    let hash: Uint8Array = leaf;
    let height = 0;
    for (let left = edge[height]; left !== undefined; left = edge[height]) {
      hash = await hashNode(left, hash);
      edge[height] = undefined;
      height += 1;
    }
    edge[height] = hash;
  }
  let root: Uint8Array | undefined;
  for (const part of edge) if (part !== undefined) root = root === undefined ? part : await hashNode(part, root);
  return root ?? (await emptyRoot());
}
