/** Many checks in one request: a batch, and a list that is answered while it still arrives. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { BATCH_LIMIT, type BatchItem, type CheckRequest } from '@watchword/api/checks/checks.ts';
import { ask, jsonOf } from '../ask.ts';
import { isCode } from '../operation-calls.ts';
import { passport, startServer, unique } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const owner = await house.client('UTO');
const token = await house.token('FRA');
const asker = house.clientOf(token);

const question = (number: string, reference?: string): CheckRequest => ({ purpose: 'border-control', subject: { document: { number } }, ...(reference !== undefined && { reference }) });
const outcomes = (items: readonly BatchItem[]): (string | undefined)[] => items.map(({ answer, problem }) => answer?.outcome ?? problem?.code);

/** A number that is looked for. */
async function stolen(): Promise<string> {
  const number = unique('B');
  await owner.records.create({ database: 'travel-documents', content: passport(number) });
  return number;
}

describe('a batch', () => {
  test('of a thousand is answered in order, each with its own entry in the audit log', async () => {
    const number = await stolen();
    const checks = Array.from({ length: BATCH_LIMIT }, (_, at) => question(at % 100 === 7 ? number : unique('F'), `seat ${at}`));
    const items = await asker.checks.batch(checks);
    assert.deepEqual(items.map(({ index, reference }) => [index, reference]), checks.map(({ reference }, at) => [at, reference]));
    assert.equal(items.filter(({ answer }) => answer?.outcome === 'hit').length, 10);
    assert.equal(new Set(items.map(({ answer }) => answer?.id)).size, BATCH_LIMIT);
    const entries = await house.entries(items[0]?.answer?.receipt.entry);
    assert.deepEqual(entries.slice(0, BATCH_LIMIT).map(({ seq, hash, subject, item, event }) => [seq, hash, subject, item, event]), items.map(({ index, answer }) => [answer?.receipt.entry, answer?.receipt.hash, answer?.id, index, 'check.item-answered']));
    assert.equal(new Set(entries.slice(0, BATCH_LIMIT).map(({ within }) => within)).size, 1);
  });

  test('loses only the items that are no questions', async () => {
    const number = await stolen();
    const bad = [{ ...question(unique()), surplus: 1 }, question('--'), null, 7, { purpose: 'border-control' }, { ...question(unique('V')), databases: ['vehicles'] }];
    const before = (await house.entries()).length;
    const raw = await ask(house.url(), { method: 'POST', path: '/v1/checks/batch', token, body: { checks: [question(number), ...bad, question(number)] } });
    const { items } = jsonOf<{ items: BatchItem[] }>(raw);
    assert.deepEqual(outcomes(items), ['hit', 'request.invalid', 'check.no-subject', 'request.invalid', 'request.invalid', 'request.invalid', 'check.no-database', 'hit']);
    assert.deepEqual(items[1]?.problem?.errors?.map(({ pointer, code }) => [pointer, code]), [['/surplus', 'unknown']]);
    const entries = await house.entries(before + 1);
    assert.equal(entries.filter(({ event }) => event === 'check.item-answered').length, 2);
    const refused = entries.filter(({ event }) => event === 'check.refused').map(({ reason }) => reason);
    assert.deepEqual(refused, ['request.invalid', 'check.no-subject', 'request.invalid', 'request.invalid', 'request.invalid', 'check.no-database']);
  });

  test('of none, or of more than a thousand, is refused as a whole', async () => {
    await assert.rejects(asker.checks.batch([]), isCode('request.invalid'));
    await assert.rejects(asker.checks.batch(Array.from({ length: BATCH_LIMIT + 1 }, () => question('X100000'))), isCode('request.invalid'));
  });
});

describe('a stream', () => {
  test('is answered in order, and the bad lines cost only themselves', async () => {
    const number = await stolen();
    const lines = [JSON.stringify(question(number, 'seat 1A')), '{broken', '', JSON.stringify(question(unique())), '  ', '[]', JSON.stringify(question(number))];
    const raw = await ask(house.url(), { method: 'POST', path: '/v1/checks/stream', token, headers: { 'content-type': 'application/x-ndjson' }, body: lines.join('\n') });
    const items = raw.text.trimEnd().split('\n').map((line) => JSON.parse(line) as BatchItem);
    assert.deepEqual(outcomes(items), ['hit', 'request.invalid', 'none', 'request.invalid', 'hit']);
    assert.deepEqual(items.map(({ index }) => index), [0, 1, 2, 3, 4]);
    assert.equal(items[0]?.reference, 'seat 1A');
  });

  test('answers the first lines while the last are not there yet', async () => {
    const number = await stolen();
    let answered = 0;
    async function* questions(): AsyncGenerator<CheckRequest> {
      yield question(number);
      for (let waited = 0; answered === 0 && waited < 200; waited += 1) await wait(25);
      assert.equal(answered, 1, 'the first was not answered within 5 s');
      yield question(unique());
    }
    const seen: (string | undefined)[] = [];
    for await (const { answer } of asker.checks.stream(questions())) {
      answered += 1;
      seen.push(answer?.outcome);
    }
    assert.deepEqual(seen, ['hit', 'none']);
  });

  test('of thousands keeps its order and leaves an entry each', async () => {
    const number = await stolen();
    const before = (await house.entries()).length;
    const items = await Array.fromAsync(asker.checks.stream(Array.from({ length: 3000 }, (_, at) => question(at % 1000 === 0 ? number : unique('G')))));
    assert.deepEqual(items.map(({ index }) => index), Array.from({ length: 3000 }, (_, at) => at));
    assert.equal(items.filter(({ answer }) => answer?.outcome === 'hit').length, 3);
    const entries = await house.entries(before + 1);
    assert.deepEqual([entries.length, new Set(entries.map(({ event }) => event)).size], [3000, 1]);
    for (const [at, { answer }] of items.entries()) assert.equal(answer?.receipt.hash, entries[at]?.hash);
  });

  test('sees a record from the line after it was entered', async () => {
    const number = unique('L');
    const first = Promise.withResolvers<void>();
    async function* questions(): AsyncGenerator<CheckRequest> {
      yield question(number);
      await first.promise;
      await owner.records.create({ database: 'travel-documents', content: passport(number) });
      yield question(number);
    }
    const items: BatchItem[] = [];
    for await (const item of asker.checks.stream(questions())) {
      items.push(item);
      first.resolve();
    }
    assert.deepEqual(outcomes(items), ['none', 'hit']);
  });

  test('judges each line at its own moment, however long the list arrives', async () => {
    const number = unique('L');
    await owner.records.create({ database: 'travel-documents', content: passport(number), expiresOn: '2026-11-24' });
    const first = Promise.withResolvers<void>();
    async function* questions(): AsyncGenerator<CheckRequest> {
      yield question(number);
      await first.promise;
      house.clock.moveDays(1);
      yield question(number);
    }
    const items: BatchItem[] = [];
    for await (const item of asker.checks.stream(questions())) {
      items.push(item);
      first.resolve();
    }
    house.clock.moveDays(-1);
    assert.deepEqual(items.map(({ answer }) => [answer?.outcome, answer?.at.slice(0, 10)]), [['hit', '2026-11-24'], ['none', '2026-11-25']]);
  });

  test('without a line is an empty answer, and a line without end is refused', async () => {
    const send = (body: string) => ask(house.url(), { method: 'POST', path: '/v1/checks/stream', token, headers: { 'content-type': 'application/x-ndjson' }, body });
    assert.deepEqual([(await send('\n\n')).status, (await send('')).text], [200, '']);
    assert.equal(jsonOf(await send('x'.repeat(70_000)))['code'], 'request.too-large');
  });
});
