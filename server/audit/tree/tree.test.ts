import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isContinued, isIncluded } from '@watchword/sdk/proofs/merkle.ts';
import fc from 'fast-check';
import { bytesOf, hashOfLeaf, hexOf } from './hashing.ts';
import { consistencyPath, inclusionPath, rootAt } from './paths.ts';
import { Tree } from './tree.ts';

const root = mkdtempSync(join(tmpdir(), 'watchword-tree-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const folder = (): string => join(root, String((count += 1)));

// RFC 9162 2.1 word by word, as slow as it reads: nothing of the house in it.
const sha = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const slowLeaf = (entry: Buffer): Buffer => sha(Buffer.from([0]), entry);
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
function slowRoot(d: readonly Buffer[]): Buffer {
  const [only] = d;
  if (only === undefined) return sha();
  if (d.length === 1) return slowLeaf(only);
  const k = split(d.length);
  return sha(Buffer.from([1]), slowRoot(d.slice(0, k)), slowRoot(d.slice(k)));
}
function slowPath(m: number, d: readonly Buffer[]): Buffer[] {
  if (d.length === 1) return [];
  const k = split(d.length);
  return m < k ? [...slowPath(m, d.slice(0, k)), slowRoot(d.slice(k))] : [...slowPath(m - k, d.slice(k)), slowRoot(d.slice(0, k))];
}
function slowSubproof(m: number, d: readonly Buffer[], isWhole: boolean): Buffer[] {
  const n = d.length;
  if (m === n) return isWhole ? [] : [slowRoot(d)];
  const k = split(n);
  return m <= k ? [...slowSubproof(m, d.slice(0, k), isWhole), slowRoot(d.slice(k))] : [...slowSubproof(m - k, d.slice(k), false), slowRoot(d.slice(0, k))];
}

const entries = Array.from({ length: 600 }, (_, at) => Buffer.from(`entry ${at}`));
function grown(size: number, dir = folder()): Tree {
  const tree = new Tree(dir);
  for (const entry of entries.slice(0, size)) tree.append(hashOfLeaf(entry));
  return tree;
}
const hex = (hashes: readonly string[]): string[] => hashes.map(hexOf);
const slowHex = (hashes: readonly Buffer[]): string[] => hashes.map((one) => one.toString('hex'));
const bytes = (hashes: readonly string[]): Uint8Array[] => hashes.map(bytesOf);

test('the known roots of Certificate Transparency come out', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const tree = new Tree(folder());
  assert.equal(hexOf(tree.root()), roots[0]);
  for (const [at, input] of inputs.entries()) {
    tree.append(hashOfLeaf(Buffer.from(input, 'hex')));
    assert.equal(hexOf(tree.root()), roots[at + 1]);
  }
});

test('root, paths and consistency are those of the standard for every tree up to 40 leaves, and are accepted', async () => {
  const tree = grown(40);
  for (let size = 1; size <= 40; size += 1) {
    const own = entries.slice(0, size);
    const head = { size, root: bytesOf(rootAt(tree, size)) };
    assert.equal(hexOf(rootAt(tree, size)), slowRoot(own).toString('hex'));
    for (let at = 0; at < size; at += 1) {
      const path = inclusionPath(tree, at, size);
      assert.deepEqual(hex(path), slowHex(slowPath(at, own)));
      assert.ok(await isIncluded({ leaf: slowLeaf(own[at] ?? Buffer.of()), index: at, path: bytes(path) }, head));
    }
    for (let earlier = 1; earlier <= size; earlier += 1) {
      const path = consistencyPath(tree, earlier, size);
      assert.deepEqual(hex(path), slowHex(slowSubproof(earlier, own, true)));
      assert.ok(await isContinued({ size: earlier, root: slowRoot(own.slice(0, earlier)) }, head, bytes(path)), `${earlier} of ${size}`);
    }
  }
});

test('the same across the borders of tiles', async () => {
  const tree = grown(600);
  const size = fc.integer({ min: 1, max: 600 });
  await fc.assert(fc.asyncProperty(size, size, async (one, other) => {
    const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
    const own = entries.slice(0, later);
    const [head, before] = [{ size: later, root: slowRoot(own) }, { size: earlier, root: slowRoot(own.slice(0, earlier)) }];
    assert.equal(hexOf(rootAt(tree, later)), head.root.toString('hex'));
    assert.deepEqual(hex(consistencyPath(tree, earlier, later)), slowHex(slowSubproof(earlier, own, true)));
    assert.ok(await isContinued(before, head, bytes(consistencyPath(tree, earlier, later))));
    assert.ok(await isIncluded({ leaf: slowLeaf(own[earlier - 1] ?? Buffer.of()), index: earlier - 1, path: bytes(inclusionPath(tree, earlier - 1, later)) }, head));
  }), { numRuns: 60 });
});

test('a leaf, index, size, root or hash that is another is not accepted', async () => {
  const tree = grown(300);
  const turn = (hash: Uint8Array, bit: number): Uint8Array => hash.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
  await fc.assert(fc.asyncProperty(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(255), fc.nat(), async (size, some, bit, which) => {
    const index = some % size;
    const path = bytes(inclusionPath(tree, index, size));
    const leaf = slowLeaf(entries[index] ?? Buffer.of());
    const head = { size, root: bytesOf(rootAt(tree, size)) };
    const at = which % path.length;
    const lies = [
      isIncluded({ leaf: turn(leaf, bit), index, path }, head), isIncluded({ leaf, index: (index + 1) % size, path }, head),
      isIncluded({ leaf, index, path: path.with(at, turn(path[at] ?? leaf, bit)) }, head), isIncluded({ leaf, index, path: path.slice(1) }, head),
      isIncluded({ leaf, index, path: [...path, leaf] }, head), isIncluded({ leaf, index, path }, { size, root: turn(head.root, bit) }),
      isIncluded({ leaf, index: index + size, path }, head),
    ];
    assert.deepEqual(await Promise.all(lies), lies.map(() => false));
  }), { numRuns: 100 });
});

test('a tree that dropped, changed or moved a leaf does not continue the one before, whatever path is offered', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 1, max: 40 }), fc.nat(), fc.constantFrom('drop', 'change', 'swap'), async (size, more, some, how) => {
    const at = some % size;
    const honest = entries.slice(0, size + more);
    const forged = how === 'drop' ? honest.toSpliced(at, 1) : how === 'change' ? honest.with(at, Buffer.from('forged')) : honest.with(at, honest[at + 1] ?? Buffer.of()).with(at + 1, honest[at] ?? Buffer.of());
    // A swap with a leaf behind the old end changes the old tree as well.
    const before = { size, root: slowRoot(honest.slice(0, size)) };
    const later = { size: forged.length, root: slowRoot(forged) };
    const path = size <= forged.length ? slowSubproof(size, forged, true) : [];
    assert.equal(await isContinued(before, later, path), false);
    assert.equal(await isContinued(before, later, slowSubproof(size, honest, true)), false);
  }), { numRuns: 150 });
});

test('a tree goes on where it was; what a crash left of its tiles is mended from below', () => {
  const dir = folder();
  const whole = grown(520, dir);
  const before = hexOf(whole.root());
  whole.close();
  appendFileSync(join(dir, 'tile', '0'), 'torn');
  truncateSync(join(dir, 'tile', '1'), 40);
  const again = new Tree(dir);
  assert.equal(again.size, 520);
  assert.equal(hexOf(again.root()), before);
  for (const entry of entries.slice(520)) again.append(hashOfLeaf(entry));
  assert.equal(hexOf(again.root()), slowRoot(entries).toString('hex'));
  again.cut(257);
  assert.equal(hexOf(again.root()), slowRoot(entries.slice(0, 257)).toString('hex'));
  again.append(hashOfLeaf(entries[257] ?? Buffer.of()));
  assert.equal(hexOf(again.root()), slowRoot(entries.slice(0, 258)).toString('hex'));
  again.close();
});
