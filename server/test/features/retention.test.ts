/** Nothing is kept longer than it is said: owners are warned, records end by themselves, and what they said is gone from the store. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { eraseLongEnded, sweepExpired, type RECORD_SLICES } from '#records/records.ts';
import type { Writer } from '#store/store.ts';
import { passport, startServer, unique, wanted } from '../start-server.ts';
import { pictureOf } from '../operation-calls.ts';

const house = await startServer();
after(() => house.close());
const utopia = await house.client('UTO', { permissions: PERMISSIONS });
const secretariat = await house.client('XPO', { role: 'reviewer' });
const commission = await house.client('XPO', { role: 'commission' });
const writer = (): Writer<typeof RECORD_SLICES> => house.serving().hub.writer as unknown as Writer<typeof RECORD_SLICES>;

/** Whether a text lies anywhere in the files of the store. */
async function liesIn(text: string): Promise<boolean> {
  await house.stop();
  try {
    return ['store.db', 'store.db-wal'].some((file) => existsSync(join(house.data, 'hub', file)) && readFileSync(join(house.data, 'hub', file)).includes(text));
  } finally {
    await house.start();
  }
}

test('a record that the Commission erases leaves nothing in the files of the store, nor do the long answers in which it stood', async () => {
  const mark = `Sturmwind${unique('')}`;
  const { id } = await utopia.records.create({ database: 'persons', reference: mark, content: wanted(`Tarvo ${mark}`, { facts: `${'Long ago. '.repeat(180)}${mark}` }) });
  const received = await commission.requests.receive({ kind: 'deletion', subject: { names: ['Somebody'], born: '1974' }, asks: 'Delete it.', contact: 'By letter', evidence: { digest: 'ab'.repeat(32) } });
  assert.ok(await liesIn(mark));
  await commission.requests.decide(await commission.requests.admit(received, { admissible: true }), { outcome: 'granted', reasons: 'None.', measures: [{ record: id, act: 'erase' }] });
  assert.ok(!(await liesIn(mark)), 'something of it still lies in the store');
});

describe('the end of a record', () => {
  test('is told to its owner four months before, by database, with the first day', async () => {
    const ending = async (): Promise<[number, string | undefined]> => {
      const { items } = await utopia.retention();
      const one = items.find(({ database }) => database === 'travel-documents');
      return [one?.ending ?? -1, one?.firstOn];
    };
    await utopia.records.create({ database: 'travel-documents', content: passport(unique()), expiresOn: '2027-03-27' });
    assert.deepEqual(await ending(), [0, undefined]);
    await utopia.records.create({ database: 'travel-documents', content: passport(unique()), expiresOn: '2027-03-26' });
    const { id } = await utopia.records.create({ database: 'travel-documents', content: passport(unique()), expiresOn: '2026-12-01' });
    assert.deepEqual(await ending(), [2, '2026-12-01']);
    assert.equal((await (await house.client('FRA', { role: 'desk' })).retention()).items.reduce((sum, one) => sum + one.ending, 0), 0);
    await utopia.records.withdraw({ id, version: 1 }, { reason: 'found' });
    assert.deepEqual(await ending(), [1, '2027-03-26']);
    const { items, keptAfterEndDays, warnedDays } = await utopia.retention();
    assert.deepEqual([items.find(({ database }) => database === 'persons')?.initial, keptAfterEndDays, warnedDays], ['P5Y', 90, 122]);
  });

  test('comes by itself; 90 days later its content, its versions, its names and its photographs are gone from the files of the store', async () => {
    const mark = `Zwirbelwind${unique('')}`;
    const { id, version } = await utopia.records.create({ database: 'persons', reference: mark, content: wanted(`Tarvo ${mark}`, { facts: `${mark} facts` }), expiresOn: '2026-12-01' });
    await utopia.photos.add(id, pictureOf());
    await secretariat.records.release({ id, version: version + 1 }, { note: `${mark} seen` });
    assert.ok(await liesIn(mark));
    house.clock.moveDays(8);
    assert.equal(await sweepExpired(writer(), house.clock.now()), 1);
    assert.equal((await utopia.records.get(id)).state, 'expired');
    house.clock.moveDays(90);
    // Answers for repeated requests, which are kept for a day.
    await house.serving().hub.writer.run('door.forget', { at: house.clock.now() } as never);
    // The one that was withdrawn a week before.
    assert.equal(await eraseLongEnded(writer(), house.clock.now(), 90), 1);
    house.clock.moveDays(1);
    assert.equal(await eraseLongEnded(writer(), house.clock.now(), 90), 1);
    assert.equal(await eraseLongEnded(writer(), house.clock.now(), 90), 0);
    assert.deepEqual((await utopia.records.history(id)).map(({ change, by }) => [change, by]).slice(0, 2), [['erased', 'server'], ['expired', 'server']]);
    const left = await utopia.records.get(id);
    assert.deepEqual([left.state, left.content, left.reference, (await utopia.photos.list(id)).length], ['expired', {}, undefined, 0]);
    assert.deepEqual((await utopia.records.history(id)).map(({ content, reason }) => [content, reason]).filter(([content, reason]) => Object.keys(content ?? {}).length > 0 || reason !== undefined), []);
    assert.ok(!(await liesIn(mark)), 'something of it still lies in the store');
  });

  test('is an entry of the audit log for each owner and database', async () => {
    const entries = (await house.entries()).filter(({ event }) => event === 'record.ended-erased');
    assert.deepEqual(entries.map(({ organisation, databases, owners, count }) => [organisation, databases, owners, count]).at(-1), ['', ['persons'], ['UTO'], 1]);
  });
});
