import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import { openTries } from './tries.ts';

const isStopped = (error: unknown): boolean => error instanceof AppError && error.code === 'access.too-many-tries';

test('many addresses that guess codes together are stopped together, and passkeys, which nobody guesses, go on elsewhere', () => {
  let now = 0;
  const tries = openTries({ now: () => now });
  for (let address = 0; address < 300; address += 1) tries.miss(`192.0.2.${address}`, 'code');
  assert.throws(() => tries.require('198.51.100.1', 'code'), isStopped);
  tries.require('198.51.100.1', 'key');
  now = 60_000;
  tries.require('198.51.100.1', 'code');
});

test('wrong answers of passkeys and providers stop the one who gives them, and nobody else', () => {
  const tries = openTries({ now: () => 0 });
  for (let address = 0; address < 300; address += 1) tries.miss(`192.0.2.${address}`, 'key');
  for (let wrong = 0; wrong < 20; wrong += 1) tries.miss('203.0.113.9', 'key');
  for (const kind of ['key', 'code'] as const) {
    assert.throws(() => tries.require('203.0.113.9', kind), isStopped);
    tries.require('198.51.100.1', kind);
  }
});
