/** Time does not tell what is hidden from what is absent. `node server/test/threats/timing.ts 20000` measures it with more samples. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, compareTimes } from './timing.ts';

test('the comparison tells times that differ from times that do not', () => {
  const times = Array.from({ length: 1000 }, (_, at) => 1 + (at % 100) / 100);
  assert.ok(compare(times, times).distance < 0.01);
  assert.ok(compare(times.map((one) => one + 0.5), times).distance > 0.45);
});

test('one answer tells nearly nothing of whether a record is hidden, over many asked in turn', async () => {
  const { distance, gap } = await compareTimes(1500);
  // Without the steps in which answers leave the distance is 0.46 on a busy machine, and near 1 on a quiet one.
  assert.ok(distance < 0.35, `distance ${distance.toFixed(2)}, ${gap.toFixed(2)} ms between the medians`);
});
