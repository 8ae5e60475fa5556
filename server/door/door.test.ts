import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runBatch } from '@watchword/api/checks/checks.ts';
import { AppError, fail } from '@watchword/api/errors.ts';
import { createRecord, getRecord } from '@watchword/api/records.ts';
import { serverStarted, type AuditEntry, type AuditLog } from '#audit/audit.ts';
import type { Asker, ItemsHandler } from './calls.ts';
import { openPassage, type DoorParts, type Visit } from './door.ts';
import { onItems, onRead, onWrite, type Implementation } from './implement.ts';
import type { WriteResult } from './writes.ts';

const ASKER: Asker = { organisation: 'UTO', number: 197, role: 'desk', actor: 'tok_1', name: 'Test', permissions: ['record:write'] };
const VISIT: Visit = {
  params: {}, query: {}, body: { database: 'vehicles', content: {} }, credentials: { authorization: undefined, officer: undefined, role: undefined },
  ifMatch: undefined, idempotencyKey: 'key', signal: new AbortController().signal,
};
const ANSWER = { id: 'rec_1', database: 'vehicles', owner: 'UTO', version: 1, state: 'active', review: 'not-needed', content: {}, expiresOn: '2030-01-01', enteredAt: '2026-01-01' };

/** A door before a writer that gives this result. `followed`: the changes that were followed before the answer. */
const RECEIPT = { seq: 1, time: 0, hash: 'ab' };

function doorBefore(result: WriteResult, changes?: { first: number; last: number }, asker = ASKER, implementation: Implementation = onWrite(createRecord)) {
  const followed: number[] = [];
  const refused: string[] = [];
  const written: AuditEntry[] = [];
  const parts: DoorParts = {
    access: { authenticate: () => asker },
    audit: {
      failure: undefined,
      append: async (entry) => (written.push(entry), RECEIPT),
      appendMany: async (entries) => (written.push(...entries), entries.map(() => RECEIPT)),
    } as Pick<AuditLog, 'failure' | 'append' | 'appendMany'>,
    outbox: { durable: async () => ({ seq: 1, time: 0, hash: '' }), settled: async () => undefined, recover: async () => undefined, isStalled: () => false, close: async () => undefined },
    refusals: { note: (_event, _who, reason) => void refused.push(reason), settle: () => undefined },
    writer: { run: async () => ({ result: result as never, outbox: [], changes }) },
    clock: { now: () => 0 },
    follow: async (upTo) => {
      await new Promise((resolve) => setImmediate(resolve));
      followed.push(upTo);
    },
  };
  return { pass: openPassage(implementation, parts), followed, refused, written };
}

test('a write is answered when what follows the change log has its change', async () => {
  const { pass, followed } = doorBefore({ answer: ANSWER, outbox: 1 }, { first: 6, last: 7 });
  assert.equal((await pass(VISIT)).status, 201);
  assert.deepEqual(followed, [7]);
});

test('so is one that is repeated, though another server may have done it the first time', async () => {
  const { pass, followed } = doorBefore({ answer: ANSWER, after: 12 });
  assert.equal((await pass(VISIT)).version, 1);
  assert.deepEqual(followed, [12]);
});

test('a second request under a key that is still under way is refused, and the key is free afterwards', async () => {
  const { pass } = doorBefore({ answer: ANSWER, outbox: 1 });
  const first = pass(VISIT);
  await assert.rejects(pass(VISIT), (error) => error instanceof AppError && error.code === 'request.in-flight');
  await first;
  assert.equal((await pass(VISIT)).status, 201);
});

test('what somebody may not do is not begun, and noted', async () => {
  const { pass, followed, refused } = doorBefore({ answer: ANSWER, outbox: 1 }, { first: 1, last: 1 }, { ...ASKER, permissions: ['check'] });
  await assert.rejects(pass(VISIT), (error) => error instanceof AppError && error.code === 'access.forbidden');
  assert.deepEqual([followed, refused], [[], ['access.forbidden']]);
});

test('what is not there for somebody is noted as well, and whoever is suspended', async () => {
  for (const code of ['record.not-found', 'photo.not-found', 'organisation.not-found', 'access.client-not-found', 'access.suspended'] as const) {
    const notThere = onRead(getRecord, () => { throw fail(code); });
    const { pass, refused } = doorBefore({ answer: ANSWER, outbox: 1 }, undefined, { ...ASKER, permissions: ['record:read'] }, notThere);
    await assert.rejects(pass({ ...VISIT, params: { id: 'rec_019ab1f0c4d07c3f8a51d2b6e9f04417' }, body: undefined }), (error) => error instanceof AppError && error.code === code);
    assert.deepEqual(refused, [code]);
  }
});

test('an item of a batch that is refused is noted, and the others are answered; the token of an officer who acted stands in each entry', async () => {
  const answer = { id: 'chk_1', at: '', outcome: 'none', databases: [], matches: [] };
  const answerAll: ItemsHandler = async function* () {
    const reply = { answer, entry: () => serverStarted({ version: '1' }) };
    yield [{ index: 0, reference: undefined, reply }, { index: 1, reference: 'r', reply: { problem: fail('check.no-subject') } }, { index: 2, reference: undefined, reply }];
  };
  const asker: Asker = { ...ASKER, permissions: ['check:batch'], actor: 'ofc_1234', officer: 'ofc_1234', via: 'tok_1' };
  const { pass, refused, written } = doorBefore({ answer: ANSWER, outbox: 1 }, undefined, asker, onItems(runBatch, answerAll));
  const { body } = await pass({ ...VISIT, body: { checks: [{}, {}, {}] } });
  assert.ok(typeof body === 'string');
  const { items } = JSON.parse(body) as { items: { index: number; answer?: object; problem?: { code: string } }[] };
  assert.deepEqual(items.map(({ index, answer: given, problem }) => [index, given !== undefined, problem?.code]), [[0, true, undefined], [1, false, 'check.no-subject'], [2, true, undefined]]);
  assert.deepEqual(refused, ['check.no-subject']);
  assert.deepEqual(written.map(({ via }) => via), ['tok_1', 'tok_1']);
});

test('a batch whose answers are too large to be held is refused before they are', async () => {
  let made = 0;
  const answerAll: ItemsHandler = async function* () {
    for (; made < 200; made += 1) {
      const answer = { id: 'chk_1', at: '', outcome: 'none', databases: [], matches: [], notice: 'x'.repeat(1024 * 1024) };
      yield [{ index: made, reference: undefined, reply: { answer, entry: () => serverStarted({ version: '1' }) } }];
    }
  };
  const { pass } = doorBefore({ answer: ANSWER, outbox: 1 }, undefined, { ...ASKER, permissions: ['check:batch'] }, onItems(runBatch, answerAll));
  await assert.rejects(pass({ ...VISIT, body: { checks: [{}] } }), (error) => error instanceof AppError && error.code === 'request.too-large');
  assert.ok(made < 200, 'it was stopped');
});
