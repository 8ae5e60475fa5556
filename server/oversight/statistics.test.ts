import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SMALLEST, withhold } from './statistics.ts';

const COLUMNS = ['checks', 'hits'] as const;

describe('small counts', () => {
  it('are withheld, with one more so that the sum does not tell them', () => {
    const rows = [{ of: 'A', checks: 1000, hits: 3 }, { of: 'B', checks: 2000, hits: 40 }, { of: 'C', checks: 3000, hits: 0 }];
    const shown = withhold(rows, COLUMNS);
    assert.deepEqual(shown.map(({ hits }) => hits), [null, null, 0]);
  });

  it('leave everything to be seen where nothing is small', () => {
    const rows = [{ of: 'A', checks: 1000, hits: 50 }, { of: 'B', checks: 2000, hits: 0 }];
    assert.deepEqual(withhold(rows, COLUMNS), rows);
  });

  it('are never shown and never follow from the sum of a column, whatever the counts', () => {
    const row = fc.record({ checks: fc.nat(3000), hits: fc.oneof(fc.nat(12), fc.nat(3000)) });
    fc.assert(fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const shown = withhold(rows, COLUMNS);
      for (const column of COLUMNS) {
        const withheld = rows.filter((_, at) => shown[at]?.[column] === null);
        for (const [at, one] of shown.entries()) {
          const count = one[column];
          assert.ok(count === null || count === 0 || count >= SMALLEST);
          assert.ok(count === null || count === rows[at]?.[column], 'what is shown is true');
        }
        const others = rows.filter((one, at) => one[column] > 0 && shown[at]?.[column] !== null);
        if (withheld.length > 0 && others.length > 0) assert.ok(withheld.length > 1 && withheld.reduce((sum, one) => sum + one[column], 0) >= SMALLEST, 'the sum minus what is shown tells one of them');
      }
    }), { numRuns: 2000 });
  });
});
