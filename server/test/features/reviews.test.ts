/** A record on a person is found by other countries only after the secretariat released it. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import { isCode } from '../operation-calls.ts';
import { passport, startServer, unique, wanted } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const [owner, reviewer] = await Promise.all([house.client('UTO'), house.client('XPO', { role: 'reviewer' })]);
const [ownOfficer, foreigner, secretariat] = await Promise.all([house.client('UTO', { role: 'front-line' }), house.client('FRA'), house.client('XPO')]);

type Person = { record: RecordAnswer; outcomes(): Promise<string[]> };

/** A person of UTO's, and what a check answers to its owner, to France and to the secretariat. */
async function enter(): Promise<Person> {
  const number = unique('R');
  const record = await owner.records.create({ database: 'persons', content: wanted('Olga Review', { documents: [{ number, issuer: 'UTO' }] }) });
  const ask = { purpose: 'border-control', subject: { document: { number } } } as const;
  return { record, outcomes: () => Promise.all([ownOfficer, foreigner, secretariat].map(async (client) => (await client.checks.run(ask)).outcome)) };
}

test('until then its owner alone finds it, and it waits in the list of reviews', async () => {
  const { record, outcomes } = await enter();
  assert.equal(record.review, 'pending');
  assert.deepEqual(await outcomes(), ['hit', 'none', 'none']);
  const waiting = await Array.fromAsync(reviewer.records.reviews({ limit: 2 }));
  assert.ok(waiting.some(({ id }) => id === record.id));
  assert.equal((await reviewer.records.get(record.id)).id, record.id);
});

test('released it is found by all, at once, and blocked by its owner alone, who sees why', async () => {
  const { record, outcomes } = await enter();
  const released = await reviewer.records.release(record, { note: 'Warrant seen.' });
  assert.deepEqual([released.review, released.version, await outcomes()], ['released', 2, ['hit', 'hit', 'hit']]);
  const blocked = await reviewer.records.block(released, { reason: 'The warrant was lifted.' });
  assert.deepEqual([blocked.review, await outcomes()], ['blocked', ['hit', 'none', 'none']]);
  const seen = await owner.records.get(record.id);
  assert.deepEqual([seen.review, seen.reviewReason], ['blocked', 'The warrant was lifted.']);
  assert.ok((await Array.fromAsync(reviewer.records.reviews({ review: 'blocked' }))).some(({ id }) => id === record.id));
});

const seenBy = async (client: typeof foreigner, number: string) => {
  const [match] = (await client.checks.run({ purpose: 'border-control', subject: { document: { number } } })).matches;
  return match === undefined ? undefined : { version: match.freshness.version, occupation: match.content['occupation'], waiting: match.waiting };
};

test('amended it waits again, and others go on finding the version that was released', async () => {
  const [before, after] = [unique('R'), unique('R')];
  const papers = (number: string) => ({ documents: [{ number, issuer: 'UTO' }] });
  const entered = await owner.records.create({ database: 'persons', content: wanted('Olga Review', { ...papers(before), occupation: 'Baker' }) });
  const released = await reviewer.records.release(entered);
  const amended = await owner.records.amend(released, { content: { ...papers(after), occupation: 'Clerk' } });
  assert.deepEqual([amended.review, amended.released?.version], ['pending', 2]);
  const desk = await house.client('FRA', { role: 'desk' });
  const ownDesk = await house.client('UTO', { role: 'desk' });
  assert.deepEqual([await seenBy(desk, before), await seenBy(desk, after)], [{ version: 2, occupation: 'Baker', waiting: undefined }, undefined]);
  assert.deepEqual([await seenBy(ownDesk, before), await seenBy(ownDesk, after)], [undefined, { version: 3, occupation: 'Clerk', waiting: true }]);
  const hidden = await owner.records.amend(amended, { hiddenFrom: ['FRA'] });
  assert.equal(await seenBy(desk, before), undefined, 'a restriction never waits');
  const shown = await owner.records.amend(hidden, { hiddenFrom: null });
  assert.equal((await seenBy(desk, before))?.version, 2);
  await reviewer.records.release(shown);
  assert.deepEqual([await seenBy(desk, before), await seenBy(desk, after)], [undefined, { version: 6, occupation: 'Clerk', waiting: undefined }]);
});

test('a nightly load that amends a person blinds nobody', async () => {
  const number = unique('R');
  const line = (occupation: string): string => `${JSON.stringify({ reference: number, ...wanted('Olga Nightly', { documents: [{ number, issuer: 'UTO' }], occupation }) })}\n`;
  const load = async (text: string): Promise<void> => {
    const sent = await loader.loads.send(await loader.loads.start({ database: 'persons', format: 'ndjson' }), { from: (offset) => Buffer.from(text).subarray(offset) });
    assert.equal(sent.state, 'finished', JSON.stringify(sent));
  };
  const loader = await house.client('UTO', { permissions: PERMISSIONS });
  await load(line('Baker'));
  const [record] = (await owner.records.page({ database: 'persons', reference: number })).items;
  await reviewer.records.release(record ?? assert.fail());
  await load(line('Clerk'));
  const desk = await house.client('FRA', { role: 'desk' });
  assert.deepEqual(await seenBy(desk, number), { version: 2, occupation: 'Baker', waiting: undefined });
  await reviewer.records.block(await owner.records.get(record?.id ?? ''), { reason: 'No ground.', scope: 'amendment' });
  assert.deepEqual(await seenBy(desk, number), { version: 2, occupation: 'Baker', waiting: undefined });
  await reviewer.records.block(await owner.records.get(record?.id ?? ''), { reason: 'No ground for any.' });
  assert.equal(await seenBy(desk, number), undefined);
});

test('the reviewer releases what he has read: another version is not released', async () => {
  const { record, outcomes } = await enter();
  await owner.records.amend(record, { content: { facts: 'Other facts.' } });
  await assert.rejects(reviewer.records.release(record), isCode('record.version-conflict'));
  assert.deepEqual(await outcomes(), ['hit', 'none', 'none']);
});

test('only the secretariat reviews: no permission makes another country a reviewer', async () => {
  const { record, outcomes } = await enter();
  for (const organisation of ['FRA', 'UTO']) {
    const all = await house.client(organisation, { permissions: PERMISSIONS });
    await assert.rejects(all.records.release(record), isCode('access.forbidden'));
    await assert.rejects(all.records.block(record, { reason: 'mine' }), isCode('access.forbidden'));
    await assert.rejects(all.records.reviewPage(), isCode('access.forbidden'));
  }
  assert.deepEqual(await outcomes(), ['hit', 'none', 'none']);
});

test('the secretariat holds back, and never alters: it amends and withdraws nothing of others', async () => {
  const { record } = await enter();
  const all = await house.client('XPO', { permissions: PERMISSIONS });
  await assert.rejects(all.records.amend(record, { content: { facts: 'altered' } }), isCode('record.not-owner'));
  await assert.rejects(all.records.withdraw(record, { reason: 'other' }), isCode('record.not-owner'));
  assert.equal((await owner.records.get(record.id)).version, 1);
});

test('what is not on persons needs no review, and cannot be blocked', async () => {
  const record = await owner.records.create({ database: 'travel-documents', content: passport(unique('R')) });
  assert.equal(record.review, 'not-needed');
  await assert.rejects(reviewer.records.block(record, { reason: 'no' }), isCode('record.no-review'));
});

test('a record on a person cannot be hidden from the secretariat, but from others', async () => {
  const enterHidden = (hiddenFrom: string[]) => owner.records.create({ database: 'persons', content: wanted('Olga Hidden'), hiddenFrom });
  await assert.rejects(enterHidden(['XPO']), isCode('record.invalid'));
  const number = unique('R');
  const record = await owner.records.create({ database: 'persons', content: wanted('Olga Hidden', { documents: [{ number }] }), hiddenFrom: ['FRA'] });
  await reviewer.records.release(record);
  const outcome = async (client: typeof foreigner): Promise<string> => (await client.checks.run({ purpose: 'border-control', subject: { document: { number } } })).outcome;
  assert.deepEqual([await outcome(foreigner), await outcome(secretariat)], ['none', 'hit']);
});
