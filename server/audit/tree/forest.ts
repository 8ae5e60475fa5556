/** All trees of one log: over every entry, and for each country over its own entries and over the checks of its records. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { HeadKind } from '@watchword/sdk/proofs/heads.ts';
import { GrowingFile } from './growing-file.ts';
import { hashOfLeaf } from './hashing.ts';
import { BOX_BYTES, LEAF_BYTES, parseLeaf } from './owner-leaves.ts';
import { Tree, type Leaves } from './tree.ts';

const SEQ = 6;
const PLACE = 12;
/** The place of a group is kept for each so many entries. */
export const PLACE_EVERY = 256;

/** Where a group begins: the first seq of its segment, and the offset in it. */
export type Place = { readonly segment: number; readonly offset: number };

/** The tree over every entry. Leaf n is entry n + 1. */
export class LogTree {
  readonly tree: Tree;
  readonly #places: GrowingFile;

  constructor(dir: string, isReadOnly: boolean) {
    this.tree = new Tree(dir, undefined, isReadOnly);
    this.#places = new GrowingFile(join(dir, 'places'), isReadOnly);
  }

  append(leaf: string, place: Place): void {
    if (this.tree.size % PLACE_EVERY === 0) putPlace(this.#places, place);
    this.tree.append(leaf);
  }

  /** The group that holds this entry, or one shortly before it. */
  placeOf(seq: number): Place {
    return readPlace(this.#places, Math.floor((seq - 1) / PLACE_EVERY));
  }

  cut(size: number): void {
    this.tree.cut(Math.min(size, this.tree.size));
    this.#places.cut(Math.ceil(size / PLACE_EVERY) * PLACE);
  }

  flush(): void {
    this.tree.flush();
    this.#places.flush();
  }

  close(): void {
    this.tree.close();
    this.#places.close();
  }
}

/** The tree over the entries of one organisation: an index into the log, from which its leaves are read. */
export class RequesterTree {
  readonly tree: Tree;
  readonly #index: GrowingFile;

  constructor(dir: string, log: Tree, isReadOnly: boolean) {
    this.#index = new GrowingFile(join(dir, 'index'), isReadOnly);
    const index = this.#index;
    const leaves: Leaves = {
      get length() {
        return Math.floor(index.length / SEQ);
      },
      read: (from, count) => this.seqs(from, count).map((seq) => log.hashes(0, seq - 1, 1)[0] ?? ''),
    };
    this.tree = new Tree(dir, leaves, isReadOnly);
  }

  append(leaf: string, seq: number): void {
    this.#index.room(SEQ).writeUIntBE(seq, 0, SEQ);
    this.tree.append(leaf);
  }

  /** The seqs of its leaves from `from` on. */
  seqs(from: number, count: number): number[] {
    const bytes = this.#index.read(from * SEQ, count * SEQ);
    return Array.from({ length: Math.floor(bytes.length / SEQ) }, (_, at) => bytes.readUIntBE(at * SEQ, SEQ));
  }

  /** The leaf of an entry; undefined when the entry is not of this organisation. */
  findLeaf(seq: number): number | undefined {
    let [low, high] = [0, this.tree.size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.seqs(middle, 1)[0] ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return this.seqs(low, 1)[0] === seq ? low : undefined;
  }

  /** Cuts off the leaves of all entries behind this one. */
  cutBehind(seq: number): void {
    let size = Math.floor(this.#index.length / SEQ);
    while (size > 0 && (this.seqs(size - 1, 1)[0] ?? 0) > seq) size -= 1;
    this.#index.cut(size * SEQ);
    this.tree.cut(size);
  }

  flush(): void {
    this.#index.flush();
    this.tree.flush();
  }

  close(): void {
    this.#index.close();
    this.tree.close();
  }
}

/** A log of leaves that are kept here: of an owner, or sealed to the Commission, then each with its box. */
export class LeafLog {
  readonly tree: Tree;
  readonly #leaves: GrowingFile;
  readonly #places: GrowingFile;
  readonly #boxes: GrowingFile;

  constructor(dir: string, isReadOnly: boolean) {
    this.#leaves = new GrowingFile(join(dir, 'leaves'), isReadOnly);
    this.#places = new GrowingFile(join(dir, 'places'), isReadOnly);
    this.#boxes = new GrowingFile(join(dir, 'boxes'), isReadOnly);
    this.tree = new Tree(dir, undefined, isReadOnly);
    // The leaves are what cannot be made anew: the tree follows them.
    this.tree.cut(Math.min(this.tree.size, this.#count()));
    for (let at = this.tree.size; at < this.#count(); at += 1) this.tree.append(hashOfLeaf(this.leaf(at)));
  }

  append(put: (to: Buffer) => void, place: Place, box?: Buffer): void {
    put(this.#leaves.room(LEAF_BYTES));
    putPlace(this.#places, place);
    if (box !== undefined) this.#boxes.room(BOX_BYTES).set(box);
    this.tree.append(hashOfLeaf(this.leaf(this.tree.size)));
  }

  leaf(at: number): Buffer {
    return this.#leaves.read(at * LEAF_BYTES, LEAF_BYTES);
  }

  /** Leaves side by side, as many as there are of `count`. */
  leaves(from: number, count: number): Buffer {
    return this.#leaves.read(from * LEAF_BYTES, count * LEAF_BYTES);
  }

  /** The leaves of an entry: one for each record that it showed. */
  findLeaves(seq: number): number[] {
    const found: number[] = [];
    for (let at = this.#firstOf(seq); at < this.#count() && parseLeaf(this.leaf(at)).seq === seq; at += 1) found.push(at);
    return found;
  }

  /** The first of `size` leaves of this time (ms) or later, found by halving: times rise but for a clock that is set back. */
  firstSince(time: number, size: number): number {
    let [low, high] = [0, Math.min(size, this.#count())];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (parseLeaf(this.leaf(middle)).time < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  placeOf(at: number): Place {
    return readPlace(this.#places, at);
  }

  box(at: number): Buffer {
    return this.#boxes.read(at * BOX_BYTES, BOX_BYTES);
  }

  /** Overwrites the boxes of these entries with zeros, durable when it returns. Returns how many. */
  eraseBoxes(seqs: readonly number[]): number {
    let erased = 0;
    for (const seq of seqs) {
      for (let at = this.#firstOf(seq); at < this.#count() && parseLeaf(this.leaf(at)).seq === seq; at += 1) {
        this.#boxes.overwrite(at * BOX_BYTES, Buffer.alloc(BOX_BYTES));
        erased += 1;
      }
    }
    this.#boxes.sync();
    return erased;
  }

  /** The first leaf of this entry or of one behind it. */
  #firstOf(seq: number): number {
    let [low, high] = [0, this.#count()];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (parseLeaf(this.leaf(middle)).seq < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  cutBehind(seq: number): void {
    let size = this.#count();
    while (size > 0 && parseLeaf(this.leaf(size - 1)).seq > seq) size -= 1;
    this.#leaves.cut(size * LEAF_BYTES);
    this.#places.cut(size * PLACE);
    this.#boxes.cut(size * BOX_BYTES);
    this.tree.cut(size);
  }

  /** Writes, and makes durable what cannot be made anew. */
  flush(): void {
    for (const file of [this.#leaves, this.#places, this.#boxes]) {
      file.flush();
      file.sync();
    }
    this.tree.flush();
  }

  close(): void {
    for (const file of [this.#leaves, this.#places, this.#boxes, this.tree]) file.close();
  }

  #count(): number {
    return Math.floor(this.#leaves.length / LEAF_BYTES);
  }
}

function putPlace(file: GrowingFile, { segment, offset }: Place): void {
  const to = file.room(PLACE);
  to.writeUIntBE(segment, 0, 6);
  to.writeUIntBE(offset, 6, 6);
}

function readPlace(file: GrowingFile, at: number): Place {
  const bytes = file.read(at * PLACE, PLACE);
  return { segment: bytes.readUIntBE(0, 6), offset: bytes.readUIntBE(6, 6) };
}

/** The trees in a folder. */
export class Forest {
  readonly #dir: string;
  readonly #isReadOnly: boolean;
  log: LogTree;
  readonly requesters = new Map<string, RequesterTree>();
  readonly owners = new Map<string, LeafLog>();
  readonly sealed: LeafLog;

  /** `isReadOnly`: for looking at files that a server may be writing. */
  constructor(dir: string, isReadOnly = false) {
    this.#dir = dir;
    this.#isReadOnly = isReadOnly;
    this.log = new LogTree(join(dir, 'log'), isReadOnly);
    for (const name of namesIn(join(dir, 'requesters'))) this.requester(name);
    for (const name of namesIn(join(dir, 'owners'))) this.owner(name);
    this.sealed = new LeafLog(join(dir, 'sealed'), isReadOnly);
  }

  requester(organisation: string): RequesterTree {
    return this.requesters.get(organisation) ?? made(this.requesters, organisation, () => new RequesterTree(join(this.#dir, 'requesters', organisation), this.log.tree, this.#isReadOnly));
  }

  owner(organisation: string): LeafLog {
    return made(this.owners, organisation, () => new LeafLog(join(this.#dir, 'owners', organisation), this.#isReadOnly));
  }

  /** The tree of an organisation; undefined while it has no leaf. */
  treeOf(kind: HeadKind, organisation: string): Tree | undefined {
    return (kind === 'requester' ? this.requesters : this.owners).get(organisation)?.tree;
  }

  /** Cuts all trees back to what was there after this entry. */
  cutBehind(seq: number): void {
    for (const one of this.requesters.values()) one.cutBehind(seq);
    for (const one of [...this.owners.values(), this.sealed]) one.cutBehind(seq);
    this.log.cut(seq);
  }

  /** Throws away what can be made anew from the log: its own tiles and the requesters' trees. */
  uproot(): void {
    for (const one of [this.log, ...this.requesters.values()]) one.close();
    rmSync(join(this.#dir, 'log'), { recursive: true, force: true });
    rmSync(join(this.#dir, 'requesters'), { recursive: true, force: true });
    this.requesters.clear();
    this.log = new LogTree(join(this.#dir, 'log'), false);
  }

  flush(): void {
    for (const one of this.#all()) one.flush();
  }

  close(): void {
    for (const one of this.#all()) one.close();
  }

  #all(): { flush(): void; close(): void }[] {
    return [this.log, ...this.requesters.values(), ...this.owners.values(), this.sealed];
  }
}

function made<Kind>(map: Map<string, Kind>, name: string, make: () => Kind): Kind {
  const there = map.get(name) ?? make();
  map.set(name, there);
  return there;
}

function namesIn(dir: string): string[] {
  return existsSync(dir) ? readdirSync(dir).filter((name) => /^[A-Z]{1,3}$/.test(name)) : [];
}
