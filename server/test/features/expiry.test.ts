/** A record ends after its last day, whether or not the sweep was there. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { sweepExpired } from '#records/records.ts';
import { isCode } from '../operation-calls.ts';
import { passport, startServer, unique, type House } from '../start-server.ts';

async function begin(t: TestContext): Promise<House> {
  const house = await startServer();
  t.after(() => house.close());
  return house;
}

const outcomeOf = async (house: House, number: string): Promise<string> => {
  const client = await house.client('FRA');
  return (await client.checks.run({ purpose: 'border-control', subject: { document: { number } } })).outcome;
};
const sweep = (house: House): Promise<number> => sweepExpired(house.serving().hub.writer as never, house.clock.now());

test('it is found on its last day and not on the next; the sweep only tidies', async (t) => {
  const house = await begin(t);
  const owner = await house.client('UTO');
  const number = unique('X');
  const record = await owner.records.create({ database: 'travel-documents', content: passport(number), expiresOn: '2026-12-24' });
  house.clock.moveDays(30);
  assert.equal(await outcomeOf(house, number), 'hit');
  // Noon plus half a day: the first moment of the day after.
  house.clock.moveMs(12 * 3600_000);
  assert.equal(await outcomeOf(house, number), 'none');
  assert.equal((await owner.records.get(record.id)).state, 'expired');
  await assert.rejects(owner.records.amend(record, { expiresOn: '2030-01-01' }), isCode('record.withdrawn'));

  assert.equal(await sweep(house), 1);
  assert.equal(await sweep(house), 0);
  const swept = await owner.records.get(record.id);
  assert.deepEqual([swept.state, swept.version], ['expired', 2]);
  assert.deepEqual((await owner.records.history(record.id)).map(({ change }) => change), ['expired', 'created']);
  const entry = (await house.entries()).findLast(({ event }) => event === 'record.expired');
  assert.deepEqual([entry?.organisation, entry?.owners, entry?.databases, entry?.count], ['', ['UTO'], ['travel-documents'], 1]);
});

test('the sweep runs by itself at the start', async (t) => {
  const house = await begin(t);
  const owner = await house.client('UTO');
  for (let at = 0; at < 3; at += 1) await owner.records.create({ database: 'travel-documents', content: passport(unique('X')), expiresOn: '2026-11-30' });
  house.clock.moveDays(10);
  await house.restart();
  for (let waited = 0; waited < 100; waited += 1) {
    const ended = (await house.entries()).find(({ event }) => event === 'record.expired');
    if (ended !== undefined) return assert.equal(ended.count, 3);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail('nothing was swept within 2 s');
});

test('by default it lives as long as its database says, and never longer', async (t) => {
  const house = await begin(t);
  const owner = await house.client('UTO');
  const number = unique('X');
  const record = await owner.records.create({ database: 'travel-documents', content: passport(number) });
  assert.equal(record.expiresOn, '2036-11-24');
  await assert.rejects(owner.records.create({ database: 'travel-documents', content: passport(unique('X')), expiresOn: '2036-11-25' }), isCode('record.invalid'));
  house.clock.moveDays(365 * 10);
  assert.equal(await outcomeOf(house, number), 'hit');
  house.clock.moveDays(4);
  assert.equal(await outcomeOf(house, number), 'none');
});

test('renewed in time it stays, and its age counts from what its owner did last', async (t) => {
  const house = await begin(t);
  const owner = await house.client('UTO');
  const number = unique('X');
  const record = await owner.records.create({ database: 'travel-documents', content: passport(number), expiresOn: '2026-12-01' });
  house.clock.moveDays(6);
  assert.deepEqual((await owner.records.page({ expiringWithinDays: 122 })).items.map(({ id }) => id), [record.id]);
  await owner.records.amend(record, { expiresOn: '2030-01-01', verified: true });
  assert.deepEqual((await owner.records.page({ expiringWithinDays: 122 })).items, []);
  house.clock.moveDays(20);
  const client = await house.client('FRA');
  const { matches } = await client.checks.run({ purpose: 'border-control', subject: { document: { number } } });
  assert.deepEqual([matches[0]?.freshness.ageDays, matches[0]?.freshness.lastVerifiedOn, matches[0]?.freshness.expiresOn], [20, '2026-11-30', '2030-01-01']);
});

test('a reference is free again when its record has ended', async (t) => {
  const house = await begin(t);
  const owner = await house.client('UTO');
  const enter = () => owner.records.create({ database: 'travel-documents', reference: 'R-1', content: passport(unique('X')), expiresOn: new Date(house.clock.now()).toISOString().slice(0, 10) });
  await enter();
  await assert.rejects(enter(), isCode('record.reference-taken'));
  house.clock.moveDays(1);
  await enter();
});
