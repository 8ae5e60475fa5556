import { hash } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import { ENTRY, HASH_BYTES } from '../entry.ts';

/**
 * The keys of one day and kind: a binary tree over all seqs (48 bits), of which each group's key is the leaf at the seq of its first entry. A
 * node gives its two children, and nothing gives a node back (Goldreich, Goldwasser, Micali), so what is kept is a few nodes that cover every
 * leaf: at first the root alone. To erase a group's texts its leaf is cut out: the nodes beside its path remain, so every other key can
 * still be worked out, and that one by nobody. In its place stands a secret for the texts that stay, with the number of times that was done.
 *
 * child(node, side) = SHA-256(label, side, node) over one block of fixed length, as RFC 8391 makes its secrets. Measured 0.3 us; neighbours share their
 * path, so that a group costs about 2 log2(entries).
 */
export class KeyTree {
  /** Nodes that cover what was not cut out, in the order of their leaves. */
  #nodes: TreeNode[];
  readonly #turned: Map<number, Turned>;
  /** Secrets from the node that covers `#seq` down to its leaf, at 32 bytes a level. */
  readonly #path = Buffer.alloc((LEVELS + 1) * SECRET);
  #cover: TreeNode | undefined;
  #seq = 0;

  constructor(nodes: readonly TreeNode[], turned: ReadonlyMap<number, Turned> = new Map()) {
    this.#nodes = nodes.toSorted((a, b) => firstOf(a) - firstOf(b));
    this.#turned = new Map(turned);
  }

  /** What has to be kept of it. */
  get nodes(): readonly TreeNode[] {
    return this.#nodes;
  }

  /** Groups of which texts were erased, by the seq of their first entry. */
  get turned(): ReadonlyMap<number, Turned> {
    return this.#turned;
  }

  /** The key for texts of the group that begins with this seq. Generation 0 opens what lies in the log, another what was kept when texts were erased. */
  keyOf(seq: number): GroupKey {
    const turned = this.#turned.get(seq);
    if (turned !== undefined) return { key: derive(KEY, turned.secret), generation: turned.generation, kept: turned.kept };
    return { key: derive(KEY, this.#leaf(seq)), generation: 0, kept: 0 };
  }

  /** The key under which the texts go that stay when others of the group are erased. */
  nextKeyOf(seq: number): GroupKey {
    const { secret, generation } = this.#turned.get(seq) ?? { secret: this.#leaf(seq), generation: 0 };
    return { key: derive(KEY, derive(NEXT, secret)), generation: generation + 1, kept: 0 };
  }

  /** Cuts out the key of a group. `kept` texts of it were written under the next. */
  turn(seq: number, kept: number): void {
    const before = this.#turned.get(seq);
    if (before === undefined) {
      this.#turned.set(seq, { secret: derive(NEXT, this.#leaf(seq)), generation: 1, kept });
      this.#cutOut(seq);
    } else {
      this.#turned.set(seq, { secret: derive(NEXT, before.secret), generation: before.generation + 1, kept });
      before.secret.fill(0);
    }
  }

  /** Overwrites every secret in memory. The tree is of no use afterwards. */
  forget(): void {
    for (const { secret } of this.#nodes) secret.fill(0);
    for (const { secret } of this.#turned.values()) secret.fill(0);
    this.#path.fill(0);
    block.fill(0, LABEL.length);
    this.#nodes = [];
    this.#turned.clear();
    this.#cover = undefined;
  }

  #leaf(seq: number): Buffer {
    const cover = this.#coverOf(seq);
    // Of the path to the seq asked for last, what is above the fork is right for this one too.
    let level = cover === this.#cover ? Math.max(cover.level, sharedBits(seq, this.#seq)) : cover.level;
    if (cover !== this.#cover) cover.secret.copy(this.#path, level * SECRET);
    this.#cover = cover;
    this.#seq = seq;
    for (; level < LEVELS; level += 1) putDerived(this.#path, level, bitOf(seq, level));
    return this.#path.subarray(LEVELS * SECRET);
  }

  #coverOf(seq: number): TreeNode {
    if (this.#cover !== undefined && covers(this.#cover, seq)) return this.#cover;
    const node = this.#nodes[this.#indexOf(seq)];
    if (node === undefined || !covers(node, seq)) throw fail('server.internal', {}, new Error('a key was asked for that was cut out'));
    return node;
  }

  /** The last node that begins at or before this seq. */
  #indexOf(seq: number): number {
    let [low, high] = [0, this.#nodes.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (firstOf(this.#nodes[middle] ?? NOTHING) <= seq) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #cutOut(seq: number): void {
    this.#leaf(seq);
    const at = this.#indexOf(seq);
    const cover = this.#nodes[at] ?? NOTHING;
    const left: TreeNode[] = [];
    const right: TreeNode[] = [];
    for (let { level } = cover; level < LEVELS; level += 1) {
      const side = 1 - bitOf(seq, level);
      const parent = this.#path.subarray(level * SECRET, (level + 1) * SECRET);
      const beside = { level: level + 1, prefix: 2 * Math.floor(seq / 2 ** (LEVELS - level)) + side, secret: derive(side, parent) };
      if (side === 0) left.push(beside);
      else right.unshift(beside);
    }
    this.#nodes.splice(at, 1, ...left, ...right);
    cover.secret.fill(0);
    this.#path.fill(0);
    this.#cover = undefined;
  }
}

/** A node: the secret of all leaves whose first `level` bits are `prefix`. */
export type TreeNode = { readonly level: number; readonly prefix: number; readonly secret: Buffer };
/** In place of a leaf that was cut out: a secret of 32 bytes, how many times it was done, and how many texts were kept. */
export type Turned = { readonly secret: Buffer; readonly generation: number; readonly kept: number };
export type GroupKey = { readonly key: Buffer; readonly generation: number; readonly kept: number };

/** Bits of a seq. */
export const LEVELS = 48;
/** Bytes of a secret. */
export const SECRET = ENTRY.hash;

const NOTHING: TreeNode = { level: LEVELS, prefix: 0, secret: Buffer.alloc(SECRET) };
const LABEL = Buffer.from('watchword key tree 1', 'latin1');
/** What is derived: a child on either side, the key of a leaf, the secret that follows it. */
const KEY = 2;
const NEXT = 3;

const block = Buffer.alloc(LABEL.length + 1 + SECRET);
LABEL.copy(block);

function derived(what: number, from: Buffer): string {
  block[LABEL.length] = what;
  from.copy(block, LABEL.length + 1);
  return hash('sha256', block, HASH_BYTES);
}

function derive(what: number, from: Buffer): Buffer {
  return Buffer.from(derived(what, from), HASH_BYTES);
}

function putDerived(path: Buffer, level: number, side: number): void {
  path.write(derived(side, path.subarray(level * SECRET, (level + 1) * SECRET)), (level + 1) * SECRET, HASH_BYTES);
}

function firstOf({ level, prefix }: TreeNode): number {
  return prefix * 2 ** (LEVELS - level);
}

function covers(node: TreeNode, seq: number): boolean {
  return Math.floor(seq / 2 ** (LEVELS - node.level)) === node.prefix;
}

function bitOf(seq: number, level: number): number {
  return Math.floor(seq / 2 ** (LEVELS - 1 - level)) % 2;
}

const HALF = 2 ** (LEVELS / 2);

/** How many of the first bits two seqs have in common. */
function sharedBits(one: number, other: number): number {
  const high = Math.floor(one / HALF) ^ Math.floor(other / HALF);
  if (high !== 0) return Math.clz32(high) - (32 - LEVELS / 2);
  return LEVELS / 2 + Math.clz32((one % HALF) ^ (other % HALF)) - (32 - LEVELS / 2);
}
