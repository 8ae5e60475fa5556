import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastMonth } from './months.ts';

test('the last month that is over is the one before, also across a year and at the end of a long month', () => {
  for (const [at, month] of [['2026-11-25T12:00:00Z', '2026-10'], ['2026-01-01T00:00:00Z', '2025-12'], ['2026-03-31T23:59:59Z', '2026-02']] as const) assert.equal(lastMonth(Date.parse(at)), month);
});
