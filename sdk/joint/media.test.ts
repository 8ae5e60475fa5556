import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Results } from '@watchword/api/joint/results.ts';
import { mediaFigures } from './media.ts';

const ofCountries = (arrests: readonly number[]): Results => ({
  format: 'watchword-results/1', operation: 'TEST', cutOff: '2026-11-30T00:00:00.000Z', days: 'utc', totals: { arrests: arrests.reduce((sum, one) => sum + one, 0), usd: 1_000_012_345 }, nationalities: 0, persons: [], byNationality: [], byDay: [], byCountryDay: [],
  byCountry: arrests.map((count, at) => ({ country: `C${at}`, counts: { arrests: count }, own: {} })), money: [], unconverted: [], networks: [], doubles: { persons: 0, accounts: 0, transactions: 0 }, incidents: { standing: 0, corrected: 0, withdrawn: 0, late: 0 }, content: '',
});

test('a small number is withheld with another, so that the total does not tell it, and the rest is rounded', () => {
  const { totals, byCountry } = mediaFigures(ofCountries([3, 12, 88, 0]), 'final');
  assert.deepEqual(byCountry.map(({ figures }) => figures['arrests']), [null, null, 90, 0]);
  assert.deepEqual([totals['arrests'], totals['usd']], [105, 10_000_000]);
});

test('no column has one withheld number alone where there is another to go with it, and none that is small is shown', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 }), (arrests) => {
    const shown = mediaFigures(ofCountries(arrests), 'final').byCountry.map(({ figures }) => figures['arrests']);
    const withheld = shown.filter((one) => one === null).length;
    if (withheld === 1) assert.equal(arrests.filter((one) => one > 0).length, 1);
    shown.forEach((one, at) => assert.ok(one === null || one === 0 ? true : (arrests[at] ?? 0) >= 10));
  }));
});
