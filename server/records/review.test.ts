import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { blockRecord, listReviews, releaseRecord, type RecordAnswer } from '@watchword/api/records.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { persons } from '@watchword/api/databases/persons.ts';
import { RECORD_SLICES, sweepExpired } from './expiry.ts';
import { identifierKeysOf } from './record-index.ts';
import { askerOf, DAY, FRANCE, NOW, onEachStore, refusalOf, REVIEWER, UTOPIA, type Around, type RecordsUnderTest } from './records-under-test.ts';

onEachStore((open) => {
  describe('review', () => {
    let records: RecordsUnderTest;
    before(async () => (records = await open()));
    after(() => records.close());

    const release = (record: RecordAnswer, note?: string, around?: Around) =>
      records.write(releaseRecord, { params: { id: record.id }, body: note === undefined ? {} : { note } }, { asker: REVIEWER, version: record.version, ...around });
    const block = (record: RecordAnswer, reason: string, around?: Around) =>
      records.write(blockRecord, { params: { id: record.id }, body: { reason } }, { asker: REVIEWER, version: record.version, ...around });
    const reviews = (query: InputOf<typeof listReviews>['query'] = {}, around: Around = { asker: REVIEWER }) => records.read(listReviews, { query }, around);

    it('the reviewer reads what waits, with its history', async () => {
      const entered = await records.enter('persons', undefined, { hiddenFrom: ['FRA'] });
      assert.deepEqual(await records.get(entered, { asker: REVIEWER }), entered);
      assert.equal((await records.history(entered, { asker: REVIEWER })).length, 1);
      const entry = records.entries.at(-1);
      assert.deepEqual([entry?.event, entry?.organisation, entry?.owners], ['record.history-read', 'XPO', ['UTO']]);
    });

    it('a record is released, and the owner sees it', async () => {
      const entered = await records.enter('persons');
      const released = await release(entered, 'Warrant seen');
      assert.deepEqual(released, { ...entered, version: 2, review: 'released', reviewReason: 'Warrant seen' });
      assert.deepEqual(await records.get(entered), released);
      assert.deepEqual(await release(released, 'again'), released, 'what is released stays as it is');
    });

    it('a record is blocked with a reason, which the owner sees', async () => {
      const entered = await records.enter('persons');
      const blocked = await block(entered, 'Article 3: a political matter');
      assert.deepEqual([blocked.review, blocked.reviewReason, blocked.version], ['blocked', 'Article 3: a political matter', 2]);
      assert.deepEqual(await records.get(entered, { asker: UTOPIA }), blocked);
      const entry = records.entries.find(({ event }) => event === 'record.blocked');
      assert.deepEqual([entry?.organisation, entry?.owners, entry?.subject, entry?.sealed], ['XPO', ['UTO'], entered.id, 'Article 3: a political matter']);
      assert.equal((await release(blocked)).review, 'released');
    });

    it('it waits again when what others see of it was amended, and not otherwise', async () => {
      const released = await release(await records.enter('persons'));
      const renewed = await records.amend(released, { expiresOn: '2028-01-01', reference: 'P-7', hiddenFrom: ['FRA'], verified: true });
      assert.equal(renewed.review, 'released');
      const amended = await records.amend(renewed, { content: { occupation: 'Clerk' } });
      assert.equal(amended.review, 'pending');
      const again = await records.amend(await block(amended, 'No'), { content: { occupation: 'Baker' } });
      assert.deepEqual([again.review, again.reviewReason], ['pending', undefined]);
    });

    const keys = async (number: string): Promise<number> => (await records.store.read.findRowsByKeys(identifierKeysOf({ database: persons, owner: 0, reference: null, contents: [{ documents: [{ number }] }] }))).length;
    const papers = (number: string) => ({ documents: [{ number, issuer: 'UTO' }] });
    const wait = async (name: string) => records.amend(await release(await records.enter('persons', { ...persons.example, ...papers(`${name}1`) })), { content: papers(`${name}2`) });

    it('while an amendment waits the record is found by both versions, and its owner and the reviewer see both', async () => {
      const waiting = await wait('WAIT');
      assert.deepEqual([waiting.review, waiting.version, waiting.released?.version], ['pending', 3, 2]);
      assert.deepEqual([waiting.content['documents'], waiting.released?.content['documents']], [papers('WAIT2').documents, papers('WAIT1').documents]);
      assert.deepEqual(await records.get(waiting, { asker: REVIEWER }), waiting);
      const further = await records.amend(waiting, { content: papers('WAIT3') });
      assert.equal(further.released?.version, 2, 'what was never released does not stand');
      assert.deepEqual(await Promise.all(['WAIT1', 'WAIT2', 'WAIT3'].map(keys)), [1, 0, 1]);
      const released = await release(further);
      assert.deepEqual([released.review, released.released], ['released', undefined]);
      assert.deepEqual(await Promise.all(['WAIT1', 'WAIT2', 'WAIT3'].map(keys)), [0, 0, 1]);
    });

    it('a block hides the whole record, or the amendment alone when the reviewer says so', async () => {
      const blocked = await block(await wait('BLOCK'), 'No');
      assert.deepEqual([blocked.review, blocked.released], ['blocked', undefined]);
      assert.deepEqual(await Promise.all(['BLOCK1', 'BLOCK2'].map(keys)), [0, 1]);
      const waiting = await wait('ALONE');
      const alone = await records.write(blockRecord, { params: { id: waiting.id }, body: { reason: 'No ground', scope: 'amendment' } }, { asker: REVIEWER, version: waiting.version });
      assert.deepEqual([alone.review, alone.reviewReason, alone.released?.version], ['blocked', 'No ground', 2]);
      assert.deepEqual(await Promise.all(['ALONE1', 'ALONE2'].map(keys)), [1, 1]);
      assert.deepEqual([records.entries.at(-1)?.event, records.entries.at(-1)?.reason], ['record.blocked', 'amendment']);
      const again = await records.amend(alone, { content: papers('ALONE3') });
      assert.deepEqual([again.review, again.released?.version], ['pending', 2]);
      assert.deepEqual([(await block(again, 'All of it')).released, await keys('ALONE1')], [undefined, 0]);
    });

    it('an amendment alone is blocked only where a released version stands', async () => {
      const entered = await records.enter('persons');
      const blockAlone = (record: RecordAnswer) => refusalOf(records.write(blockRecord, { params: { id: record.id }, body: { reason: 'x', scope: 'amendment' } }, { asker: REVIEWER, version: record.version }));
      assert.equal(await blockAlone(entered), 'record.invalid /scope nothing-stands');
      assert.equal(await blockAlone(await release(entered)), 'record.invalid /scope nothing-stands');
    });

    it('an amendment that goes back to what was released need not wait', async () => {
      const back = await records.amend(await wait('BACK'), { content: papers('BACK1') });
      assert.deepEqual([back.review, back.released, back.version], ['released', undefined, 4]);
      assert.deepEqual(await Promise.all(['BACK1', 'BACK2'].map(keys)), [1, 0]);
    });

    it('what ends the record takes both versions out of the index', async () => {
      await records.withdraw(await wait('DRAWN'));
      assert.deepEqual(await Promise.all(['DRAWN1', 'DRAWN2'].map(keys)), [0, 0]);
      const waiting = await wait('ENDED');
      await records.amend(waiting, { expiresOn: '2026-11-30' });
      assert.deepEqual(await Promise.all(['ENDED1', 'ENDED2'].map(keys)), [1, 1]);
      await sweepExpired({ run: async (_name, portion) => await records.store.write((tx) => RECORD_SLICES['records.sweep'](tx, portion)) }, NOW + 30 * DAY);
      assert.deepEqual(await Promise.all(['ENDED1', 'ENDED2'].map(keys)), [0, 0]);
      assert.deepEqual([(await records.get(waiting)).state, (await records.get(waiting)).released], ['expired', undefined]);
    });

    it('is for the secretariat, with the right to it', async () => {
      const entered = await records.enter('persons');
      for (const asker of [UTOPIA, FRANCE, askerOf('XPO'), askerOf('UTO', ['record:read', 'record:write', 'record:review'])]) {
        assert.equal(await refusalOf(release(entered, 'x', { asker })), 'access.forbidden');
        assert.equal(await refusalOf(block(entered, 'x', { asker })), 'access.forbidden');
        assert.equal(await refusalOf(reviews({}, { asker })), 'access.forbidden');
      }
    });

    it('is refused in another version, after the end, and where there is none', async () => {
      const entered = await records.enter('persons');
      assert.equal(await refusalOf(release(entered, 'x', { version: 7 })), 'record.version-conflict 1');
      assert.equal(await refusalOf(block(await records.withdraw(entered), 'x')), 'record.withdrawn');
      assert.equal(await refusalOf(release(await records.enter('vehicles'))), 'record.no-review');
      assert.equal(await refusalOf(release(await records.enter('vehicles', undefined, { hiddenFrom: ['XPO'] }))), 'record.not-found');
      assert.equal(await refusalOf(release({ ...entered, id: 'rec_019ab1f0c4d07c3f8a51d2b6e9f04417' })), 'record.not-found');
    });

    it('what waits is listed oldest first, page by page, without what has ended', async () => {
      const own = await open();
      const list = (query: InputOf<typeof listReviews>['query']) => own.read(listReviews, { query }, { asker: REVIEWER });
      const entered: RecordAnswer[] = [];
      for (let number = 0; number < 5; number += 1) entered.push(await own.enter('persons', undefined, number % 2 === 0 ? {} : { asker: FRANCE }));
      await own.enter('vehicles');
      const [, second] = entered;
      await own.withdraw(second ?? assert.fail(), { asker: FRANCE });
      const first = await list({ limit: 3 });
      assert.deepEqual(first.items.map(({ id }) => id), [entered[0]?.id, entered[2]?.id, entered[3]?.id]);
      const rest = await list({ limit: 3, cursor: first.nextCursor ?? assert.fail() });
      assert.deepEqual([rest.items.map(({ id }) => id), rest.nextCursor], [[entered[4]?.id], undefined]);
      assert.deepEqual((await list({ review: 'released' })).items, []);
      const entry = own.entries.at(-2);
      assert.deepEqual([entry?.event, entry?.count, entry?.owners, entry?.databases], ['record.listed', 1, ['UTO'], ['persons']]);
      for (const cursor of ['x', first.nextCursor?.slice(1) ?? '', `${first.nextCursor}A`]) assert.equal(await refusalOf(list({ cursor })), 'request.cursor');
      await own.close();
    });
  });
});
