import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DATABASES, getDatabase } from '@watchword/api/databases/databases.ts';
import { addYears, formatDay } from '@watchword/api/dates.ts';
import { createRecord } from '@watchword/api/records.ts';
import { askerOf, DAY, FRANCE, NOW, onEachStore, refusalOf, REVIEWER, TODAY, UTOPIA, type RecordsUnderTest } from './records-under-test.ts';

const passport = getDatabase('travel-documents').example;

onEachStore((open) => {
  describe('entering a record', () => {
    let records: RecordsUnderTest;
    before(async () => (records = await open()));
    after(() => records.close());

    for (const database of DATABASES) {
      it(`the example of ${database.code} is entered and read as it was sent`, async () => {
        const entered = await records.enter(database.code);
        assert.deepEqual(entered, {
          id: entered.id, database: database.code, owner: 'UTO', version: 1, state: 'active', review: database.review ? 'pending' : 'not-needed',
          content: database.example, expiresOn: formatDay(addYears(TODAY, database.personal ? 5 : 10)), enteredAt: '2026-11-24T12:00:00.000Z',
        });
        assert.deepEqual(await records.get(entered), entered);
      });
    }

    it('stands in the audit log with its owner, and in the change log with its row', async () => {
      const entered = await records.enter('vehicles');
      assert.deepEqual(records.entries.at(-1), { event: 'record.created', organisation: 'UTO', actor: 'officer-UTO', databases: ['vehicles'], owners: ['UTO'], subject: entered.id, version: 1 });
      const last = await records.store.read.lastChange();
      const [change] = await records.store.read.readChanges(last - 1, 10);
      const row = await records.store.read.lastRow();
      assert.deepEqual([change?.kind, change?.database, change?.owner, change?.fromRow, change?.toRow], ['record.created', 3, UTOPIA.number, row, row]);
    });

    it('its history says who entered it', async () => {
      const entered = await records.enter('firearms');
      assert.deepEqual(await records.history(entered), [{ version: 1, at: '2026-11-24T12:00:00.000Z', by: 'UTO officer-UTO', change: 'created', content: entered.content, expiresOn: entered.expiresOn }]);
    });

    it('tells every fault of content and terms at once', async () => {
      const body = { reference: '  ', expiresOn: '2026-02-30', hiddenFrom: ['FRA', 'QQQ', 'UTO'], content: { ...passport, issuer: 'QQQ', numbr: 1 } };
      assert.equal(
        await refusalOf(records.enter('travel-documents', body.content, body)),
        'record.invalid /reference blank /expiresOn not-a-day /hiddenFrom/1 no-bureau /hiddenFrom/2 own /content/numbr unknown /content/issuer country',
      );
    });

    it('is refused for a database that is not there', async () => {
      assert.equal(await refusalOf(records.enter('spaceships', {})), 'database.not-found /database unknown');
    });

    it('is for the issuer alone where the database says so', async () => {
      assert.equal(await refusalOf(records.enter('travel-documents', passport, { asker: FRANCE })), 'record.wrong-issuer /content/issuer wrong-issuer');
      assert.equal(await refusalOf(records.enter('administrative-documents', undefined, { asker: FRANCE })), 'record.wrong-issuer /content/issuer wrong-issuer');
      assert.equal(await refusalOf(records.enter('travel-documents', { ...passport, issuer: 'D' }, { asker: askerOf('DEU') })), 'accepted');
      assert.equal(await refusalOf(records.enter('travel-documents', { ...passport, issuer: 'UNO' }, { asker: askerOf('XPO') })), 'accepted');
    });

    it('a range that is too wide has a code of its own', async () => {
      const content = { number: 'A0000000000', numberTo: 'A0010000000', issuer: 'UTO', type: 'passport', fraud: 'stolen-blank' };
      assert.equal(await refusalOf(records.enter('travel-documents', content)), 'record.range-too-wide /content/numberTo range-too-wide');
      assert.equal(await refusalOf(records.enter('travel-documents', content, { reference: ' ' })), 'record.invalid /reference blank /content/numberTo range-too-wide');
    });

    it('a range lies in the store as an interval', async () => {
      const content = { number: 'RK-00100', numberTo: 'RK-00199', issuer: 'UTO', type: 'passport', fraud: 'stolen-blank' };
      await records.enter('travel-documents', content);
      const row = await records.store.read.lastRow();
      const asked = { database: 1, kind: 0, prefix: 'RK', digits: 5 };
      assert.deepEqual(await records.store.read.findRanges({ ...asked, number: 150 }).then((found) => found.map((one) => ({ ...one }))), [{ ...asked, low: 100, high: 199, row }]);
      assert.deepEqual(await records.store.read.findRanges({ ...asked, number: 200 }), []);
    });
  });

  describe('the terms of a new record', () => {
    let records: RecordsUnderTest;
    before(async () => (records = await open()));
    after(() => records.close());

    const ending = (expiresOn: string) => refusalOf(records.enter('vehicles', undefined, { expiresOn }));

    it('it ends today at the earliest, and after the longest lifetime at the latest', async () => {
      assert.equal(await ending('2026-11-24'), 'accepted');
      assert.equal(await ending('2026-11-23'), 'record.invalid /expiresOn in-the-past');
      assert.equal(await ending('2036-11-24'), 'accepted');
      assert.equal(await ending('2036-11-25'), 'record.invalid /expiresOn too-late');
      assert.equal(await refusalOf(records.enter('works-of-art', undefined, { expiresOn: '2076-11-24' })), 'accepted');
      assert.equal((await records.enter('works-of-art')).expiresOn, '2036-11-24');
    });

    it('it can be hidden from bureaus, in any writing of their codes', async () => {
      const entered = await records.enter('vehicles', undefined, { hiddenFrom: ['D', 'FR', 'FRA', 'XPO'], hiddenFromFrontLine: true, hidingAuthority: 'Court of Utopia, 12/2026' });
      assert.deepEqual([entered.hiddenFrom, entered.hiddenFromFrontLine], [['XPO', 'DEU', 'FRA'], true]);
      assert.deepEqual(await records.get(entered), entered);
    });

    it('not from those who do not exist, from oneself, or from the reviewer', async () => {
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { hiddenFrom: ['UNO'] })), 'record.invalid /hiddenFrom/0 no-bureau');
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { hiddenFrom: ['UTO'] })), 'record.invalid /hiddenFrom/0 own');
      assert.equal(await refusalOf(records.enter('persons', undefined, { hiddenFrom: ['XPO'] })), 'record.invalid /hiddenFrom/0 reviewer');
      assert.equal((await records.enter('vehicles', undefined, { hiddenFrom: [] })).hiddenFrom, undefined);
    });

    it('a reference is one of its owner in its database, while the record is active', async () => {
      const first = await records.enter('vehicles', undefined, { reference: ' R-1 ' });
      assert.equal(first.reference, 'R-1');
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { reference: 'R-1' })), 'record.reference-taken /reference taken');
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { reference: 'r-1' })), 'accepted');
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { reference: 'R-1', asker: FRANCE })), 'accepted');
      assert.equal(await refusalOf(records.enter('firearms', undefined, { reference: 'R-1' })), 'accepted');
      await records.withdraw(first);
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { reference: 'R-1' })), 'accepted');
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { reference: 'R-1' })), 'record.reference-taken /reference taken');
    });

    it('a reference is free again after the last day of its record, swept or not', async () => {
      await records.enter('vehicles', undefined, { reference: 'R-2', expiresOn: '2026-11-24' });
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { reference: 'R-2' })), 'record.reference-taken /reference taken');
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { reference: 'R-2', at: NOW + DAY })), 'accepted');
    });

    it('a reference has no control characters and is not too long', async () => {
      for (const reference of ['a\u0000b', 'a\nb', 'a\ud800']) assert.equal(await refusalOf(records.enter('vehicles', undefined, { reference })), 'record.invalid /reference characters');
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { reference: 'x'.repeat(81) })), 'record.invalid /reference too-long');
    });

    it('of two that come at once with one reference, one is entered', async () => {
      const both = await Promise.all([1, 2].map(() => refusalOf(records.write(createRecord, { body: { database: 'vehicles', reference: 'R-3', content: getDatabase('vehicles').example } }))));
      assert.deepEqual(both.sort(), ['accepted', 'record.reference-taken /reference taken']);
    });

    it('the reviewer alone may not be the one who enters for a country', async () => {
      assert.equal(await refusalOf(records.enter('travel-documents', passport, { asker: REVIEWER })), 'record.wrong-issuer /content/issuer wrong-issuer');
    });
  });
});
