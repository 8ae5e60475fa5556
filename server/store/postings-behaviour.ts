/** What every store must do with the postings of the name index, whatever its engine. */
import assert from 'node:assert/strict';
import { FULL_BLOCK, type PostingBatch, type PostingBlock } from './postings.ts';
import type { Store } from './store.ts';

/** Makes a test with a store of its own. */
type On = (name: string, test: (under: { readonly store: Store; reopen(): Promise<Store> }) => Promise<void>) => void;

/** Spans of ten keys, whose first is given, each with its bytes. */
function batchOf(entries: readonly (readonly [number, Uint8Array])[]): PostingBatch {
  const ends: number[] = [];
  for (const [, bytes] of entries) ends.push((ends.at(-1) ?? 0) + bytes.length);
  return {
    firsts: Float64Array.from(entries, ([first]) => first),
    lasts: Float64Array.from(entries, ([first]) => first + 9),
    ends: Uint32Array.from(ends),
    bytes: Uint8Array.from(entries.flatMap(([, bytes]) => [...bytes])),
  };
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
const plain = (blocks: readonly PostingBlock[] | undefined): [number, number[]][] => (blocks ?? []).map(({ key, postings }) => [key, [...postings]]);
const HIGH = 2 ** 53 - 10;

async function read(store: Store, first: number, last: number, most = 100): Promise<[number, number[]][]> {
  return plain((await store.read.readPostings([{ first, last }], most)).blocks[0]);
}

export function describePostings(on: On): void {
  on('what is appended to a span is found in it, byte for byte, and in no other', async ({ store }) => {
    const all = Uint8Array.from({ length: 256 }, (_, at) => at);
    await store.write((tx) => tx.appendPostings(batchOf([[0, bytes(1, 2)], [20, all], [HIGH, bytes(0)]])));
    await store.write((tx) => tx.appendPostings(batchOf([[0, bytes(3)], [20, all], [HIGH, bytes(255)]])));
    const { blocks } = await store.read.readPostings([{ first: HIGH, last: HIGH + 9 }, { first: 10, last: 19 }, { first: 0, last: 29 }], 100);
    assert.deepEqual(blocks.map(plain), [[[HIGH, [0, 255]]], [], [[0, [1, 2, 3]], [20, [...all, ...all]]]]);
    assert.deepEqual((await store.read.readPostings([], 100)).blocks, []);
  });

  on('a full block is left as it is and the next one begun; the last of a span takes all the rest', async ({ store }) => {
    for (let at = 0; at < 12; at += 1) await store.write((tx) => tx.appendPostings(batchOf([[0, filled(FULL_BLOCK - 1, at)], [10, filled(FULL_BLOCK, at)]])));
    const found = await read(store, 0, 9);
    assert.deepEqual(found.map(([key, postings]) => [key, postings.length]), [0, 1, 2, 3, 4, 5].map((key) => [key, 2 * (FULL_BLOCK - 1)]));
    const others = await read(store, 10, 19);
    assert.deepEqual(others.map(([key, postings]) => [key, postings.length / FULL_BLOCK]), [10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((key) => [key, key === 19 ? 3 : 1]));
  });

  on('no more blocks of a span are read than asked for, those of the lowest keys', async ({ store }) => {
    for (let at = 0; at < 5; at += 1) await store.write((tx) => tx.appendPostings(batchOf([[0, filled(FULL_BLOCK, at)]])));
    assert.deepEqual((await read(store, 0, 9, 2)).map(([key]) => key), [0, 1]);
  });

  on('blocks are written anew, and one without postings is gone', async ({ store }) => {
    await store.write((tx) => tx.appendPostings(batchOf([[0, bytes(1)], [10, bytes(2)], [20, bytes(3)]])));
    await store.write((tx) => tx.replacePostings([{ key: 0, postings: bytes(9, 8) }, { key: 10, postings: bytes() }]));
    assert.deepEqual(await read(store, 0, 99), [[0, [9, 8]], [20, [3]]]);
  });

  on('a write sees its own postings, and those of a write that fails never were', async ({ store }) => {
    await store.write((tx) => tx.appendPostings(batchOf([[0, bytes(1)]])));
    const refused = store.write(async (tx) => {
      await tx.appendPostings(batchOf([[0, bytes(2)]]));
      assert.deepEqual(plain((await tx.readPostings([{ first: 0, last: 9 }], 9)).blocks[0]), [[0, [1, 2]]]);
      throw new Error('refused');
    });
    await assert.rejects(refused, /refused/);
    assert.deepEqual(await read(store, 0, 9), [[0, [1]]]);
  });

  on('a span is emptied in portions', async ({ store }) => {
    await store.write((tx) => tx.appendPostings(batchOf([0, 10, 20, 30, 40].map((first) => [first, bytes(1)] as const))));
    const remove = async (): Promise<number> => (await store.write((tx) => tx.removePostings({ first: 10, last: 39 }, 2))).result;
    assert.deepEqual([await remove(), await remove(), await remove()], [2, 1, 0]);
    assert.deepEqual((await read(store, 0, 99)).map(([key]) => key), [0, 40]);
  });

  on('slots are kept, changed and removed, and come with what is read', async ({ store, reopen }) => {
    assert.deepEqual(await store.read.nameSlots(), []);
    const slot = { slot: 0, version: 3, state: 'building', nextRow: 1 } as const;
    await store.write((tx) => tx.saveNameSlot(slot));
    await store.write((tx) => tx.saveNameSlot({ ...slot, slot: 1, state: 'leaving', nextRow: 2 ** 40 }));
    await store.write((tx) => tx.saveNameSlot({ ...slot, state: 'complete', nextRow: 7 }));
    const again = await reopen();
    const expected = [{ ...slot, state: 'complete', nextRow: 7 }, { ...slot, slot: 1, state: 'leaving', nextRow: 2 ** 40 }];
    assert.deepEqual((await again.read.nameSlots()).map((one) => ({ ...one })), expected);
    const found = await again.read.readPostings([{ first: 0, last: 9 }], 9);
    assert.deepEqual(found.slots.map((one) => ({ ...one })).sort((a, b) => a.slot - b.slot), expected);
    await again.write((tx) => tx.removeNameSlot(1));
    assert.deepEqual((await again.read.nameSlots()).map(({ slot: number }) => number), [0]);
  });
}
