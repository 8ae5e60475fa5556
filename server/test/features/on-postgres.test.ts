import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { underPostgres } from '../under-postgres.ts';
import { startPostgres } from '../start-postgres.ts';
import { passport, startServer, unique, wanted, type House } from '../start-server.ts';

underPostgres(() => {
  const closing: (() => Promise<unknown>)[] = [];
  after(async () => {
    for (const close of closing.reverse()) await close();
  });

  const ask = async (house: House, number: string): Promise<string> => {
    const client = await house.client('FRA', { role: 'system' });
    return (await client.checks.run({ purpose: 'police-check', subject: { document: { number } }, databases: ['travel-documents'] })).outcome;
  };

  it('two servers share a database: what one enters, the other finds within a second, and each keeps its own log', async () => {
    const postgres = await startPostgres();
    closing.push(() => postgres.stop());
    process.env['WATCHWORD_DATABASE_URL'] = await postgres.createDatabase();
    const one = await startServer({ settings: { store: 'postgres', server: 'one' } });
    closing.push(() => one.close());
    const two = await startServer({ settings: { store: 'postgres', server: 'two' } });
    closing.push(() => two.close());

    const number = unique('PG');
    const owner = await one.client('UTO');
    const record = await owner.records.create({ database: 'travel-documents', content: passport(number), reference: 'R-1' });
    assert.equal(await ask(one, number), 'hit', 'at once where it was written');
    const until = performance.now() + 1000;
    let outcome = await ask(two, number);
    while (outcome !== 'hit' && performance.now() < until) outcome = await ask(two, number);
    assert.equal(outcome, 'hit', 'within a second elsewhere');

    const second = await two.client('UTO');
    await assert.rejects(second.records.create({ database: 'travel-documents', content: passport(unique('PG')), reference: 'R-1' }), { code: 'record.reference-taken' });
    await second.records.withdraw(record, { reason: 'found' });
    assert.equal(await ask(one, number), 'none', 'a withdrawn record matches nowhere, at once');

    const token = await one.token('FRA');
    assert.equal((await two.clientOf(token).me()).organisation, 'FRA');
    const events = (await one.entries()).map(({ event }) => event);
    assert.ok(events.includes('record.created'));
    assert.ok(!events.includes('record.withdrawn'), 'the withdrawal stands in the log of the server that did it');
  });

  it('a load, a review and a restart', async () => {
    const postgres = await startPostgres();
    closing.push(() => postgres.stop());
    process.env['WATCHWORD_DATABASE_URL'] = await postgres.createDatabase();
    const house = await startServer({ settings: { store: 'postgres', server: 'three' } });
    closing.push(() => house.close());
    const owner = await house.client('UTO');
    const numbers = Array.from({ length: 500 }, () => unique('LD'));
    const load = await owner.loads.start({ database: 'travel-documents', format: 'ndjson' });
    const lines = numbers.map((number) => JSON.stringify({ reference: `L-${number}`, content: passport(number) })).join('\n');
    const ended = await owner.loads.send(load, new Blob([lines]));
    assert.deepEqual([ended.state, ended.created, ended.rejected], ['finished', 500, 0]);
    const person = await owner.records.create({ database: 'persons', content: wanted('Aurelia Testova') });
    const foreign = await house.client('FRA', { role: 'system' });
    const askPerson = async (): Promise<string> => (await foreign.checks.run({ purpose: 'police-check', subject: { person: { name: 'Aurelia Testova', born: '1974-08-12' } } })).outcome;
    assert.equal(await askPerson(), 'none', 'nobody else finds what was not released');
    const reviewer = await house.client('XPO', { role: 'reviewer' });
    await reviewer.records.release(person);
    assert.equal(await askPerson(), 'hit');
    await house.restart();
    assert.equal(await ask(house, numbers[250] ?? ''), 'hit');
  });
});
