/** How well time tells what is hidden from what is absent: `node server/test/threats/timing.ts 20000` measures it; here is what measures it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from './timing.ts';

test('the comparison tells times that differ from times that do not', () => {
  const times = Array.from({ length: 1000 }, (_, at) => 1 + (at % 100) / 100);
  assert.ok(compare(times, times).distance < 0.01);
  assert.ok(compare(times.map((one) => one + 0.5), times).distance > 0.45);
});
