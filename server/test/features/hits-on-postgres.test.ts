/** Two servers on one database: each opens the hits of its own checks, and one clock runs, whoever keeps it. */
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { answerHit, askOwner, getHit, listHits, releaseHit } from '@watchword/api/hits.ts';
import { readAnswerTimes } from '@watchword/api/hits/desk.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { startPostgres } from '../start-postgres.ts';
import { car, passport, startServer, unique } from '../start-server.ts';
import { underPostgres } from '../under-postgres.ts';

underPostgres(() => {
  const closing: (() => Promise<unknown>)[] = [];
  after(async () => {
    for (const close of closing.reverse()) await close();
  });

  it('a hit is opened once, asked, escalated once, released, answered and counted, whichever server is asked', async () => {
    const postgres = await startPostgres();
    closing.push(() => postgres.stop());
    process.env['WATCHWORD_DATABASE_URL'] = await postgres.createDatabase();
    const [one, two] = [await startServer({ settings: { store: 'postgres', server: 'one' } }), await startServer({ settings: { store: 'postgres', server: 'two' } })];
    closing.push(() => one.close(), () => two.close());
    const all = { role: 'system', permissions: PERMISSIONS } as const;
    const [uto, fra, other] = [await one.client('UTO', all), await one.client('FRA', all), await two.client('FRA', all)];
    const [plate, number] = [unique('PG'), unique('PGD')];
    const { id: record } = await uto.records.create({ database: 'vehicles', content: car({ plate, plateCountry: 'UTO' }) });
    const { id: paper } = await uto.records.create({ database: 'travel-documents', content: passport(number) });
    const ask = { purpose: 'police-check', subject: { vehicle: { plate: { number: plate } } } } as const;
    await Promise.all([fra.checks.run(ask), other.checks.run(ask), fra.checks.run({ purpose: 'border-control', subject: { document: { number } } })]);
    for (const house of [one, two]) await house.serving().hub.hits.heard();
    const { items } = await other.call(listHits, { query: { record } });
    assert.deepEqual(items.map(({ checks }) => checks), [2], 'one hit, of both servers');
    const id = items[0]?.id ?? '';
    await other.call(askOwner, { params: { id }, body: { urgency: 'urgent' } });
    for (const house of [one, two]) house.clock.moveMs(10 * 60_000);
    await Promise.all([one, two].map(async (house) => house.serving().hub.hits.tick()));
    const hit = await uto.call(getHit, { params: { id } });
    assert.deepEqual(hit.escalations.map(({ act }) => act), ['phone', 'second-request'], 'each step once');
    await uto.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } });
    assert.equal((await other.call(getHit, { params: { id } })).answer?.seconds, 600);
    const [waiting] = (await other.call(listHits, { query: { record: paper } })).items;
    assert.deepEqual((await uto.call(listHits, { query: { record: paper } })).items, []);
    await other.call(releaseHit, { params: { id: waiting?.id ?? '' }, body: { ask: 'routine' } });
    assert.equal((await uto.call(getHit, { params: { id: waiting?.id ?? '' } })).state, 'asked');
    one.clock.moveDays(40);
    const times = await uto.call(readAnswerTimes, { query: { month: '2026-11' } });
    assert.deepEqual(times.items.map(({ owner, asked }) => [owner, asked]), [['UTO', null]]);
  });
});
