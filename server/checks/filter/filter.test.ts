import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keyOfIndex53, index53, loadHasher } from '../../databases/keys.ts';
import {
  attachFilter, blockAt, countKeys, createFilter, createFilterOfBlocks, declareComplete, insert, measureFilter, mightContain, MAX_BLOCKS, type Filter,
} from './filter.ts';
import { insertPage, type KeyPage } from './key-pages.ts';

const { hash } = await loadHasher();
const half = fc.integer({ min: 0, max: 0xffff_ffff });

const SALT = [0x47b6137bn, 0x44974d91n, 0x8824ad5bn, 0xa2b7289dn, 0x705495c7n, 0x2df1424bn, 0x9efc4947n, 0x5c6bfb31n];

/** The words that BloomFilter.md says an insertion of `hashes` sets, slowly and from the definition. */
function wordsByDefinition(blocks: number, hashes: readonly bigint[]): number[] {
  const words = new Array<number>(blocks * 8).fill(0);
  for (const hashed of hashes) {
    const block = Number(((hashed >> 32n) * BigInt(blocks)) >> 32n);
    const lower = hashed & 0xffff_ffffn;
    SALT.forEach((salt, i) => {
      const bit = ((lower * salt) & 0xffff_ffffn) >> 27n;
      const at = block * 8 + i;
      words[at] = Number(BigInt(words[at] ?? 0) | (1n << bit));
    });
  }
  return words;
}

/** Reproducible keys (the mulberry32 generator), so that a rate measured here is the same in every run. */
function randomHalves(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

test('the bitset is the one that Parquet publishes for hello, parquet, bloom, filter', () => {
  // apache/parquet-testing (Apache-2.0), data/bloom_filter.xxhash.bin, 1,024 bytes of bitset: the four blocks that are not zero.
  const published = new Map([
    [4, [0x100000, 0x200, 0x400, 0x80, 0x200, 0x80000000, 0x10000000, 0x8000000]],
    [5, [0x800000, 0x10000000, 0x1, 0x10000000, 0x20, 0x200000, 0x40000000, 0x80000]],
    [7, [0x4, 0x400000, 0x400000, 0x80000, 0x4000000, 0x2000, 0x10, 0x2]],
    [10, [0x200000, 0x800, 0x100, 0x20000000, 0x800000, 0x8000000, 0x100, 0x1000]],
  ]);
  const filter = createFilterOfBlocks(32, 4, 64);
  for (const text of ['hello', 'parquet', 'bloom', 'filter']) insertText(filter, text);
  assert.deepEqual([...filter.words], Array.from({ length: 256 }, (_, i) => published.get(i >> 3)?.[i & 7] ?? 0));
});

test('the bitset is the one that parquet-mr wrote for a0 to a9', () => {
  // apache/arrow-rs (Apache-2.0), the fixture of parquet/src/bloom_filter.
  const published = [200, 1, 80, 20, 64, 68, 8, 109, 6, 37, 4, 67, 144, 80, 96, 32, 8, 132, 43, 33, 0, 5, 99, 65, 2, 0, 224, 44, 64, 78, 96, 4];
  const filter = createFilterOfBlocks(1, 10, 64);
  for (let i = 0; i < 10; i += 1) insertText(filter, `a${i}`);
  assert.deepEqual([...new Uint8Array(filter.buffer, filter.words.byteOffset)], published);
});

test('any keys set exactly the bits of the published definition', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(half, half), { maxLength: 40 }), fc.integer({ min: 1, max: 99 }), fc.constantFrom(53, 64), (keys, blocks, keyBits) => {
      const filter = createFilterOfBlocks(blocks, 40, keyBits);
      for (const [hi, lo] of keys) insert(filter, hi, lo);
      const cut = keyBits === 64 ? 0n : 11n;
      const hashes = keys.map(([hi, lo]) => (((BigInt(hi) << 32n) | BigInt(lo)) >> cut) << cut);
      assert.deepEqual([...filter.words], wordsByDefinition(blocks, hashes));
    }),
  );
});

test('the block is exact for every number of blocks up to the largest filter', () => {
  fc.assert(
    fc.property(half, fc.integer({ min: 1, max: MAX_BLOCKS }), (hi, blocks) => {
      const block = Number((BigInt(hi) * BigInt(blocks)) >> 32n);
      assert.equal(blockAt(blocks, hi), block * 8);
      assert.equal(blockAt(blocks, hi | 0), block * 8);
    }),
    { numRuns: 10_000, examples: [[0xffff_ffff, MAX_BLOCKS], [0, 1], [0x8000_0000, 12_500_001]] },
  );
});

test('a filter of 53 key bits finds a key again by its index', () => {
  const filter = createFilter(100, 16, 53);
  const { hi, lo } = hash('v1|vehicles|vin|1M8GDM9AXKP042788');
  insert(filter, hi, lo);
  const indexed = keyOfIndex53(index53(hi, lo));
  assert.ok(mightContain(filter, indexed.hi, indexed.lo));
  assert.equal(countKeys(filter), 1);
});

test('every form of page inserts the same keys as one insertion after another', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(half, half), { maxLength: 300 }), (keys) => {
      const expected = createFilter(300, 12);
      for (const [hi, lo] of keys) insert(expected, hi, lo);
      const pages: KeyPage[] = [
        { hi: Uint32Array.from(keys, ([hi]) => hi), lo: Uint32Array.from(keys, ([, lo]) => lo) },
        BigUint64Array.from(keys, ([hi, lo]) => (BigInt(hi) << 32n) | BigInt(lo)),
        Float64Array.from(keys, ([hi, lo]) => index53(hi, lo)),
      ];
      for (const page of pages) {
        const filter = createFilter(300, 12);
        insertPage(filter, page);
        assert.deepEqual(filter.words, expected.words);
        assert.equal(countKeys(filter), countKeys(expected));
      }
    }),
    { numRuns: 50 },
  );
});

test('a page of 53-bit keys is refused by a filter of 64-bit keys', () => {
  assert.throws(() => insertPage(createFilter(10, 16, 64), new Float64Array(1)), TypeError);
});

for (const keyBits of [53, 64] as const) {
  for (const bitsPerKey of [10, 12, 16]) {
    test(`false "maybe" at ${bitsPerKey} bits a key, ${keyBits} key bits, are as rare as the layout allows`, () => {
      const keys = 200_000;
      const filter = createFilter(keys, bitsPerKey, keyBits);
      const random = randomHalves(bitsPerKey);
      for (let i = 0; i < keys; i += 1) insert(filter, random(), random());
      let maybe = 0;
      const asked = 1_000_000;
      for (let i = 0; i < asked; i += 1) if (mightContain(filter, random(), random())) maybe += 1;
      const expected = rateByTheory(bitsPerKey);
      assert.ok(maybe / asked < expected * 1.1 && maybe / asked > expected * 0.9, `${maybe / asked} where ${expected} is due`);
      const { fill, falsePositives } = measureFilter(filter);
      assert.ok(Math.abs(falsePositives / (maybe / asked) - 1) < 0.15, `estimated ${falsePositives}`);
      assert.ok(fill > 0.3 && fill < 0.6, `fill ${fill}`);
      assert.ok(countKeys(filter) <= keys && countKeys(filter) > keys * 0.99, `count ${countKeys(filter)}`);
    });
  }
}

test('a key inserted twice is counted once', () => {
  const filter = createFilter(100, 16);
  insert(filter, 7, 8192);
  insert(filter, 7, 8192);
  assert.equal(countKeys(filter), 1);
});

test('a filter that lacks keys says "maybe" to everything, in every thread that holds it', () => {
  const filter = createFilter(100, 16);
  const elsewhere = attachFilter(filter.buffer);
  assert.equal(mightContain(elsewhere, 1, 2), false);
  declareComplete(filter, false);
  assert.equal(mightContain(elsewhere, 1, 2), true);
  declareComplete(filter, true);
  assert.equal(mightContain(elsewhere, 1, 2), false);
});

test('a buffer that holds no filter is refused', () => {
  assert.throws(() => attachFilter(new SharedArrayBuffer(8)), TypeError);
  assert.throws(() => attachFilter(new SharedArrayBuffer(64 + 32)), TypeError);
});

test('a size that cannot be is refused', () => {
  for (const [capacity, bits] of [[0, 16], [1.5, 16], [Number.NaN, 16], [2 ** 32, 8], [1000, 7], [1000, 33]] as const) {
    assert.throws(() => createFilter(capacity, bits), RangeError, `${capacity} ${bits}`);
  }
});

/** The share of false "maybe" of split blocks: the keys of a block follow Poisson, each sets one of 32 bits in 8 words. */
function rateByTheory(bitsPerKey: number): number {
  const mean = 256 / bitsPerKey;
  let probability = Math.exp(-mean);
  let rate = 0;
  for (let keys = 1; keys < 200; keys += 1) {
    probability *= mean / keys;
    rate += probability * (1 - (31 / 32) ** keys) ** 8;
  }
  return rate;
}

function insertText(filter: Filter, text: string): void {
  const { hi, lo } = hash(text);
  insert(filter, hi, lo);
}
