import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import { findRateHeaders, openLimits, openPauses, type Counted } from './limits.ts';
import { DEFAULT_RATES, mergeRates } from './rates.ts';

const SYSTEM: Counted = { organisation: 'FRA', actor: 'tok_1', role: 'system' };
const OFFICER: Counted = { organisation: 'FRA', actor: 'ofc_1234', officer: 'ofc_1234', via: 'tok_1', role: 'front-line' };

function limitsOf(given: object) {
  let now = 1_000_000;
  const limits = openLimits({ rates: mergeRates(given), clock: { now: () => now } });
  /** How many of a kind are let through at once. */
  const through = (who: Counted, most = 1000): number => {
    for (let count = 0; count < most; count += 1) {
      try {
        limits.take(who, 'check');
      } catch (error) {
        assert.ok(error instanceof AppError && error.code === 'request.rate-limited');
        return count;
      }
    }
    return most;
  };
  return { limits, through, move: (ms: number) => void (now += ms) };
}

const SLOW = { system: { check: { perMinute: 60, burst: 5 } }, organisation: { check: { perMinute: 60, burst: 8 } } };

test('a burst is let through, then as many as come in time, and a refusal says when to come again', () => {
  const { limits, through, move } = limitsOf(SLOW);
  assert.equal(through(SYSTEM), 5);
  assert.throws(() => limits.take(SYSTEM, 'check'), (error) => error instanceof AppError && error.details.retryAfter === 1 && findRateHeaders(error)?.state === '"system-check";r=0;t=1');
  move(1000);
  assert.equal(through(SYSTEM), 1);
  move(60_000);
  assert.equal(through(SYSTEM), 5, 'no more than a burst is saved up');
});

test('each credential has its own, all of an organisation share one, and others are not touched', () => {
  const { through } = limitsOf(SLOW);
  assert.equal(through(SYSTEM), 5);
  assert.equal(through({ ...SYSTEM, actor: 'tok_2' }), 3);
  assert.equal(through({ ...SYSTEM, actor: 'tok_3' }), 0);
  assert.equal(through({ ...SYSTEM, organisation: 'DEU', actor: 'tok_4' }), 5);
});

test('what is refused takes nothing from anybody', () => {
  const { through } = limitsOf(SLOW);
  through(SYSTEM);
  for (let tries = 0; tries < 100; tries += 1) through(SYSTEM);
  assert.equal(through({ ...SYSTEM, actor: 'tok_2' }), 3);
});

test('an officer of the front line has the speed of people, and inventing officers does not help the system that asks for them', () => {
  const { limits, through } = limitsOf({ system: { check: { perMinute: 60, burst: 50 } } });
  assert.equal(through(OFFICER), 20);
  assert.equal(through({ ...OFFICER, officer: 'ofc_5678' }), 20);
  assert.equal(through({ ...OFFICER, officer: 'ofc_9999' }), 10, 'the system has no more');
  assert.equal(limits.take({ ...OFFICER, organisation: 'DEU', via: 'tok_9' }, 'check')?.state, '"front-line-check";r=19;t=1');
});

test('headers go with human limits always, with others when less than half is left', () => {
  const { limits } = limitsOf({ system: { check: { perMinute: 100_000, burst: 10 } } });
  const states = Array.from({ length: 8 }, () => limits.take(SYSTEM, 'check')?.state);
  assert.deepEqual(states.slice(0, 5), Array.from({ length: 5 }, () => undefined));
  assert.deepEqual(states.slice(5), ['"system-check";r=4;t=1', '"system-check";r=3;t=1', '"system-check";r=2;t=1']);
  assert.equal(limits.take({ ...OFFICER, via: 'tok_2' }, 'check')?.policy, '"front-line-check";q=20;w=20');
});

test('items count each, a stream learns how long to wait, and a full batch always fits', () => {
  const { limits, move } = limitsOf({ system: { item: { perMinute: 60_000, burst: 1000 } } });
  limits.take(SYSTEM, 'item', 1000);
  assert.throws(() => limits.take(SYSTEM, 'item', 500), AppError);
  const wait = limits.tryTake(SYSTEM, 'item', 500);
  assert.ok(wait > 490 && wait <= 500, String(wait));
  move(500);
  assert.equal(limits.tryTake(SYSTEM, 'item', 500), 0);
  assert.throws(() => mergeRates({ system: { item: { perMinute: 60, burst: 999 } } }), AppError);
});

test('tries to fetch tokens are counted by address and by client', () => {
  const { limits, move } = limitsOf({ address: { 'sign-in': { perMinute: 6, burst: 2 } } });
  assert.deepEqual([1, 2, 3].map(() => limits.trySignIn('address 192.0.2.1')), [undefined, undefined, 10]);
  assert.equal(limits.trySignIn('address 192.0.2.2'), undefined);
  assert.equal(limits.trySignIn('client cli_1'), undefined);
  move(10_000);
  assert.equal(limits.trySignIn('address 192.0.2.1'), undefined);
});

test('a national system may do 20,000 checks a second for as long as it likes, by default', () => {
  let now = 0;
  const limits = openLimits({ rates: DEFAULT_RATES, clock: { now: () => now } });
  for (; now < 60_000; now += 1) for (let check = 0; check < 20; check += 1) assert.equal(limits.take(SYSTEM, 'check'), undefined);
});

test('a file with a word that is none is refused, with where', () => {
  for (const [given, pointer] of [[{ nobody: {} }, '/nobody'], [{ system: { fly: {} } }, '/system/fly'], [{ system: { check: { perMinute: 1 } } }, '/system/check'], [{ system: { check: { perMinute: 1, burst: 1, x: 1 } } }, '/system/check'], [{ system: { check: { perMinute: -1, burst: 1 } } }, '/system/check'], [[], '']] as const) {
    assert.throws(() => mergeRates(given), (error) => error instanceof AppError && error.details.errors?.[0]?.pointer === `/WATCHWORD_LIMITS${pointer}`, JSON.stringify(given));
  }
});

test('a flood of officers is forgotten, not kept', () => {
  const { limits, move } = limitsOf({});
  for (let officer = 0; officer < 250_000; officer += 1) limits.take({ ...OFFICER, officer: `ofc_${officer}` }, 'check');
  move(60_000);
  assert.equal(limits.take(OFFICER, 'check')?.state, '"front-line-check";r=19;t=1');
});

test('refusals wait when they come in masses, only so many at a time, and nobody else does', async () => {
  let now = 0;
  const pauses = openPauses({ now: () => now, rules: { freely: 2, pauseMs: 20, held: 2 } });
  const asked = Array.from({ length: 5 }, () => pauses.beforeRefusal('FRA tok_1'));
  assert.deepEqual(asked.map((pause) => pause !== undefined), [false, false, true, true, false]);
  assert.equal(pauses.beforeRefusal('DEU tok_2'), undefined);
  await Promise.all(asked);
  assert.notEqual(pauses.beforeRefusal('FRA tok_1'), undefined);
  now = 1000;
  assert.equal(pauses.beforeRefusal('FRA tok_1'), undefined);
});

test('nobody waits because the clock was put back', () => {
  const { through, move } = limitsOf(SLOW);
  assert.equal(through(SYSTEM), 5);
  move(-86_400_000);
  assert.equal(through(SYSTEM), 5);
});
