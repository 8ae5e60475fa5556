import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Content } from '@watchword/api/databases/database.ts';
import { releaseRecord } from '@watchword/api/records.ts';
import { onEachStore, refusalOf, REVIEWER, type RecordsUnderTest } from './records-under-test.ts';

const person = (more: Content = {}): Content => ({ kind: 'wanted', status: 'accused', names: [{ family: 'X', given: 'Y', kind: 'primary' }], ...more });
const ARMED = { warnings: ['violent', 'armed'] };

onEachStore((open) => {
  describe('who is armed or missing', () => {
    let records: RecordsUnderTest;
    before(async () => (records = await open()));
    after(() => records.close());

    for (const [who, content] of [['armed', person(ARMED)], ['missing by kind', person({ kind: 'missing' })], ['missing by status', person({ status: 'missing' })]] as const) {
      it(`${who} is hidden neither from a country nor from the front line`, async () => {
        assert.equal(await refusalOf(records.enter('persons', content, { hiddenFrom: ['FRA'] })), 'record.invalid /hiddenFrom never-hidden');
        assert.equal(await refusalOf(records.enter('persons', content, { hiddenFrom: ['FRA'], hiddenFromFrontLine: true, hidingAuthority: 'Court 12/2026' })), 'record.invalid /hiddenFrom never-hidden /hiddenFromFrontLine never-hidden');
        const shown = await records.enter('persons', content, { hiddenFrom: [], hiddenFromFrontLine: false });
        assert.equal(await refusalOf(records.amend(shown, { hiddenFromFrontLine: true, hidingAuthority: 'Court 12/2026' })), 'record.invalid /hiddenFromFrontLine never-hidden');
        assert.equal(await refusalOf(records.amend(shown, { hiddenFrom: ['FRA'] })), 'record.invalid /hiddenFrom never-hidden');
      });
    }

    it('others can be hidden, and what is no person', async () => {
      assert.equal(await refusalOf(records.enter('persons', person({ warnings: ['violent'] }), { hiddenFrom: ['FRA'], hiddenFromFrontLine: true, hidingAuthority: 'Court 12/2026' })), 'accepted');
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { hiddenFrom: ['FRA'], hiddenFromFrontLine: true, hidingAuthority: 'Court 12/2026' })), 'accepted');
    });

    it('a hidden record becomes one of somebody armed or missing only when its restrictions are lifted', async () => {
      const hidden = await records.enter('persons', person(), { hiddenFrom: ['FRA'], hiddenFromFrontLine: true, hidingAuthority: 'Court 12/2026' });
      assert.equal(await refusalOf(records.amend(hidden, { content: ARMED })), 'record.invalid /hiddenFrom never-hidden /hiddenFromFrontLine never-hidden');
      assert.equal(await refusalOf(records.amend(hidden, { content: { kind: 'missing' }, hiddenFrom: null })), 'record.invalid /hiddenFromFrontLine never-hidden');
      assert.equal((await records.amend(hidden, { content: ARMED, hiddenFrom: null, hiddenFromFrontLine: false })).version, 2);
    });

    it('is not hidden by an amendment that waits either, while others see the version before', async () => {
      const armed = await records.enter('persons', person(ARMED));
      const released = await records.write(releaseRecord, { params: { id: armed.id }, body: {} }, { asker: REVIEWER, version: armed.version });
      assert.equal(await refusalOf(records.amend(released, { content: { warnings: null }, hiddenFrom: ['FRA'] })), 'record.invalid /hiddenFrom never-hidden');
      const waiting = await records.amend(released, { content: { warnings: null } });
      assert.equal(await refusalOf(records.amend(waiting, { hiddenFrom: ['FRA'] })), 'record.invalid /hiddenFrom never-hidden');
    });

    it('the refusal says what to do, and nothing of the person', async () => {
      const error: unknown = await records.enter('persons', person(ARMED), { hiddenFrom: ['FRA'] }).catch((caught: unknown) => caught);
      assert.deepEqual((error as { details: unknown }).details, { errors: [{ pointer: '/hiddenFrom', code: 'never-hidden', detail: 'Who is armed or missing is hidden from nobody. Leave it out.' }] });
    });
  });
});
