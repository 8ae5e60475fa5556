import assert from 'node:assert/strict';
import { after, it } from 'node:test';
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
});
