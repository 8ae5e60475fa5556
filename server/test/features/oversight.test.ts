/** Unusual use is flagged to the bureau of the officer, and what is published tells of nobody. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { answerFlag, listFlags, readStatistics, type UseFlag } from '@watchword/api/oversight.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { SIGNS } from '#oversight/oversight.ts';
import { run } from '../../../cli/run-under-test.ts';
import { passport, startServer, unique, type House } from '../start-server.ts';

const HOUR_MS = 3_600_000;

describe('oversight', () => {
  let house: House;
  let bureau: string;
  before(async () => {
    house = await startServer();
    bureau = await house.token('FRA', { role: 'system', permissions: ['check', 'check:batch', 'use:review', 'audit:read', 'act-for-officer'] });
  });
  after(() => house.close());

  const officer = (pseudonym: string, role = 'front-line'): Client => createClient({ url: house.url(), token: bureau, officer: pseudonym, role: role as never, retries: 0 });
  const typed = (client: Client, number: string): Promise<unknown> => client.checks.run({ purpose: 'police-check', subject: { document: { number } }, databases: ['travel-documents'] });
  const flags = async (client: Client, actor: string): Promise<UseFlag[]> => {
    await house.serving().hub.oversight.handOver();
    return (await client.call(listFlags, { query: { limit: 200 } })).items.filter((flag) => flag.officer === actor);
  };
  const reviewer = (): Client => officer('ofc_dpo00001', 'data-protection');

  it('flags a thing that is typed again and again on several days, once, and not what was typed once', async () => {
    const neighbour = officer('ofc_curious1');
    const number = unique('N');
    await typed(neighbour, number);
    await typed(neighbour, unique('N'));
    assert.deepEqual(await flags(reviewer(), 'ofc_curious1'), []);
    house.clock.moveDays(1);
    await typed(neighbour, number.toLowerCase());
    await typed(neighbour, ` ${number}`);
    assert.deepEqual(await flags(reviewer(), 'ofc_curious1'), [], 'three times are no sign yet');
    await typed(neighbour, number);
    const [flag, ...others] = await flags(reviewer(), 'ofc_curious1');
    assert.deepEqual([flag?.sign, flag?.count, flag?.state, others.length], ['repeat', SIGNS.repeat.checks, 'open', 0]);
    assert.ok(flag?.checks.every((id) => id.startsWith('chk_')));
    assert.doesNotMatch(JSON.stringify(flag), new RegExp(number, 'i'));
    const entry = (await house.entries()).find(({ event }) => event === 'use.flagged');
    assert.deepEqual([entry?.subject, entry?.owners, entry?.reason], [flag?.id, ['FRA'], 'repeat']);
    await typed(neighbour, number);
    assert.deepEqual((await flags(reviewer(), 'ofc_curious1')).map(({ id, count }) => [id, count]), [[flag?.id, SIGNS.repeat.checks + 1]]);
  });

  it('flags numbers that are typed one after the other', async () => {
    const probing = officer('ofc_probing1');
    for (let at = 0; at < SIGNS.sequence.numbers; at += 1) await typed(probing, `QZ${String(500_010 + at * 2)}`);
    assert.deepEqual((await flags(reviewer(), 'ofc_probing1')).map(({ sign }) => sign), ['sequence']);
  });

  it('flags more checks in an hour than a booth makes, and lists', async () => {
    const busy = officer('ofc_busy0001', 'desk');
    const items = Array.from({ length: SIGNS.list.checks + 1 }, () => ({ purpose: 'investigation' as const, subject: { document: { number: unique('B') } }, databases: ['travel-documents'] }));
    await busy.checks.batch(items);
    assert.deepEqual((await flags(reviewer(), 'ofc_busy0001')).map(({ sign }) => sign).toSorted(), ['list', 'rate']);
  });

  it('flags an hour at which an officer never works', async () => {
    const regular = officer('ofc_regular1');
    for (let day = 0; day < SIGNS.hours.days; day += 1) {
      await typed(regular, unique('R'));
      house.clock.moveDays(1);
      await house.serving().hub.oversight.handOver();
    }
    assert.deepEqual(await flags(reviewer(), 'ofc_regular1'), []);
    house.clock.moveMs(12 * HOUR_MS);
    await typed(regular, unique('R'));
    assert.deepEqual((await flags(reviewer(), 'ofc_regular1')).map(({ sign }) => sign), ['hours']);
    house.clock.moveMs(12 * HOUR_MS);
  });

  it('looks at no question for asylum or the care of victims', async () => {
    const carer = officer('ofc_caring01');
    for (let at = 0; at < SIGNS.sequence.numbers + 2; at += 1) await carer.checks.run({ purpose: 'asylum', subject: { document: { number: `QW${String(700_010 + at)}` } }, databases: ['travel-documents'] });
    assert.deepEqual(await flags(reviewer(), 'ofc_caring01'), []);
  });

  it('shows no flag to another bureau, to the front line or to the desk', async () => {
    const elsewhere = await house.client('UTO', { permissions: ['use:review'] });
    assert.deepEqual((await elsewhere.call(listFlags, { query: {} })).items, []);
    const [flag] = await flags(reviewer(), 'ofc_curious1');
    await assert.rejects(elsewhere.call(answerFlag, { params: { id: flag?.id ?? '' }, body: { finding: 'explained', note: 'nothing' } }), { code: 'flag.not-found' });
    for (const role of ['front-line', 'desk']) await assert.rejects(officer('ofc_someone1', role).call(listFlags, { query: {} }), { code: 'access.forbidden' });
  });

  it('takes an answer from another than the officer, once, seals its words, and raises the same sign in the same thing no more', async () => {
    const [flag] = await flags(reviewer(), 'ofc_probing1');
    const id = flag?.id ?? '';
    const body = { finding: 'explained' as const, note: 'A pile of recovered blanks was booked in.' };
    await assert.rejects(officer('ofc_probing1', 'data-protection').call(answerFlag, { params: { id }, body }), { code: 'flag.own' });
    const answered = await reviewer().call(answerFlag, { params: { id }, body });
    assert.deepEqual([answered.state, answered.answeredBy, answered.note], ['explained', 'ofc_dpo00001', body.note]);
    await assert.rejects(reviewer().call(answerFlag, { params: { id }, body }), { code: 'flag.answered' });
    const entry = (await house.entries()).findLast(({ event }) => event === 'flag.answered');
    assert.deepEqual([entry?.subject, entry?.reason, entry?.sealed], [id, 'explained', body.note]);
  });

  it('is listed and answered on the command line', async () => {
    const watchword = (...args: string[]) => run(args, { env: { WATCHWORD_URL: house.url(), WATCHWORD_TOKEN: bureau, WATCHWORD_OFFICER: 'ofc_dpo00001', WATCHWORD_ROLE: 'data-protection' } });
    const [flag] = await flags(reviewer(), 'ofc_busy0001');
    const id = flag?.id ?? '';
    const listed = await watchword('flag', 'list');
    assert.match(listed.out, new RegExp(`^${id} +ofc_busy0001 +${flag?.sign} +${flag?.count} .* open$`, 'm'));
    for (const wrong of [['flag', 'answer', id, 'fine', '--note', 'A drill.'], ['flag', 'answer', id, 'explained'], ['flag', 'list', '--state', 'shut']]) assert.equal((await watchword(...wrong)).code, 2);
    const answered = await watchword('flag', 'answer', id, 'explained', '--note', 'A drill.');
    assert.deepEqual([answered.code, answered.out], [0, `Answered ${id}: there was a good reason.\n`], answered.err);
    assert.doesNotMatch((await watchword('flag', 'list')).out, new RegExp(id));
    const again = await watchword('flag', 'answer', id, 'passed-on', '--note', 'A drill.');
    assert.notEqual(again.code, 0);
    assert.match(again.err, /flag\.answered/);
  });

  it('publishes months that are over, and of them nothing small', async () => {
    const owner = await house.client('UTO', { role: 'desk' });
    const number = unique('S');
    await owner.records.create({ database: 'travel-documents', content: passport(number) });
    for (let at = 0; at < 3; at += 1) await typed(await house.client('BEL', { role: 'system' }), number);
    await house.serving().hub.oversight.handOver();
    const month = new Date(house.clock.now()).toISOString().slice(0, 7);
    const anybody = createClient({ url: house.url(), retries: 0 });
    await assert.rejects(anybody.call(readStatistics, { query: { month } }), { code: 'statistics.not-over' });
    house.clock.moveDays(32);
    const { items, total } = await anybody.call(readStatistics, { query: { month } });
    const bel = items.find(({ organisation }) => organisation === 'BEL');
    assert.deepEqual([bel?.checks, bel?.hits], [null, null]);
    assert.ok(total.hits >= 3 && total.checks > 0);
    for (const item of items) for (const count of [item.checks, item.hits, item.possible, item.none]) assert.ok(count === null || count === 0 || count >= 5);
    const printed = await run(['statistics', month], { env: { WATCHWORD_URL: house.url() } });
    assert.equal(printed.code, 0, printed.err);
    assert.match(printed.out, /^BEL +withheld +withheld/m);
    assert.match(printed.out, new RegExp(`^all +${total.checks} +${total.hits} `, 'm'));
  });
});
