/** "Same name, not the same person": what one officer finds is told to the next, to nobody else, and hides nothing. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { CheckAnswer, Match } from '@watchword/api/checks/answers.ts';
import { PURPOSES, type Purpose } from '@watchword/api/checks/purposes.ts';
import { purposesOf } from '@watchword/api/rights/rights.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { persons } from '@watchword/api/databases/persons.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { isCode } from '../operation-calls.ts';
import { startServer, unique, wanted } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const utopia = await house.client('UTO', { permissions: PERMISSIONS });
const secretariat = await house.client('XPO', { role: 'reviewer' });
const france = await house.client('FRA', { role: 'front-line' });
const spain = await house.client('ESP', { role: 'front-line' });

const BORN = '1974-08-12';
/** A name that no other test has, so that nobody else is found. */
function newName(): string {
  const letters = unique('').replace(/\d/g, (digit) => 'bakelimoru'[Number(digit)] ?? '');
  return `Tarvo ${letters.charAt(0).toUpperCase()}${letters.slice(1)}sen`;
}

async function enter(name: string, more: Record<string, unknown> = {}): Promise<string> {
  const { id, version } = await utopia.records.create({ database: 'persons', content: wanted(name, more) });
  await secretariat.records.release({ id, version });
  return id;
}

const traveller = (name: string, number = unique('P')): Subject => ({ document: { number, issuer: 'ESP' }, person: { name, born: BORN } });
const check = (client: Client, subject: Subject, purpose: Purpose = 'border-control'): Promise<CheckAnswer> => client.checks.run({ purpose, subject });
async function found(client: Client, subject: Subject, record: string): Promise<Match> {
  const match = (await check(client, subject)).matches.find((one) => one.record === record);
  assert.ok(match, 'the person is shown');
  return match;
}

describe('"not the same"', () => {
  test('is told to the next officer of any country, and the match stays what it was', async () => {
    const name = newName();
    const record = await enter(name);
    const subject = traveller(name);
    const before = await found(france, subject, record);
    assert.equal(before.person?.comparedBefore, undefined);
    const { items } = await france.comparisons.record({ purpose: 'border-control', subject, records: [record], finding: 'not-same', reason: 'face' });
    assert.deepEqual(items, [{ record, rule: 'name-born', until: '2027-11-24' }]);
    const again = await found(france, subject, record);
    assert.deepEqual(again.person?.comparedBefore, [{ on: '2026-11-24', reason: 'face', by: 'own' }]);
    assert.deepEqual((await found(spain, subject, record)).person?.comparedBefore, [{ on: '2026-11-24', reason: 'face', by: 'other' }]);
    assert.equal(again.outcome, before.outcome);
    assert.deepEqual(again.reasons, before.reasons);
  });

  test('is not told to the owner of the record, nor of another document of the same name', async () => {
    const name = newName();
    const record = await enter(name);
    const subject = traveller(name);
    await france.comparisons.record({ purpose: 'border-control', subject, records: [record], finding: 'not-same', reason: 'age' });
    assert.equal((await found(utopia, subject, record)).person?.comparedBefore, undefined);
    assert.equal((await found(spain, traveller(name), record)).person?.comparedBefore, undefined);
  });

  test('is forgotten when an officer finds the same', async () => {
    const name = newName();
    const record = await enter(name);
    const subject = traveller(name);
    await france.comparisons.record({ purpose: 'border-control', subject, records: [record], finding: 'not-same', reason: 'age' });
    const { items } = await spain.comparisons.record({ purpose: 'border-control', subject, records: [record], finding: 'same' });
    assert.deepEqual(items, [{ record, rule: 'name-born' }]);
    assert.equal((await found(france, subject, record)).person?.comparedBefore, undefined);
  });

  test('ends after a year', async () => {
    const name = newName();
    const record = await enter(name);
    const subject = traveller(name);
    await france.comparisons.record({ purpose: 'border-control', subject, records: [record], finding: 'not-same', reason: 'age' });
    house.clock.moveDays(366);
    try {
      assert.equal((await found(france, subject, record)).person?.comparedBefore, undefined);
    } finally {
      house.clock.moveDays(-366);
    }
  });
});

describe('of those who must not be traced nothing is remembered', () => {
  for (const [what, purpose, issuer] of [['asylum', 'asylum', 'ESP'], ['victim care', 'victim-care', 'ESP'], ['a document of a refugee', 'border-control', 'XXB'], ['a document of a stateless person', 'border-control', 'XXA']] as const) {
    test(what, async () => {
      const name = newName();
      const record = await enter(name);
      const subject = { document: { number: unique('P'), issuer }, person: { name, born: BORN } };
      const { items } = await france.comparisons.record({ purpose, subject, records: [record], finding: 'not-same', reason: 'face' });
      assert.equal(items[0]?.until, undefined);
      assert.equal((await found(france, subject, record)).person?.comparedBefore, undefined);
    });
  }
});

describe('refused', () => {
  test('for a purpose that the database does not allow', async () => {
    const name = newName();
    const record = await enter(name);
    const purpose = PURPOSES.find((one) => !purposesOf(persons).includes(one));
    assert.ok(purpose);
    await assert.rejects(france.comparisons.record({ purpose, subject: traveller(name), records: [record], finding: 'same' }), isCode('access.purpose'));
  });

  test('without a reason, and nothing is kept', async () => {
    const name = newName();
    const record = await enter(name);
    const subject = traveller(name);
    await assert.rejects(france.comparisons.record({ purpose: 'border-control', subject, records: [record], finding: 'not-same' }), isCode('request.invalid'));
    assert.equal((await found(france, subject, record)).person?.comparedBefore, undefined);
  });

  test('of a record that the officer was not shown: another person, hidden from the country, waiting, or none', async () => {
    const name = newName();
    const hidden = (await utopia.records.create({ database: 'persons', content: wanted(name), hiddenFrom: ['FRA'] }));
    await secretariat.records.release({ id: hidden.id, version: hidden.version });
    const waiting = await utopia.records.create({ database: 'persons', content: wanted(name) });
    const other = await enter(newName());
    for (const record of [hidden.id, waiting.id, other, 'rec_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b']) {
      const refusal = await france.comparisons.record({ purpose: 'border-control', subject: traveller(name), records: [record], finding: 'not-same', reason: 'face' }).catch((error: unknown) => error);
      assert.ok(isCode('record.not-found')(refusal), record);
    }
  });
});

test('false matches are counted by owner and rule once their month is over, and shown to others without owner', async () => {
  const name = newName();
  const record = await enter(name);
  const count = async (client: Client): Promise<unknown> => (await client.comparisons.count()).items;
  const desk = await house.client('ESP', { role: 'desk' });
  await france.comparisons.record({ purpose: 'border-control', subject: traveller(name), records: [record], finding: 'not-same', reason: 'face' });
  assert.deepEqual(await count(utopia), []);
  house.clock.moveDays(7);
  try {
    const [own, others, all] = [await count(utopia), await count(desk), await count(await house.client('XPO', { role: 'reviewer', permissions: PERMISSIONS }))] as { owner?: string; rule: string; notSame: number }[][];
    const counted = own?.find((one) => one.owner === 'UTO' && one.rule === 'name-born');
    assert.ok(counted !== undefined && counted.notSame >= 1);
    assert.deepEqual(all, own);
    assert.deepEqual(others?.filter(({ owner }) => owner !== undefined), []);
    assert.equal(others?.length, 1);
  } finally {
    house.clock.moveDays(-7);
  }
});

test('the audit log keeps who compared and what was found in the clear, and the question and records sealed', async () => {
  const name = newName();
  const record = await enter(name);
  const from = (await house.entries()).length + 1;
  await france.comparisons.record({ purpose: 'border-control', subject: traveller(name), records: [record], finding: 'not-same', reason: 'documents' });
  const entry = (await house.entries(from)).find(({ event }) => event === 'comparison.recorded');
  assert.ok(entry);
  const { text, ...clear } = entry as typeof entry & { text?: string };
  assert.equal(entry.reason, 'not-same: documents');
  assert.ok(!JSON.stringify({ ...clear, sealed: undefined }).includes(record));
  assert.ok(String(text ?? JSON.stringify(entry)).includes(record));
});

test('a person whose identity is misused is told from the one who misuses it', async () => {
  const name = newName();
  const misused = [{ holder: name, born: BORN, document: 'ESP776655', tellApart: 'The holder lacks the left little finger.' }];
  const record = await enter(name, { identityMisused: misused, documents: [{ number: unique('F'), issuer: 'UTO' }] });
  const match = await found(france, { document: { number: 'ESP776655', issuer: 'ESP' }, person: { name, born: BORN } }, record);
  assert.equal(match.outcome, 'possible');
  assert.equal(match.person?.rightfulHolder, true);
  assert.deepEqual(match.content['identityMisused'], misused);
  assert.equal(match.steps[0]?.code, 'tell-apart');
});
