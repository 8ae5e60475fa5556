import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Read } from '#store/store.ts';
import type { StoredRange } from '#store/tables.ts';
import { refreshRanges } from './follow-ranges.ts';
import { createIntervalTree, type Interval } from './interval-tree.ts';
import { createRangeTable } from './range-table.ts';

const end = fc.integer({ min: 0, max: 60 });
const interval: fc.Arbitrary<Interval> = fc
  .record({ a: end, b: end, row: fc.integer({ min: 1, max: 6 }) })
  .map(({ a, b, row }) => ({ low: Math.min(a, b), high: Math.max(a, b), row }));
const sorted = (rows: readonly number[]): number[] => [...rows].sort((a, b) => a - b);

test('the tree finds what a walk over all intervals finds, after any additions and removals', () => {
  const step = fc.record({ add: fc.boolean(), interval });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), fc.array(fc.tuple(end, end), { minLength: 1, maxLength: 10 }), (steps, asked) => {
      const tree = createIntervalTree();
      const all: Interval[] = [];
      for (const { add, interval: each } of steps) {
        const at = all.findIndex(({ low, high, row }) => low === each.low && high === each.high && row === each.row);
        if (add) {
          all.push(each);
          tree.add(each);
        } else {
          if (at >= 0) all.splice(at, 1);
          tree.remove(each);
        }
      }
      assert.equal(tree.size(), all.length);
      for (const [a, b] of asked) {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const expected = all.filter((each) => each.low <= high && each.high >= low).map(({ row }) => row);
        assert.deepEqual(sorted(tree.findOverlapping(low, high)), sorted(expected));
      }
    }),
    { numRuns: 500 },
  );
});

test('intervals that come in order make no deep tree', () => {
  const tree = createIntervalTree();
  for (let at = 0; at < 200_000; at += 1) tree.add({ low: at * 10, high: at * 10 + 5, row: at });
  assert.deepEqual(tree.findOverlapping(1_000_003, 1_000_003), [100_000]);
  assert.deepEqual(tree.findOverlapping(1_000_006, 1_000_009), []);
  for (let at = 0; at < 200_000; at += 1) tree.remove({ low: at * 10, high: at * 10 + 5, row: at });
  assert.equal(tree.size(), 0);
});

const range: fc.Arbitrary<StoredRange> = fc
  .record({ database: fc.constantFrom(1, 2), kind: fc.constantFrom(1, 2), prefix: fc.constantFrom('', 'A', '4|'), digits: fc.constantFrom(2, 3), a: end, b: end, row: fc.integer({ min: 1, max: 40 }) })
  .map(({ a, b, ...rest }) => ({ ...rest, low: Math.min(a, b), high: Math.max(a, b) }));

/** A store of ranges and nothing else, with the pages that `Read.readRanges` promises. */
function storeOf(stored: readonly StoredRange[]): Read {
  const readRanges: Read['readRanges'] = async ({ fromRow, toRow, limit }) => {
    const all = stored.filter(({ row }) => row >= fromRow && row <= toRow).sort((a, b) => a.row - b.row);
    const last = all[limit - 1]?.row ?? toRow;
    return all.filter(({ row }) => row <= last);
  };
  return { readRanges } as Read;
}

test('the table answers as the store would, after any changes of its rows', async () => {
  const change = fc.record({ fromRow: fc.integer({ min: 1, max: 40 }), rows: fc.integer({ min: 0, max: 40 }), now: fc.array(range, { maxLength: 30 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
      const table = createRangeTable();
      let stored: StoredRange[] = [];
      for (const { fromRow, rows, now } of changes) {
        const inSpan = ({ row }: StoredRange): boolean => row >= fromRow && row <= fromRow + rows;
        stored = [...stored.filter((each) => !inSpan(each)), ...now.filter(inSpan)];
        await refreshRanges(table, storeOf(stored), { fromRow, toRow: fromRow + rows });
      }
      assert.equal(table.size(), stored.length);
      for (const database of [1, 2]) for (const prefix of ['', 'A', '4|']) for (const digits of [2, 3]) for (let number = 0; number <= 61; number += 1) {
        const holding = stored.filter((each) => each.database === database && each.prefix === prefix && each.digits === digits && each.low <= number && each.high >= number);
        assert.deepEqual(sorted(table.findRows({ database, prefix, digits, number })), sorted([...new Set(holding.map(({ row }) => row))]));
      }
    }),
    { numRuns: 60 },
  );
});

test('many ranges come in page by page, and the event loop turns between', async () => {
  const stored = Array.from({ length: 25_000 }, (_, at): StoredRange => ({ database: 1, kind: 1, prefix: '', digits: 8, low: at * 100, high: at * 100 + 49, row: 1 + Math.floor(at / 3) }));
  const table = createRangeTable();
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 0);
  await refreshRanges(table, storeOf(stored), { fromRow: 0, toRow: 100_000_000 });
  clearInterval(timer);
  assert.ok(turns > 5);
  assert.equal(table.size(), 25_000);
  assert.deepEqual(table.findRows({ database: 1, prefix: '', digits: 8, number: 300_020 }), [1001]);
  assert.deepEqual(table.findRows({ database: 1, prefix: '', digits: 8, number: 300_050 }), []);
});
