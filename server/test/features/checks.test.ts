/** A check from all sides, as an officer's system asks it. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { OWNER_RULE } from '@watchword/api/audit/owner-logs.ts';
import type { CheckAnswer } from '@watchword/api/checks/answers.ts';
import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import type { Purpose } from '@watchword/api/checks/purposes.ts';
import { purposesOf } from '@watchword/api/rights/rights.ts';
import { NOT_AN_ORDER } from '@watchword/api/checks/steps.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import type { ErrorCode } from '@watchword/api/errors.ts';
import { buildMrz } from '@watchword/api/mrz/build.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { isCode } from '../operation-calls.ts';
import { car, NOW, passport, startServer, unique, wanted } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const [utopia, deu, reviewer, officer, desk] = await Promise.all([
  house.client('UTO'), house.client('DEU'), house.client('XPO', { role: 'reviewer' }), house.client('FRA', { role: 'front-line' }), house.client('FRA'),
]);

const ask = (subject: Subject, more: Partial<CheckRequest> = {}, client: Client = officer): Promise<CheckAnswer> => client.checks.run({ purpose: 'border-control', subject, ...more });
const enter = (database: string, content: Record<string, unknown>, owner = utopia): Promise<{ id: string }> => owner.records.create({ database, content });
/** A record on a person that the secretariat has released. */
async function release(content: Record<string, unknown>): Promise<{ id: string }> {
  return reviewer.records.release(await utopia.records.create({ database: 'persons', content }));
}
const outcomeIn = ({ databases }: CheckAnswer, code: string): string | undefined => databases.find(({ database }) => database === code)?.outcome;
const how = (answer: CheckAnswer, field: string): string | undefined => answer.matches[0]?.reasons.find((reason) => reason.field === field)?.how;

describe('a document', () => {
  test('that is equal is a hit, with all that an officer has to know', async () => {
    const number = unique('E');
    const { id } = await enter('travel-documents', passport(number, { circumstances: 'for desks only', occurredOn: '2026-03' }));
    const answer = await ask({ document: { number, issuer: 'UTO', type: 'passport' } });
    assert.equal(answer.outcome, 'hit');
    assert.equal(answer.notice, NOT_AN_ORDER);
    assert.equal(answer.at, new Date(NOW).toISOString());
    assert.match(answer.id, /^chk_[0-9a-f]{32}$/);
    const [match] = answer.matches;
    assert.deepEqual([match?.record, match?.database, match?.owner, match?.kind, match?.outcome], [id, 'travel-documents', 'UTO', 'stolen', 'hit']);
    assert.deepEqual(match?.reasons.map((reason) => [reason.field, reason.how]), [['number', 'equal'], ['issuer', 'equal'], ['type', 'equal']]);
    assert.deepEqual(match?.content, passport(number, { occurredOn: '2026-03' }), 'the front line sees no circumstances');
    assert.ok(match?.steps.some(({ code }) => code === 'ask-owner'));
    assert.deepEqual(match?.freshness, { version: 1, enteredAt: new Date(NOW).toISOString(), ageDays: 0, expiresOn: '2036-11-24' });
    const seen = await ask({ document: { number } }, {}, desk);
    assert.equal(seen.matches[0]?.content['circumstances'], 'for desks only');
  });

  test('is found in other writing and without its issuer', async () => {
    const number = unique('W');
    await enter('travel-documents', passport(number));
    for (const written of [number.toLowerCase(), ` ${number.slice(0, 3)}-${number.slice(3)} `.trim(), [...number].join(' ')]) {
      const answer = await ask({ document: { number: written } });
      assert.equal(outcomeIn(answer, 'travel-documents'), 'hit', written);
      assert.equal(how(answer, 'issuer'), 'missing');
    }
  });

  test('with look-alikes is possible', async () => {
    const digits = unique('');
    await enter('travel-documents', passport(`UO${digits}`));
    const answer = await ask({ document: { number: `U0${digits}`, issuer: 'UTO' } });
    assert.deepEqual([answer.outcome, how(answer, 'number')], ['possible', 'look-alike']);
  });

  test('of another issuer with the same number is another document', async () => {
    const number = unique('Q');
    await enter('travel-documents', passport(number));
    assert.equal((await ask({ document: { number, issuer: 'FRA' } })).outcome, 'none');
  });

  test('of Germany is the same by D and by DEU', async () => {
    const number = unique('D');
    await enter('travel-documents', { ...passport(number), issuer: 'D' }, deu);
    for (const issuer of ['D', 'DEU']) assert.equal((await ask({ document: { number, issuer } })).outcome, 'hit', issuer);
    assert.equal((await ask({ document: { number, issuer: 'DEU' } })).matches[0]?.content['issuer'], 'DEU');
  });

  test('in a range of stolen blanks is a hit from the first to the last number, and beyond there is none', async () => {
    const start = Number(unique('')) * 1000;
    const [from, to] = [`XK${start}`, `XK${start + 499}`];
    await enter('travel-documents', { ...passport(from), numberTo: to, fraud: 'stolen-blank' });
    for (const inside of [start, start + 250, start + 499]) {
      const answer = await ask({ document: { number: `XK${inside}`, issuer: 'UTO' } });
      assert.deepEqual([answer.outcome, how(answer, 'number')], ['hit', 'in-range']);
    }
    for (const outside of [start - 1, start + 500]) assert.equal((await ask({ document: { number: `XK${outside}` } })).outcome, 'none');
  });

  test('that is no travel document is found too', async () => {
    const number = unique('L');
    await enter('administrative-documents', { number, issuer: 'UTO', type: 'driving-licence', fraud: 'stolen' });
    const answer = await ask({ document: { number } });
    assert.deepEqual([outcomeIn(answer, 'administrative-documents'), outcomeIn(answer, 'travel-documents'), outcomeIn(answer, 'persons')], ['hit', 'none', 'none']);
  });

  test('that nobody looks for is none in every database asked, each with the time of its state', async () => {
    const answer = await ask({ document: { number: unique('N') } });
    assert.equal(answer.outcome, 'none');
    assert.deepEqual(answer.databases, ['travel-documents', 'administrative-documents', 'persons'].map((database) => ({ database, outcome: 'none', asOf: answer.at })));
    assert.deepEqual([answer.matches, answer.notice, answer.more], [[], undefined, undefined]);
  });
});

describe('a machine-readable zone', () => {
  const zoneOf = (documentNumber: string, lastName = 'Nobody'): string[] => buildMrz({ format: 'TD3', documentNumber, lastName, firstName: 'Ada', birthDate: '740812', sex: 'F', expirationDate: '310415' });

  test('asks for the document and for the person behind it in one call', async () => {
    const number = unique('Z').slice(0, 9);
    await enter('travel-documents', passport(number));
    const { id } = await release(wanted(`Ada Marin${letters()}`));
    const name = nameOf(await reviewer.records.get(id));
    const answer = await ask({ mrz: zoneOf(number, name.split(' ')[1]) });
    assert.deepEqual([outcomeIn(answer, 'travel-documents'), outcomeIn(answer, 'persons')], ['hit', 'hit']);
    assert.equal(answer.mrz?.valid, true);
    assert.equal(answer.matches.length, 2);
  });

  test('with a broken check digit is asked as read, and says where the fault is', async () => {
    const number = unique('Y');
    await enter('travel-documents', passport(number));
    const [first = '', second = ''] = zoneOf(number);
    const broken = `${second.slice(0, 9)}${(Number(second[9]) + 1) % 10}${second.slice(10)}`;
    const answer = await ask({ mrz: [first, broken] });
    assert.equal(answer.outcome, 'hit');
    assert.equal(answer.mrz?.valid, false);
    assert.ok(answer.mrz?.faults.some(({ line, column }) => line === 2 && column === 10), JSON.stringify(answer.mrz?.faults));
  });

  test('misread by the camera is found by its alternate reading, and marked as such', async () => {
    const number = `B${unique('')}X`;
    await enter('travel-documents', passport(number));
    const [first = '', second = ''] = zoneOf(number);
    const answer = await ask({ mrz: [first, `8${second.slice(1)}`] });
    assert.equal(outcomeIn(answer, 'travel-documents'), 'possible');
    assert.equal(answer.matches[0]?.misread, number);
  });

  test('that is none is refused', async () => {
    await assert.rejects(ask({ mrz: ['HELLO'] }), isCode('check.unreadable'));
    await assert.rejects(ask({ mrz: ['<'.repeat(44), '<'.repeat(44)] }), isCode('check.unreadable'));
  });
});

describe('a vehicle', () => {
  test('is found by its VIN, by the last eight as possible, by plate, engine and gearbox', async () => {
    const end = unique('');
    const vin = `UTZZZZ8X4GB${end}`;
    const plate = `UT ${end.slice(0, 3)} ${end.slice(3)}`;
    await enter('vehicles', car({ vin, plate, plateCountry: 'UTO', engineNumber: `EN${end}`, gearboxNumber: `GB${end}` }));
    const outcome = async (vehicle: NonNullable<Subject['vehicle']>): Promise<string> => (await ask({ vehicle })).outcome;
    assert.equal(await outcome({ vin: vin.toLowerCase() }), 'hit');
    assert.equal(await outcome({ vin: vin.slice(-8) }), 'possible');
    assert.equal(await outcome({ plate: { number: plate.replaceAll(' ', ''), country: 'UTO' } }), 'hit');
    assert.equal(await outcome({ plate: { number: plate } }), 'hit');
    assert.equal(await outcome({ plate: { number: plate, country: 'FRA' } }), 'none');
    assert.equal(await outcome({ engine: `en-${end}` }), 'hit');
    assert.equal(await outcome({ gearbox: `GB ${end}` }), 'hit');
    assert.equal(await outcome({ vin: `${vin.slice(0, -1)}${(Number(vin.at(-1)) + 1) % 10}` }), 'none');
  });
});

describe('a person', () => {
  test('is found by an identity document', async () => {
    const number = unique('P');
    await release(wanted('Eva Papers', { documents: [{ number, issuer: 'UTO' }] }));
    assert.equal(outcomeIn(await ask({ document: { number, issuer: 'UTO' } }), 'persons'), 'hit');
    assert.equal(outcomeIn(await ask({ document: { number, issuer: 'FRA' } }), 'persons'), 'none');
  });

  test('is a hit by name and whole birth date, in any order and writing, and possible with less', async () => {
    const name = `Zoë Łukasz${letters()}`;
    await release(wanted(name, { sex: 'F', nationalities: ['UTO'] }));
    const outcome = async (person: Omit<NonNullable<Subject['person']>, 'name'>, written = name): Promise<string> => (await ask({ person: { name: written, ...person } })).outcome;
    assert.equal(await outcome({ born: '1974-08-12' }), 'hit');
    assert.equal(await outcome({ born: '1974-08-12' }, name.split(' ').toReversed().join(' ').toUpperCase()), 'hit');
    assert.equal(await outcome({ born: '1974-08' }), 'possible');
    assert.equal(await outcome({}), 'possible');
    assert.equal(await outcome({ born: '1974-08-12', sex: 'M' }), 'possible');
    assert.equal(await outcome({ born: '1961-03-25' }), 'none');
    assert.equal(await outcome({ born: '1974-08-12' }, 'Petra Schneider'), 'none');
  });

  test('born on a day that does not exist is no question', async () => {
    await assert.rejects(ask({ person: { name: 'Ada', born: '1974-02-30' } }), isCode('request.invalid'));
  });
});

describe('other things', () => {
  test('firearms, vessels and works of art are found by their marks', async () => {
    const mark = unique('M');
    await enter('firearms', { serialNumber: mark, type: 'pistol', status: 'stolen' });
    await enter('vessels', { hullNumber: mark, type: 'sailing-boat', status: 'stolen' });
    await enter('works-of-art', { inventoryNumber: mark, title: 'Harbour', type: 'painting', status: 'stolen' });
    const answer = await ask({ firearm: { serialNumber: mark }, vessel: { hullNumber: mark }, artwork: { inventoryNumber: mark } });
    assert.deepEqual(answer.databases.map(({ outcome }) => outcome), ['hit', 'hit', 'hit']);
  });
});

describe('a question', () => {
  test('may name several subjects: each database that can answer one is asked', async () => {
    const [number, plate] = [unique('S'), unique('PL')];
    await enter('travel-documents', passport(number));
    await enter('vehicles', car({ plate, plateCountry: 'UTO' }));
    const answer = await ask({ document: { number }, vehicle: { plate: { number: plate } }, person: { name: 'Nobody At All' } });
    assert.deepEqual(Object.fromEntries(answer.databases.map(({ database, outcome }) => [database, outcome])), { 'travel-documents': 'hit', 'administrative-documents': 'none', vehicles: 'hit', persons: 'none' });
  });

  test('may name its databases', async () => {
    const answer = await ask({ document: { number: unique() } }, { databases: ['persons'] });
    assert.deepEqual(answer.databases.map(({ database }) => database), ['persons']);
    const refusals: [string[], ErrorCode][] = [[['vehicles'], 'check.no-database'], [['stamps'], 'database.not-found']];
    for (const [databases, code] of refusals) await assert.rejects(ask({ document: { number: unique() } }, { databases }), isCode(code));
  });

  test('needs a purpose that the database allows', async () => {
    for (const { code, personal } of DATABASES.filter((one) => one.code === 'vehicles' || one.code === 'persons')) {
      const subject: Subject = personal ? { person: { name: 'Nobody' } } : { vehicle: { plate: { number: 'UT 1' } } };
      for (const purpose of ['border-control', 'asylum', 'vehicle-registration'] satisfies Purpose[]) {
        const asked = ask(subject, { purpose, databases: [code] });
        if (purposesOf({ code }).includes(purpose)) assert.equal((await asked).outcome, 'none');
        else await assert.rejects(asked, isCode('access.purpose'));
      }
    }
    await assert.rejects(ask({ person: { name: 'Nobody' } }, { purpose: 'curiosity' as Purpose }), isCode('request.invalid'));
  });

  test('in which nothing can be looked up is refused', async () => {
    await assert.rejects(ask({ document: { number: '--' } }), isCode('check.no-subject'));
    await assert.rejects(ask({}), isCode('request.invalid'));
  });

  test('leaves its purpose, its outcome and itself in the audit log, and its receipt is that entry', async () => {
    const number = unique('A');
    await enter('travel-documents', passport(number));
    const answer = await ask({ document: { number } }, { place: 'Booth 7' });
    const entry = (await house.entries(answer.receipt.entry))[0];
    assert.ok(entry !== undefined);
    assert.deepEqual([entry.seq, entry.hash, entry.subject, entry.purpose], [answer.receipt.entry, answer.receipt.hash, answer.id, 'border-control']);
    assert.deepEqual([entry.outcomes, entry.owners, entry.keep], [{ hit: 1, possible: 0, none: 2, unavailable: 0 }, ['UTO'], 'long']);
    const { shown, role, rule, ...question } = JSON.parse(entry.sealed ?? '') as { role?: string; rule?: number; shown?: { owner: string; outcome: string }[] };
    assert.deepEqual(question, { place: 'Booth 7', subject: { document: { number } } });
    assert.deepEqual([role, rule], ['front-line', OWNER_RULE]);
    assert.deepEqual(shown?.map(({ owner, outcome }) => [owner, outcome]), [['UTO', 'hit']]);
  });
});

test('twenty matches are shown at most, hits first, and it is said that there are more', async () => {
  const serialNumber = unique('T');
  for (let at = 0; at < 22; at += 1) await enter('firearms', { serialNumber: at === 0 ? serialNumber : serialNumber.replace('T', 'T '), type: 'pistol', status: 'stolen' });
  const answer = await ask({ firearm: { serialNumber } });
  assert.deepEqual([answer.matches.length, answer.more], [20, true]);
});

function letters(): string {
  return [...unique('')].map((digit) => 'abcdefghij'[Number(digit)]).join('');
}

function nameOf({ content }: { content: Record<string, unknown> }): string {
  return (content['names'] as { full: string }[])[0]?.full ?? '';
}
