/** Proofs of RFC 9162 from the tiles of a tree. `sdk/proofs` checks them. */
import { foldRight } from './hashing.ts';
import type { Tree } from './tree.ts';

/** The root that the tree had at a size it has passed. */
export function rootAt(tree: Tree, size: number): string {
  return foldRight(coverOf(0, size).map(({ height, at }) => tree.subtree(height, at)));
}

/** Whether the leaf at `index` is in the tree of `size` leaves: the hashes beside the way to the root, from the leaf on. */
export function inclusionPath(tree: Tree, index: number, size: number): string[] {
  if (index >= size || size > tree.size) throw new RangeError('no such leaf in a tree of this size');
  const path: string[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + largestPower(to - from);
    if (index < middle) {
      path.push(hashOfRange(tree, middle, to));
      to = middle;
    } else {
      path.push(hashOfRange(tree, from, middle));
      from = middle;
    }
  }
  return path.toReversed();
}

/** That the tree of `later` leaves begins with the tree of `earlier`. */
export function consistencyPath(tree: Tree, earlier: number, later: number): string[] {
  if (earlier > later || later > tree.size) throw new RangeError('no such sizes');
  if (earlier === 0 || earlier === later) return [];
  const path: string[] = [];
  let [from, to] = [0, later];
  while (earlier !== to) {
    const middle = from + largestPower(to - from);
    if (earlier <= middle) {
      path.push(hashOfRange(tree, middle, to));
      to = middle;
    } else {
      path.push(hashOfRange(tree, from, middle));
      from = middle;
    }
  }
  // What both have in common begins at the first leaf: the one who checks knows its root.
  if (from > 0) path.push(hashOfRange(tree, from, to));
  return path.toReversed();
}

/** Leaves from `from` on, up to but without `to`. */
export type LeafRun = readonly [from: number, to: number];

/** Whether all leaves of these runs, which rise and do not touch, are in the tree of `size` leaves: the hashes of whatever holds none of them, from left to right. */
export function inclusionPathOf(tree: Tree, runs: readonly LeafRun[], size: number): string[] {
  const path: string[] = [];
  const walk = (from: number, to: number, first: number): void => {
    // Runs before this one lie on the left of it.
    let at = first;
    while (at < runs.length && (runs[at]?.[1] ?? 0) <= from) at += 1;
    const [begin, end] = runs[at] ?? [Infinity, Infinity];
    if (begin >= to) return void path.push(hashOfRange(tree, from, to));
    if (begin <= from && end >= to) return;
    const middle = from + largestPower(to - from);
    walk(from, middle, at);
    walk(middle, to, at);
  };
  if (size > 0) walk(0, size, 0);
  return path;
}

/** The largest power of two below a number above 1. */
function largestPower(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function hashOfRange(tree: Tree, from: number, to: number): string {
  return foldRight(coverOf(from, to).map(({ height, at }) => tree.subtree(height, at)));
}

/** The complete subtrees that make up a range that begins where one of at least its size does. */
function coverOf(from: number, to: number): { height: number; at: number }[] {
  const cover: { height: number; at: number }[] = [];
  for (let at = from; at < to; ) {
    let height = 0;
    let width = 1;
    while (at + width * 2 <= to && at % (width * 2) === 0) [height, width] = [height + 1, width * 2];
    cover.push({ height, at: at / width });
    at += width;
  }
  return cover;
}
