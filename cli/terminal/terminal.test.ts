import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatSeconds, paceText } from './progress.ts';
import { alignRows, plain, widthOf } from './table.ts';

test('columns line up under wide characters and marks', () => {
  assert.equal(widthOf('日本'), 4);
  assert.equal(widthOf('e\u0301'), 1);
  assert.deepEqual(alignRows([['日本', 'x'], ['ab', 'y'], ['abcdef', 'z']]), ['日本    x', 'ab      y', 'abcdef  z']);
});

test('text of a record cannot move the cursor, break the line or turn the direction', () => {
  assert.equal(plain('A\u001b[2J\r\nNO HIT\u202eB'), 'A·[2J··NO HIT·B');
});

test('a bar says where it is, how fast and how long still', () => {
  assert.equal(paceText({ seconds: 10, done: 1_200_000, since: 200_000, gained: 0.25, fraction: 0.5, unit: 'lines' }), '50 % · 1,200,000 lines · 100,000/s · 20 s left');
  assert.equal(paceText({ seconds: 10, done: 5, since: 0, gained: 0, fraction: undefined, unit: 'lines' }), '5 lines · 1/s');
  assert.equal(paceText({ seconds: 0, done: 0, since: 0, gained: 0, fraction: 0.3, unit: '' }), '30 %');
});

test('spans of time are said in the two largest units', () => {
  assert.deepEqual([8, 200, 7500].map(formatSeconds), ['8 s', '3 min 20 s', '2 h 5 min']);
});
