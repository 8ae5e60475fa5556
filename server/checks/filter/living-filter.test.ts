import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countKeys, createFilter, declareComplete, insert, mightContain, attachFilter } from './filter.ts';
import { insertPages, type KeyPage } from './key-pages.ts';
import { createLivingFilter, type HandOver, type LivingFilter } from './living-filter.ts';

const handedOver: HandOver = async () => undefined;
const plan = (capacity: number, ...pages: KeyPage[]) => ({ capacity, bitsPerKey: 16, fill: (next: Parameters<typeof insertPages>[0]) => insertPages(next, iterate(pages)) });

async function* iterate(pages: readonly KeyPage[]): AsyncGenerator<KeyPage> {
  yield* pages;
}

/** A promise that the test settles. */
function deferred(): { promise: Promise<void>; resolve: () => void; reject: (cause: Error) => void } {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { promise, resolve: () => resolve(), reject };
}

const hiOf = (i: number): number => Math.imul(i + 1, 0x9e3779b1) >>> 0;
const loOf = (i: number): number => Math.imul(i + 1, 0x85ebca6b) >>> 0;

function insertMany(living: LivingFilter, from: number, to: number): void {
  for (let i = from; i < to; i += 1) living.insert(hiOf(i), loOf(i));
}

function pageOf(from: number, to: number): KeyPage {
  const indices = Array.from({ length: to - from }, (_, i) => from + i);
  return { hi: Uint32Array.from(indices, hiOf), lo: Uint32Array.from(indices, loOf) };
}

test('a filter past its capacity asks to be rebuilt, and no longer after it was', async () => {
  const living = createLivingFilter(createFilter(100, 16), handedOver);
  insertMany(living, 0, 100);
  assert.equal(living.needsRebuild(), false);
  insertMany(living, 100, 110);
  assert.equal(living.needsRebuild(), true);
  await living.rebuild(plan(500, pageOf(0, 110)));
  assert.equal(living.needsRebuild(), false);
  assert.equal(living.current().capacity, 500);
  assert.equal(countKeys(living.current()), 110);
  assert.ok(living.mightContain(hiOf(5), loOf(5)));
  await living.rebuild(plan(900, pageOf(0, 110)));
  assert.equal(living.current().capacity, 900);
});

test('a key inserted while pages are read is in the new filter though no page holds it', async () => {
  const living = createLivingFilter(createFilter(100, 16), handedOver);
  const gate = deferred();
  const rebuilt = living.rebuild({ capacity: 200, bitsPerKey: 16, fill: () => gate.promise });
  insertMany(living, 0, 50);
  gate.resolve();
  await rebuilt;
  assert.equal(countKeys(living.current()), 50);
});

test('until every reader has changed over, both filters take new keys', async () => {
  const gate = deferred();
  const offered: SharedArrayBuffer[] = [];
  const living = createLivingFilter(createFilter(100, 16), (buffer) => {
    offered.push(buffer);
    return gate.promise;
  });
  const old = living.current();
  const rebuilt = living.rebuild(plan(200));
  while (offered.length === 0) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(living.buffers().length, 2);
  living.insert(hiOf(7), loOf(7));
  const [next] = offered;
  assert.ok(next !== undefined);
  assert.ok(mightContain(old, hiOf(7), loOf(7)));
  assert.ok(mightContain(attachFilter(next), hiOf(7), loOf(7)));
  gate.resolve();
  await rebuilt;
  assert.deepEqual(living.buffers(), [next]);
});

test('a filling that fails changes nothing', async () => {
  const living = createLivingFilter(createFilter(100, 16), handedOver);
  const old = living.current();
  insertMany(living, 0, 10);
  await assert.rejects(living.rebuild({ capacity: 200, bitsPerKey: 16, fill: () => Promise.reject(new Error('store gone')) }), /store gone/);
  assert.equal(living.current(), old);
  assert.deepEqual(living.buffers(), [old.buffer]);
  await living.rebuild(plan(200, pageOf(0, 10)));
  assert.equal(living.current().capacity, 200);
});

test('a handing over that fails is tried again with the same filter, which went on taking keys', async () => {
  let reachable = false;
  const living = createLivingFilter(createFilter(100, 16), () => (reachable ? Promise.resolve() : Promise.reject(new Error('reader gone'))));
  insertMany(living, 0, 10);
  await assert.rejects(living.rebuild(plan(200, pageOf(0, 10))), /reader gone/);
  insertMany(living, 10, 20);
  reachable = true;
  await living.rebuild({ capacity: 300, bitsPerKey: 16, fill: () => Promise.reject(new Error('not asked')) });
  assert.equal(living.current().capacity, 200);
  assert.equal(countKeys(living.current()), 20);
  assert.equal(living.buffers().length, 1);
});

test('a second rebuild joins the one that runs', async () => {
  const living = createLivingFilter(createFilter(100, 16), handedOver);
  const first = living.rebuild(plan(200));
  assert.equal(living.rebuild(plan(300)), first);
  await first;
  assert.equal(living.current().capacity, 200);
});

test('a filter that starts without the keys of the store says "maybe" until it is rebuilt', async () => {
  const first = createFilter(100, 16);
  declareComplete(first, false);
  const living = createLivingFilter(first, handedOver);
  assert.equal(living.needsRebuild(), true);
  assert.equal(living.mightContain(1, 2), true);
  await living.rebuild(plan(100, pageOf(0, 3)));
  assert.equal(living.mightContain(1, 2), false);
  assert.equal(living.mightContain(hiOf(2), loOf(2)), true);
});

test('a new filter answers "maybe" to everything while it is being filled', async () => {
  const living = createLivingFilter(createFilter(100, 16), handedOver);
  const gate = deferred();
  const rebuilt = living.rebuild({ capacity: 200, bitsPerKey: 16, fill: () => gate.promise });
  const [, next] = living.buffers();
  assert.ok(next !== undefined);
  assert.ok(mightContain(attachFilter(next), 1, 2));
  gate.resolve();
  await rebuilt;
  assert.equal(mightContain(attachFilter(next), 1, 2), false);
});

test('pages larger than a slice go in whole, and the event loop turns between slices', async () => {
  const filter = createFilter(40_000, 16);
  const done = insertPages(filter, iterate([pageOf(0, 20_000), pageOf(20_000, 40_000)]));
  let immediate = false;
  setImmediate(() => (immediate = countKeys(filter) < 39_000));
  await done;
  assert.ok(immediate, 'something else ran before the end');
  const expected = createFilter(40_000, 16);
  for (let i = 0; i < 40_000; i += 1) insert(expected, hiOf(i), loOf(i));
  assert.deepEqual(filter.words, expected.words);
});
