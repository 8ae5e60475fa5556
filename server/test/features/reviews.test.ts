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

test('amended it waits again', async () => {
  const { record, outcomes } = await enter();
  const released = await reviewer.records.release(record);
  const amended = await owner.records.amend(released, { content: { facts: 'Seen in the north.' } });
  assert.deepEqual([amended.review, await outcomes()], ['pending', ['hit', 'none', 'none']]);
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
