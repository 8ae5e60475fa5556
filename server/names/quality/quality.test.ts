import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseName, BANDS, compareNames } from '../names.ts';
import { readPairs, type QualityPair } from './pairs.ts';

/** What the matcher reached when it was last judged, less one pair in a hundred. */
const FLOOR = { all: 0.94, across: 0.95 };

const LATIN = /\p{Script=Latin}/u;

function f1(pairs: readonly QualityPair[]): number {
  let [right, wrong, missed] = [0, 0, 0];
  for (const { query, candidate, matches } of pairs) {
    const found = compareNames(analyseName({ text: query }), analyseName({ text: candidate })).score >= BANDS.names.possible;
    if (found && matches) right += 1;
    else if (found) wrong += 1;
    else if (matches) missed += 1;
  }
  return (2 * right) / (2 * right + wrong + missed);
}

test('the matcher is as good on the pairs of the table as it was', () => {
  const certain = readPairs().filter(({ note }) => note !== 'nickname');
  const across = certain.filter(({ query, candidate }) => LATIN.test(query) !== LATIN.test(candidate));
  assert.ok(certain.length > 350 && across.length > 150);
  assert.ok(f1(certain) >= FLOOR.all, `F1 of all: ${f1(certain).toFixed(3)}`);
  assert.ok(f1(across) >= FLOOR.across, `F1 across scripts: ${f1(across).toFixed(3)}`);
});
