/** Bulk loads and exports over the whole server, as an integrator meets them. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { LoadAnswer } from '@watchword/api/loads.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Client } from '@watchword/sdk/client.ts';
import type { Download } from '@watchword/sdk/downloads.ts';
import { isCode } from '../operation-calls.ts';
import { passport, startServer, unique } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const rights = { role: 'system', permissions: PERMISSIONS } as const;
const [utopia, france, officer] = await Promise.all([house.client('UTO', rights), house.client('FRA', rights), house.client('FRA', { role: 'front-line' })]);

const database = 'travel-documents';
const lineOf = (number: string, more: object = {}): string => `${JSON.stringify({ ...passport(number), ...more })}\n`;
const outcome = async (number: string): Promise<string> => (await officer.checks.run({ purpose: 'border-control', subject: { document: { number } } })).outcome;
const textOf = async (download: Download): Promise<string> => await download.text();

async function load(client: Client, body: string, more: object = {}): Promise<LoadAnswer> {
  const started = await client.loads.start({ database, format: 'ndjson', ...more });
  return await client.loads.send(started, { from: (offset) => Buffer.from(body).subarray(offset) });
}

describe('a load', () => {
  test('is found by checks when it says so, and the rejects say what to mend', async () => {
    const numbers = Array.from({ length: 1200 }, () => unique('L'));
    const body = numbers.map((number) => lineOf(number)).join('') + lineOf('', { reference: 'broken' });
    const done = await load(utopia, body, { name: 'november.ndjson', bytes: body.length });
    const { id, startedAt: _, endedAt, ...rest } = done;
    assert.deepEqual(rest, {
      database, format: 'ndjson', dryRun: false, state: 'finished', name: 'november.ndjson', offset: body.length,
      lines: 1201, created: 1200, amended: 0, unchanged: 0, rejected: 1, searchable: 1200,
    });
    assert.ok(endedAt !== undefined);
    for (const number of [numbers[0], numbers[599], numbers[1199]]) assert.equal(await outcome(number ?? ''), 'hit');
    assert.deepEqual(await utopia.loads.get(id), done);
    assert.equal((await utopia.loads.list())[0]?.id, id);
    const rejects = JSON.parse(await textOf(await utopia.loads.rejects(id))) as Record<string, unknown>;
    assert.deepEqual([rejects['_line'], rejects['_column'], rejects['_code'], rejects['reference']], [1201, 'number', 'too-short', 'broken']);
  });

  test('leaves its start, each batch and its end in the audit log, with digests', async () => {
    const done = await load(utopia, Array.from({ length: 700 }, () => lineOf(unique('L'))).join(''));
    const own = (await house.entries()).filter(({ subject, within }) => subject === done.id || within === done.id);
    assert.deepEqual(own.map(({ event, count }) => [event, count]), [['load.started', undefined], ['load.batch-committed', 500], ['load.batch-committed', 200], ['load.finished', 700]]);
    for (const { event, digest, organisation } of own) assert.ok(organisation === 'UTO' && (event !== 'load.batch-committed' || /^[0-9a-f]{64}$/.test(digest ?? '')));
  });

  test('that is cancelled while it is sent ends in order: what it has read is found, and nothing more is taken', async () => {
    const numbers = Array.from({ length: 300 }, () => unique('L'));
    const started = await utopia.loads.start({ database, format: 'ndjson' });
    const { promise: more, resolve: goOn } = Promise.withResolvers<void>();
    async function* slowly(): AsyncGenerator<Uint8Array> {
      // A block for the loading thread, and then nothing for a long time.
      yield Buffer.from(numbers.map((number) => lineOf(number)).join('') + ' '.repeat(600_000));
      await more;
      yield Buffer.from(lineOf(unique('L')));
    }
    const sending = utopia.loads.send(started, { from: () => slowly() }).then(() => undefined, (error: unknown) => error);
    for (let looks = 0; (await utopia.loads.get(started.id)).state !== 'running' && looks < 200; looks += 1) await setTimeout(20);
    await setTimeout(300);
    await assert.rejects(france.loads.cancel(started.id), isCode('load.not-found'));
    const cancelled = await utopia.loads.cancel(started.id);
    assert.deepEqual([cancelled.state, cancelled.created, cancelled.searchable], ['cancelled', 300, 300]);
    goOn();
    assert.equal(((await sending) as { code?: string } | undefined)?.code, 'load.finished');
    for (const number of [numbers[0], numbers[299]]) assert.equal(await outcome(number ?? ''), 'hit');
    assert.deepEqual(await utopia.loads.cancel(started.id), cancelled, 'and once more changes nothing');
    await assert.rejects(utopia.loads.send(started, { from: () => Buffer.from(lineOf(unique('L'))) }), isCode('load.finished'));
    const entry = (await house.entries()).findLast(({ subject }) => subject === started.id);
    assert.deepEqual([entry?.event, entry?.reason, entry?.count], ['load.failed', 'cancelled', 300]);
  });

  test('that has ended cannot be cancelled', async () => {
    const done = await load(utopia, lineOf(unique('L')));
    await assert.rejects(utopia.loads.cancel(done.id), isCode('load.finished'));
  });

  test('of CSV counts its header among the lines, as an editor does', async () => {
    const done = await load(utopia, `number,issuer,type,fraud\n${unique('L')},UTO,passport,stolen\n`, { format: 'csv' });
    assert.deepEqual([done.lines, done.created, done.rejected], [2, 1, 0]);
  });

  test('of another organisation does not exist, and needs the right to load', async () => {
    const started = await utopia.loads.start({ database, format: 'ndjson' });
    for (const call of [france.loads.get(started.id), france.loads.send(started, { from: () => Buffer.from('') })]) await assert.rejects(call, isCode('load.not-found'));
    await assert.rejects(france.loads.rejects(started.id), isCode('load.not-found'));
    await assert.rejects(officer.loads.start({ database, format: 'ndjson' }), isCode('access.forbidden'));
    assert.ok(!(await france.loads.list()).some(({ id }) => id === started.id));
  });

  test('of a file that is no CSV with a header says which column it does not know', async () => {
    const started = await utopia.loads.start({ database, format: 'csv' });
    const sent = utopia.loads.send(started, { from: () => Buffer.from('number,issuer,type,fraud,colour\nA1,UTO,passport,lost,red\n') });
    await assert.rejects(sent, (error: { code: string; details: { errors?: { pointer: string }[] } }) => error.code === 'load.format' && error.details.errors?.[0]?.pointer === '/colour');
    assert.deepEqual([(await utopia.loads.get(started.id)).state, (await utopia.loads.get(started.id)).problem], ['failed', 'load.format']);
  });

  test('that broke off goes on from its offset, also after a restart of the server', async () => {
    const numbers = Array.from({ length: 3000 }, () => unique('L'));
    const body = Buffer.from(numbers.map((number) => lineOf(number, { reference: number })).join(''));
    const started = await utopia.loads.start({ database, format: 'ndjson' });
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield body.subarray(0, body.length - 50_000);
      throw new Error('the line broke');
    }
    await assert.rejects(utopia.loads.send(started, { from: () => breaking() }));
    await house.restart();
    const again = await house.client('UTO', rights);
    let broken = await again.loads.get(started.id);
    for (let tries = 0; tries < 50 && broken.state === 'running'; tries += 1) broken = await again.loads.get(started.id);
    assert.equal(broken.state, 'open');
    const done = await again.loads.send(broken, new Blob([body]));
    assert.deepEqual([done.state, done.lines, done.created + done.amended + done.unchanged, done.created], ['finished', 3000, 3000, 3000]);
    for (const number of [numbers[0], numbers[2999]]) {
      const answer = await (await house.client('FRA')).checks.run({ purpose: 'border-control', subject: { document: { number: number ?? '' } } });
      assert.equal(answer.outcome, 'hit');
    }
  });
});

describe('an export', () => {
  test('holds own records only, can be loaded again, and is in the audit log with its digest', async () => {
    const here = await house.client('ESP', rights);
    const owned = Array.from({ length: 300 }, (_, at) => lineOf(unique('X'), { issuer: 'ESP', reference: `E${at}`, ...(at % 2 === 0 ? { hiddenFrom: ['PRT'] } : {}) }));
    const { created } = await load(here, owned.join(''));
    assert.equal(created, 300);
    for (const format of ['ndjson', 'csv'] as const) {
      const text = await textOf(await here.records.export(database, { format }));
      assert.equal(text.trimEnd().split('\n').length, format === 'csv' ? 301 : 300);
      const again = await load(here, text, { format });
      assert.deepEqual([again.created, again.amended, again.unchanged, again.rejected], [0, 0, 300, 0]);
    }
    const exports = (await house.entries()).filter(({ event, organisation }) => event === 'record.exported' && organisation === 'ESP');
    assert.deepEqual(exports.map(({ count }) => count), [300, 300]);
  });
});
