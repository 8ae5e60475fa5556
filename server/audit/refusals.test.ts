import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRefusals } from './audit.ts';
import type { AuditEntry } from './audit.ts';
import { REFUSAL_LIMITS } from './refusals.ts';

const WHO = { organisation: 'FRA', actor: 'tok_1' };

function refusals(): { written: AuditEntry[]; at: { ms: number }; all: ReturnType<typeof openRefusals> } {
  const written: AuditEntry[] = [];
  const at = { ms: 1_000_000 };
  return { written, at, all: openRefusals({ write: (entry) => written.push(entry), now: () => at.ms }) };
}

test('the first refusals of a kind have an entry each, the rest are counted in one when the minute is over', () => {
  const { written, at, all } = refusals();
  for (let i = 0; i < 500; i += 1) {
    at.ms += 1;
    all.note('permission.refused', WHO, 'access.forbidden');
  }
  assert.equal(written.length, 10);
  all.settle();
  assert.equal(written.length, 10, 'the minute is not over');
  at.ms += 60_000;
  all.settle();
  assert.deepEqual(written.at(-1), { event: 'permission.refused', ...WHO, reason: 'access.forbidden', count: 490, since: 1_000_011 });
  all.settle();
  assert.equal(written.length, 11);
});

test('a flood of ever new kinds writes no more than the limit, and the sum of all is right', () => {
  const { written, at, all } = refusals();
  const flood = 20_000;
  for (let i = 0; i < flood; i += 1) all.note(i % 2 === 0 ? 'sign-in.refused' : 'check.refused', { organisation: '', actor: `a${i}` }, `r${i % 7}`);
  at.ms += 60_000;
  all.settle();
  assert.ok(written.length <= REFUSAL_LIMITS.aloneInAll + REFUSAL_LIMITS.kinds + 3, String(written.length));
  assert.equal(written.reduce((sum, { count }) => sum + (count ?? 1), 0), flood);
});

test('the next refusal after a quiet minute begins a new window, and a stop writes what was counted', () => {
  const { written, at, all } = refusals();
  for (let i = 0; i < 12; i += 1) all.note('check.refused', WHO, 'access.purpose');
  at.ms += 60_001;
  all.note('check.refused', WHO, 'access.purpose');
  assert.deepEqual(written.slice(10).map(({ count }) => count), [2, undefined]);
  for (let i = 0; i < 11; i += 1) all.note('check.refused', WHO, 'access.purpose');
  all.settle(true);
  assert.equal(written.at(-1)?.count, 2);
});
