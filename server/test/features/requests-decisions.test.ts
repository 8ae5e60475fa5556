/** What a decision of the Commission does, how far it has come, and who learns what of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { RequestKind, RequestStanding } from '@watchword/api/requests.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { verifyAuditLog } from '#audit/audit.ts';
import { ask, jsonOf, refused } from '../ask.ts';
import { isCode } from '../operation-calls.ts';
import { passport, startServer, unique, wanted } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const commission = await house.client('XPO', { role: 'commission' });
const secretariat = await house.client('XPO', { role: 'reviewer' });
const utopia = await house.client('UTO', { permissions: PERMISSIONS.filter((one) => one !== 'case:manage') });
const france = await house.client('FRA', { role: 'front-line' });

const BORN = '1974-08-12';
const CANARY = 'Kanarienvogelstrasse';

function newName(): string {
  const letters = unique('').replace(/\d/g, (digit) => 'bakelimoru'[Number(digit)] ?? '');
  return `Tarvo ${letters.charAt(0).toUpperCase()}${letters.slice(1)}sen`;
}

async function enter(name: string, more: Record<string, unknown> = {}, note?: string): Promise<string> {
  const { id, version } = await utopia.records.create({ database: 'persons', reference: unique('REF'), content: wanted(name, more) });
  await secretariat.records.release({ id, version }, note === undefined ? {} : { note });
  return id;
}

function receive(name: string, { kind = 'deletion', consent }: { kind?: RequestKind; consent?: boolean } = {}): Promise<RequestStanding> {
  return commission.requests.receive({
    kind, subject: { names: [name], born: BORN }, asks: `${CANARY}: delete it.`, contact: `${CANARY} 7`, evidence: { digest: 'ab'.repeat(32), note: CANARY },
    ...(consent !== undefined && { consent: { given: consent, on: '2026-11-20' } }),
  });
}

async function examined(name: string, how: Parameters<typeof receive>[1] = {}): Promise<RequestStanding> {
  return await commission.requests.examine(await commission.requests.admit(await receive(name, how), { admissible: true }), { note: CANARY });
}

const finds = async (client: Client, name: string): Promise<string[]> => (await client.checks.run({ purpose: 'border-control', subject: { person: { name, born: BORN } } })).matches.map(({ record }) => record);

describe('a record that is erased by a decision', () => {
  test('stops matching with the answer, for its owner too, and says nothing any more', async () => {
    const name = newName();
    const record = await enter(name);
    await utopia.records.amend({ id: record, version: 2 }, { content: { facts: 'Said to be armed.' } });
    assert.deepEqual(await finds(france, name), [record]);
    const decided = await commission.requests.decide(await examined(name), { outcome: 'granted', reasons: CANARY, measures: [{ record, act: 'erase' }] });
    assert.equal(decided.state, 'decided');
    assert.deepEqual([await finds(france, name), await finds(utopia, name)], [[], []]);
    const left = await utopia.records.get(record);
    assert.deepEqual([left.state, left.content, left.reference], ['withdrawn', {}, undefined]);
    const history = await utopia.records.history(record);
    assert.deepEqual(history.map(({ content }) => content).filter((content) => Object.keys(content).length > 0), []);
    assert.deepEqual([history[0]?.change, history[0]?.by, history[0]?.reason], ['erased', 'XPO commission', undefined]);
    assert.deepEqual((await commission.requests.package(decided.id)).records, []);
  });

  test('is not entered again by the request that entered it, sent once more', async () => {
    const name = newName();
    const token = await house.token('UTO', { permissions: ['record:write', 'record:read'] });
    const asked = { method: 'POST', path: '/v1/records', token, body: { database: 'persons', content: wanted(name) }, headers: { 'idempotency-key': unique('key-') } };
    const { id: record } = jsonOf<{ id: string }>(await ask(house.url(), asked));
    await commission.requests.decide(await examined(name), { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'erase' }] });
    refused(await ask(house.url(), asked), 'request.key-reused');
    assert.deepEqual(await finds(utopia, name), []);
  });

  test('is proven to be followed: the change, and the servers that have reached it', async () => {
    const name = newName();
    const record = await enter(name);
    const { id, version } = await commission.requests.decide(await examined(name), { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'erase' }] });
    const [measure] = (await commission.requests.get(id)).measures;
    assert.deepEqual([measure?.act, measure?.state, measure?.owner], ['erase', 'done', 'UTO']);
    assert.deepEqual(measure?.receipts.map(({ holder, change }) => [holder, change]), [['server:main', measure?.change]]);
    const change = await house.serving().hub.store.read.readChanges((measure?.change ?? 0) - 1, 1);
    assert.equal(change[0]?.kind, 'record.erased');
    await commission.requests.noteReceipt({ id, version }, { measure: measure?.id ?? '', holder: 'FRA', note: 'By letter' });
    const after = await commission.requests.get(id);
    assert.deepEqual(after.measures[0]?.receipts.map(({ holder }) => holder).toSorted(), ['FRA', 'server:main']);
    const concluded = await commission.requests.conclude(after);
    assert.equal(concluded.state, 'carried-out');
    assert.equal((await commission.requests.close(concluded)).state, 'closed');
  });

  test('tells its owner neither why nor for whom: a refugee is not given away', async () => {
    const name = newName();
    const record = await enter(name);
    const before = (await house.entries()).length;
    await commission.requests.decide(await examined(name), { outcome: 'granted', reasons: 'Refugee status confirmed by ESP.', measures: [{ record, act: 'erase' }] });
    const entries = await house.entries(before + 1);
    const seen = entries.filter(({ owners, subject }) => owners?.includes('UTO') === true || subject === record);
    assert.deepEqual(seen.map(({ event, organisation, subject }) => [event, organisation, subject]), [['record.erased', 'XPO', record]]);
    const told = JSON.stringify([seen, await utopia.records.get(record), await utopia.records.history(record), await utopia.corrections.list(), await house.serving().hub.store.read.readChanges(0, 10_000)]);
    for (const secret of ['Refugee', 'ESP', 'cas_', 'deletion', 'request.']) assert.ok(!told.includes(secret), secret);
  });

  test('its texts in the audit log are erased as well, and the log still verifies', async () => {
    const name = newName();
    const record = await enter(name);
    await finds(france, name);
    const decided = await commission.requests.decide(await examined(name), { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'erase' }] });
    const asked = async (): Promise<number> => (await house.entries()).filter(({ sealed }) => sealed?.includes(name) === true).length;
    assert.ok((await asked()) > 0);
    const { texts } = await commission.requests.eraseTexts(decided, { reasons: 'They serve no purpose.' });
    assert.ok(texts > 0);
    for (let tries = 0; (await asked()) > 0; tries += 1) {
      assert.ok(tries < 100, 'the texts are still there');
      await setTimeout(50);
    }
    assert.deepEqual((await commission.requests.package(decided.id)).checks, []);
    assert.equal((await verifyAuditLog(join(house.data, 'hub', 'audit'))).brokenAt, undefined);
  });
});

describe('a record that is held back by a decision', () => {
  test('is found by nobody else, whatever its owner and the secretariat do, until that is lifted', async () => {
    const name = newName();
    const record = await enter(name, {}, 'It fits the rules.');
    await commission.requests.decide(await examined(name), { outcome: 'granted-in-part', reasons: 'None.', measures: [{ record, act: 'block' }] });
    assert.deepEqual(await finds(france, name), []);
    const held = await utopia.records.get(record);
    assert.deepEqual([held.review, held.reviewReason], ['blocked', undefined]);
    await assert.rejects(secretariat.records.release(held), isCode('record.held'));
    const amended = await utopia.records.amend(held, { content: { facts: 'New facts.' } });
    await assert.rejects(secretariat.records.release(amended), isCode('record.held'));
    assert.deepEqual(await finds(france, name), []);
    await commission.requests.decide(await examined(name), { outcome: 'refused', reasons: 'None.' });
    await commission.requests.decide(await examined(name), { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'lift' }] });
    await secretariat.records.release(await utopia.records.get(record));
    assert.deepEqual(await finds(france, name), [record]);
  });

  test('of a database without review it is found again when that is lifted', async () => {
    const number = unique('L');
    const { id: record } = await utopia.records.create({ database: 'travel-documents', content: passport(number) });
    const hits = async (): Promise<number> => (await france.checks.run({ purpose: 'border-control', subject: { document: { number } } })).matches.length;
    await commission.requests.decide(await examined(newName()), { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'block' }] });
    assert.equal(await hits(), 0);
    const blocked = await Array.fromAsync(secretariat.records.reviews({ review: 'blocked' }));
    assert.ok(!blocked.some(({ id }) => id === record), 'the secretariat reviews no travel documents');
    await commission.requests.decide(await examined(newName()), { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'lift' }] });
    assert.equal(await hits(), 1);
  });
});

describe('a correction', () => {
  test('is asked of the owner with a deadline, without saying who asked', async () => {
    const record = await enter(newName());
    const { id } = await commission.requests.decide(await examined(newName(), { kind: 'correction' }), { outcome: 'granted', reasons: CANARY, measures: [{ record, act: 'correct', asks: 'The birth date is wrong.', dueOn: '2026-12-10' }] });
    const [asked] = (await utopia.corrections.list({ state: 'asked' })).items.filter((one) => one.record === record);
    assert.ok(asked);
    assert.deepEqual([asked.by, asked.dueOn, asked.overdue, asked.asks, asked.database], ['commission', '2026-12-10', false, 'The birth date is wrong.', 'persons']);
    assert.ok(!JSON.stringify(asked).includes(CANARY) && !JSON.stringify(asked).includes('cas_'));
    await assert.rejects(commission.requests.conclude(await commission.requests.get(id)), isCode('case.open-measures'));
    await assert.rejects(utopia.corrections.answer(asked.id, { done: false }), isCode('request.invalid'));
    assert.equal((await utopia.corrections.answer(asked.id, { done: true, note: 'Corrected.' })).state, 'done');
    const [measure] = (await commission.requests.get(id)).measures;
    assert.deepEqual([measure?.state, measure?.answer, measure?.receipts.map(({ holder }) => holder)], ['done', 'Corrected.', ['UTO']]);
    assert.equal((await commission.requests.conclude(await commission.requests.get(id))).state, 'carried-out');
  });

  test('says that the person asked only when they agreed, and no longer when they take it back', async () => {
    const record = await enter(newName());
    const decided = await commission.requests.decide(await examined(newName(), { kind: 'correction', consent: true }), { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'correct', asks: 'The name is wrong.' }] });
    const by = async (): Promise<string | undefined> => (await utopia.corrections.list()).items.find((one) => one.record === record)?.by;
    assert.equal(await by(), 'person');
    await commission.requests.consent(decided, { given: false, on: '2026-11-24' });
    assert.equal(await by(), 'commission');
  });

  test('is seen and answered by the owner of the record alone', async () => {
    const record = await enter(newName());
    await commission.requests.decide(await examined(newName()), { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'correct', asks: 'The name is wrong.' }] });
    const asked = (await utopia.corrections.list()).items.find((one) => one.record === record);
    const germany = await house.client('DEU', { role: 'desk' });
    assert.deepEqual((await germany.corrections.list()).items, []);
    await assert.rejects(germany.corrections.answer(asked?.id ?? '', { done: true }), isCode('case.measure-not-found'));
    await assert.rejects(germany.corrections.list({ cursor: asked?.id ?? '' }), isCode('request.cursor'));
  });
});

test('a decision of which one measure cannot be done does nothing at all', async () => {
  const name = newName();
  const record = await enter(name);
  const request = await examined(name);
  const nowhere = 'rec_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b';
  await assert.rejects(commission.requests.decide(request, { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'erase' }, { record: nowhere, act: 'erase' }] }), isCode('record.not-found'));
  assert.deepEqual(await finds(france, name), [record]);
  assert.equal((await commission.requests.get(request.id)).state, 'under-examination');
  await assert.rejects(commission.requests.decide(request, { outcome: 'refused', reasons: 'None.', measures: [{ record, act: 'erase' }] }), isCode('request.invalid'));
});

test('nothing of a request lies readable in the store', async () => {
  const name = `${newName()} Zweitname`;
  await examined(name);
  const bytes = ['store.db', 'store.db-wal'].map((file) => readFileSync(join(house.data, 'hub', file)).toString('latin1')).join('');
  assert.ok(!bytes.includes('Zweitname') && !bytes.includes(CANARY));
});
