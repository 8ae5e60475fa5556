import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { amendRecord, withdrawRecord } from '@watchword/api/records.ts';
import { askerOf, DAY, FRANCE, NOW, onEachStore, refusalOf, REVIEWER, type RecordsUnderTest } from './records-under-test.ts';

const papers = getDatabase('travel-documents');

onEachStore((open) => {
  describe('amending a record', () => {
    let records: RecordsUnderTest;
    before(async () => (records = await open()));
    after(() => records.close());

    it('is a merge patch: what is absent stays, null goes away', async () => {
      const entered = await records.enter('travel-documents', undefined, { reference: 'R-1', hiddenFrom: ['FRA'] });
      const amended = await records.amend(entered, { content: { occurredIn: null, circumstances: 'At sea' }, hiddenFromFrontLine: true, hidingAuthority: 'Court of Utopia, 12/2026' }, { at: NOW + DAY });
      const { occurredIn: _, ...rest } = papers.example;
      assert.deepEqual(amended, { ...entered, version: 2, content: { ...rest, circumstances: 'At sea' }, hiddenFromFrontLine: true, hiddenFromFrontLineUntil: '2026-11-27T12:00:00.000Z', amendedAt: '2026-11-25T12:00:00.000Z' });
      const bare = await records.amend(amended, { reference: null, hiddenFrom: null, hiddenFromFrontLine: false });
      assert.deepEqual([bare.reference, bare.hiddenFrom, bare.hiddenFromFrontLine], [undefined, undefined, undefined]);
    });

    it('keeps every version, with who, when, how and what was before', async () => {
      const first = await records.enter('firearms');
      const second = await records.amend(first, { content: { status: 'recovered' }, expiresOn: '2030-01-01' }, { at: NOW + DAY });
      const third = await records.write(withdrawRecord, { params: { id: first.id }, body: { reason: 'found', note: 'In the harbour' } }, { version: 2, at: NOW + 2 * DAY });
      assert.deepEqual([third.version, third.state], [3, 'withdrawn']);
      const history = await records.history(first);
      assert.deepEqual(history.map(({ version, change, by, at, reason, expiresOn }) => [version, change, by, at.slice(0, 10), reason, expiresOn]), [
        [3, 'withdrawn', 'UTO officer-UTO', '2026-11-26', 'found: In the harbour', '2030-01-01'],
        [2, 'amended', 'UTO officer-UTO', '2026-11-25', undefined, '2030-01-01'],
        [1, 'created', 'UTO officer-UTO', '2026-11-24', undefined, first.expiresOn],
      ]);
      assert.deepEqual(history.map(({ content }) => content['status']), ['recovered', 'recovered', 'stolen']);
      assert.equal(second.content['status'], 'recovered');
    });

    it('needs the version that was read, and tells the one that is', async () => {
      const entered = await records.enter('vehicles');
      await records.amend(entered, { content: { colour: 'red' } });
      assert.equal(await refusalOf(records.amend(entered, { content: { colour: 'green' } })), 'record.version-conflict 2');
      assert.equal(await refusalOf(records.withdraw(entered)), 'record.version-conflict 2');
      assert.equal(await refusalOf(records.write(amendRecord, { params: { id: entered.id }, body: { content: {} } })), 'request.version-needed');
    });

    it('of two that come at once with one version, one is done', async () => {
      const entered = await records.enter('vehicles');
      const both = await Promise.all(['red', 'green'].map((colour) => refusalOf(records.amend(entered, { content: { colour } }))));
      assert.deepEqual(both, ['accepted', 'record.version-conflict 2']);
      assert.equal((await records.get(entered)).content['colour'], 'red');
    });

    it('is for the owner: to others the record does not exist', async () => {
      const entered = await records.enter('persons');
      const unknown = { ...entered, id: 'rec_019ab1f0c4d07c3f8a51d2b6e9f04417' };
      for (const around of [{ asker: FRANCE }, { asker: askerOf('XPO') }, { asker: askerOf('FRA', ['record:read', 'record:write', 'record:review']) }]) {
        assert.equal(await refusalOf(records.amend(entered, { content: {} }, around)), 'record.not-found');
        assert.equal(await refusalOf(records.withdraw(entered, around)), 'record.not-found');
        assert.equal(await refusalOf(records.get(entered, around)), 'record.not-found');
        assert.equal(await refusalOf(records.history(entered, around)), 'record.not-found');
      }
      assert.equal(await refusalOf(records.amend(unknown, { content: {} })), 'record.not-found');
      assert.equal(await refusalOf(records.get({ ...entered, id: 'rec_0' })), 'record.not-found');
      assert.equal(await refusalOf(records.amend(entered, { content: {} }, { asker: REVIEWER })), 'record.not-owner');
      assert.equal(await refusalOf(records.withdraw(entered, { asker: REVIEWER })), 'record.not-owner');
      const vehicle = await records.enter('vehicles');
      assert.equal(await refusalOf(records.amend(vehicle, { content: {} }, { asker: REVIEWER })), 'record.not-found');
    });

    it('a refused amendment leaves the record, its keys and its history as they were', async () => {
      const entered = await records.enter('travel-documents', { ...papers.example, number: 'ZZ900001' });
      assert.equal(await refusalOf(records.amend(entered, { content: { number: '', colour: 'red', issuedOn: '2026-02-30' }, expiresOn: '2020-01-01' })), 'record.invalid /expiresOn in-the-past /content/colour unknown /content/number too-short /content/issuedOn not-a-day');
      assert.equal(await refusalOf(records.amend(entered, { content: { fraud: 'revoked' } })), 'record.invalid /content/ground required');
      assert.equal(await refusalOf(records.amend(entered, { content: { issuer: 'FRA' } })), 'record.wrong-issuer /content/issuer wrong-issuer');
      assert.equal(await refusalOf(records.amend(entered, { content: { number: 'A00000000', numberTo: 'A99999999', fraud: 'stolen-blank', validUntil: null } })), 'record.range-too-wide /content/numberTo range-too-wide');
      assert.deepEqual(await records.get(entered), entered);
      assert.equal((await records.history(entered)).length, 1);
    });

    it('a reference of another active record is taken', async () => {
      await records.enter('vehicles', undefined, { reference: 'T-1' });
      const other = await records.enter('vehicles', undefined, { reference: 'T-2' });
      assert.equal(await refusalOf(records.amend(other, { reference: 'T-1' })), 'record.reference-taken /reference taken');
      assert.equal(await refusalOf(records.amend(other, { reference: 'T-2', content: { colour: 'red' } })), 'accepted');
    });

    it('what changes nothing makes no version, but stands in the audit log', async () => {
      const entered = await records.enter('vehicles', undefined, { reference: 'S-1' });
      const count = records.entries.length;
      assert.deepEqual(await records.amend(entered, { reference: 'S-1', content: { colour: 'blue', model: 'Meridian' } }, { at: NOW + DAY }), entered);
      assert.deepEqual(records.entries.slice(count).map(({ event, version }) => [event, version]), [['record.amended', 1]]);
    });

    it('the owner can say that a record stands, which makes it fresh and amends nothing', async () => {
      const entered = await records.enter('persons');
      const verified = await records.amend(entered, { verified: true }, { at: NOW + 3 * DAY });
      assert.deepEqual(verified, { ...entered, version: 2, lastVerifiedOn: '2026-11-27' });
      assert.deepEqual((await records.history(entered)).map(({ change }) => change), ['verified', 'created']);
    });

    it('can be renewed, counted from the day of renewal', async () => {
      const entered = await records.enter('vehicles');
      const later = NOW + 1000 * DAY;
      assert.equal(await refusalOf(records.amend(entered, { expiresOn: '2039-08-21' }, { at: later })), 'record.invalid /expiresOn too-late');
      assert.equal((await records.amend(entered, { expiresOn: '2039-08-20' }, { at: later })).expiresOn, '2039-08-20');
    });
  });

  describe('a record that has ended', () => {
    let records: RecordsUnderTest;
    before(async () => (records = await open()));
    after(() => records.close());

    it('is neither amended nor withdrawn again, and stays readable for its owner', async () => {
      const entered = await records.enter('vehicles', undefined, { reference: 'R-1' });
      const withdrawn = await records.withdraw(entered);
      assert.equal(withdrawn.state, 'withdrawn');
      assert.equal(await refusalOf(records.amend(withdrawn, { content: { colour: 'red' } })), 'record.withdrawn');
      assert.equal(await refusalOf(records.withdraw(withdrawn)), 'record.withdrawn');
      assert.equal(await refusalOf(records.withdraw(entered)), 'record.withdrawn');
      assert.deepEqual(await records.get(entered), withdrawn);
      const entry = records.entries.find(({ event }) => event === 'record.withdrawn');
      assert.deepEqual([entry?.reason, entry?.version, entry?.subject], ['found', 2, entered.id]);
    });

    it('by its day is over from that moment, before any sweep', async () => {
      const entered = await records.enter('vehicles', undefined, { expiresOn: '2026-11-25' });
      assert.equal((await records.get(entered, { at: NOW + DAY })).state, 'active');
      assert.equal((await records.get(entered, { at: NOW + 2 * DAY })).state, 'expired');
      assert.equal(await refusalOf(records.amend(entered, { expiresOn: '2027-01-01' }, { at: NOW + 2 * DAY })), 'record.withdrawn');
    });

    it('keeps the note of its withdrawal out of the open part of the audit log', async () => {
      const entered = await records.enter('vehicles');
      await records.write(withdrawRecord, { params: { id: entered.id }, body: { reason: 'other', note: 'Seen by Anna Eriksson' } }, { version: 1 });
      const { sealed, ...open } = records.entries.at(-1) ?? assert.fail();
      assert.equal(sealed, 'Seen by Anna Eriksson');
      assert.ok(!JSON.stringify(open).includes('Anna'));
    });
  });
});
