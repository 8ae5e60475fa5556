import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { attachFilter, createFilter, createFilterOfBlocks, insert, mightContain } from './filter.ts';

type Task = { buffer: SharedArrayBuffer; meeting: SharedArrayBuffer; part: 'alone' | 'first' | 'second' };

const KEYS = 100_000;
/** Spreads a counter over the bits. */
const hiOf = (i: number): number => Math.imul(i + 1, 0x9e3779b1) >>> 0;
const loOf = (i: number): number => Math.imul(i + 1, 0x85ebca6b) >>> 0;
/** The two threads insert other keys into the same blocks in the same order. */
const loOfPart = (i: number, part: Task['part']): number => (part === 'second' ? Math.imul(i + 1, 0xc2b2ae35) >>> 0 : loOf(i));

function start(task: Task): Worker {
  return new Worker(new URL(import.meta.url), { workerData: task });
}

/** Holds both threads until each has come for the `round`-th time, without sleeping: so they go on within nanoseconds. */
function meet(meeting: Int32Array, round: number): void {
  Atomics.add(meeting, 0, 1);
  for (let spins = 1; Atomics.load(meeting, 0) < 2 * round; spins += 1) if (spins % 100_000 === 0) Atomics.wait(meeting, 1, 0, 1);
}

function work({ buffer, meeting, part }: Task): void {
  const filter = attachFilter(buffer);
  const gathering = new Int32Array(meeting);
  for (let i = 0; i < KEYS; i += 1) {
    if (part !== 'alone' && i % 20 === 0) meet(gathering, i / 20 + 1);
    insert(filter, hiOf(i), loOfPart(i, part));
    if (part === 'alone' && (i + 1) % 500 === 0) parentPort?.postMessage(i + 1);
  }
}

if (isMainThread) {
  test('a reader told of an insertion by another thread always finds the key', async () => {
    const { buffer } = createFilter(KEYS, 16);
    const filter = attachFilter(buffer);
    const missed: number[] = [];
    let told = 0;
    const worker = start({ buffer, meeting: new SharedArrayBuffer(8), part: 'alone' });
    worker.on('message', (done: number) => {
      for (; told < done; told += 1) if (!mightContain(filter, hiOf(told), loOf(told))) missed.push(told);
    });
    await once(worker, 'exit');
    assert.equal(told, KEYS);
    assert.deepEqual(missed, []);
  });

  test('two threads that insert into the same blocks at the same moment lose no bit', async () => {
    const filter = createFilterOfBlocks(50_000, KEYS, 64);
    const expected = createFilterOfBlocks(50_000, KEYS, 64);
    for (const part of ['first', 'second'] as const) {
      for (let i = 0; i < KEYS; i += 1) insert(expected, hiOf(i), loOfPart(i, part));
    }
    const meeting = new SharedArrayBuffer(8);
    const workers = (['first', 'second'] as const).map((part) => start({ buffer: filter.buffer, meeting, part }));
    await Promise.all(workers.map((worker) => once(worker, 'exit')));
    assert.ok(Buffer.from(filter.words.slice().buffer).equals(Buffer.from(expected.words.slice().buffer)));
  });
} else {
  work(workerData as Task);
}
