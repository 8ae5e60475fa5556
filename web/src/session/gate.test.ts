import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gateOf, idleAt, LOCK_BEFORE_MS, SIGN_EVERY_MS } from './gate.ts';

const signedIn = { person: 'per_1', locked: false } as never;
const locked = { person: 'per_1', locked: true } as never;

test('pages are open to whoever is signed in, covered while locked or after an end, closed before anybody came', () => {
  assert.equal(gateOf({}, undefined), 'closed');
  assert.equal(gateOf({ signedIn }, undefined), 'open');
  assert.equal(gateOf({ signedIn: locked }, 'per_1'), 'locked');
  assert.equal(gateOf({}, 'per_1'), 'ended');
});

test('whoever types is told to the server now and then, and whoever does nothing is locked before the session ends', () => {
  const idleUntil = 1_000_000;
  assert.equal(idleAt(500_000, { idleUntil, acted: 499_000, told: 490_000 }), 'nothing');
  assert.equal(idleAt(490_000 + SIGN_EVERY_MS, { idleUntil, acted: 499_000, told: 490_000 }), 'sign-of-life');
  assert.equal(idleAt(idleUntil - LOCK_BEFORE_MS, { idleUntil, acted: 100, told: 100 }), 'lock');
  assert.equal(idleAt(idleUntil - LOCK_BEFORE_MS - 1, { idleUntil, acted: 100, told: 100 }), 'nothing');
});
