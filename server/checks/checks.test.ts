import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { OWNER_RULE } from '@watchword/api/audit/owner-logs.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { NOT_AN_ORDER, STEPS } from '@watchword/api/checks/steps.ts';
import { AppError, fail } from '@watchword/api/errors.ts';
import { buildMrz } from '@watchword/api/mrz/build.ts';
import { loadHasher } from '#databases/databases.ts';
import type { Reply } from '#door/calls.ts';
import { openChecks, type AnswerWithoutReceipt } from './checks.ts';
import { askerOf, dayOf, NOW, openWorld, TODAY, type World } from './checks-under-test.ts';

const passport = { number: 'L898902C3', issuer: 'UTO', type: 'passport', fraud: 'stolen', occurredOn: '2025-03', circumstances: 'told by the holder', validUntil: '2031-04-15' };
const anna = {
  kind: 'wanted', status: 'accused', names: [{ family: 'ERIKSSON', given: 'ANNA MARIA', kind: 'primary' }], born: ['1974-08-12'], sex: 'F', nationalities: ['UTO'],
  documents: [{ number: 'L898902C3', issuer: 'UTO', type: 'passport' }], warnings: ['armed'], facts: 'for the desk',
};
const specimen = { format: 'TD3', documentNumber: 'L898902C3', lastName: 'Eriksson', firstName: 'Anna Maria', birthDate: '740812', sex: 'F', expirationDate: '310415' } as const;

let world: World;
before(async () => {
  world = openWorld();
  await world.enter({ database: 'travel-documents', content: passport, verified_on: dayOf('2026-11-20'), version: 3, amended_at: NOW - 20 * 86_400_000 });
  await world.enter({ database: 'persons', content: anna, review: 2 });
  await world.enter({ database: 'persons', content: { kind: 'missing', status: 'missing', names: [{ full: 'Tom Small', kind: 'primary' }], born: ['2015'], nationalities: ['FRA'] }, review: 2, owner: 'FRA' });
  await world.enter({ database: 'vehicles', content: { vin: '1M8GDM9A1KP042788', type: 'bus', status: 'stolen' } });
  for (let number = 0; number < 25; number += 1) {
    await world.enter({ database: 'works-of-art', content: { title: 'Landscape', artist: `Artist ${'abcdefghijklmnopqrstuvwxyz'[number]}`, type: 'painting', status: 'stolen' } });
  }
});
after(() => world.close());

const outcomes = ({ databases }: AnswerWithoutReceipt): Record<string, string> => Object.fromEntries(databases.map(({ database, outcome }) => [database, outcome]));
const refusal = (code: string, pointer: string) => (error: unknown) => error instanceof AppError && error.code === code && error.details.errors?.[0]?.pointer === pointer;

describe('an answer', () => {
  test('to a document that nobody looks for comes at once, and names every database that was asked', () => {
    const reply = world.checks.answer({ asker: askerOf('FRA', 'front-line'), at: NOW, input: { purpose: 'border-control', subject: { document: { number: 'ZZ1' } } } });
    assert.ok(!(reply instanceof Promise));
    const { id, ...answer } = reply.answer;
    assert.match(id, /^chk_[0-9a-f]{32}$/);
    const at = '2026-11-24T12:00:00.000Z';
    const databases = ['travel-documents', 'administrative-documents', 'persons'].map((database) => ({ database, outcome: 'none' as const, asOf: at }));
    assert.deepEqual(answer, { at, outcome: 'none', databases, matches: [] });
  });

  test('to a stolen passport says what it is, whose, how fresh, what to do, and that it is no order', async () => {
    const answer = await world.ask({ document: { number: 'l 898902 c3', issuer: 'UTO' } }, { request: { databases: ['travel-documents'] } });
    const [match, ...others] = answer.matches;
    assert.ok(match !== undefined && others.length === 0);
    const { record, ...rest } = match;
    assert.match(record, /^rec_/);
    const { circumstances: _withheld, ...content } = passport;
    assert.deepEqual(rest, {
      outcome: 'hit', database: 'travel-documents', kind: 'stolen', owner: 'UTO', content, warnings: [],
      reasons: [
        { field: 'number', how: 'equal', asked: 'l 898902 c3', recorded: 'L898902C3' },
        { field: 'issuer', how: 'equal', asked: 'UTO', recorded: 'UTO' },
        { field: 'type', how: 'missing', recorded: 'passport' },
      ],
      steps: (['second-line', 'hold-document-own-law', 'ask-owner'] as const).map((code) => ({ code, text: STEPS[code] })),
      freshness: { version: 3, enteredAt: '2026-10-15T12:00:00.000Z', amendedAt: '2026-11-04T12:00:00.000Z', lastVerifiedOn: '2026-11-20', ageDays: 4, expiresOn: '2036-11-24' },
    });
    assert.equal(answer.notice, NOT_AN_ORDER);
    assert.equal(answer.more, undefined);
  });

  test('shows the owner all of its record', async () => {
    const answer = await world.ask({ document: { number: 'L898902C3' } }, { organisation: 'UTO', request: { databases: ['travel-documents'] } });
    assert.deepEqual(answer.matches[0]?.content, passport);
  });

  test('to a zone asks for the document and the person behind it', async () => {
    const answer = await world.ask({ mrz: buildMrz(specimen) });
    assert.deepEqual(outcomes(answer), { 'travel-documents': 'hit', persons: 'hit' });
    assert.deepEqual(answer.matches.map(({ database, owner }) => `${database} ${owner}`).toSorted(), ['persons UTO', 'travel-documents UTO']);
    assert.deepEqual(answer.mrz?.valid, true);
    const person = answer.matches.find(({ database }) => database === 'persons');
    assert.deepEqual(person?.reasons.map(({ field, how }) => `${field}:${how}`), ['documents:equal', 'documents.issuer:equal', 'names:equal', 'born:equal', 'sex:equal', 'nationalities:equal']);
    assert.deepEqual(person?.warnings, ['armed']);
    assert.equal(person?.content['facts'], undefined);
  });

  test('to a zone of somebody else with the same name shows the person only', async () => {
    const answer = await world.ask({ mrz: buildMrz({ ...specimen, documentNumber: 'X00000001' }) });
    assert.deepEqual(outcomes(answer), { 'travel-documents': 'none', persons: 'hit' });
  });

  test('to a card asks the papers too', async () => {
    const answer = await world.ask({ mrz: buildMrz({ ...specimen, format: 'TD1' }) });
    assert.deepEqual(Object.keys(outcomes(answer)), ['travel-documents', 'administrative-documents', 'persons']);
  });

  test('on a child marks it, and speaks of care first', async () => {
    const [match] = (await world.ask({ person: { name: 'Tom Small', born: '2015-05-01' } })).matches;
    assert.equal(match?.outcome, 'possible');
    assert.deepEqual(match?.warnings, ['minor']);
    assert.deepEqual(match?.steps.map(({ code }) => code), ['speak-with-care', 'tell-bureau', 'ask-owner']);
  });

  test('shows twenty matches and says that there are more', async () => {
    const answer = await world.ask({ artwork: { title: 'Landscape' } });
    assert.equal(answer.matches.length, 20);
    assert.equal(answer.more, true);
    assert.equal(answer.outcome, 'possible');
  });

  test('puts hits before what is possible', async () => {
    const answer = await world.ask({ artwork: { title: 'Landscape' }, document: { number: 'L898902C3' } });
    assert.deepEqual(answer.matches.slice(0, 3).map(({ outcome }) => outcome), ['hit', 'hit', 'possible']);
    assert.equal(answer.outcome, 'hit');
  });

  test('notes a country that there is not, for each part of the question, and asks it as it is', async () => {
    const asked = await world.ask({ document: { number: 'ZZ9988776', issuer: 'UTX' }, vehicle: { plate: { number: 'ZZ 998', country: 'XYZ' } }, person: { name: 'Nobody Atall', nationality: 'QQQ' } });
    assert.deepEqual(asked.notes?.map(({ code, field }) => `${code} ${field}`), ['country-unknown issuer', 'country-unknown country', 'country-unknown nationality']);
    assert.equal(asked.outcome, 'none');
    for (const issuer of ['D', 'D<<', 'UTO', 'UT0', 'fra', 'XXA', 'SUN', 'XPO']) assert.equal((await world.ask({ document: { number: 'ZZ9988776', issuer } })).notes, undefined, issuer);
  });

  test('notes a VIN of which the check digit does not fit, found or not', async () => {
    assert.deepEqual((await world.ask({ vehicle: { vin: '1M8GDM9A2KP042788' } })).notes?.map(({ code }) => code), ['vin-check-digit']);
    const found = await world.ask({ vehicle: { vin: '1M8GDM9A1KP042788' } });
    assert.deepEqual([found.outcome, found.notes?.length], ['hit', 1]);
    assert.equal((await world.ask({ vehicle: { vin: '1M8GDM9AXKP042788' } })).notes, undefined);
  });
});

describe('a zone that was misread', () => {
  const misread = (from: string, to: string): string[] => buildMrz(specimen).map((line) => line.replace(from, to));

  test('finds by what it may have been, as possible, and says the reading', async () => {
    const answer = await world.ask({ mrz: misread('L898902C3', 'L8989O2C3') });
    assert.deepEqual(outcomes(answer), { 'travel-documents': 'possible', persons: 'hit' });
    assert.equal(answer.matches.find(({ database }) => database === 'travel-documents')?.misread, 'L898902C3');
    assert.deepEqual(answer.mrz?.faults.filter(({ field }) => field === 'documentNumber'), [{ code: 'check-digit', line: 2, column: 10, field: 'documentNumber', expected: '0' }]);
  });

  test('finds a birth date by what it may have been', async () => {
    const answer = await world.ask({ mrz: misread('740812', '7408I2') }, { request: { databases: ['persons'] } });
    const [match] = answer.matches;
    assert.equal(match?.outcome, 'hit', 'the document is equal as read');
    const other = await world.ask({ mrz: misread('740812', '7408I2').map((line) => line.replace('L898902C3', 'X00000001')) }, { request: { databases: ['persons'] } });
    assert.deepEqual([other.matches[0]?.outcome, other.matches[0]?.misread], ['possible', '740812']);
  });

  test('finds an unreadable sign by the check digit', async () => {
    const answer = await world.ask({ mrz: misread('L898902C3', 'L8989?2C3') });
    assert.deepEqual([outcomes(answer)['travel-documents'], answer.matches.find(({ database }) => database === 'travel-documents')?.misread], ['possible', 'L898902C3']);
  });

  test('is a hit when it is equal as read, whatever its check digits say', async () => {
    const lines = buildMrz(specimen).map((line) => line.replace('L898902C36', 'L898902C31').replace('L898902C3' + '6UTO', 'L898902C31UTO'));
    const broken = lines.map((line) => line.replace(/^(L898902C3)\d/, '$17'));
    const answer = await world.ask({ mrz: broken });
    assert.deepEqual([answer.outcome, answer.mrz?.valid, answer.matches.every((match) => match.misread === undefined)], ['hit', false, true]);
  });

  test('without any format is refused', async () => {
    await assert.rejects(world.reply({ mrz: ['hello'] }), refusal('check.unreadable', '/subject/mrz'));
  });

  test('without number and name is refused, and told where they should be', async () => {
    const empty = [`P<UTO${'<'.repeat(39)}`, `${'<'.repeat(10)}UTO7408122F3104159${'<'.repeat(15)}2`];
    await assert.rejects(world.reply({ mrz: empty }), (error: unknown) => {
      assert.ok(error instanceof AppError && error.code === 'check.unreadable');
      assert.deepEqual(error.details.errors?.map(({ pointer }) => pointer), ['/subject/mrz/1', '/subject/mrz/0']);
      return true;
    });
  });
});

describe('which databases are asked', () => {
  const document: Subject = { document: { number: 'L898902C3' } };
  test('those that allow the purpose', async () => {
    assert.deepEqual(Object.keys(outcomes(await world.ask(document, { request: { purpose: 'asylum' } }))), ['travel-documents', 'persons']);
  });
  test('only those named', async () => {
    assert.deepEqual(outcomes(await world.ask(document, { request: { databases: ['persons', 'vehicles'] } })), { persons: 'hit' });
  });
  const refused: [string, Subject, object, string, string][] = [
    ['a database that does not exist', document, { databases: ['persons', 'moon'] }, 'database.not-found', '/databases/1'],
    ['databases that cannot answer', document, { databases: ['vehicles'] }, 'check.no-database', '/databases'],
    ['a purpose that a named one does not allow', document, { databases: ['travel-documents', 'administrative-documents'], purpose: 'asylum' }, 'access.purpose', '/databases/1'],
    ['a purpose that none allows', { vehicle: { vin: '1M8GDM9A1KP042788' } }, { purpose: 'asylum' }, 'access.purpose', '/purpose'],
    ['a number without letters and digits', { document: { number: '--' } }, {}, 'check.no-subject', '/subject'],
    ['an artist alone', { artwork: { artist: 'Ilse Marin' } }, {}, 'check.no-subject', '/subject'],
    ['a name of signs', { person: { name: '...' } }, {}, 'check.no-subject', '/subject'],
    ['a birth date that is no day', { person: { name: 'Anna', born: '2021-02-30' } }, {}, 'request.invalid', '/subject/person/born'],
  ];
  for (const [name, subject, request, code, pointer] of refused) {
    test(`refuses ${name}`, async () => assert.rejects(world.reply(subject, { request }), refusal(code, pointer)));
  }
});

describe('a store that does not answer', () => {
  const both: Subject = { mrz: buildMrz(specimen) };
  const failing = async (code: 'store.broken' | 'store.unavailable' | undefined) => {
    const hasher = await loadHasher();
    const told: string[] = [];
    let calls = 0;
    const findCandidates: World['read']['findCandidates'] = async (asked) => {
      calls += 1;
      if (calls === 1) throw code === undefined ? new TypeError('a mistake here') : fail(code);
      return world.read.findCandidates(asked);
    };
    const filter = { mightContain: () => true, findRangeRows: () => [] };
    return { told, checks: openChecks({ read: { ...world.read, findCandidates }, hasher, filter, onFailure: (database) => told.push(database) }) };
  };

  for (const code of ['store.broken', 'store.unavailable'] as const) {
    test(`${code}: that database is unavailable, the others answer`, async () => {
      const { checks, told } = await failing(code);
      const answer = await world.ask(both, { checks });
      assert.deepEqual(outcomes(answer), { 'travel-documents': 'unavailable', persons: 'hit' });
      assert.equal(answer.outcome, 'hit');
      assert.deepEqual(told, ['travel-documents']);
      const alone = await world.ask(both, { checks: (await failing(code)).checks, request: { databases: ['travel-documents'] } });
      assert.equal(alone.outcome, 'unavailable');
    });
  }
  test('a mistake of ours is no unavailable database', async () => {
    await assert.rejects(world.reply(both, { checks: (await failing(undefined)).checks }), TypeError);
  });
  test('a record that cannot be read makes its database unavailable, never none', async () => {
    const broken: World['read'] = {
      ...world.read,
      async findCandidates(asked) {
        const page = await world.read.findCandidates(asked);
        return { ...page, records: page.records.map((record) => ({ ...record, content: record.content.slice(1) })) };
      },
    };
    const checks = openChecks({ read: broken, hasher: await loadHasher(), filter: { mightContain: () => true, findRangeRows: () => [] } });
    assert.equal((await world.ask(both, { checks })).outcome, 'unavailable');
  });
});

describe('the audit entry', () => {
  const document: Subject = { document: { number: 'L898902C3', issuer: 'UTO' } };
  const entryOf = ({ entry }: Reply) => entry?.('ab'.repeat(32));

  test('counts outcomes by database, names owners of what was shown, and seals the question', async () => {
    const reply = await world.reply(document, { request: { place: 'Booth 7' } });
    const { sealed, keys, ...entry } = entryOf(reply) ?? assert.fail();
    assert.equal(keys?.length, 4, 'a key of each database that keeps documents, in halves: for records that are entered later');
    assert.deepEqual(entry, {
      event: 'check.answered', organisation: 'FRA', actor: 'ofc_7', purpose: 'border-control', subject: reply.answer.id, response: 'ab'.repeat(32), keep: 'long', owners: ['UTO'],
      databases: ['travel-documents', 'administrative-documents', 'persons'], outcomes: { hit: 2, possible: 0, none: 1, unavailable: 0 },
    });
    const { shown, role, rule, ...question } = JSON.parse(sealed ?? '{}') as { role?: string; rule?: number; shown?: { database: string; kind: string; outcome: string; owner: string }[] };
    assert.deepEqual(question, { place: 'Booth 7', subject: { document: { issuer: 'UTO', number: 'L898902C3' } } });
    assert.deepEqual([role, rule], ['front-line', OWNER_RULE]);
    assert.deepEqual(shown?.map(({ database, kind, outcome, owner }) => [database, kind, outcome, owner]), [['travel-documents', 'stolen', 'hit', 'UTO'], ['persons', 'wanted', 'hit', 'UTO']]);
  });
  test('of an item says of which batch or stream it is, and its place', async () => {
    const batch = entryOf(await world.reply(document, { within: { kind: 'batch', id: 'req_1', item: 3 } }));
    const stream = entryOf(await world.reply(document, { within: { kind: 'stream', id: 'req_2', item: 0 } }));
    assert.deepEqual([batch?.event, batch?.within, batch?.item], ['check.item-answered', 'req_1', 3]);
    assert.deepEqual([stream?.event, stream?.within, stream?.item], ['check.stream-item-answered', 'req_2', 0]);
  });
  test('of a check that found nothing is kept shortly', async () => {
    const entry = entryOf(await world.reply({ document: { number: 'ZZ1' } }));
    assert.deepEqual([entry?.keep, entry?.owners], ['short', undefined]);
  });
});

test('expiry is judged on the day of the check', async () => {
  await world.enter({ database: 'firearms', content: { serialNumber: 'EXP1', type: 'pistol', status: 'stolen' }, expires_on: dayOf(TODAY) });
  const ask = async (at: number): Promise<string> => (await world.ask({ firearm: { serialNumber: 'EXP1' } }, { at })).outcome;
  assert.deepEqual([await ask(NOW), await ask(Date.UTC(2026, 10, 24, 23, 59)), await ask(Date.UTC(2026, 10, 25))], ['hit', 'hit', 'none']);
});
