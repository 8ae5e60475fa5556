import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { countKeys, createFilter, createFilterOfBlocks, declareComplete, insert, mightContain, type Filter } from './filter.ts';
import { loadFilter, saveFilter, type LoadedFilter } from './filter-file.ts';

let folder = '';
before(async () => (folder = await mkdtemp(join(tmpdir(), 'watchword-filter-'))));
after(() => rm(folder, { recursive: true }));

const stamp = { seq: 4711, origin: 'store 7f3a, change 4711' };
const ours = (): boolean => true;

function someFilter(keys: number, capacity = keys, keyBits: 53 | 64 = 53): Filter {
  const filter = createFilter(capacity, 16, keyBits);
  for (let i = 1; i <= keys; i += 1) insert(filter, Math.imul(i, 0x9e3779b1), Math.imul(i, 0x85ebca6b));
  return filter;
}

async function saved(name: string, filter: Filter): Promise<string> {
  const path = join(folder, name);
  await saveFilter(path, filter, stamp);
  return path;
}

function reasonOf(loaded: LoadedFilter): string {
  return loaded.outcome === 'refused' ? loaded.reason : loaded.outcome;
}

test('what was saved is loaded, bit for bit, with its stamp', async () => {
  for (const keyBits of [53, 64] as const) {
    // One whole chunk of a MiB, and a part of the next.
    const filter = createFilterOfBlocks(32_768 + 17, 1000, keyBits);
    for (let i = 1; i <= 1000; i += 1) insert(filter, Math.imul(i, 0x9e3779b1), Math.imul(i, 0x85ebca6b));
    const loaded = await loadFilter(await saved('whole', filter), ours);
    assert.ok(loaded.outcome === 'loaded');
    assert.deepEqual(loaded.stamp, stamp);
    assert.deepEqual(loaded.filter.words, filter.words);
    assert.equal(countKeys(loaded.filter), countKeys(filter));
    assert.equal(loaded.filter.capacity, 1000);
    assert.equal(loaded.filter.keyBits, keyBits);
  }
});

test('the body of the file is the Parquet bitset', async () => {
  const filter = someFilter(500);
  const file = await readFile(await saved('body', filter));
  assert.deepEqual(file.subarray(256, 256 + filter.words.byteLength), Buffer.from(filter.words.slice().buffer));
});

test('a file cut at any place is refused', async () => {
  const path = await saved('cut', someFilter(200));
  const whole = await readFile(path);
  for (let length = 0; length < whole.length; length += 1) {
    await writeFile(path, whole.subarray(0, length));
    assert.equal(reasonOf(await loadFilter(path, ours)), 'truncated', `cut to ${length}`);
  }
});

test('a file with any one bit changed is refused', async () => {
  const path = await saved('flip', someFilter(40));
  const whole = await readFile(path);
  for (let bit = 0; bit < whole.length * 8; bit += 1) {
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    await writeFile(path, changed);
    assert.equal((await loadFilter(path, ours)).outcome, 'refused', `bit ${bit}`);
  }
});

test('bits changed in many places of a large file are refused as damage', async () => {
  const path = await saved('large', someFilter(1000, 1_500_000));
  const whole = await readFile(path);
  assert.ok(whole.length > 2 * 2 ** 20, 'more than one chunk');
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 256, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ change, at);
      await writeFile(path, changed);
      assert.equal(reasonOf(await loadFilter(path, ours)), 'damaged');
    }),
    { numRuns: 20 },
  );
});

test('two chunks that changed places are refused', async () => {
  const path = await saved('swapped', someFilter(100_000, 2_000_000));
  const file = await readFile(path);
  const mib = 2 ** 20;
  const first = Buffer.from(file.subarray(256, 256 + mib));
  file.copyWithin(256, 256 + mib, 256 + 2 * mib);
  first.copy(file, 256 + mib);
  await writeFile(path, file);
  assert.equal(reasonOf(await loadFilter(path, ours)), 'damaged');
});

test('the reason of a refusal is named', async () => {
  const path = await saved('reasons', someFilter(100));
  const whole = await readFile(path);
  assert.equal(reasonOf(await loadFilter(join(folder, 'none'), ours)), 'missing');
  assert.equal(reasonOf(await loadFilter(folder, ours)), 'unreadable');
  assert.equal(reasonOf(await loadFilter(path, () => false)), 'not-ours');
  await writeFile(path, Buffer.concat([whole, Buffer.alloc(1)]));
  assert.equal(reasonOf(await loadFilter(path, ours)), 'damaged');
  await writeFile(path, Buffer.alloc(4096, 'a photograph'));
  assert.equal(reasonOf(await loadFilter(path, ours)), 'not-a-filter');
  whole.writeUInt32LE(2, 8);
  await writeFile(path, whole);
  assert.equal(reasonOf(await loadFilter(path, ours)), 'other-version');
});

test('a head that asks for a huge filter takes no memory', async () => {
  const path = await saved('huge', someFilter(100));
  const file = await readFile(path);
  file.writeUInt32LE(2 ** 26, 12);
  const sealAt = file.length - 32;
  createHash('sha256').update(file.subarray(0, 256)).update(file.subarray(sealAt - 32, sealAt)).digest().copy(file, sealAt);
  await writeFile(path, file);
  assert.equal(reasonOf(await loadFilter(path, ours)), 'truncated');
});

test('the owner of the data is asked about the stamp that was saved', async () => {
  const path = await saved('asked', someFilter(100));
  const asked: unknown[] = [];
  await loadFilter(path, async (found) => asked.push(found) > 0);
  assert.deepEqual(asked, [stamp]);
});

test('a filter that lacks keys is not saved', async () => {
  const filter = someFilter(10);
  declareComplete(filter, false);
  await assert.rejects(saveFilter(join(folder, 'lacking'), filter, stamp), TypeError);
  assert.equal(reasonOf(await loadFilter(join(folder, 'lacking'), ours)), 'missing');
});

test('a save that fails leaves the old file and no other', async () => {
  const path = await saved('kept', someFilter(100));
  const long = { seq: 1, origin: 'x'.repeat(217) };
  await assert.rejects(saveFilter(path, someFilter(50), long), RangeError);
  await assert.rejects(saveFilter(path, someFilter(50), { seq: -1, origin: '' }), RangeError);
  await assert.rejects(saveFilter(join(folder, 'no folder', 'x'), someFilter(50), stamp));
  await assert.rejects(saveFilter(folder, someFilter(50), stamp));
  assert.equal(reasonOf(await loadFilter(path, ours)), 'loaded');
  assert.equal(existsSync(`${folder}.partial`), false);
  assert.equal(existsSync(`${path}.partial`), false);
});

test('what a save that was killed left behind does not disturb the next one', async () => {
  const path = await saved('killed', someFilter(100));
  await writeFile(`${path}.partial`, Buffer.alloc(100_000, 7));
  const newer = someFilter(300);
  await saveFilter(path, newer, stamp);
  const loaded = await loadFilter(path, ours);
  assert.ok(loaded.outcome === 'loaded');
  assert.deepEqual(loaded.filter.words, newer.words);
});

test('keys inserted while a save runs spoil neither the file nor the keys before', async () => {
  const filter = someFilter(50_000, 2_000_000);
  const before = filter.words.slice();
  const saving = saveFilter(join(folder, 'busy'), filter, stamp);
  let i = 0;
  let running = true;
  void saving.finally(() => (running = false));
  while (running) {
    for (const end = i + 2000; i < end; i += 1) insert(filter, Math.imul(i, 0x2545f491), Math.imul(i, 0x3c6ef372));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await saving;
  assert.ok(i > 0);
  const loaded = await loadFilter(join(folder, 'busy'), ours);
  assert.ok(loaded.outcome === 'loaded');
  assert.ok(before.every((word, at) => ((loaded.filter.words[at] ?? 0) & word) >>> 0 === word), 'every bit from before is in the file');
  assert.ok(mightContain(loaded.filter, Math.imul(1, 0x9e3779b1), Math.imul(1, 0x85ebca6b)));
});
