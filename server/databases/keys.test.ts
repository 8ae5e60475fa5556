import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { index53, keyOfIndex53, loadHasher, type Key } from './keys.ts';

type Vector = { database: string; kind: string; value: string; key: string; index53: number };
const vectors = JSON.parse(readFileSync(new URL('./keys.vectors.json', import.meta.url), 'utf8')) as Vector[];
const hasher = await loadHasher();

const U64 = (1n << 64n) - 1n;
const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;
const rotate = (x: bigint, by: bigint): bigint => ((x << by) | (x >> (64n - by))) & U64;
const round = (sum: bigint, lane: bigint): bigint => (rotate((sum + lane * P2) & U64, 31n) * P1) & U64;
const merge = (sum: bigint, lane: bigint): bigint => ((sum ^ round(0n, lane)) * P1 + P4) & U64;

/** XXH64 with seed 0, slowly, as its specification says it. */
function slowXxh64(text: string): bigint {
  const bytes = Buffer.from(text, 'utf8');
  const lane = (at: number): bigint => bytes.readBigUInt64LE(at);
  let at = 0;
  let sum = P5;
  if (bytes.length >= 32) {
    const sums = [(P1 + P2) & U64, P2, 0n, (U64 + 1n - P1) & U64];
    for (; at + 32 <= bytes.length; at += 32) sums.forEach((each, i) => (sums[i] = round(each, lane(at + 8 * i))));
    sum = sums.reduce((total, each, i) => (total + rotate(each, [1n, 7n, 12n, 18n][i] ?? 0n)) & U64, 0n);
    for (const each of sums) sum = merge(sum, each);
  }
  sum = (sum + BigInt(bytes.length)) & U64;
  for (; at + 8 <= bytes.length; at += 8) sum = (rotate(sum ^ round(0n, lane(at)), 27n) * P1 + P4) & U64;
  for (; at + 4 <= bytes.length; at += 4) sum = (rotate(sum ^ ((BigInt(bytes.readUInt32LE(at)) * P1) & U64), 23n) * P2 + P3) & U64;
  for (; at < bytes.length; at += 1) sum = (rotate(sum ^ ((BigInt(bytes[at] ?? 0) * P5) & U64), 11n) * P1) & U64;
  sum = ((sum ^ (sum >> 33n)) * P2) & U64;
  sum = ((sum ^ (sum >> 29n)) * P3) & U64;
  return sum ^ (sum >> 32n);
}

const whole = (key: Key): bigint => (BigInt(key.hi) << 32n) | BigInt(key.lo);
const hex = (key: Key): string => whole(key).toString(16).padStart(16, '0');

test('the committed vectors are produced', () => {
  assert.equal(vectors.length, 18);
  for (const vector of vectors) {
    const key = hasher.key(vector.database, vector.kind, vector.value);
    assert.equal(hex(key), vector.key, vector.value);
    assert.equal(index53(key.hi, key.lo), vector.index53, vector.value);
  }
});

test('the hash gives the published values of XXH64', () => {
  assert.equal(hex(hasher.hash('')), 'ef46db3751d8e999');
  assert.equal(hex(hasher.hash('a')), 'd24ec4f1a98c6e5b');
  assert.equal(hex(hasher.hash('abc')), '44bc2cf5ad770999');
});

test('a key is XXH64 of the written-out text, for any text', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 80 });
  fc.assert(
    fc.property(text, text, text, (database, kind, value) => {
      assert.equal(whole(hasher.key(database, kind, value)), slowXxh64(`v1|${database}|${kind}|${value}`));
    }),
    { numRuns: 10_000 },
  );
});

test('a key stays what it was when another is made', () => {
  const first = hasher.key('vehicles', 'plate', 'WW123AB');
  const before = hex(first);
  hasher.key('vehicles', 'plate', 'WW123A8');
  assert.equal(hex(first), before);
});

test('the index is the upper 53 bits, whatever the sign of the halves', () => {
  const half = fc.integer({ min: 0, max: 0xffff_ffff });
  fc.assert(
    fc.property(half, half, (hi, lo) => {
      const index = index53(hi, lo);
      assert.equal(BigInt(index), whole({ hi, lo }) >> 11n);
      assert.ok(Number.isSafeInteger(index));
      assert.equal(index53(hi | 0, lo | 0), index);
      assert.deepEqual(keyOfIndex53(index), { hi, lo: (lo & ~0x7ff) >>> 0 });
    }),
  );
});
