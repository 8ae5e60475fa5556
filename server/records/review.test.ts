import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { blockRecord, listReviews, releaseRecord, type RecordAnswer } from '@watchword/api/records.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { askerOf, FRANCE, onEachStore, refusalOf, REVIEWER, UTOPIA, type Around, type RecordsUnderTest } from './records-under-test.ts';

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
