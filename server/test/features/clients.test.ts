import assert from 'node:assert/strict';
import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { after, test } from 'node:test';
import { ASSERTION_TYPE, TOKEN_SECONDS } from '@watchword/api/access/oauth.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { generateClientKey, signAssertion, type PrivateKey } from '@watchword/sdk/client-keys.ts';
import { ask, jsonOf, type Raw } from '../ask.ts';
import { isCode } from '../operation-calls.ts';
import { startServer, unique } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const manager = await house.client('FRA', { role: 'system', permissions: PERMISSIONS });

type System = { id: string; privateKey: PrivateKey; publicKey: object };

/** A system of FRA's with a key. */
async function register(permissions: readonly ('check' | 'check:batch' | 'record:read')[] = ['check', 'check:batch'], kid = 'a'): Promise<System> {
  const { privateKey, publicKey } = await generateClientKey({ kid });
  const { id } = await manager.clients.register({ name: 'Gates', role: 'system', permissions: [...permissions], key: { jwk: publicKey } });
  return { id, privateKey, publicKey };
}

type Bent = { head?: object; claims?: object; key?: PrivateKey };

/** An assertion as the client signs it, but for what is bent. */
function assertionOf({ id, privateKey }: System, { head = {}, claims = {}, key = privateKey }: Bent = {}): string {
  const seconds = Math.floor(house.clock.now() / 1000);
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${encode({ alg: 'EdDSA', kid: privateKey.kid, ...head })}.${encode({ iss: id, sub: id, aud: house.url(), iat: seconds, exp: seconds + 60, jti: unique('jti-number-'), ...claims })}`;
  return `${text}.${sign(null, Buffer.from(text), createPrivateKey({ key: { ...key }, format: 'jwk' })).toString('base64url')}`;
}

function send(form: Record<string, string>): Promise<Raw> {
  return ask(house.url(), { method: 'POST', path: '/v1/oauth/token', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(form).toString() });
}

function present(assertion: string, more: Record<string, string> = {}): Promise<Raw> {
  return send({ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: assertion, ...more });
}

async function tokenOf(system: System, more: Record<string, string> = {}): Promise<string> {
  const raw = await present(assertionOf(system), more);
  assert.equal(raw.status, 200, raw.text);
  return jsonOf<{ access_token: string }>(raw).access_token;
}

/** Refused as RFC 6749 says, with our code beside it. */
function refusedAs(raw: Raw, error: string, says?: RegExp): void {
  const answer = jsonOf<{ error: string; error_description: string; code: string }>(raw);
  assert.equal(answer.error, error, raw.text);
  assert.equal(raw.status, error === 'invalid_client' ? 401 : 400);
  assert.equal(answer.code, error === 'invalid_client' ? 'access.unauthenticated' : 'request.invalid');
  assert.equal(raw.headers['cache-control'], 'no-store');
  if (says !== undefined) assert.match(answer.error_description, says);
}

const check = (client: Client): Promise<unknown> => client.checks.run({ purpose: 'border-control', subject: { document: { number: unique() } } });
const unauthenticated = isCode('access.unauthenticated');

test('a registered system fetches a token of ten minutes with its key, and asks with it', async () => {
  const system = await register();
  const raw = await present(assertionOf(system));
  assert.deepEqual({ ...jsonOf<object>(raw), access_token: '' }, { access_token: '', token_type: 'Bearer', expires_in: TOKEN_SECONDS, scope: 'check check:batch' });
  const client = house.clientOf(jsonOf<{ access_token: string }>(raw).access_token);
  await check(client);
  const { organisation, role, permissions } = await client.me();
  assert.deepEqual([organisation, role, permissions], ['FRA', 'system', ['check', 'check:batch']]);
  const entries = await house.entries();
  assert.ok(entries.some(({ event, actor, within }) => event === 'token.fetched' && actor === system.id && within === 'a'));
  assert.ok(entries.some(({ event, actor }) => event === 'check.answered' && actor === system.id));
});

test('a token ends after its ten minutes', async () => {
  const client = house.clientOf(await tokenOf(await register()));
  await check(client);
  house.clock.moveMs(TOKEN_SECONDS * 1000 - 1);
  await check(client);
  house.clock.moveMs(1);
  await assert.rejects(check(client), unauthenticated);
});

test('a key of P-256 signs as well, and the client of the SDK does it all by itself', async () => {
  for (const algorithm of ['Ed25519', 'ES256'] as const) {
    const { privateKey, publicKey } = await generateClientKey({ kid: 'k', algorithm });
    const { id, keys } = await manager.clients.register({ name: 'SDK', role: 'system', permissions: ['check'], key: { jwk: publicKey } });
    assert.equal(keys[0]?.algorithm, algorithm === 'Ed25519' ? 'EdDSA' : 'ES256');
    assert.equal((await present(await signAssertion({ clientId: id, privateKey }, { issuer: house.url(), now: house.clock.now() }))).status, 200);
  }
});

const bent: readonly [string, (system: System, other: System) => Bent, RegExp][] = [
  ['another audience', () => ({ claims: { aud: 'https://evil.example' } }), /aud must be/],
  ['the address of the endpoint as audience', () => ({ claims: { aud: `${house.url()}/v1/oauth/token` } }), /aud must be/],
  ['a second audience', () => ({ claims: { aud: [house.url(), 'https://evil.example'] } }), /nothing else/],
  ['no audience', () => ({ claims: { aud: undefined } }), /aud/],
  ['an end that is over', () => ({ claims: { exp: Math.floor(house.clock.now() / 1000) - 31 } }), /expired/],
  ['an end that is too far', () => ({ claims: { exp: Math.floor(house.clock.now() / 1000) + 331 } }), /300 seconds/],
  ['no end', () => ({ claims: { exp: undefined } }), /exp/],
  ['a beginning in the future', () => ({ claims: { nbf: Math.floor(house.clock.now() / 1000) + 31 } }), /nbf/],
  ['an issue in the future', () => ({ claims: { iat: Math.floor(house.clock.now() / 1000) + 31 } }), /iat/],
  ['no jti', () => ({ claims: { jti: undefined } }), /jti/],
  ['a jti of one character', () => ({ claims: { jti: 'x' } }), /jti/],
  ['another issuer', (_system, other) => ({ claims: { iss: other.id } }), /iss/],
  ['a kid that is not there', () => ({ head: { kid: 'zz' } }), /kid/],
  ['no kid', () => ({ head: { kid: undefined } }), /kid/],
  ['the key of another client', (_system, other) => ({ key: other.privateKey }), /signature/],
  ['the algorithm of another kind of key', () => ({ head: { alg: 'ES256' } }), /EdDSA/],
  ['an extension that nobody knows', () => ({ head: { crit: ['x'], x: 1 } }), /signature/],
];
for (const [what, bend, says] of bent) {
  test(`an assertion with ${what} is refused`, async () => {
    const [system, other] = [await register(), await register()];
    refusedAs(await present(assertionOf(system, bend(system, other))), 'invalid_client', says);
  });
}

test('no assertion goes unsigned, or is signed with what everybody knows', async () => {
  const system = await register();
  const [, body = ''] = assertionOf(system).split('.');
  const head = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  refusedAs(await present(`${head({ alg: 'none', kid: 'a' })}.${body}.`), 'invalid_client');
  const text = `${head({ alg: 'HS256', kid: 'a' })}.${body}`;
  for (const secret of [JSON.stringify(system.publicKey), Buffer.from(system.privateKey.x, 'base64url')]) {
    refusedAs(await present(`${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`), 'invalid_client', /EdDSA/);
  }
  for (const nonsense of ['', 'x', 'a.b.c', `${text}.`, '{}']) refusedAs(await present(nonsense), 'invalid_client');
});

test('clocks may differ by half a minute', async () => {
  const system = await register();
  const seconds = Math.floor(house.clock.now() / 1000);
  for (const claims of [{ nbf: seconds + 29, iat: seconds + 29, exp: seconds + 329 }, { iat: seconds - 89, exp: seconds - 29 }]) assert.equal((await present(assertionOf(system, { claims }))).status, 200);
});

test('an assertion is used once, also across a restart', async () => {
  const system = await register();
  const assertion = assertionOf(system);
  assert.equal((await present(assertion)).status, 200);
  refusedAs(await present(assertion), 'invalid_client', /used before/);
  await house.restart();
  refusedAs(await present(assertion), 'invalid_client', /used before/);
  // Of two that come at once one is taken.
  const twice = assertionOf(system);
  assert.deepEqual((await Promise.all([present(twice), present(twice)])).map(({ status }) => status).sort((a, b) => a - b), [200, 401]);
  // The same jti of another client is another one.
  const claims = { jti: 'the-same-for-both' };
  for (const one of [system, await register()]) assert.equal((await present(assertionOf(one, { claims }))).status, 200);
});

test('the form is read strictly', async () => {
  const system = await register();
  refusedAs(await send({}), 'invalid_request');
  refusedAs(await send({ grant_type: 'password', username: 'a', password: 'b' }), 'unsupported_grant_type');
  refusedAs(await send({ grant_type: 'client_credentials', client_id: system.id, client_secret: 'x' }), 'invalid_client');
  refusedAs(await present(assertionOf(system), { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' }), 'invalid_client');
  refusedAs(await present(assertionOf(system), { client_id: (await register()).id }), 'invalid_client', /client_id/);
  const twice = await ask(house.url(), { method: 'POST', path: '/v1/oauth/token', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'grant_type=client_credentials&grant_type=client_credentials' });
  refusedAs(twice, 'invalid_request');
});

test('a scope makes a token narrower and never wider', async () => {
  const system = await register();
  const narrow = house.clientOf(await tokenOf(system, { scope: 'check' }));
  assert.deepEqual((await narrow.me()).permissions, ['check']);
  await check(narrow);
  await assert.rejects(narrow.checks.batch([{ purpose: 'border-control', subject: { document: { number: unique() } } }]), isCode('access.forbidden'));
  for (const scope of ['record:read', 'check record:read', 'token:manage', 'nonsense']) refusedAs(await present(assertionOf(system), { scope }), 'invalid_scope');
});

test('with its next request a token fails whose client is revoked, and there is no other', async () => {
  const system = await register();
  const client = house.clientOf(await tokenOf(system));
  await check(client);
  assert.notEqual((await manager.clients.revoke(system.id)).revokedAt, undefined);
  await assert.rejects(check(client), unauthenticated);
  refusedAs(await present(assertionOf(system)), 'invalid_client', /revoked/);
});

test('a key is changed without a pause: the new one is added, then the old one removed, and with it what it fetched', async () => {
  const system = await register();
  const before = house.clientOf(await tokenOf(system));
  const { privateKey, publicKey } = await generateClientKey({ kid: 'b' });
  await assert.rejects(manager.clients.removeKey(system.id, 'a'), isCode('access.client-key'), 'the last one stays');
  await manager.clients.addKey(system.id, { jwk: publicKey });
  await assert.rejects(manager.clients.addKey(system.id, { jwk: { ...publicKey } }), isCode('access.client-key'));
  await check(before);
  const next = { ...system, privateKey };
  const later = house.clientOf(await tokenOf(next));
  await check(later);
  assert.equal((await present(assertionOf(system))).status, 200, 'the old one is good as well');
  assert.deepEqual((await manager.clients.removeKey(system.id, 'a')).keys.map(({ kid }) => kid), ['b']);
  await assert.rejects(check(before), unauthenticated);
  refusedAs(await present(assertionOf(system)), 'invalid_client', /kid/);
  await check(later);
});

test('the last key that is good now stays, whatever begins later; what is not good yet may go', async () => {
  const system = await register();
  const { publicKey } = await generateClientKey({ kid: 'later' });
  await manager.clients.addKey(system.id, { jwk: publicKey, notBefore: new Date(house.clock.now() + 3600_000).toISOString() });
  await assert.rejects(manager.clients.removeKey(system.id, 'a'), isCode('access.client-key'));
  assert.equal((await present(assertionOf(system))).status, 200);
  assert.deepEqual((await manager.clients.removeKey(system.id, 'later')).keys.map(({ kid }) => kid), ['a']);
});

test('a key is good from its first moment to its last, and its tokens no longer', async () => {
  const now = house.clock.now();
  const { privateKey, publicKey } = await generateClientKey({ kid: 'a' });
  const at = (ms: number): string => new Date(now + ms).toISOString();
  const { id } = await manager.clients.register({ name: 'Later', role: 'system', permissions: ['check'], key: { jwk: publicKey, notBefore: at(3600_000), expiresAt: at(7200_000) } });
  const system = { id, privateKey, publicKey };
  refusedAs(await present(assertionOf(system)), 'invalid_client', /not good yet/);
  house.clock.moveMs(7200_000 - 60_000);
  const raw = await present(assertionOf(system));
  assert.equal(jsonOf<{ expires_in: number }>(raw).expires_in, 60);
  house.clock.moveMs(60_000);
  refusedAs(await present(assertionOf(system)), 'invalid_client', /no more/);
  await assert.rejects(check(house.clientOf(jsonOf<{ access_token: string }>(raw).access_token)), unauthenticated);
});

test('nobody registers what he does not have himself, nor for another organisation, nor puts his key to what reaches further', async () => {
  const { publicKey } = await generateClientKey({ kid: 'mine' });
  const small = await house.client('FRA', { role: 'system', permissions: ['token:manage', 'check'] });
  const wanted = { name: 'X', role: 'system' as const, permissions: ['check' as const], key: { jwk: publicKey } };
  await small.clients.register(wanted);
  await assert.rejects(small.clients.register({ ...wanted, permissions: ['record:write'] }), isCode('access.forbidden'));
  await assert.rejects(small.clients.register({ ...wanted, role: 'desk' }), isCode('access.forbidden'));
  await assert.rejects(small.clients.register({ ...wanted, organisation: 'DEU' }), isCode('access.forbidden'));
  const wide = await register(['check', 'check:batch']);
  await assert.rejects(small.clients.addKey(wide.id, { jwk: publicKey }), isCode('access.forbidden'));
  await assert.rejects(small.clients.setCertificates(wide.id, []), isCode('access.forbidden'));
  const abroad = await house.client('DEU', { role: 'system', permissions: PERMISSIONS });
  for (const attempt of [abroad.clients.revoke(wide.id), abroad.clients.addKey(wide.id, { jwk: publicKey }), abroad.clients.removeKey(wide.id, 'a'), abroad.clients.setCertificates(wide.id, [])]) {
    await assert.rejects(attempt, isCode('access.client-not-found'));
  }
  assert.ok(!(await abroad.clients.list()).some(({ organisation }) => organisation !== 'DEU'));
  const secretariat = await house.client('XPO', { role: 'reviewer', permissions: PERMISSIONS });
  assert.ok((await secretariat.clients.list()).some(({ id }) => id === wide.id));
  assert.equal((await secretariat.clients.revoke(wide.id)).organisation, 'FRA');
});

test('a private key, or a key of another kind, is not taken', async () => {
  const { privateKey, publicKey } = await generateClientKey({ kid: 'a' });
  for (const jwk of [privateKey, { ...publicKey, kty: 'EC' }, { ...publicKey, alg: 'ES256' }, { ...publicKey, x: 'AAAA' }, { kty: 'oct', k: 'AAAA', kid: 'a' }, { ...publicKey, y: publicKey.x }]) {
    await assert.rejects(manager.clients.register({ name: 'X', role: 'system', permissions: ['check'], key: { jwk: jwk as never } }), isCode('request.invalid'));
  }
  for (const span of [{ expiresAt: '2026-01-01T00:00:00Z' }, { expiresAt: '2036-01-01T00:00:00Z' }, { notBefore: '2030-01-01T00:00:00Z' }]) {
    await assert.rejects(manager.clients.register({ name: 'X', role: 'system', permissions: ['check'], key: { jwk: publicKey, ...span } }), isCode('request.invalid'));
  }
});

test('the client of the SDK fetches a token when it needs one, keeps it, and fetches another when it was refused', async () => {
  const system = await register();
  let fetched = 0;
  const counting: typeof fetch = (input, init) => {
    if (typeof input === 'string' && input.endsWith('/v1/oauth/token')) fetched += 1;
    return fetch(input, init);
  };
  // It reads the clock of this machine, the server another one: the assertion is made for the server's.
  const offset = house.clock.now() - Date.now();
  const real = Date.now;
  Date.now = () => real() + offset;
  try {
    const client = createClient({ url: house.url(), clientId: system.id, privateKey: system.privateKey, fetch: counting, retries: 0 });
    await Promise.all([check(client), check(client), check(client)]);
    await check(client);
    assert.equal(fetched, 1);
    const { privateKey, publicKey } = await generateClientKey({ kid: 'b' });
    await manager.clients.addKey(system.id, { jwk: publicKey });
    const next = createClient({ url: house.url(), clientId: system.id, privateKey, fetch: counting, retries: 0 });
    await check(next);
    await manager.clients.removeKey(system.id, 'a');
    await check(next);
    assert.equal(fetched, 2);
    await assert.rejects(check(client), unauthenticated);
  } finally {
    Date.now = real;
  }
});

test('refusals stand in the audit log under the client that was named, and no more of them than its bounds', async () => {
  const system = await register();
  refusedAs(await present(assertionOf(system, { claims: { aud: 'https://evil.example' } })), 'invalid_client');
  refusedAs(await present('nonsense'), 'invalid_client');
  const left = (await house.entries()).filter(({ event, reason }) => event === 'sign-in.refused' && reason?.startsWith('oauth.') === true);
  assert.ok(left.some(({ actor, organisation, reason }) => actor === system.id && organisation === 'FRA' && reason === 'oauth.audience'));
  assert.ok(left.some(({ actor, reason }) => actor === 'unknown' && reason === 'oauth.form'));
});

test('on which day a credential was last used is known a minute later', async () => {
  const system = await register();
  await check(house.clientOf(await tokenOf(system)));
  assert.equal((await manager.clients.list()).find(({ id }) => id === system.id)?.lastUsedOn, undefined);
  const { token, secret = '' } = await manager.tokens.issue({ name: 'Old', role: 'system', permissions: ['check'] });
  assert.ok(Date.parse(token.expiresAt ?? '') - house.clock.now() <= 366 * 86_400_000, 'a token ends');
  await assert.rejects(manager.tokens.issue({ name: 'Old', role: 'system', permissions: ['check'], expiresAt: '2029-01-01T00:00:00Z' }), isCode('request.invalid'));
  await check(house.clientOf(secret));
  await house.stop();
  await house.start();
  const today = new Date(house.clock.now()).toISOString().slice(0, 10);
  assert.equal((await manager.clients.list()).find(({ id }) => id === system.id)?.lastUsedOn, today);
  assert.equal((await manager.tokens.list()).find(({ id }) => id === token.id)?.lastUsedOn, today);
});

test('what an issuer is can be read where libraries look for it', async () => {
  const metadata = jsonOf(await ask(house.url(), { path: '/.well-known/oauth-authorization-server' }));
  assert.equal(metadata['issuer'], house.url());
  assert.equal(metadata['token_endpoint'], `${house.url()}/v1/oauth/token`);
  assert.equal(metadata['tls_client_certificate_bound_access_tokens'], false);
});
