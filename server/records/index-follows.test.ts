import assert from 'node:assert/strict';
import { it } from 'node:test';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import fc from 'fast-check';
import { onEachStore, refusalOf, UTOPIA, type RecordsUnderTest } from './records-under-test.ts';
import { keysOf, referenceKeyOf } from './record-index.ts';

const vessels = getDatabase('vessels');
const papers = getDatabase('travel-documents');

const mark = fc.constantFrom('AA1', 'AB2', 'AC3', 'AD4', 'A0O', 'AOO');
const reference = fc.option(fc.constantFrom('r1', 'r2', 'r3'), { nil: null });
const vessel: fc.Arbitrary<Content> = fc.record({ hullNumber: mark, registration: mark, engineNumbers: fc.array(mark, { maxLength: 3 }), type: fc.constant('other'), status: fc.constant('stolen') }, { requiredKeys: ['hullNumber', 'type', 'status'] });
const blank: fc.Arbitrary<Content> = fc.record({ number: fc.constantFrom('AK100', 'AK150'), numberTo: fc.constantFrom('AK150', 'AK190'), issuer: fc.constant('UTO'), type: fc.constant('passport'), fraud: fc.constant('stolen-blank') }, { requiredKeys: ['number', 'issuer', 'type', 'fraud'] });
const step = fc.oneof(
  fc.record({ does: fc.constant('enter' as const), database: fc.constant('vessels'), content: vessel, reference }),
  fc.record({ does: fc.constant('enter' as const), database: fc.constant('travel-documents'), content: blank, reference }),
  fc.record({ does: fc.constant('amend' as const), at: fc.nat(30), content: fc.oneof(vessel, blank), reference }),
  fc.record({ does: fc.constant('withdraw' as const), at: fc.nat(30) }),
);

/** Every key that any of the records here could have. */
const KEYS = [vessels, papers].flatMap((database) => [
  ...['r1', 'r2', 'r3'].map((one) => referenceKeyOf({ database, owner: UTOPIA.number, reference: one })),
  ...['AA1', 'AB2', 'AC3', 'AD4', 'A0O', 'AK100', 'AK150'].flatMap((one) => keysOf({ database, owner: 0, reference: null, contents: [{ hullNumber: one, registration: one, engineNumbers: [one], number: one }] })),
]);

onEachStore((open) => {
  it('after any sequence of entering, amending and withdrawing the index holds the keys and ranges of the active records, and references of all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const records = await open();
        try {
          const known: RecordAnswer[] = [];
          for (const one of steps) {
            if (one.does === 'enter') {
              const { database, content } = one;
              const entered = await records.enter(database, content, one.reference === null ? {} : { reference: one.reference }).catch(() => undefined);
              if (entered !== undefined) known.push(entered);
              continue;
            }
            const at = one.at % Math.max(1, known.length);
            const record = known[at];
            if (record === undefined) continue;
            const change = one.does === 'withdraw' ? records.withdraw(record) : records.amend(record, { content: one.content, reference: one.reference });
            // What is refused must have changed nothing.
            await refusalOf(change);
            known[at] = await records.get(record);
          }
          await agree(records.store.read, known);
        } finally {
          await records.close();
        }
      }),
      { numRuns: 60 },
    );
  });
});

type Reading = RecordsUnderTest['store']['read'];

async function agree(read: Reading, known: readonly RecordAnswer[]): Promise<void> {
  const expected = new Map<number, Set<number>>();
  const ranges = new Set<string>();
  const stored = await read.readRows(1, 1000);
  assert.equal(stored.length, known.length);
  for (const [at, record] of known.entries()) {
    const database = getDatabase(record.database);
    const row = stored[at]?.row ?? assert.fail();
    const { reference: own = null } = record;
    const keys = record.state === 'active' ? keysOf({ database, owner: UTOPIA.number, reference: own, contents: [record.content] }) : own === null ? [] : [referenceKeyOf({ database, owner: UTOPIA.number, reference: own })];
    for (const key of keys) expected.set(key, (expected.get(key) ?? new Set()).add(row));
    if (record.state === 'active') for (const range of database.ranges?.(record.content) ?? []) ranges.add(`${row} ${range.low} ${range.high}`);
  }
  for (const key of [...KEYS, ...expected.keys()]) assert.deepEqual(new Set(await read.findRowsByKeys([key])), expected.get(key) ?? new Set());
  const held = await Promise.all(Array.from({ length: 100 }, (_, number) => read.findRanges({ database: papers.number, kind: 0, prefix: 'AK', digits: 3, number: 100 + number })));
  assert.deepEqual(new Set(held.flat().map(({ row, low, high }) => `${row} ${low} ${high}`)), ranges);
}
