import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTooDeep } from './json-depth.ts';

const lists = (levels: number): string => `${'['.repeat(levels)}${' '.repeat(200)}${']'.repeat(levels)}`;

test('sixty-four levels are read, and one more is not', () => {
  assert.equal(isTooDeep(lists(64)), false);
  assert.equal(isTooDeep(lists(65)), true);
  assert.equal(isTooDeep(`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`), true);
});

test('brackets in a string count for nothing, whatever is escaped in it', () => {
  assert.equal(isTooDeep(JSON.stringify({ text: `"\\"${'['.repeat(500)}` })), false);
  assert.equal(isTooDeep(`["\\\\",${lists(64)}]`), true);
});

test('many lists beside each other are not deep', () => {
  assert.equal(isTooDeep(`[${'[],{},'.repeat(500)}1]`), false);
});
