import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { createKeyRun } from '#store/key-run.ts';
import { createReferenceMemory } from './reference-memory.ts';
import { createSeenKeys } from './seen-keys.ts';

const key = fc.oneof(fc.maxSafeNat(), fc.nat({ max: 300 }), fc.constantFrom(0, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1));

it('a run is sorted by key, and equal keys keep their order', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 300 }), (keys) => {
      const run = createKeyRun(4);
      keys.forEach((one, at) => run.add(one, at + 1));
      const { keys: sorted, rows } = run.sorted();
      const expected = keys.map((one, at) => [one, at + 1] as const).sort(([a], [b]) => a - b);
      assert.deepEqual(Array.from(sorted, (one, at) => [one, rows[at]]), expected);
    }),
  );
});

it('a set of keys has what was added, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 200 }), fc.array(key, { maxLength: 200 }), (added, others) => {
      const seen = createSeenKeys(4);
      const expected = new Set<number>();
      for (const one of added) {
        assert.equal(seen.add(one), !expected.has(one));
        expected.add(one);
      }
      assert.equal(seen.size, expected.size);
      for (const one of [...added, ...others]) assert.equal(seen.has(one), expected.has(one));
    }),
  );
});

it('a memory forgets a part when the run that was opened behind it is known to the filter', () => {
  const memory = createReferenceMemory();
  memory.add(1);
  memory.turn(10);
  memory.add(2);
  memory.turn(11);
  memory.add(3);
  memory.forget(9);
  assert.deepEqual([1, 2, 3].map(memory.add), [false, false, false]);
  memory.forget(10);
  assert.deepEqual([1, 2, 3].map(memory.add), [true, false, false]);
});
