import { join } from 'node:path';
import { HASH_BYTES } from '../entry.ts';
import { GrowingFile } from './growing-file.ts';
import { foldComplete, foldRight, HASH, hashPair } from './hashing.ts';

/** Height of a tile, and hashes in a whole one (c2sp.org/tlog-tiles). */
export const TILE_HEIGHT = 8;
export const TILE = 256;

/** Where the hashes of the leaves are, when they are not a file of the tree's own: one tree's leaves may be some of another's. */
export type Leaves = { readonly length: number; read(from: number, count: number): string[] };

/**
 * A tree of RFC 9162 in tiles of height 8. The tiles of one level lie side by side in one file: tile N of level L is what stands from byte
 * 8192 N on in `tile/L`, whole or as much as there is of it. A tree of a hundred million leaves has four files, not four hundred thousand.
 */
export class Tree {
  readonly #dir: string;
  readonly #levels: GrowingFile[] = [];
  readonly #leaves: Leaves | undefined;
  readonly #isReadOnly: boolean;
  /** The root of the complete subtree of each height that the size is made of. */
  #edge: string[] = [];
  #size = 0;

  /** Goes on at the size that its leaves have. `leaves`: of another place, else they are kept in `tile/0`. */
  constructor(dir: string, leaves?: Leaves, isReadOnly = false) {
    this.#isReadOnly = isReadOnly;
    this.#dir = dir;
    this.#leaves = leaves;
    this.#settle(leaves === undefined ? Math.floor(this.#level(0).length / HASH) : leaves.length);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf by its hash. Whoever gave the leaves keeps the leaf itself. */
  append(leaf: string): void {
    if (this.#leaves === undefined) this.#level(0).addHash(leaf);
    let hash = leaf;
    let height = 0;
    for (let left = this.#size; left % 2 === 1; left = Math.floor(left / 2)) {
      hash = hashPair(this.#edge[height] ?? '', hash);
      height += 1;
      if (height % TILE_HEIGHT === 0) this.#level(height / TILE_HEIGHT).addHash(hash);
    }
    this.#edge[height] = hash;
    this.#size += 1;
  }

  /** The root over all leaves. */
  root(): string {
    const parts: string[] = [];
    let left = this.#size;
    for (let height = 0; left > 0; height += 1, left = Math.floor(left / 2)) if (left % 2 === 1) parts.unshift(this.#edge[height] ?? '');
    return foldRight(parts);
  }

  /** Hashes that this tree keeps of a level, side by side, as many as there are of `count`: of leaves that are kept elsewhere none. */
  kept(level: number, from: number, count: number): Buffer {
    return level === 0 && this.#leaves !== undefined ? Buffer.alloc(0) : this.#level(level).read(from * HASH, count * HASH);
  }

  /** Hashes of a level, as many as there are of `count`. */
  hashes(level: number, from: number, count: number): string[] {
    if (level === 0 && this.#leaves !== undefined) return this.#leaves.read(from, Math.min(count, this.#size - from));
    const bytes = this.#level(level).read(from * HASH, count * HASH);
    return Array.from({ length: Math.floor(bytes.length / HASH) }, (_, at) => bytes.toString(HASH_BYTES, at * HASH, (at + 1) * HASH));
  }

  /** The root of the complete subtree of 2^height leaves, the `at`-th of its kind. */
  subtree(height: number, at: number): string {
    const level = Math.floor(height / TILE_HEIGHT);
    const within = 2 ** (height - level * TILE_HEIGHT);
    return foldComplete(this.hashes(level, at * within, within));
  }

  /** Cuts the tree back to an earlier size. Leaves that are kept elsewhere must be cut there first. */
  cut(size: number): void {
    this.#settle(size);
  }

  flush(): void {
    for (const level of this.#levels) level.flush();
  }

  sync(): void {
    for (const level of this.#levels) level.sync();
  }

  close(): void {
    for (const level of this.#levels) level.close();
  }

  #level(level: number): GrowingFile {
    while (this.#levels.length <= level) this.#levels.push(new GrowingFile(join(this.#dir, 'tile', String(this.#levels.length)), this.#isReadOnly));
    return this.#levels[level] ?? never();
  }

  // What a crash left of a level is mended from the one below it.
  #settle(size: number): void {
    this.#size = size;
    const own = this.#leaves === undefined ? 0 : 1;
    for (let level = own, wanted = own === 0 ? size : Math.floor(size / TILE); wanted > 0 || level < this.#levels.length; level += 1, wanted = Math.floor(wanted / TILE)) {
      const file = this.#level(level);
      file.cut(Math.min(wanted, Math.floor(file.length / HASH)) * HASH);
      for (let at = Math.floor(file.length / HASH); level > 0 && at < wanted; at += 1) file.addHash(foldComplete(this.hashes(level - 1, at * TILE, TILE)));
    }
    this.#edge = [];
    for (let height = 0, left = size; left > 0; height += 1, left = Math.floor(left / 2)) {
      if (left % 2 === 1) this.#edge[height] = this.subtree(height, left - 1);
    }
  }
}

/* node:coverage ignore next 4 */
// The index is there by construction; the compiler cannot know.
function never(): never {
  throw new Error('a tree lost a level');
}
