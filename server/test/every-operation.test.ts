/** What holds for every operation of the contract, so that none can be added without it. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { CONTRACT } from '@watchword/api/contract.ts';
import { ERRORS } from '@watchword/api/errors.ts';
import { PERMISSIONS, type Operation, type Permission } from '@watchword/api/operation.ts';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { PEOPLE_OPERATIONS } from '@watchword/api/people.ts';
import { MAILBOX_OPERATIONS } from '@watchword/api/mailbox.ts';
import { FIELD_KEY_OPERATIONS } from '@watchword/api/field-key.ts';
import { PRESENCE_OPERATIONS } from '@watchword/api/presence.ts';
import { endSession, getSession, SESSION_OPERATIONS, startSession } from '@watchword/api/people/sessions.ts';
import { ask, jsonOf, problemOf, refused, type Raw } from './ask.ts';
import { enterPassport, enterPerson, HUB_OPERATIONS, makeReady, requestOf, tokenWithout } from './operation-calls.ts';
import { startServer, unique } from './start-server.ts';

const LIMIT = 65_536;
// The hub alone: a bureau beside it would write entries of its own, while these are counted.
const house = await startServer({ demo: true, bureau: false, settings: { bodyLimit: LIMIT } });
after(() => house.close());
const all = new Map<string, Promise<string>>();

/** A token of this organisation with every permission. */
function masterOf(organisation: string): Promise<string> {
  const token = all.get(organisation) ?? house.token(organisation, { role: organisation === 'XPO' ? 'commission' : 'system', permissions: PERMISSIONS });
  all.set(organisation, token);
  return token;
}

/** Makes the call of an operation that succeeds. */
async function succeed(operation: Operation): Promise<Raw> {
  const ready = await makeReady(house, operation);
  const raw = await ask(house.url(), requestOf(operation, ready, { token: operation.permission === 'public' ? undefined : await masterOf(ready.organisation) }));
  assert.equal(raw.status, operation.status, raw.text);
  return raw;
}

/** The schema with every object closed, so that a field which is not declared is a fault. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return copy['type'] === 'object' && copy['properties'] !== undefined ? { ...copy, additionalProperties: false } : copy;
}

function requireDeclared(operation: Pick<Operation, 'output'>, value: unknown): void {
  const validator = Compile(closed(JSON.parse(JSON.stringify(operation.output))) as TSchema);
  assert.deepEqual(validator.Errors(value), []);
}

for (const operation of HUB_OPERATIONS) {
  describe(`${operation.method} ${operation.path} (${operation.id})`, () => {
    test('succeeds, answers with declared fields only, and says that nobody may keep it', async () => {
      const raw = await succeed(operation);
      if (operation.answer === 'image') {
        assert.equal(raw.headers['content-type'], 'image/jpeg');
        assert.equal(raw.headers['x-content-type-options'], 'nosniff');
      } else if (operation.answer === 'pdf') {
        assert.equal(raw.headers['content-type'], 'application/pdf');
        assert.equal(raw.headers['x-content-type-options'], 'nosniff');
      } else if (operation.answer === 'bytes') {
        assert.equal(raw.headers['content-type'], 'application/octet-stream');
      } else if (operation.answer === 'events') {
        assert.equal(raw.headers['content-type'], 'text/event-stream; charset=utf-8');
        assert.match(raw.text, /^retry: 1000\nid: \d+\nevent: ready\n/);
      } else if (operation.answer === 'stream') {
        assert.match(raw.headers['content-type'] ?? '', /^(application\/x-ndjson|text\/csv)/);
        if (operation.id === 'checks.stream') for (const line of raw.text.trimEnd().split('\n')) requireDeclared(operation, JSON.parse(line));
      } else {
        assert.equal(raw.headers['content-type'], 'application/json; charset=utf-8');
        requireDeclared(operation, jsonOf(raw));
      }
      if (operation.path.startsWith('/v1/')) {
        assert.equal(raw.headers['cache-control'], 'no-store');
        assert.match(String(raw.headers['x-request-id']), /^req_[0-9a-f]{32}$/);
      }
    });

    if (operation.permission !== 'public') {
      const permission = operation.permission as Permission;
      test('is refused without a valid token', async () => {
        const ready = await makeReady(house, operation);
        for (const authorization of [undefined, 'Bearer', 'Bearer wwt_x', `Bearer wwt_${'x'.repeat(43)}`, 'Basic dTpw']) {
          const request = requestOf(operation, ready);
          const raw = await ask(house.url(), { ...request, headers: { ...request.headers, ...(authorization !== undefined && { authorization }) } });
          refused(raw, 'access.unauthenticated');
          assert.equal(raw.headers['www-authenticate'], 'Bearer');
        }
      });

      // Whoever is signed in may ask who he is.
      if (operation.permission !== 'session') test('is refused to whoever may do everything else', async () => {
        const ready = await makeReady(house, operation);
        refused(await ask(house.url(), requestOf(operation, ready, { token: await tokenWithout(house, ready.organisation, permission) })), 'access.forbidden');
      });

      test('refuses what it does not know, and names it', async () => {
        const ready = await makeReady(house, operation);
        const token = await masterOf(ready.organisation);
        const asked = refused(await ask(house.url(), requestOf(operation, ready, { token, query: { surplus: 1 } })), 'request.invalid');
        assert.deepEqual(asked.errors?.map(({ pointer }) => pointer).filter((pointer) => !pointer.startsWith('/query')), []);
        if (operation.input.body === undefined) return;
        const sent = refused(await ask(house.url(), requestOf(operation, ready, { token, body: { ...(ready.body as object), surplus: 1 } })), 'request.invalid');
        assert.ok(sent.errors?.some(({ pointer, code }) => pointer === '/surplus' && code === 'unknown'), JSON.stringify(sent));
      });

      test(operation.quiet === true ? 'leaves no audit entry' : 'leaves its audit entry, of whoever asked', async () => {
        const ready = await makeReady(house, operation);
        const token = await masterOf(ready.organisation);
        const before = (await house.entries()).length;
        const raw = await ask(house.url(), requestOf(operation, ready, { token }));
        assert.equal(raw.status, operation.status, raw.text);
        // Nobody waits for the entry of a refusal, nor of a token that the test itself gave out: one of before may come only now.
        const left = (await house.entries(before + 1)).filter(({ event, actor }) => !event.endsWith('.refused') && actor !== 'operator');
        const expected = operation.quiet === true ? 0 : 'entries' in ready ? ready.entries : 1;
        if (expected === undefined) assert.ok(left.length > 0);
        else assert.equal(left.length, expected, JSON.stringify(left));
        assert.deepEqual(left.filter(({ organisation }) => organisation !== ready.organisation), []);
        for (const entry of left) assert.match(entry.actor, /^tok_/);
      });
    } else {
      test('needs nobody to be signed in', async () => {
        await succeed(operation);
      });
    }

    const { body } = operation;
    if (body !== undefined) {
      test('takes only its own media types', async () => {
        const ready = await makeReady(house, operation);
        const token = await masterOf(ready.organisation);
        const foreign = { json: ['application/merge-patch+json', 'text/csv'], form: ['application/json', 'text/csv'], 'merge-patch': ['application/json', 'text/csv'], stream: ['application/json', 'application/merge-patch+json', 'image/jpeg'], image: ['application/json', 'application/octet-stream', 'image/gif', 'image/svg+xml'], file: ['application/json', 'application/octet-stream', 'text/html', 'image/svg+xml'] }[body];
        for (const type of [...foreign, ...(body === 'file' ? [] : ['text/plain']), 'application/xml', 'nonsense']) {
          refused(await ask(house.url(), requestOf(operation, ready, { token, headers: { 'content-type': type } })), 'request.media-type');
        }
      });
    }

    if (operation.body === 'json' || operation.body === 'merge-patch') {
      test('refuses a body that is too large, and one that is no JSON', async () => {
        const ready = await makeReady(house, operation);
        const token = await masterOf(ready.organisation);
        refused(await ask(house.url(), requestOf(operation, ready, { token, body: JSON.stringify({ filling: 'x'.repeat(LIMIT) }) })), 'request.too-large');
        for (const body of ['{', '', 'null ,', '{"a":1}}', '\u0000']) refused(await ask(house.url(), requestOf(operation, ready, { token, body })), 'request.malformed');
        for (const body of ['null', '[]', '"text"', '7']) assert.equal(problemOf(await ask(house.url(), requestOf(operation, ready, { token, body }))).status, 400);
      });
    }

    if (operation.version === true) {
      test('needs If-Match with the version that was read', async () => {
        const ready = await makeReady(house, operation);
        const token = await masterOf(ready.organisation);
        const { version, ...unversioned } = ready;
        for (const wrong of ['*', '""', '"x"', '"1", "2"', '-1', '1.5']) refused(await ask(house.url(), requestOf(operation, unversioned, { token, headers: { 'if-match': wrong } })), 'request.version-needed');
        refused(await ask(house.url(), requestOf(operation, unversioned, { token })), 'request.version-needed');
        const problem = refused(await ask(house.url(), requestOf(operation, { ...ready, version: 99 }, { token })), operation.errors.find((code) => code.endsWith('.version-conflict')) ?? 'record.version-conflict');
        assert.equal(problem.currentVersion, version);
      });
    }

    test('says only what its declaration foresees', () => {
      for (const code of operation.errors) assert.ok(code in ERRORS);
      if (operation.permission !== 'public') assert.ok(operation.errors.includes('access.unauthenticated') && operation.errors.includes('access.forbidden'));
    });
  });
}

test('an address takes no other method than those of the contract, and says which', async () => {
  const paths = Map.groupBy(HUB_OPERATIONS, ({ path }) => path);
  const token = await masterOf('UTO');
  for (const [path, operations] of paths) {
    const taken = operations.map(({ method }) => method as string);
    const address = path.replaceAll(/:\w+/g, 'rec_0');
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'].filter((one) => !taken.includes(one))) {
      const raw = await ask(house.url(), { method, path: address, token });
      assert.equal(raw.status, 405, `${method} ${address}`);
      if (method !== 'HEAD') refused(raw, 'request.method');
      assert.deepEqual((raw.headers.allow ?? '').split(', ').toSorted(), taken.toSorted());
    }
  }
});

test('an address that is none is not found', async () => {
  for (const path of ['/v1', '/v1/', '/v1/nothing', '/v1/checks/', '/v1//checks', '/v2/checks', '/v1/records/a/b/c']) {
    const raw = await ask(house.url(), { path, token: await masterOf('UTO') });
    assert.equal(refused(raw, 'request.not-found').status, 404, path);
  }
});

test('no operation shows or changes the record of another country', async () => {
  const foreign = [await enterPassport(house), await enterPerson(house)];
  const token = await masterOf('FRA');
  const touched = HUB_OPERATIONS.filter(({ path }) => path.startsWith('/v1/records/:id'));
  assert.ok(touched.length >= 6);
  for (const operation of touched) {
    for (const { id, version } of foreign) {
      const ready = await makeReady(house, operation);
      const raw = await ask(house.url(), requestOf(operation, { ...ready, params: { ...ready.params, id }, ...(operation.version === true && { version }) }, { token }));
      // Release and block belong to the secretariat, whichever record it is.
      const isReview = operation.permission === 'record:review';
      refused(raw, isReview ? 'access.forbidden' : 'record.not-found');
      const absent = await ask(house.url(), requestOf(operation, { ...ready, params: { ...ready.params, id: `rec_${'0'.repeat(12)}7${'0'.repeat(3)}8${'0'.repeat(15)}` }, ...(operation.version === true && { version }) }, { token }));
      assert.equal(absent.text.replaceAll(/req_\w+/g, ''), raw.text.replaceAll(/req_\w+/g, ''), 'told apart from a record that does not exist');
    }
  }
});

test('an id that is none of ours is refused like one that does not exist, and never repeated', async () => {
  const token = await masterOf('UTO');
  for (const id of [`rec_${'g'.repeat(32)}`, 'rec_', 'tok_0', `rec_${'0'.repeat(32)}`]) {
    const raw = await ask(house.url(), { path: `/v1/records/${id}`, token });
    assert.ok(['request.invalid', 'record.not-found'].includes(problemOf(raw).code));
    assert.ok(!raw.text.includes(id));
  }
});

test('every operation of the contract has its side', () => {
  const bureau = CONTRACT.filter(({ side }) => side === 'bureau');
  assert.deepEqual(bureau.map(({ id }) => id), [...SESSION_OPERATIONS, ...PEOPLE_OPERATIONS, ...MAILBOX_OPERATIONS, ...PRESENCE_OPERATIONS, ...FIELD_KEY_OPERATIONS].map(({ id }) => id));
  assert.equal(bureau.length + HUB_OPERATIONS.length, CONTRACT.length);
});

test('the operations of the bureau answer at the origin of a persona', async (t) => {
  const both = await startServer({ demo: true, settings: { bodyLimit: LIMIT } });
  t.after(() => both.close());
  const host = `officer-fra.localhost:${new URL(both.url()).port}`;
  for (const operation of [getSession, startSession, endSession]) {
    const body = operation.method === 'POST' ? { persona: 'officer-fra' } : undefined;
    const raw = await ask(both.url(), { method: operation.method, path: operation.path, body, headers: { host } });
    assert.equal(raw.status, operation.status, raw.text);
    requireDeclared(operation, jsonOf(raw));
    assert.equal(raw.headers['cache-control'], 'no-store', operation.id);
  }
  for (const method of ['PUT', 'PATCH', 'OPTIONS']) {
    const raw = await ask(both.url(), { method, path: '/v1/session', headers: { host } });
    refused(raw, 'request.method');
    assert.deepEqual((raw.headers.allow ?? '').split(', ').toSorted(), ['DELETE', 'GET', 'POST']);
  }
  refused(await ask(both.url(), { method: 'POST', path: '/v1/session', headers: { host }, body: { persona: 'officer-fra', surplus: 1 } }), 'request.invalid');
  refused(await ask(both.url(), { method: 'POST', path: '/v1/session', headers: { host, 'content-type': 'text/csv' }, body: 'a,b' }), 'request.media-type');
  refused(await ask(both.url(), { method: 'POST', path: '/v1/session', headers: { host }, body: { persona: 'x'.repeat(70_000) } }), 'request.too-large');
});

test('a number is never used twice here', () => {
  assert.equal(new Set(Array.from({ length: 1000 }, () => unique())).size, 1000);
});
