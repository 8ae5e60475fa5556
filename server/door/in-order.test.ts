import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { inOrder } from './in-order.ts';

async function* count(upTo: number): AsyncGenerator<number> {
  for (let at = 0; at < upTo; at += 1) yield at;
}

test('results come in order, whichever is ready first, and no more are under way than told', async () => {
  let under = 0;
  let most = 0;
  const work = async (value: number): Promise<number> => {
    most = Math.max(most, (under += 1));
    await wait((value * 7) % 5);
    under -= 1;
    return value;
  };
  assert.deepEqual(await Array.fromAsync(inOrder(count(50), work, 4)), Array.from({ length: 50 }, (_, at) => at));
  assert.equal(most, 4);
});

test('a result does not wait for the source', async () => {
  const gate = Promise.withResolvers<void>();
  async function* slow(): AsyncGenerator<number> {
    yield 1;
    await gate.promise;
    yield 2;
  }
  const results = inOrder(slow(), async (value) => value, 4);
  assert.equal((await results.next()).value, 1);
  gate.resolve();
  assert.equal((await results.next()).value, 2);
  assert.equal((await results.next()).done, true);
});

test('what fails ends it in its turn, and the source is told', async () => {
  let closed = false;
  async function* source(): AsyncGenerator<number> {
    try {
      yield* count(100);
    } finally {
      closed = true;
    }
  }
  const seen: number[] = [];
  await assert.rejects(async () => {
    for await (const value of inOrder(source(), async (one) => (one === 3 ? Promise.reject(new Error('third')) : one), 8)) seen.push(value);
  }, /third/);
  assert.deepEqual([seen, closed], [[0, 1, 2], true]);
});

test('a source that fails ends it after what it gave', async () => {
  async function* source(): AsyncGenerator<number> {
    yield 0;
    await wait(20);
    throw new Error('gone');
  }
  const seen: number[] = [];
  await assert.rejects(async () => {
    for await (const value of inOrder(source(), async (one) => one, 8)) seen.push(value);
  }, /gone/);
  assert.deepEqual(seen, [0]);
});
