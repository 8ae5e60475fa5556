import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { readKeys, replaceKeys, writeKeys } from './key-file.ts';
import { KeyTree, LEVELS } from './key-tree.ts';

const ROOT = randomBytes(32);
const fresh = (): KeyTree => new KeyTree([{ level: 0, prefix: 0, secret: Buffer.from(ROOT) }]);
const anySeq = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.nat({ max: 2 ** 31 - 1 }), fc.maxSafeNat().map((n) => n % 2 ** LEVELS), fc.constant(2 ** LEVELS - 1));

test('every group has a key of its own, the same in whatever order it is asked for', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anySeq, { minLength: 2, maxLength: 30 }), (seqs) => {
      const inOrder = fresh();
      const keys = seqs.map((seq) => inOrder.keyOf(seq).key.toString('hex'));
      assert.equal(new Set(keys).size, seqs.length);
      for (const [i, seq] of seqs.entries()) assert.equal(fresh().keyOf(seq).key.toString('hex'), keys[i]);
    }),
  );
});

test('whatever is cut out, the other keys stay as they were, and no node that is kept leads to what was cut out', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anySeq, { minLength: 1, maxLength: 20 }), fc.array(anySeq, { maxLength: 20 }), (gone, asked) => {
      const tree = fresh();
      for (const seq of gone) tree.turn(seq, 0);
      for (const seq of asked.filter((one) => !gone.includes(one))) assert.deepEqual(tree.keyOf(seq), fresh().keyOf(seq));
      for (const seq of gone) {
        assert.equal(tree.keyOf(seq).generation, 1);
        assert.notDeepEqual(tree.keyOf(seq).key, fresh().keyOf(seq).key);
        assert.ok(tree.nodes.every(({ level, prefix }) => Math.floor(seq / 2 ** (LEVELS - level)) !== prefix));
      }
      assert.ok(tree.nodes.length <= gone.length * LEVELS);
    }),
  );
});

test('with each erasing a group goes on to another key, which was to be had before and gives none of the earlier ones', () => {
  const tree = fresh();
  const keys = [tree.keyOf(7).key.toString('hex')];
  for (const [generation, kept] of [[1, 3], [2, 1], [3, 0]] as const) {
    const next = tree.nextKeyOf(7);
    tree.turn(7, kept);
    assert.deepEqual(tree.keyOf(7), { ...next, kept });
    assert.equal(next.generation, generation);
    keys.push(next.key.toString('hex'));
  }
  assert.equal(new Set(keys).size, 4);
  assert.deepEqual(tree.nodes.length, LEVELS);
});

test('a thousand groups cut out of a day of millions leave a few thousand nodes', () => {
  const tree = fresh();
  for (let i = 0; i < 1000; i += 1) tree.turn(1 + i * 20_011, 0);
  assert.ok(tree.nodes.length < 17_000, `${tree.nodes.length}`);
});

test('a tree that was written and read, and written over, is the same', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'watchword-keys-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const tree = fresh();
  await writeKeys(dir, '2026-11-24.long', { tree, direct: ROOT });
  tree.turn(12, 0);
  tree.turn(99, 4);
  await replaceKeys(dir, '2026-11-24.long', { tree });
  const read = await readKeys(dir, '2026-11-24.long');
  assert.equal(read?.direct, undefined);
  assert.deepEqual(read?.tree?.nodes, tree.nodes);
  assert.deepEqual(read.tree.turned, tree.turned);
  assert.equal(await readKeys(dir, '2026-11-24.short'), undefined);
});

test('a tree that was forgotten holds no secret', () => {
  const tree = fresh();
  tree.turn(12, 0);
  const secrets = [...tree.nodes.map(({ secret }) => secret), ...[...tree.turned.values()].map(({ secret }) => secret)];
  tree.forget();
  assert.ok(secrets.every((secret) => secret.every((byte) => byte === 0)));
  assert.throws(() => tree.keyOf(13), { code: 'server.internal' });
});
