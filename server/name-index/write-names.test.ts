import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { ANALYSER_VERSION } from '#names/names.ts';
import { keyOf, lastOf } from './keys.ts';
import type { NamePostings } from './person-postings.ts';
import { PAYLOAD_BYTES } from './posting.ts';
import { createPostingRun } from './posting-run.ts';
import { COMPLETE, listPostings, onEachStore } from './store-under-test.ts';
import { changeNames, putManyNames, putNames, removeNames } from './write-names.ts';

/** A few codes that many share, so that blocks fill up. */
const KEYS = [keyOf('T', 'MMT', 129), keyOf('T', 'MMT', 130), keyOf('U', 'MMT', 0), keyOf('P', 'A|B', 129), keyOf('B', '1978-5-3', 0), keyOf('J', 'ABC', 0)].sort((a, b) => a - b);
const firstOf = (key: number): number => KEYS.find((first) => first <= key && key <= lastOf(first)) ?? -1;

function postingsOf(choice: number): NamePostings {
  const keys = Float64Array.from(KEYS.filter((_, at) => (choice >>> at) & 1));
  return { keys, payloads: new Uint8Array(keys.length * PAYLOAD_BYTES).fill(choice) };
}

function linesOf(row: number, choice: number): string[] {
  const { keys } = postingsOf(choice);
  return [...keys].map((key) => `${key} ${row} ${Buffer.alloc(PAYLOAD_BYTES, choice).toString('hex')}`);
}

const step = fc.record({ row: fc.integer({ min: 1, max: 300 }), choice: fc.nat({ max: 63 }) });

onEachStore((open) => {
  it('after any sequence of entering, changing and removing names the index holds exactly those that are there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 400 }), async (steps) => {
        const { store, remove } = await open();
        try {
          await store.write((tx) => tx.saveNameSlot(COMPLETE));
          const there = new Map<number, number>();
          await store.write(async (tx) => {
            for (const { row, choice } of steps) {
              const before = there.get(row) ?? 0;
              if (before === 0) await putNames(tx, row, postingsOf(choice));
              else if (choice === 0) await removeNames(tx, row, postingsOf(before));
              else await changeNames(tx, row, { before: postingsOf(before), after: postingsOf(choice) });
              there.set(row, choice);
            }
          });
          assert.deepEqual(await listPostings(store.read, 0, firstOf), [...there].flatMap(([row, choice]) => linesOf(row, choice)).sort());
        } finally {
          await remove();
        }
      }),
      { numRuns: 20 },
    );
  });

  it('thousands that share a key are all there, and one of them can be taken out', async () => {
    const { store, remove } = await open();
    await store.write((tx) => tx.saveNameSlot(COMPLETE));
    const run = createPostingRun(8);
    for (let row = 3000; row > 0; row -= 1) run.add(row, postingsOf(5));
    assert.equal(run.size, 6000);
    await store.write((tx) => putManyNames(tx, { since: 0, postings: run.sorted() }));
    await store.write((tx) => removeNames(tx, 1234, postingsOf(5)));
    const expected = Array.from({ length: 3000 }, (_, at) => at + 1).filter((row) => row !== 1234).flatMap((row) => linesOf(row, 5)).sort();
    assert.deepEqual(await listPostings(store.read, 0, firstOf), expected);
    await remove();
  });

  it('of a slot that is being built only the rows behind its front are kept, but every row is taken out', async () => {
    const { store, remove } = await open();
    await store.write((tx) => tx.saveNameSlot({ ...COMPLETE, slot: 1, state: 'building', nextRow: 10 }));
    await store.write(async (tx) => {
      await putNames(tx, 9, postingsOf(1));
      await putNames(tx, 10, postingsOf(1));
    });
    assert.deepEqual(await listPostings(store.read, 1, firstOf), linesOf(9, 1));
    await store.write((tx) => tx.saveNameSlot({ ...COMPLETE, slot: 1, state: 'building', nextRow: 5 }));
    await store.write((tx) => removeNames(tx, 9, postingsOf(1)));
    assert.deepEqual(await listPostings(store.read, 1, firstOf), []);
    await remove();
  });

  it('names that this version cannot make are not written: the write is refused', async () => {
    const { store, remove } = await open();
    await store.write((tx) => tx.saveNameSlot({ ...COMPLETE, version: ANALYSER_VERSION + 1 }));
    await assert.rejects(store.write((tx) => putNames(tx, 1, postingsOf(1))), { code: 'store.newer' });
    await store.write((tx) => putNames(tx, 1, postingsOf(0)));
    await remove();
  });
});
