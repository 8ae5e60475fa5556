import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { Client } from 'pg';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { underPostgres } from '../under-postgres.ts';
import { startPostgres } from '../start-postgres.ts';
import { passport, startServer, unique, wanted } from '../start-server.ts';

underPostgres(() => {
  const closing: (() => Promise<unknown>)[] = [];
  after(async () => {
    for (const close of closing.reverse()) await close();
  });

  it('a request is received on one server and decided on the other; each that follows says so', async () => {
    const postgres = await startPostgres();
    closing.push(() => postgres.stop());
    process.env['WATCHWORD_DATABASE_URL'] = await postgres.createDatabase();
    process.env['WATCHWORD_REQUESTS_KEY'] = 'ab'.repeat(32);
    const one = await startServer({ settings: { store: 'postgres', server: 'one' } });
    closing.push(() => one.close());
    const two = await startServer({ settings: { store: 'postgres', server: 'two' } });
    closing.push(() => two.close());

    const number = unique('L');
    const owner = await one.client('UTO', { permissions: PERMISSIONS });
    const { id: record } = await owner.records.create({ database: 'travel-documents', content: passport(number), reference: 'R-1' });
    const person = await owner.records.create({ database: 'persons', content: wanted('Tarvo Bakelin', { documents: [{ number, issuer: 'UTO', type: 'passport' }] }) });
    await owner.records.amend({ id: person.id, version: 1 }, { content: { facts: 'New facts.' } });
    const france = await two.client('FRA');
    await france.checks.run({ purpose: 'police-check', subject: { document: { number, issuer: 'UTO' } } });

    const [here, there] = [await one.client('XPO', { role: 'commission' }), await two.client('XPO', { role: 'commission' })];
    const received = await here.requests.receive({ kind: 'deletion', subject: { documents: [{ number, issuer: 'UTO' }] }, asks: 'Delete it.', contact: 'By letter', evidence: { digest: 'ab'.repeat(32) } });
    assert.equal((await there.requests.get(received.id)).asks, 'Delete it.');
    assert.equal((await there.requests.list({ state: 'received' })).items[0]?.person, number);
    const held = await there.requests.package(received.id);
    assert.deepEqual(held.records.map((one_) => one_.record.id).toSorted(), [record, person.id].toSorted());
    assert.equal(held.searched.versions, 3);
    assert.deepEqual(held.checks.map(({ organisation, records }) => [organisation, records]), [['FRA', [record]]]);
    const admitted = await there.requests.admit(received, { admissible: true });
    const decided = await there.requests.decide(admitted, { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'erase' }, { record: person.id, act: 'correct', asks: 'The number is wrong.' }] });
    assert.equal((await france.checks.run({ purpose: 'police-check', subject: { document: { number } }, databases: ['travel-documents'] })).outcome, 'none');
    assert.deepEqual((await owner.records.get(record)).content, {});
    assert.equal((await owner.corrections.list({ state: 'asked' })).items.length, 1);
    assert.deepEqual((await owner.retention()).items.map(({ ending }) => ending).filter((count) => count > 0), []);
    assert.equal((await here.requests.get(decided.id)).measures[0]?.receipts[0]?.holder, 'server:two');
    // At its start a server says how far it is.
    await one.restart();
    const again = await one.client('XPO', { role: 'commission' });
    for (let tries = 0; tries < 50; tries += 1) {
      if (((await again.requests.get(decided.id)).measures[0]?.receipts.length ?? 0) === 2) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.deepEqual((await again.requests.get(decided.id)).measures[0]?.receipts.map(({ holder }) => holder).toSorted(), ['server:one', 'server:two']);
  });

  it('texts that are to be erased on one server stay so when another erases its own', async () => {
    const postgres = await startPostgres();
    closing.push(() => postgres.stop());
    process.env['WATCHWORD_DATABASE_URL'] = await postgres.createDatabase();
    process.env['WATCHWORD_REQUESTS_KEY'] = 'ab'.repeat(32);
    const servers = [await startServer({ settings: { store: 'postgres', server: 'one' } }), await startServer({ settings: { store: 'postgres', server: 'two' } })] as const;
    for (const server of servers) closing.push(() => server.close());
    const [one, two] = servers;
    const number = unique('L');
    const ask = async (server: typeof one): Promise<number> => (await (await server.client('FRA')).checks.run({ purpose: 'police-check', subject: { document: { number, issuer: 'UTO' } } })).receipt.entry;
    const { id: record } = await (await one.client('UTO', { permissions: PERMISSIONS })).records.create({ database: 'travel-documents', content: passport(number), reference: 'R-1' });
    const entries = [await ask(one), await ask(two)] as const;
    const here = await one.client('XPO', { role: 'commission' });
    const received = await here.requests.receive({ kind: 'deletion', subject: { documents: [{ number, issuer: 'UTO' }] }, asks: 'Delete it.', contact: 'By letter', evidence: { digest: 'ab'.repeat(32) } });
    const admitted = await here.requests.admit(received, { admissible: true });
    const decided = await here.requests.decide(admitted, { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'erase' }] });
    // The first is down when the second orders its own: what the first has still to do, here as earlier versions wrote it, may not be lost.
    await one.stop();
    const database = new Client({ connectionString: process.env['WATCHWORD_DATABASE_URL'] });
    await database.connect();
    closing.push(() => database.end());
    await database.query("UPDATE person_request SET erasing = $1", [JSON.stringify({ server: 'one', texts: [entries[0]] })]);
    await (await two.client('XPO', { role: 'commission' })).requests.eraseTexts(decided, { reasons: 'By decision.' });
    const pending = async (): Promise<unknown> => JSON.parse((await database.query<{ erasing: string | null }>('SELECT erasing FROM person_request')).rows[0]?.erasing ?? 'null');
    const until = async (wanted: unknown): Promise<void> => {
      for (let tries = 0; tries < 100 && JSON.stringify(await pending()) !== JSON.stringify(wanted); tries += 1) await new Promise((resolve) => { setTimeout(resolve, 100); });
      assert.deepEqual(await pending(), wanted);
    };
    await until({ one: [entries[0]] });
    assert.equal((await two.entries(entries[1]))[0]?.erased, true);
    await one.start();
    await until(null);
    assert.equal((await one.entries(entries[0]))[0]?.erased, true);
  });
});
