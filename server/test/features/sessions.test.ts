/** People of the demo world: each at an origin of its own, signed in by a cookie that no page and no other site can use. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { RIGHTS } from '@watchword/api/rights/rights.ts';
import type { Session } from '@watchword/api/people/sessions.ts';
import { PERSONAS } from '../../bureau/personas.ts';
import { ask, jsonOf, refused, type Asked, type Raw } from '../ask.ts';
import { passport, startServer, unique } from '../start-server.ts';

const house = await startServer({ demo: true });
after(() => house.close());
const port = new URL(house.url()).port;
const hostOf = (persona: string): string => `${persona}.localhost:${port}`;

type At = { readonly cookie?: string | undefined; readonly headers?: Record<string, string> };

/** A request as the browser at this persona's origin would send it. */
function at(persona: string, asked: Asked, { cookie, headers }: At = {}): Promise<Raw> {
  return ask(house.url(), { ...asked, headers: { host: hostOf(persona), 'sec-fetch-site': 'same-origin', ...(cookie !== undefined && { cookie }), ...headers, ...asked.headers } });
}

const signIn = (persona: string, headers: Record<string, string> = {}): Promise<Raw> => at(persona, { method: 'POST', path: '/v1/session', body: { persona } }, { headers });

async function cookieAt(persona: string): Promise<string> {
  const raw = await signIn(persona);
  assert.equal(raw.status, 201, raw.text);
  return (raw.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

const check = (number = 'X100000'): Asked => ({ method: 'POST', path: '/v1/checks', body: { purpose: 'border-control', subject: { document: { number } } } });

describe('signing in', () => {
  test('sets a cookie for this host alone, out of reach of scripts and other sites, and no token', async () => {
    const raw = await signIn('officer-fra');
    const cookie = raw.headers['set-cookie']?.[0] ?? '';
    assert.match(cookie, /^__Host-watchword=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=28800$/);
    const session = jsonOf<Session>(raw);
    assert.deepEqual([session.caller?.organisation, session.caller?.role, session.caller?.permissions, session.caller?.training], ['FRA', 'front-line', ['check', 'hit:ask', 'operation:report'], true]);
    assert.match(session.caller?.officer ?? '', /^ofc_[0-9a-f]{12}$/);
    assert.ok(!/wwt_/.test(raw.text + JSON.stringify(raw.headers)));
  });

  test('gives every persona at the hub what the policy gives the role, whichever it is', async () => {
    for (const { id, role, organisation } of PERSONAS) {
      const { caller } = jsonOf<Session>(await signIn(id));
      const kind = organisation === SECRETARIAT ? 'secretariat' : 'bureau';
      assert.deepEqual(caller?.permissions.toSorted(), RIGHTS.permissionsOf({ kind, role }, 'person').toSorted(), id);
    }
  });

  test('works at the origin of that persona only', async () => {
    for (const [origin, persona] of [['officer-fra', 'desk-uto'], ['desk-uto', 'officer-fra'], ['officer-fra', 'nobody-xxx']] as const) {
      refused(await at(origin, { method: 'POST', path: '/v1/session', body: { persona } }), 'access.forbidden');
    }
    for (const host of [`localhost:${port}`, '127.0.0.1', `officer-fra.localhost.evil.example:${port}`, 'evil.example']) {
      refused(await ask(house.url(), { method: 'POST', path: '/v1/session', body: { persona: 'officer-fra' }, headers: { host } }), 'access.forbidden');
    }
  });

  test('is refused to another site', async () => {
    refused(await signIn('officer-fra', { 'sec-fetch-site': 'cross-site' }), 'access.forbidden');
    refused(await signIn('officer-fra', { 'sec-fetch-site': 'same-site' }), 'access.forbidden');
    refused(await signIn('officer-fra', { origin: `http://${hostOf('desk-uto')}` }), 'access.forbidden');
    assert.equal((await signIn('officer-fra', { origin: `http://${hostOf('officer-fra')}` })).status, 201);
  });
});

describe('a session', () => {
  test('lets its officer do what he may, and the log shows his pseudonym', async () => {
    const cookie = await cookieAt('officer-fra');
    const session = jsonOf<Session>(await at('officer-fra', { path: '/v1/session' }, { cookie }));
    assert.deepEqual([session.persona?.id, session.demo], ['officer-fra', true]);
    const answer = jsonOf<{ receipt: { entry: number } }>(await at('officer-fra', check(), { cookie }));
    const entry = (await house.entries(answer.receipt.entry))[0];
    assert.deepEqual([entry?.organisation, entry?.actor], ['FRA', session.caller?.officer]);
    refused(await at('officer-fra', { path: '/v1/records' }, { cookie }), 'access.forbidden');
  });

  test('passes answers on as they are: etag, version, refusals with their fields', async () => {
    const cookie = await cookieAt('desk-uto');
    const entered = await at('desk-uto', { method: 'POST', path: '/v1/records', body: { database: 'travel-documents', content: passport(unique('S')) } }, { cookie });
    assert.deepEqual([entered.status, entered.headers.etag], [201, '"1"']);
    const { id } = jsonOf<{ id: string }>(entered);
    const amend = (version: string): Asked => ({ method: 'PATCH', path: `/v1/records/${id}`, body: { content: { fraud: 'lost' } }, headers: { 'content-type': 'application/merge-patch+json', 'if-match': version } });
    assert.equal((await at('desk-uto', amend('"1"'), { cookie })).status, 200);
    assert.equal(refused(await at('desk-uto', amend('"1"'), { cookie }), 'record.version-conflict').currentVersion, 2);
    const bad = refused(await at('desk-uto', { method: 'POST', path: '/v1/records', body: { database: 'travel-documents', content: {} } }, { cookie }), 'record.invalid');
    assert.ok((bad.errors?.length ?? 0) > 0);
  });

  test('is worth nothing at another origin, nor at the hub itself', async () => {
    const cookie = await cookieAt('officer-fra');
    refused(await at('desk-uto', check(), { cookie }), 'access.unauthenticated');
    refused(await at('integrator-fra', check(), { cookie }), 'access.unauthenticated');
    refused(await ask(house.url(), { ...check(), headers: { cookie } }), 'access.unauthenticated');
    assert.equal(jsonOf<Session>(await at('desk-uto', { path: '/v1/session' }, { cookie })).caller, undefined);
  });

  test('is not used by other sites: what changes or asks something is refused', async () => {
    const cookie = await cookieAt('desk-uto');
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
      refused(await at('desk-uto', check(), { cookie, headers }), 'access.forbidden');
      refused(await at('desk-uto', { method: 'DELETE', path: '/v1/session' }, { cookie, headers }), 'access.forbidden');
    }
    assert.equal((await at('desk-uto', check(), { cookie })).status, 200);
  });

  test('gives nobody the headers by which a system names its officer', async () => {
    const cookie = await cookieAt('officer-fra');
    const session = jsonOf<Session>(await at('officer-fra', { path: '/v1/session' }, { cookie }));
    const claimed = { 'watchword-officer': 'ofc_other', 'watchword-role': 'desk', authorization: 'Bearer wwt_x' };
    const caller = jsonOf(await at('officer-fra', { path: '/v1/me' }, { cookie, headers: claimed }));
    assert.deepEqual([caller['officer'], caller['role']], [session.caller?.officer, 'front-line']);
  });

  test('ends when its officer signs out, and after a shift', async () => {
    const cookie = await cookieAt('officer-fra');
    const out = await at('officer-fra', { method: 'DELETE', path: '/v1/session' }, { cookie });
    assert.deepEqual([out.status, jsonOf<Session>(out).caller], [200, undefined]);
    assert.match(out.headers['set-cookie']?.[0] ?? '', /^__Host-watchword=; .*Max-Age=0$/);
    refused(await at('officer-fra', check(), { cookie }), 'access.unauthenticated');
    const second = await cookieAt('officer-fra');
    const MINUTES = 60_000;
    for (let minutes = 12; minutes < 8 * 60; minutes += 12) {
      house.clock.moveMs(12 * MINUTES);
      assert.equal((await at('officer-fra', check(), { cookie: second })).status, 200);
    }
    house.clock.moveMs(12 * MINUTES);
    refused(await at('officer-fra', check(), { cookie: second }), 'access.unauthenticated');
  });

  test('ends when nothing was heard of its officer for a quarter of an hour, also for its own page', async () => {
    const cookie = await cookieAt('officer-fra');
    house.clock.moveMs(15 * 60_000 - 1);
    assert.equal((await at('officer-fra', check(), { cookie })).status, 200, 'and this counts as a sign of life');
    house.clock.moveMs(15 * 60_000);
    refused(await at('officer-fra', check(), { cookie }), 'access.unauthenticated');
    assert.equal(jsonOf<Session>(await at('officer-fra', { path: '/v1/session' }, { cookie })).caller, undefined);
  });

  test('is none without a cookie, or with one that was never given', async () => {
    for (const cookie of [undefined, '', '__Host-watchword=', `__Host-watchword=${'x'.repeat(43)}`, 'watchword=1']) refused(await at('officer-fra', check(), { cookie }), 'access.unauthenticated');
    const visitor = jsonOf<Session>(await at('officer-fra', { path: '/v1/session' }));
    assert.deepEqual([visitor.caller, visitor.persona?.id, visitor.personas.length > 0], [undefined, 'officer-fra', true]);
  });
});

describe('outside of the demo world', () => {
  test('there are no personas: nobody signs in with one click', async (t) => {
    const real = await startServer();
    t.after(() => real.close());
    const host = `officer-fra.localhost:${new URL(real.url()).port}`;
    refused(await ask(real.url(), { method: 'POST', path: '/v1/session', body: { persona: 'officer-fra' }, headers: { host } }), 'access.forbidden');
    assert.deepEqual(jsonOf(await ask(real.url(), { path: '/v1/session', headers: { host } })), { demo: false, personas: [], ways: { passkey: false } });
  });
});

test('what the bureau answers is kept by nobody, and framed by nobody', async () => {
  const raw = await at('officer-fra', { path: '/v1/session' });
  assert.equal(raw.headers['cache-control'], 'no-store');
  assert.equal(raw.headers['x-content-type-options'], 'nosniff');
  assert.match(String(raw.headers['content-security-policy']), /default-src 'self'.*frame-ancestors 'none'/);
  assert.equal(raw.headers['referrer-policy'], 'no-referrer');
});
