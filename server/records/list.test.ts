import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { listRecords, type RecordAnswer } from '@watchword/api/records.ts';
import { formatDay } from '@watchword/api/dates.ts';
import { DAY, FRANCE, NOW, onEachStore, refusalOf, TODAY, type Around, type RecordsUnderTest } from './records-under-test.ts';

type Query = InputOf<typeof listRecords>['query'];

onEachStore((open) => {
  describe('the list of own records', () => {
    let records: RecordsUnderTest;
    const entered: RecordAnswer[] = [];
    const list = (query: Query = {}, around?: Around) => records.read(listRecords, { query }, around);

    /** Every page, joined. */
    async function all(query: Query, around?: Around): Promise<RecordAnswer[]> {
      const items: RecordAnswer[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ ...query, ...(cursor === undefined ? {} : { cursor }) }, around);
        assert.ok(page.items.length <= (query.limit ?? 50));
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return items;
    }

    before(async () => {
      records = await open();
      for (let number = 0; number < 30; number += 1) {
        const database = ['vehicles', 'firearms', 'persons'][number % 3] ?? assert.fail();
        const record = await records.enter(database, undefined, { reference: `R-${number}`, expiresOn: formatDay(TODAY + ((number * 37) % 100)) });
        entered.push(number % 5 === 0 ? await records.withdraw(record) : record);
        await records.enter('vehicles', undefined, { asker: FRANCE, reference: `R-${number}` });
      }
    });
    after(() => records.close());

    const newest = (): RecordAnswer[] => [...entered].reverse();
    const ids = (items: readonly RecordAnswer[]): string[] => items.map(({ id }) => id);

    it('is newest first over all databases, page by page, without a gap or a double', async () => {
      for (const limit of [1, 7, 10, 30, 200]) assert.deepEqual(await all({ limit }), newest());
      assert.deepEqual((await list()).nextCursor, undefined);
    });

    it('goes by database and state', async () => {
      assert.deepEqual(await all({ database: 'persons', limit: 4 }), newest().filter(({ database }) => database === 'persons'));
      assert.deepEqual(await all({ state: 'withdrawn', limit: 4 }), newest().filter(({ state }) => state === 'withdrawn'));
      assert.deepEqual(await all({ state: 'active', database: 'vehicles' }), newest().filter(({ state, database }) => state === 'active' && database === 'vehicles'));
      assert.equal(await refusalOf(list({ database: 'spaceships' })), 'database.not-found /database unknown');
    });

    it('by reference it is the records that carry or carried it', async () => {
      const again = await records.enter('vehicles', undefined, { reference: 'R-0' });
      assert.deepEqual(ids((await list({ reference: 'R-0' })).items), [again.id, entered[0]?.id]);
      assert.deepEqual(ids((await list({ reference: 'R-0', state: 'withdrawn' })).items), [entered[0]?.id]);
      assert.deepEqual(ids((await list({ reference: 'R-0', database: 'persons' })).items), []);
      const first = await list({ reference: 'R-0', limit: 1 });
      assert.deepEqual(ids((await list({ reference: 'R-0', limit: 1, cursor: first.nextCursor ?? assert.fail() })).items), [entered[0]?.id]);
      await records.withdraw(again);
      entered.push({ ...again, state: 'withdrawn', version: 2, amendedAt: '2026-11-24T12:00:00.000Z' });
    });

    it('of what ends soon it is the active records of these days', async () => {
      for (const limit of [3, 50]) {
        const soon = await all({ expiringWithinDays: 40, limit });
        const expected = entered.filter(({ state, expiresOn }) => state === 'active' && expiresOn <= formatDay(TODAY + 40));
        assert.deepEqual(new Set(ids(soon)), new Set(ids(expected)));
        assert.equal(soon.length, expected.length);
      }
      const whole = await list({ expiringWithinDays: 122, database: 'vehicles' });
      assert.deepEqual(whole.items.map(({ expiresOn }) => expiresOn), whole.items.map(({ expiresOn }) => expiresOn).sort());
      assert.ok(whole.items.length > 0 && whole.items.every(({ database }) => database === 'vehicles'));
      assert.deepEqual(await all({ expiringWithinDays: 40, state: 'withdrawn' }), []);
    });

    it('shows as expired what is past its day, before the sweep', async () => {
      const later = { at: NOW + 50 * DAY };
      const active = await all({ state: 'active', limit: 4 }, later);
      assert.deepEqual(ids(active), ids(newest().filter(({ state, expiresOn }) => state === 'active' && expiresOn >= formatDay(TODAY + 50))));
      assert.ok((await all({}, later)).some(({ state }) => state === 'expired'));
    });

    it('takes only its own cursors, of this list and of this owner', async () => {
      const { nextCursor = assert.fail() } = await list({ limit: 1 });
      const expiring = (await list({ limit: 1, expiringWithinDays: 100 })).nextCursor ?? assert.fail();
      const french = (await list({ limit: 1 }, { asker: FRANCE })).nextCursor ?? assert.fail();
      const madeUp = Buffer.from(nextCursor, 'base64url').fill(9, 1, 17).toString('base64url');
      for (const cursor of ['', 'AA', '!!', nextCursor.slice(2), `${nextCursor}=`, expiring, french, madeUp]) assert.equal(await refusalOf(list({ cursor })), 'request.cursor', cursor);
      assert.equal(await refusalOf(list({ cursor: nextCursor, expiringWithinDays: 100 })), 'request.cursor');
    });

    it('stands in the audit log with what was asked, sealed', async () => {
      await list({ reference: 'R-7', database: 'firearms' });
      const entry = records.entries.at(-1);
      assert.deepEqual(entry, {
        event: 'record.listed', organisation: 'UTO', actor: 'officer-UTO', databases: ['firearms'], owners: ['UTO'], count: 1, response: '0'.repeat(64),
        sealed: '{"reference":"R-7","database":"firearms"}', keep: 'short',
      });
      const example = getDatabase('firearms').example;
      assert.deepEqual((await list({ reference: 'R-7' })).items[0]?.content, example);
    });
  });
});
