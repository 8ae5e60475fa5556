import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { createPendingKeys } from './pending-keys.ts';

it('pending keys hold exactly the pairs that were added and not removed', () => {
  const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(40), fc.nat(5)), { maxLength: 400 });
  fc.assert(
    fc.property(steps, (list) => {
      const table = createPendingKeys(8);
      const truth = new Set<string>();
      for (const [add, small, row] of list) {
        const key = small * 2 ** 47;
        const pair = `${key} ${row}`;
        if (add && !truth.has(pair)) table.add(key, row);
        if (!add) table.remove(key, row);
        if (add) truth.add(pair);
        else truth.delete(pair);
      }
      assert.equal(table.size, truth.size);
      for (let small = 0; small <= 40; small += 1) {
        const key = small * 2 ** 47;
        const expected = [0, 1, 2, 3, 4, 5].filter((row) => truth.has(`${key} ${row}`));
        assert.deepEqual(table.find(key).toSorted((a, b) => a - b), expected);
      }
    }),
  );
});
