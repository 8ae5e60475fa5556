/** A person asks what is held on them, to correct or to delete it: the Commission decides, and no bureau learns who asked. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { RequestStanding } from '@watchword/api/requests.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { sweepRequests, type REQUEST_SLICES } from '#requests/requests.ts';
import type { Writer } from '#store/store.ts';
import { isCode } from '../operation-calls.ts';
import { passport, startServer, unique, wanted } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const commission = await house.client('XPO', { role: 'commission' });
const secretariat = await house.client('XPO', { role: 'reviewer' });
const utopia = await house.client('UTO', { permissions: PERMISSIONS.filter((one) => one !== 'case:manage') });
const france = await house.client('FRA', { role: 'front-line' });

const BORN = '1974-08-12';
const DIGEST = 'ab'.repeat(32);

function newName(): string {
  const letters = unique('').replace(/\d/g, (digit) => 'bakelimoru'[Number(digit)] ?? '');
  return `Tarvo ${letters.charAt(0).toUpperCase()}${letters.slice(1)}sen`;
}

async function enter(name: string, more: Record<string, unknown> = {}): Promise<string> {
  const { id, version } = await utopia.records.create({ database: 'persons', reference: unique('REF'), content: wanted(name, more) });
  await secretariat.records.release({ id, version });
  return id;
}

type Kind = 'access' | 'correction' | 'deletion';
function receive(name: string, { kind = 'access', number, consent }: { kind?: Kind; number?: string; consent?: boolean } = {}): Promise<RequestStanding> {
  return commission.requests.receive({
    kind, subject: { names: [name], born: BORN, ...(number !== undefined && { documents: [{ number, issuer: 'UTO' }] }) },
    asks: 'What do you hold on me?', contact: 'Canary Street 7, Zenith', evidence: { digest: DIGEST, note: 'Passport seen' },
    ...(consent !== undefined && { consent: { given: consent, on: '2026-11-20' } }),
  });
}

/** A request that is examined. */
async function examined(name: string, how: Parameters<typeof receive>[1] = {}): Promise<RequestStanding> {
  const received = await receive(name, how);
  return await commission.requests.examine(await commission.requests.admit(received, { admissible: true }));
}

const finds = async (client: Client, name: string): Promise<string[]> => (await client.checks.run({ purpose: 'border-control', subject: { person: { name, born: BORN } } })).matches.map(({ record }) => record);

describe('everything held on a person', () => {
  test('is gathered: records of every database with versions, checks that showed them, questions about the person, and entries', async () => {
    const name = newName();
    const number = unique('L');
    const record = await enter(name, { documents: [{ number, issuer: 'UTO', type: 'passport' }] });
    const { id: stolen } = await utopia.records.create({ database: 'travel-documents', content: passport(number) });
    const ended = await enter(name);
    await utopia.records.withdraw({ id: ended, version: 2 }, { reason: 'located' });
    await finds(france, name);
    await france.checks.run({ purpose: 'police-check', subject: { document: { number, issuer: 'UTO' } } });
    await france.checks.run({ purpose: 'border-control', subject: { person: { name: newName(), born: '1990-01-02' } } });
    const { id } = await examined(name, { number });
    const held = await commission.requests.package(id);
    assert.deepEqual(held.records.map(({ record: one, as }) => [one.id, as]), [[record, 'hit'], [stolen, 'hit'], [ended, 'hit']]);
    assert.equal(held.records[2]?.record.state, 'withdrawn');
    assert.deepEqual(held.records[0]?.versions.map(({ change }) => change), ['released', 'created']);
    assert.deepEqual(held.checks.map(({ organisation, purpose, as, records }) => [organisation, purpose, as, records.toSorted()]), [
      ['FRA', 'border-control', 'hit', [record]],
      ['FRA', 'police-check', 'hit', [record, stolen].toSorted()],
    ]);
    assert.ok(held.entries.some(({ event, record: of }) => event === 'record.withdrawn' && of === ended));
    assert.equal(held.cut, false);
    const gathered = (await house.entries()).at(-1);
    assert.equal(gathered?.event, 'request.package-gathered');
    assert.deepEqual([gathered?.subject, gathered?.owners, gathered?.databases], [id, undefined, undefined]);
  });

  test('says of no check that it showed a record which waited, or was hidden from those who asked', async () => {
    const name = newName();
    const number = unique('L');
    const waiting = await utopia.records.create({ database: 'persons', content: wanted(name, { documents: [{ number, issuer: 'UTO', type: 'passport' }] }) });
    const hidden = await utopia.records.create({ database: 'travel-documents', content: passport(number), hiddenFrom: ['FRA'] });
    const shown = await utopia.records.create({ database: 'travel-documents', content: passport(number) });
    await france.checks.run({ purpose: 'border-control', subject: { document: { number, issuer: 'UTO' } } });
    await utopia.checks.run({ purpose: 'border-control', subject: { document: { number, issuer: 'UTO' } } });
    const { id } = await examined(name, { number });
    const { checks } = await commission.requests.package(id);
    assert.deepEqual(checks.map(({ organisation, records }) => [organisation, records]), [['FRA', [shown.id]], ['UTO', [waiting.id, hidden.id, shown.id]]]);
  });

  test('is printed as a PDF in four languages', async () => {
    const name = newName();
    await enter(name);
    const { id } = await examined(name);
    for (const language of ['en', 'fr', 'es', 'ar'] as const) {
      const pdf = await commission.requests.print(id, language);
      assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-');
      assert.ok(pdf.length > 10_000);
    }
  });
});

describe('the way of a request', () => {
  const due = { access: '2027-03-24', correction: '2027-08-24', deletion: '2027-08-24' } as const;
  for (const kind of ['access', 'correction', 'deletion'] as const) {
    test(`has its clock from admissibility on: ${kind}`, async () => {
      const received = await receive(newName(), { kind });
      assert.deepEqual([received.state, received.clock], ['received', undefined]);
      const admitted = await commission.requests.admit(received, { admissible: true });
      assert.deepEqual(admitted.clock, { startedOn: '2026-11-24', dueOn: due[kind], daysLeft: kind === 'access' ? 120 : 273, overdue: false, extended: false });
    });
  }

  test('can be extended with a reason to a later day, by no more than the first time again', async () => {
    const request = await examined(newName());
    await assert.rejects(commission.requests.extend(request, { until: '2027-03-24', reasons: 'None.' }), isCode('request.invalid'));
    await assert.rejects(commission.requests.extend(request, { until: '2027-07-25', reasons: 'None.' }), isCode('request.invalid'));
    const extended = await commission.requests.extend(request, { until: '2027-07-24', reasons: 'The court answers late.' });
    assert.deepEqual([extended.clock?.dueOn, extended.clock?.extended], ['2027-07-24', true]);
    assert.ok((await commission.requests.get(request.id)).events.some(({ act, text }) => act === 'extend' && text === 'The court answers late.'));
  });

  test('goes in order: what is not its turn is refused, and so is an old version', async () => {
    const received = await receive(newName());
    await assert.rejects(commission.requests.examine(received), isCode('case.state'));
    await assert.rejects(commission.requests.decide(received, { outcome: 'refused', reasons: 'None.' }), isCode('case.state'));
    await assert.rejects(commission.requests.close(received), isCode('case.state'));
    await assert.rejects(commission.requests.admit(received, { admissible: false }), isCode('request.invalid'));
    const not = await commission.requests.admit(received, { admissible: false, reasons: 'Nobody signed it.' });
    assert.equal(not.state, 'inadmissible');
    await assert.rejects(commission.requests.close(received), isCode('case.version-conflict'));
    assert.equal((await commission.requests.close(not)).state, 'closed');
    const refused = await commission.requests.decide(await examined(newName()), { outcome: 'refused', reasons: 'The record stands.' });
    assert.deepEqual([refused.state, refused.outcome], ['carried-out', 'refused']);
  });

  test('is listed newest first, by state, and when overdue', async () => {
    const [one, other] = [await receive(newName()), await receive(newName(), { kind: 'deletion' })];
    const page = await commission.requests.list({ state: 'received', limit: 1 });
    assert.deepEqual(page.items.map(({ id }) => id), [other.id]);
    const next = await commission.requests.list({ state: 'received', limit: 1, ...(page.nextCursor !== undefined && { cursor: page.nextCursor }) });
    assert.deepEqual(next.items.map(({ id }) => id), [one.id]);
    assert.deepEqual((await commission.requests.list({ overdue: true })).items, []);
    const late = await startServer();
    try {
      const there = await late.client('XPO', { role: 'commission' });
      const admitted = await there.requests.admit(await there.requests.receive({ kind: 'access', subject: { documents: [{ number: unique('L') }] }, asks: 'What?', contact: 'None', evidence: { digest: DIGEST } }), { admissible: true });
      late.clock.moveDays(120);
      assert.deepEqual((await there.requests.list({ overdue: true })).items, []);
      late.clock.moveDays(1);
      const [overdue] = (await there.requests.list({ overdue: true })).items;
      assert.deepEqual([overdue?.id, overdue?.clock?.daysLeft, overdue?.clock?.overdue], [admitted.id, -1, true]);
    } finally {
      await late.close();
    }
  });

  test('needs what a check needs: names with a birth date, or numbers that say something', async () => {
    const rest = { kind: 'access', asks: 'What?', contact: 'None', evidence: { digest: DIGEST } } as const;
    for (const subject of [{ names: ['Anna Eriksson'] }, { born: BORN }, { names: ['…'], born: BORN }, { names: ['Anna Eriksson'], born: '2026-02-30' }, { documents: [{ number: '- -' }] }]) {
      await assert.rejects(commission.requests.receive({ ...rest, subject }), isCode('request.invalid'), JSON.stringify(subject));
    }
  });

  test('ends: what is sealed of it is erased a year after it was closed', async () => {
    const late = await startServer();
    try {
      const there = await late.client('XPO', { role: 'commission' });
      const request = await there.requests.receive({ kind: 'access', subject: { documents: [{ number: unique('L') }] }, asks: 'What?', contact: 'None', evidence: { digest: DIGEST } });
      const closed = await there.requests.close(await there.requests.admit(request, { admissible: false, reasons: 'Unsigned.' }));
      const writer = late.serving().hub.writer as unknown as Writer<typeof REQUEST_SLICES>;
      late.clock.moveDays(365);
      await sweepRequests({ writer }, late.clock.now(), 365);
      assert.equal((await there.requests.get(closed.id)).asks, 'What?');
      late.clock.moveDays(1);
      await sweepRequests({ writer }, late.clock.now(), 365);
      const left = await there.requests.get(closed.id);
      assert.deepEqual([left.state, left.asks, left.contact, left.evidence.digest, left.subject, left.events.map(({ text }) => text)], ['closed', '', '', '', {}, [undefined, undefined, undefined]]);
      await assert.rejects(there.requests.package(closed.id), isCode('case.state'));
    } finally {
      await late.close();
    }
  });
});

describe('no bureau learns of a request', () => {
  /** Everything that a bureau with every right of its own can read. */
  const everything = async (): Promise<string> =>
    JSON.stringify([
      await Array.fromAsync(utopia.records.list()), await utopia.corrections.list(), await utopia.retention(), await utopia.comparisons.count(), (await utopia.tokens.list()).map(({ lastUsedOn: _, ...token }) => token), await utopia.me(),
      await house.serving().hub.store.read.readChanges(0, 10_000), (await house.entries()).filter(({ organisation, owners }) => organisation === 'UTO' || owners?.includes('UTO') === true).map(({ event, subject, count, reason }) => [event, subject, count, reason]).filter(([event]) => !READINGS.has(String(event))),
    ]);
  const READINGS = new Set(['record.listed', 'record.read', 'correction.listed', 'comparison.counted', 'record.ending-counted']);

  test('not by lists, counts, audit entries about its records or the change log, until a decision touches a record', async () => {
    const name = newName();
    await enter(name);
    const before = await everything();
    const request = await examined(name, { kind: 'deletion' });
    await commission.requests.package(request.id);
    await commission.requests.print(request.id);
    await commission.requests.decide(request, { outcome: 'refused', reasons: 'The record stands.' });
    assert.equal(await everything(), before);
  });

  test('not by asking: whoever is not the Commission is refused, whether there is such a request or not', async () => {
    const { id } = await receive(newName());
    const desk = await house.client('UTO', { role: 'system', permissions: PERMISSIONS });
    for (const client of [utopia, secretariat, france, desk]) {
      await assert.rejects(client.requests.get(id), isCode('access.forbidden'));
      await assert.rejects(client.requests.get('cas_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b'), isCode('access.forbidden'));
      await assert.rejects(client.requests.list(), isCode('access.forbidden'));
      await assert.rejects(client.requests.package(id), isCode('access.forbidden'));
      await assert.rejects(client.requests.decide({ id, version: 1 }, { outcome: 'refused', reasons: 'None.' }), isCode('access.forbidden'));
    }
  });

  test('and the entries of a request name neither a person, nor an owner, nor a record', async () => {
    const from = (await house.entries()).length + 1;
    const name = newName();
    await enter(name);
    const request = await examined(name);
    await commission.requests.package(request.id);
    const entries = (await house.entries(from)).filter(({ event }) => event.startsWith('request.'));
    assert.deepEqual(entries.map(({ event, reason }) => [event, reason]), [['request.received', undefined], ['request.acted', 'admit'], ['request.acted', 'examine'], ['request.package-gathered', undefined]]);
    for (const { owners, databases, sealed, subject } of entries) assert.deepEqual([owners, databases, sealed, subject], [undefined, undefined, undefined, request.id]);
  });
});
