/** One country cannot see, change, list, export, count or infer what another hides from it or keeps to itself, by any operation. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { CONTRACT } from '@watchword/api/contract.ts';
import { PERMISSIONS, type Operation } from '@watchword/api/operation.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import { addressOf } from '@watchword/sdk/request.ts';
import { ask, jsonOf, type Raw } from '../ask.ts';
import { HUB_OPERATIONS, pictureOf } from '../operation-calls.ts';
import { car, passport, startServer, unique, wanted } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
/** Everything that a country can be allowed, so that only what is whose stands between. */
const [mine, theirs] = await Promise.all(['FRA', 'UTO'].map((code) => house.token(code, { role: code === 'XPO' ? 'commission' : 'system', permissions: PERMISSIONS })));
const [france, utopia] = [house.clientOf(mine ?? ''), house.clientOf(theirs ?? '')];

type Hidden = { record: RecordAnswer; marks: readonly string[] };

/** Records of UTO's that do not exist for FRA, with what would give them away. */
async function hide(): Promise<Hidden[]> {
  const marks = [unique('HN'), unique('HR'), unique('HP'), unique('HV'), unique('HD')] as const;
  const [number, reference, plate, vinEnd, paper] = marks;
  const made = await Promise.all([
    utopia.records.create({ database: 'travel-documents', reference, content: passport(number), hiddenFrom: ['FRA'] }),
    utopia.records.create({ database: 'vehicles', reference, content: car({ plate, vin: `UTZZZZ8X4${vinEnd}` }), hiddenFrom: ['FRA'] }),
    // Not released yet: it exists for its owner and the secretariat alone.
    utopia.records.create({ database: 'persons', reference, content: wanted(`Hidden Person ${reference}`, { documents: [{ number: paper }] }) }),
  ]);
  return made.map((record) => ({ record, marks: [record.id, ...marks] }));
}

const call = (operation: Operation, { params, query, body, version }: { params?: object; query?: object; body?: unknown; version?: number }, token = mine): Promise<Raw> =>
  ask(house.url(), {
    method: operation.method, path: addressOf('', operation, { ...(params !== undefined && { params }), ...(query !== undefined && { query }) }), token, body: body as object,
    headers: { ...(body !== undefined && { 'content-type': operation.body === 'merge-patch' ? 'application/merge-patch+json' : operation.body === 'stream' ? 'application/x-ndjson' : operation.body === 'image' || operation.body === 'file' ? 'image/png' : 'application/json' }), ...(version !== undefined && { 'if-match': `"${version}"` }) },
  });

const operationOf = (id: string): Operation => CONTRACT.find((one) => one.id === id) ?? assert.fail(id);
/** An answer without what is new in each of them. */
const shape = ({ status, text, headers }: Raw): unknown => [status, text.replaceAll(/(req|chk|rec)_[0-9a-f]{32}/g, '*').replaceAll(/"receipt":\{[^}]*\}/g, '*'), headers['content-type'], headers['etag'], headers['allow']];

describe('what is hidden', () => {
  test('is in no answer of any operation that reads', async () => {
    const hidden = await hide();
    const marks = new Set(hidden.flatMap((one) => one.marks));
    const reading = HUB_OPERATIONS.filter(({ method, path }) => method === 'GET' && !path.includes(':id'));
    assert.ok(reading.length >= 8);
    for (const operation of reading) {
      for (const code of operation.path.includes(':') ? ['travel-documents', 'vehicles', 'persons'] : ['']) {
        const raw = await call(operation, { params: { ...Object.fromEntries([...operation.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, name === 'organisation' ? 'UTO' : 'absent'])), database: code, code } });
        const found = [...marks].filter((mark) => raw.text.includes(mark));
        assert.deepEqual(found, [], `${operation.id} ${code}`);
      }
    }
  });

  test('does not exist for whoever has its id: the same answer as for an id that was never given', async () => {
    const [absent, ended] = [`rec_${'0'.repeat(12)}7${'0'.repeat(3)}8${'0'.repeat(15)}`, await utopia.records.create({ database: 'travel-documents', content: passport(unique('HE')) })];
    await utopia.records.withdraw(ended, { reason: 'other' });
    const bodies: Record<string, unknown> = { 'records.amend': { content: { fraud: 'lost' } }, 'records.withdraw': { reason: 'other' }, 'records.release': {}, 'records.block': { reason: 'mine' }, 'photos.add': pictureOf(), 'photos.describe': { main: true } };
    const photo = `pho_${'0'.repeat(12)}7${'0'.repeat(3)}8${'0'.repeat(15)}`;
    const touching = HUB_OPERATIONS.filter(({ path }) => path.startsWith('/v1/records/:id'));
    assert.ok(touching.length >= 6);
    for (const { record } of [...(await hide()), { record: ended }]) {
      for (const operation of touching) {
        for (const version of operation.version === true ? [record.version, 99] : [undefined]) {
          const body = bodies[operation.id];
          const as = (id: string): Promise<Raw> => call(operation, { params: { id, photo }, ...(body !== undefined && { body }), ...(version !== undefined && { version }) });
          assert.deepEqual(shape(await as(record.id)), shape(await as(absent)), `${operation.id} on a record of ${record.database}`);
        }
      }
      assert.equal((await utopia.records.get(record.id)).version, record.id === ended.id ? 2 : record.version);
    }
  });

  test('is not found by any check, alone, in a batch or in a stream, and looks like what is absent', async () => {
    const hidden = (await hide())[0]?.marks.slice(1) ?? [];
    const absent = hidden.map((mark) => unique(mark.slice(0, 2)));
    const subjectsOf = ([number = '', reference = '', plate = '', vinEnd = '', paper = '']: readonly string[]): object[] => [
      { document: { number } }, { document: { number, issuer: 'UTO' } }, { document: { number: paper } }, { vehicle: { plate: { number: plate } } }, { vehicle: { vin: vinEnd } }, { vehicle: { vin: `UTZZZZ8X4${vinEnd}` } }, { person: { name: `Hidden Person ${reference}` } }, { person: { name: `Hidden Person ${reference}`, born: '1974-08-12' } },
    ];
    const checksOf = (marks: readonly string[]): object[] => subjectsOf(marks).map((subject) => ({ purpose: 'border-control', subject }));
    const plain = (marks: readonly string[], raw: Raw): unknown => shape({ ...raw, text: marks.reduce((text, mark, at) => text.replaceAll(mark, `mark ${at}`), raw.text) });
    for (const [at, check] of checksOf(hidden).entries()) {
      const raw = await call(operationOf('checks.run'), { body: check });
      assert.equal(jsonOf(raw)['outcome'], 'none');
      assert.deepEqual(plain(hidden, raw), plain(absent, await call(operationOf('checks.run'), { body: checksOf(absent)[at] })));
      assert.notEqual(jsonOf(await call(operationOf('checks.run'), { body: check }, theirs))['outcome'], 'none');
    }
    const many = (marks: readonly string[]): Promise<Raw[]> => Promise.all([call(operationOf('checks.batch'), { body: { checks: checksOf(marks) } }), call(operationOf('checks.stream'), { body: checksOf(marks).map((one) => JSON.stringify(one)).join('\n') })]);
    assert.deepEqual((await many(hidden)).map((raw) => plain(hidden, raw)), (await many(absent)).map((raw) => plain(absent, raw)));
  });

  test('stands in nobody\'s way: the same reference, the same key and the same content are free', async () => {
    const [hidden] = await hide();
    const reference = hidden?.record.reference ?? '';
    const record = await france.records.create({ database: 'vehicles', reference, content: car({ plate: hidden?.marks[3] ?? '' }) }, { idempotencyKey: 'isolation' });
    assert.equal(record.reference, reference);
    await utopia.records.create({ database: 'vehicles', content: car({ plate: unique('HX') }) }, { idempotencyKey: 'isolation' });
    const listed = await Array.fromAsync(france.records.list({ reference }));
    assert.deepEqual(listed.map(({ id }) => id), [record.id]);
  });

  test('is not counted: the number of one\'s own records is one\'s own', async () => {
    const count = async (): Promise<unknown> => (await france.databases.list()).map(({ code, records }) => [code, records]);
    const before = await count();
    await hide();
    assert.deepEqual(await count(), before);
  });

  test('is not reached by a cursor, nor by the cursor of its owner', async () => {
    await hide();
    await hide();
    const { nextCursor = '' } = await utopia.records.page({ limit: 1 });
    assert.notEqual(nextCursor, '');
    const stolen = await call(operationOf('records.list'), { query: { cursor: nextCursor } });
    const made = await call(operationOf('records.list'), { query: { cursor: Buffer.alloc(21, 1).toString('base64url') } });
    assert.deepEqual(shape(stolen), shape(made));
  });
});

describe('loads, tokens and exports', () => {
  test('of others do not exist', async () => {
    const load = await utopia.loads.start({ database: 'vehicles', format: 'ndjson' });
    const { token } = await utopia.tokens.issue({ name: 'Theirs', role: 'system', permissions: ['check'] });
    const other = `load_${'0'.repeat(12)}7${'0'.repeat(3)}8${'0'.repeat(15)}`;
    for (const id of ['loads.get', 'loads.rejects', 'loads.send']) {
      const as = (one: string): Promise<Raw> => call(operationOf(id), { params: { id: one }, ...(id === 'loads.send' && { query: { offset: 0 }, body: `${JSON.stringify(car({ plate: unique('LO') }))}\n` }) });
      const raw = await as(load.id);
      assert.equal(raw.status, 404, `${id}: ${raw.text}`);
      assert.deepEqual(shape(raw), shape(await as(other)), id);
    }
    assert.deepEqual((await france.loads.list()).filter(({ id }) => id === load.id), []);
    assert.equal((await utopia.loads.get(load.id)).state, 'open');
    const revoked = await call(operationOf('tokens.revoke'), { params: { id: token.id } });
    assert.deepEqual(shape(revoked), shape(await call(operationOf('tokens.revoke'), { params: { id: `tok_${'0'.repeat(32)}` } })));
  });

  test('an upsert touches one\'s own record of that reference, never another\'s', async () => {
    const [hidden] = await hide();
    const reference = hidden?.record.reference ?? '';
    const before = await Array.fromAsync(utopia.records.list({ reference }));
    const load = await france.loads.start({ database: 'vehicles', format: 'ndjson' });
    const done = await france.loads.send(load, { from: () => `${JSON.stringify({ reference, ...car({ plate: unique('LO') }) })}\n` });
    assert.deepEqual([done.created, done.amended, done.unchanged, done.rejected], [1, 0, 0, 0]);
    assert.deepEqual(await Array.fromAsync(utopia.records.list({ reference })), before);
  });
});

test('nor does time tell: a hidden record takes no longer than one that is absent, seen over many', async () => {
  const hidden = (await hide())[0]?.marks[1] ?? '';
  const absent = unique('HN');
  const taken: Record<string, number[]> = { hidden: [], absent: [] };
  for (let at = 0; at < 300; at += 1) {
    for (const [name, number] of at % 2 === 0 ? ([['hidden', hidden], ['absent', absent]] as const) : ([['absent', absent], ['hidden', hidden]] as const)) {
      const began = performance.now();
      await france.checks.run({ purpose: 'border-control', subject: { document: { number } } });
      taken[name]?.push(performance.now() - began);
    }
  }
  // The quick tenth: on a busy machine the rest measures who else is at work.
  const quick = (times: readonly number[] = []): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 10)] ?? 0;
  const difference = quick(taken['hidden']) - quick(taken['absent']);
  // The store is asked for a hidden one: some hundred microseconds on a line that has milliseconds. More than that would tell.
  assert.ok(Math.abs(difference) < 1, `${difference.toFixed(2)} ms`);
});
