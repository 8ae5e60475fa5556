import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { formatDay } from '@watchword/api/dates.ts';
import type { AuditEntry } from '#audit/audit.ts';
import type { Written } from '#store/store.ts';
import { RECORD_SLICES, sweepExpired } from './expiry.ts';
import { DAY, FRANCE, NOW, onEachStore, TODAY, type RecordsUnderTest } from './records-under-test.ts';
import { identifierKeysOf, referenceKeyOf } from './record-index.ts';

const papers = getDatabase('travel-documents');

onEachStore((open) => {
  describe('the sweep', () => {
    let records: RecordsUnderTest;
    const written: Written<unknown>[] = [];
    const writer = {
      run: async (_: 'records.sweep', payload: Parameters<(typeof RECORD_SLICES)['records.sweep']>[1]) => {
        const portion = await records.store.write((tx) => RECORD_SLICES['records.sweep'](tx, payload));
        written.push(portion);
        return portion;
      },
    };
    const entries = (): AuditEntry[] => written.splice(0).flatMap(({ outbox }) => outbox.map(({ entry }) => JSON.parse(new TextDecoder().decode(entry)) as AuditEntry));
    before(async () => (records = await open()));
    after(() => records.close());

    it('ends what is past its day, and nothing else, portion by portion', async () => {
      const numbers = Array.from({ length: 25 }, (_, number) => number);
      const papersEntered = [];
      for (const number of numbers) papersEntered.push(await records.enter('travel-documents', { ...papers.example, number: `SW${1000 + number}` }, { reference: `R-${number}`, expiresOn: formatDay(TODAY + number) }));
      await records.enter('vehicles', undefined, { expiresOn: formatDay(TODAY) });
      const french = await records.enter('vehicles', undefined, { expiresOn: formatDay(TODAY + 1), asker: FRANCE });
      const withdrawn = await records.withdraw(await records.enter('vehicles', undefined, { expiresOn: formatDay(TODAY) }));

      assert.equal(await sweepExpired(writer, NOW), 0);
      assert.deepEqual(entries(), []);
      assert.equal(await sweepExpired(writer, NOW + 10 * DAY, 4), 12);
      const audited = entries();
      const counts = new Map<string, number>();
      for (const { event, organisation, actor, databases, owners, count } of audited) {
        assert.deepEqual([event, organisation, actor], ['record.expired', '', 'server']);
        const key = `${owners?.[0]} ${databases?.[0]}`;
        counts.set(key, (counts.get(key) ?? 0) + (count ?? 0));
      }
      assert.deepEqual(counts, new Map([['FRA vehicles', 1], ['UTO travel-documents', 10], ['UTO vehicles', 1]]));
      assert.equal(await sweepExpired(writer, NOW + 10 * DAY), 0);

      for (const number of numbers) {
        const before = papersEntered[number] ?? assert.fail();
        const now = await records.get(before);
        assert.equal(now.state, number < 10 ? 'expired' : 'active', String(number));
        const found = await records.store.read.findRowsByKeys(identifierKeysOf({ database: papers, owner: 0, reference: null, contents: [before.content] }));
        assert.equal(found.length, number < 10 ? 0 : 1);
        assert.equal((await records.store.read.findRowsByKeys([referenceKeyOf({ database: papers, owner: 195, reference: `R-${number}` })])).length, 1, 'its owner still finds it');
      }
      assert.equal((await records.get(french, { asker: FRANCE })).state, 'expired');
      assert.deepEqual(await records.get(withdrawn), withdrawn);
    });

    it('leaves the history, and logs rows that follow one another as one change', async () => {
      const first = await records.enter('firearms', undefined, { expiresOn: formatDay(TODAY) });
      await records.enter('firearms', undefined, { expiresOn: formatDay(TODAY) });
      const row = await records.store.read.lastRow();
      const since = await records.store.read.lastChange();
      assert.equal(await sweepExpired(writer, NOW + DAY), 2);
      const changes = await records.store.read.readChanges(since, 10);
      assert.deepEqual(changes.map(({ kind, database, owner, fromRow, toRow }) => ({ kind, database, owner, fromRow, toRow })), [{ kind: 'record.expired', database: 4, owner: 195, fromRow: row - 1, toRow: row }]);
      assert.deepEqual((await records.history(first)).map(({ version, change, by }) => [version, change, by]), [[2, 'expired', 'server'], [1, 'created', 'UTO officer-UTO']]);
    });

    it('takes the ranges of a record with it', async () => {
      const content = { number: 'RK100', numberTo: 'RK199', issuer: 'UTO', type: 'passport', fraud: 'stolen-blank' };
      await records.enter('travel-documents', content, { expiresOn: formatDay(TODAY) });
      const asked = { database: 1, kind: 0, prefix: 'RK', digits: 3, number: 150 };
      assert.equal((await records.store.read.findRanges(asked)).length, 1);
      const version = await records.store.read.rangesVersion();
      await sweepExpired(writer, NOW + DAY);
      assert.deepEqual(await records.store.read.findRanges(asked), []);
      assert.notEqual(await records.store.read.rangesVersion(), version);
    });
  });
});
