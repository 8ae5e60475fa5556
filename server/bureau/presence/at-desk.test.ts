import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPresence } from './at-desk.ts';

const ROBIN = { pseudonym: 'a1', name: 'Robin Specimen', onShift: true, hit: 'hit_1' };
const SASHA = { pseudonym: 'b2', name: 'Sasha Sample', onShift: false };

test('whoever was heard of in the last half minute is there, with what is open before him', () => {
  const presence = openPresence();
  presence.tell(ROBIN, 0);
  const [sasha, robin] = presence.tell(SASHA, 20_000);
  assert.deepEqual([sasha?.name, sasha?.isHere, robin?.name, robin?.isHere, robin?.hit, robin?.onShift], ['Sasha Sample', true, 'Robin Specimen', true, 'hit_1', true]);
});

test('whoever has gone is still known by name, and nothing of what he had open', () => {
  const presence = openPresence();
  presence.tell(ROBIN, 0);
  const [, robin] = presence.tell(SASHA, 31_000);
  assert.deepEqual([robin?.name, robin?.isHere, robin?.hit, robin?.onShift], ['Robin Specimen', false, undefined, false]);
});

test('nobody is remembered for longer than a shift and its night', () => {
  const presence = openPresence();
  presence.tell(ROBIN, 0);
  assert.deepEqual(presence.tell(SASHA, 12 * 3_600_000 + 1).map(({ name }) => name), ['Sasha Sample']);
});
