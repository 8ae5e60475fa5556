/** The life of a record: entered, amended, withdrawn, listed; by its owner, and nobody else. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import { isCode } from '../operation-calls.ts';
import { car, passport, startServer, unique } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const [utopia, france, officer] = await Promise.all([house.client('UTO'), house.client('FRA'), house.client('FRA', { role: 'front-line' })]);

const enter = (number: string, more: object = {}): Promise<RecordAnswer> => utopia.records.create({ database: 'travel-documents', content: passport(number), ...more });
const outcome = async (number: string): Promise<string> => (await officer.checks.run({ purpose: 'border-control', subject: { document: { number } } })).outcome;

describe('entering', () => {
  test('gives the record as it is kept, and a check finds it at once', async () => {
    const number = unique('E');
    const record = await enter(number, { reference: `ref ${number}`, hiddenFrom: ['ESP', 'D'] });
    const { id, ...rest } = record;
    assert.match(id, /^rec_[0-9a-f]{32}$/);
    assert.deepEqual(rest, {
      database: 'travel-documents', owner: 'UTO', version: 1, state: 'active', review: 'not-needed', content: passport(number), expiresOn: '2036-11-24',
      enteredAt: '2026-11-24T12:00:00.000Z', reference: `ref ${number}`, hiddenFrom: ['DEU', 'ESP'],
    });
    assert.equal(await outcome(number), 'hit');
    assert.deepEqual(await utopia.records.get(id), record);
  });

  test('names every field at fault at once', async () => {
    const content = { issuer: 'ZZZ', type: 'napkin', fraud: 'stolen', surplus: 1, occurredOn: '2026-02-30' };
    await assert.rejects(utopia.records.create({ database: 'travel-documents', content, expiresOn: '2020-01-01' }), (error) => {
      assert.ok(error instanceof AppError && error.code === 'record.invalid');
      const pointers = new Set(error.details.errors?.map(({ pointer }) => pointer));
      for (const field of ['/content/number', '/content/issuer', '/content/type', '/content/surplus', '/content/occurredOn', '/expiresOn']) assert.ok(pointers.has(field), field);
      return true;
    });
  });

  test('is for the country that issues the document, and for known databases', async () => {
    await assert.rejects(france.records.create({ database: 'travel-documents', content: passport(unique()) }), isCode('record.wrong-issuer'));
    await assert.rejects(utopia.records.create({ database: 'stamps', content: {} }), isCode('database.not-found'));
    await assert.rejects(enter('AB1000', { content: { ...passport('AB10000000'), numberTo: 'AB99999999', fraud: 'stolen-blank' } }), isCode('record.range-too-wide'));
  });

  test('under a reference of one\'s own works once for each database and owner, as long as the record stands', async () => {
    const reference = unique('REF-');
    const first = await enter(unique(), { reference });
    await assert.rejects(enter(unique(), { reference }), isCode('record.reference-taken'));
    await utopia.records.create({ database: 'vehicles', reference, content: car({ plate: unique('PL') }) });
    await france.records.create({ database: 'vehicles', reference, content: car({ plate: unique('PL') }) });
    await utopia.records.withdraw(first, { reason: 'cancelled' });
    await enter(unique(), { reference });
  });

  test('at the same moment under one reference works for one alone', async () => {
    const reference = unique('REF-');
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => enter(unique(), { reference })));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const one of tries) if (one.status === 'rejected') assert.ok(isCode('record.reference-taken')(one.reason));
  });
});

describe('amending', () => {
  test('makes the next version: the old number is found no more, the new one at once', async () => {
    const [before, now] = [unique('A'), unique('A')];
    const record = await enter(before);
    const amended = await utopia.records.amend(record, { content: { number: now, occurredOn: '2026-05', circumstances: 'read again' } });
    assert.deepEqual([amended.version, amended.content], [2, passport(now, { occurredOn: '2026-05', circumstances: 'read again' })]);
    assert.deepEqual([await outcome(before), await outcome(now)], ['none', 'hit']);
    const third = await utopia.records.amend(amended, { content: { occurredOn: null } });
    assert.deepEqual([third.version, third.content['occurredOn']], [3, undefined]);
  });

  test('needs the version that stands, and says which it is', async () => {
    const record = await enter(unique());
    const amended = await utopia.records.amend(record, { content: { fraud: 'lost' } });
    await assert.rejects(utopia.records.amend(record, { content: { fraud: 'stolen' } }), (error) => error instanceof AppError && error.code === 'record.version-conflict' && error.details.currentVersion === amended.version);
    assert.equal((await utopia.records.get(record.id)).content['fraud'], 'lost');
  });

  test('by many at the same moment works for one alone', async () => {
    const record = await enter(unique());
    const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => utopia.records.amend(record, { content: { circumstances: `by ${at}` } })));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await utopia.records.get(record.id)).version, 2);
  });

  test('says when the owner verified it, without another content', async () => {
    const record = await enter(unique());
    const verified = await utopia.records.amend(record, { verified: true });
    assert.deepEqual([verified.lastVerifiedOn, verified.content], ['2026-11-24', record.content]);
  });

  test('is not for others, to whom the record does not exist', async () => {
    const record = await enter(unique());
    await assert.rejects(france.records.amend(record, { content: { fraud: 'lost' } }), isCode('record.not-found'));
    await assert.rejects(france.records.withdraw(record, { reason: 'other' }), isCode('record.not-found'));
    assert.equal((await utopia.records.get(record.id)).version, 1);
  });
});

describe('withdrawing', () => {
  test('ends it at once for checks, and it stays in the history', async () => {
    const number = unique('W');
    const record = await enter(number);
    const withdrawn = await utopia.records.withdraw(record, { reason: 'found', note: 'Handed in.' });
    assert.deepEqual([withdrawn.state, withdrawn.version], ['withdrawn', 2]);
    assert.equal(await outcome(number), 'none');
    const history = await utopia.records.history(record.id);
    assert.deepEqual(history.map(({ version, change }) => [version, change]), [[2, 'withdrawn'], [1, 'created']]);
    assert.match(history[0]?.reason ?? '', /found.*Handed in/);
    assert.match(history[0]?.by ?? '', /^UTO tok_/);
    for (const late of [utopia.records.amend(withdrawn, { verified: true }), utopia.records.withdraw(withdrawn, { reason: 'other' })]) await assert.rejects(late, isCode('record.withdrawn'));
  });

  test('of a range of blanks ends every number of it', async () => {
    const start = Number(unique('')) * 100;
    const record = await utopia.records.create({ database: 'travel-documents', content: { ...passport(`XR${start}`), numberTo: `XR${start + 9}`, fraud: 'stolen-blank' } });
    assert.equal(await outcome(`XR${start + 5}`), 'hit');
    await utopia.records.withdraw(record, { reason: 'found' });
    assert.equal(await outcome(`XR${start + 5}`), 'none');
  });
});

test('the history keeps every content that stood', async () => {
  const record = await enter(unique());
  const second = await utopia.records.amend(record, { content: { fraud: 'lost' } });
  await utopia.records.amend(second, { expiresOn: '2030-01-01' });
  const history = await utopia.records.history(record.id);
  assert.deepEqual(history.map(({ version, change, content, expiresOn }) => [version, change, content['fraud'], expiresOn]), [
    [3, 'amended', 'lost', '2030-01-01'], [2, 'amended', 'lost', '2036-11-24'], [1, 'created', 'stolen', '2036-11-24'],
  ]);
});

describe('a list', () => {
  test('holds all of one\'s own, newest first, page by page, each once', async () => {
    const owner = await house.client('ITA');
    const ids: string[] = [];
    for (let at = 0; at < 12; at += 1) ids.push((await owner.records.create({ database: 'vehicles', content: car({ plate: unique('LI') }) })).id);
    const listed = await Array.fromAsync(owner.records.list({ limit: 5 }));
    assert.deepEqual(listed.map(({ id }) => id), ids.toReversed());
    const first = await owner.records.page({ limit: 5 });
    await owner.records.create({ database: 'vehicles', content: car({ plate: unique('LI') }) });
    const rest = await owner.records.page({ limit: 100, cursor: first.nextCursor ?? '' });
    assert.deepEqual(rest.items.map(({ id }) => id), ids.toReversed().slice(5), 'a record that came between is not in the pages after it');
    assert.equal(rest.nextCursor, undefined);
  });

  test('is narrowed by database, state and reference', async () => {
    const owner = await house.client('BEL');
    const reference = unique('LIST-');
    const [one, two] = [await owner.records.create({ database: 'vehicles', reference, content: car({ plate: unique('LI') }) }), await owner.records.create({ database: 'firearms', content: { serialNumber: unique(), type: 'pistol', status: 'stolen' } })];
    await owner.records.withdraw(two, { reason: 'found' });
    const ids = async (query: Parameters<typeof owner.records.list>[0]): Promise<string[]> => (await Array.fromAsync(owner.records.list(query))).map(({ id }) => id);
    assert.deepEqual(await ids({ database: 'vehicles' }), [one.id]);
    assert.deepEqual(await ids({ state: 'withdrawn' }), [two.id]);
    assert.deepEqual(await ids({ state: 'active' }), [one.id]);
    assert.deepEqual(await ids({ reference }), [one.id]);
    assert.deepEqual(await ids({ reference: 'none' }), []);
  });

  test('of those that end soon begins with the soonest', async () => {
    const owner = await house.client('CHE');
    const days = ['2027-03-01', '2026-12-01', '2027-01-15', '2027-09-01'];
    for (const expiresOn of days) await owner.records.create({ database: 'vehicles', expiresOn, content: car({ plate: unique('EX') }) });
    const soon = await Array.fromAsync(owner.records.list({ expiringWithinDays: 122, limit: 1 }));
    assert.deepEqual(soon.map(({ expiresOn }) => expiresOn), ['2026-12-01', '2027-01-15', '2027-03-01']);
  });

  test('takes no cursor but its own', async () => {
    const page = await utopia.records.page({ limit: 1 });
    const cursor = page.nextCursor ?? '';
    assert.notEqual(cursor, '');
    for (const wrong of ['x', `${cursor}A`, Buffer.alloc(21).toString('base64url')]) await assert.rejects(utopia.records.page({ cursor: wrong }), isCode('request.cursor'));
    await assert.rejects(france.records.page({ cursor }), isCode('request.cursor'));
    await assert.rejects(utopia.records.page({ cursor, expiringWithinDays: 100 }), isCode('request.cursor'));
  });
});
