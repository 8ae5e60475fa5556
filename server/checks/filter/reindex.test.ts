import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { indexKeys } from '#databases/databases.ts';
import type { Store } from '#store/store.ts';
import { fillFromRead } from './fill-filter.ts';
import { create, directWriter, filesIn, hasher, isMissed, keysOf, storeSlice, vehicleOf, withdraw } from './kept-filter-under-test.ts';
import { settleReindex } from './reindex.ts';

let folder = '';
before(async () => (folder = await mkdtemp(join(tmpdir(), 'watchword-reindex-'))));
after(() => rm(folder, { recursive: true }));

/** A store that was closed in the middle of a load, between single writes: rows 2 to 1301 have no keys, 1 and 1302 have. */
async function cutOff() {
  const files = filesIn(await mkdtemp(join(folder, 'store-')));
  const store = files.openStore();
  await store.write((tx) => create(tx, vehicleOf(1)));
  const { result: run } = await store.write((tx) => tx.beginRun());
  for (let from = 2; from <= 1301; from += 100) await store.write((tx) => storeSlice(tx, run, Array.from({ length: 100 }, (_, at) => vehicleOf(from + at))));
  await store.write((tx) => create(tx, vehicleOf(1302)));
  await store.close();
  return files;
}

const numbers = Array.from({ length: 1302 }, (_, at) => at + 1);
const missing = async (store: Store): Promise<number[]> => {
  const lost = [];
  for (const number of numbers) for (const key of indexKeys(keysOf(vehicleOf(number)))) if (!(await store.read.findRowsByKeys([key])).includes(number)) lost.push(number);
  return lost;
};

test('rows of a load that was cut off are found again, whatever the size of the runs', async () => {
  for (const pairsMost of [1, 3000, 100_000]) {
    const files = await cutOff();
    const store = files.openStore();
    assert.equal(new Set(await missing(store)).size, 1300);
    const settled = await settleReindex({ writer: directWriter(store), read: store.read, hasher, now: () => 9, pairsMost });
    assert.equal(settled, 1301);
    assert.deepEqual(await missing(store), []);
    assert.equal(await store.read.findReindexSpan(), undefined);
    assert.equal(await settleReindex({ writer: directWriter(store), read: store.read, hasher, now: () => 9 }), 0);
    await store.close();
  }
});

test('settling that was cut off itself goes on after the next start', async () => {
  // Three runs of a beginning, an appending and a publication each.
  for (const dieAt of [1, 2, 3, 4, 6, 8, 9]) {
    const files = await cutOff();
    let store = files.openStore();
    let writes = 0;
    const dying = directWriter(store, () => {
      if ((writes += 1) === dieAt) throw new Error('power');
    });
    await assert.rejects(settleReindex({ writer: dying, read: store.read, hasher, now: () => 9, pairsMost: 1 }), /power/);
    assert.ok((await missing(store)).length > 0);
    await store.close();
    store = files.openStore();
    await settleReindex({ writer: directWriter(store), read: store.read, hasher, now: () => 9, pairsMost: 1 });
    assert.deepEqual(await missing(store), [], `died at write ${dieAt}`);
    await store.close();
  }
});

test('a record that was withdrawn in between is found by its reference only', async () => {
  const files = await cutOff();
  const store = files.openStore();
  await store.write((tx) => withdraw(tx, 50, vehicleOf(50)));
  await settleReindex({ writer: directWriter(store), read: store.read, hasher, now: () => 9 });
  const found = await Promise.all(indexKeys(keysOf(vehicleOf(50))).map((key) => store.read.findRowsByKeys([key])));
  assert.deepEqual(found.filter((rows) => rows.includes(50)).length, 1);
  await store.close();
});

test('a filter follows the rows that got their keys again, delivered or read', async () => {
  for (const isDelivered of [true, false]) {
    const files = await cutOff();
    const store = files.openStore();
    const kept = await files.openKept(store.read, { walk: fillFromRead(store.read) });
    await kept.settled();
    assert.equal(isMissed(kept, 50, vehicleOf(50)), true);
    let readAgain = 0;
    const deliver = async (loaded: { run: number; keys: Float64Array }): Promise<void> => {
      readAgain += 1;
      await kept.insertLoaded(loaded);
    };
    await settleReindex({ writer: directWriter(store), read: store.read, hasher, now: () => 9, ...(isDelivered ? { deliver } : {}) });
    await kept.follow(await store.read.lastChange());
    assert.equal(readAgain, isDelivered ? 1 : 0);
    for (const number of numbers) assert.equal(isMissed(kept, number, vehicleOf(number)), false);
    await kept.close();
    await store.close();
  }
});
