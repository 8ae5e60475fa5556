/** A write that is sent again under its Idempotency-Key happens once. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import { ask, jsonOf, refused, type Asked, type Raw } from '../ask.ts';
import { isCode } from '../operation-calls.ts';
import { passport, startServer, unique } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const token = await house.token('UTO', { permissions: PERMISSIONS });
const owner = house.clientOf(token);

const entering = (number: string, key: string, more: Partial<Asked> = {}): Asked => ({
  method: 'POST', path: '/v1/records', token, body: { database: 'travel-documents', content: passport(number) }, headers: { 'idempotency-key': key }, ...more,
});
const send = (asked: Asked): Promise<Raw> => ask(house.url(), asked);
const count = async (): Promise<number> => (await Array.fromAsync(owner.records.list())).length;

describe('the same request under the same key', () => {
  test('gets the same answer, and one record, one entry', async () => {
    const asked = entering(unique('R'), unique('key-'));
    const before = await count();
    const entries = (await house.entries()).length;
    const [first, second] = [await send(asked), await send(asked)];
    assert.deepEqual([first.status, second.status, second.text, second.headers.etag], [201, 201, first.text, '"1"']);
    assert.equal(await count(), before + 1);
    const left = (await house.entries(entries + 1)).filter(({ event }) => event === 'record.created');
    assert.equal(left.length, 1);
  });

  test('gets it after a restart, and after the record has changed', async () => {
    const asked = entering(unique('R'), unique('key-'));
    const first = await send(asked);
    await house.restart();
    assert.equal((await send(asked)).text, first.text);
    await owner.records.amend(jsonOf<RecordAnswer>(first), { content: { fraud: 'lost' } });
    assert.equal((await send(asked)).text, first.text);
  });

  test('at the same moment is told that the first still runs, or gets its answer', async () => {
    const asked = entering(unique('R'), unique('key-'));
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(asked)));
    const done = answers.filter(({ status }) => status === 201);
    assert.ok(done.length >= 1);
    assert.equal(new Set(done.map(({ text }) => text)).size, 1);
    for (const raw of answers) if (raw.status !== 201) refused(raw, 'request.in-flight');
    assert.ok(answers.some(({ status }) => status === 409), 'twelve at once, and none found another running');
    assert.equal(await count(), before + 1);
  });

  test('is forgotten after a day', async () => {
    const asked = entering(unique('R'), unique('key-'));
    const first = jsonOf<RecordAnswer>(await send(asked));
    house.clock.moveDays(2);
    await house.serving().hub.writer.run('door.forget', { at: house.clock.now() } as never);
    house.clock.moveDays(-2);
    const second = jsonOf<RecordAnswer>(await send(asked));
    assert.notEqual(second.id, first.id);
    assert.deepEqual(second.content, first.content);
  });
});

describe('another request under a used key', () => {
  test('is refused, whatever differs', async () => {
    const key = unique('key-');
    const record = jsonOf<RecordAnswer>(await send(entering(unique('R'), key)));
    refused(await send(entering(unique('R'), key)), 'request.key-reused');
    const other = await house.token('UTO', { permissions: PERMISSIONS });
    refused(await send(entering(String(record.content['number']), key, { token: other })), 'request.key-reused');
    const withdrawal = { method: 'POST', path: `/v1/records/${record.id}/withdrawal`, token, body: { reason: 'found' }, headers: { 'idempotency-key': key, 'if-match': '"1"' } };
    refused(await send(withdrawal), 'request.key-reused');
    assert.equal((await owner.records.get(record.id)).state, 'active');
  });

  test('of another organisation is another key', async () => {
    const key = unique('key-');
    const first = await send(entering(unique('R'), key));
    const content = { number: unique('R'), issuer: 'ITA', type: 'passport', fraud: 'stolen' };
    const second = await send(entering('', key, { token: await house.token('ITA'), body: { database: 'travel-documents', content } }));
    assert.deepEqual([first.status, second.status], [201, 201]);
  });
});

test('a refused write leaves its key free', async () => {
  const [number, key] = [unique('R'), unique('key-')];
  refused(await send(entering(number, key, { body: { database: 'travel-documents', content: {} } })), 'record.invalid');
  assert.equal((await send(entering(number, key))).status, 201);
});

test('an amendment that is repeated is done once, though its version is over', async () => {
  const record = await owner.records.create({ database: 'travel-documents', content: passport(unique('R')) });
  const key = unique('key-');
  const first = await owner.records.amend(record, { content: { fraud: 'lost' } }, { idempotencyKey: key });
  assert.deepEqual(await owner.records.amend(record, { content: { fraud: 'lost' } }, { idempotencyKey: key }), first);
  await assert.rejects(owner.records.amend(record, { content: { fraud: 'lost' } }), isCode('record.version-conflict'));
  assert.equal((await owner.records.history(record.id)).length, 2);
});

test('the secret of a token is not kept for a repeat', async () => {
  const asked = { method: 'POST', path: '/v1/tokens', token, body: { name: 'Gate', role: 'system', permissions: ['check'] }, headers: { 'idempotency-key': unique('key-') } };
  const [first, second] = [jsonOf(await send(asked)), jsonOf(await send(asked))];
  assert.deepEqual([typeof first['secret'], second['secret'], second['token']], ['string', undefined, first['token']]);
});

test('a key is printable, without spaces and not long', async () => {
  for (const key of ['', 'two words', 'x'.repeat(129), '\u00e9']) refused(await send(entering(unique('R'), key)), 'request.invalid');
});
