/** The small version of `node tools/kill-many.ts`, which kills two hundred times. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killAtRandom } from './kill-at-random.ts';

const ROUNDS = 5;

test('after kill -9 at random moments every answer is in the log and every acknowledged write is found', async () => {
  const { answers, writes } = await killAtRandom({ rounds: ROUNDS });
  assert.ok(answers > ROUNDS * 100 && writes > ROUNDS * 10, `${answers} answers, ${writes} writes`);
});
