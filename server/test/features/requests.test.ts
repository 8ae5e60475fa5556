/** A person asks what is held on them, to correct or to delete it: the Commission decides, and no bureau learns who asked. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { RequestStanding } from '@watchword/api/requests.ts';
import type { Client } from '@watchword/sdk/client.ts';
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
