/** Sign-in through a country's own identity provider: a real one, in this process. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { Person } from '@watchword/api/people.ts';
import type { Session } from '@watchword/api/people/sessions.ts';
import { jsonOf, refused, type Raw } from '../ask.ts';
import Provider from 'oidc-provider';
import { startBureau, type Browser } from '../start-bureau.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-provider-'));
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'bureau', alg: 'ES256', use: 'sig' };
writeFileSync(join(folder, 'key.json'), JSON.stringify(jwk));
process.env['WATCHWORD_PROVIDER_KEY_FILE'] = join(folder, 'key.json');

/** How requests reached the provider. */
const pushed: string[] = [];
let redirect = '';
const idp = await startProvider();
const bureau = await startBureau('FRA', { providerIssuer: idp.url, providerClient: 'watchword', providerName: 'Police identity' });
const { house } = bureau;
after(async () => {
  await house.close();
  idp.server.close();
  idp.server.closeAllConnections();
  rmSync(folder, { recursive: true });
});
// Tokens of the provider are of the real time.
house.clock.moveMs(Date.now() - house.clock.now());
const origin = `http://localhost:${new URL(house.url()).port}`;
redirect = `${origin}/sign-in/provider`;
const ada = await bureau.administrator('Ada First');

async function startProvider(): Promise<{ url: string; server: Server }> {
  let handler: RequestListener | undefined;
  const server = createServer((request, response) => {
    if (request.url === '/request') pushed.push(request.method ?? '');
    // The client is registered when the address of the bureau is known.
    handler ??= new Provider(url, {
      clients: [{ client_id: 'watchword', redirect_uris: [redirect], token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bureau', alg: 'ES256', use: 'sig' }] }, grant_types: ['authorization_code'], response_types: ['code'] }],
      findAccount: async (_context: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id }) }),
      cookies: { keys: ['a test'] }, pkce: { required: () => true },
    }).callback();
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, server };
}

/** What somebody does at the provider who signs in as this subject: from its page to where it sends the browser back. */
async function atProvider(start: string, subject: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = new URL(start);
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 12; step += 1) {
    if (url.href.startsWith(redirect)) return url;
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }, ...(form !== undefined && { method: 'POST', body: form }) });
    for (const header of response.headers.getSetCookie()) {
      const [name = '', ...value] = (header.split(';', 1)[0] ?? '').split('=');
      jar.set(name, value.join('='));
    }
    const location = response.headers.get('location');
    form = undefined;
    if (location !== null) {
      url = new URL(location, url);
      continue;
    }
    const page = await response.text();
    assert.equal(response.status, 200, page.slice(0, 500));
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login';
    form = new URLSearchParams(prompt === 'login' ? { prompt, login: subject, password: 'x' } : { prompt });
    url = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? url.href, url);
  }
  throw new Error('The provider sent the browser nowhere.');
}

async function begin(browser: Browser): Promise<string> {
  return (await browser.post<{ url: string }>('/v1/session/provider/options')).url;
}
const finish = (browser: Browser, back: URL): Promise<Raw> => browser.send({ method: 'POST', path: '/v1/session/provider', body: { query: back.search.slice(1) } });

async function signIn(browser: Browser, subject: string): Promise<Raw> {
  return finish(browser, await atProvider(await begin(browser), subject));
}

describe('an identity provider', () => {
  test('signs in whom an administrator admitted under this subject, by a pushed request with a signed assertion', async () => {
    await ada.signIn();
    const { person } = await ada.post<{ person: Person }>('/v1/people', { name: 'Ben Provided', roles: ['desk'], subject: 'ben@police' });
    assert.equal((await ada.get<Session>('/v1/session')).ways.provider, 'Police identity');
    const ben = bureau.browser();
    const before = pushed.length;
    const raw = await signIn(ben, 'ben@police');
    assert.equal(raw.status, 201, raw.text);
    assert.equal(pushed.length, before + 1);
    const { signedIn, caller } = jsonOf<Session>(raw);
    assert.deepEqual([signedIn?.name, signedIn?.how, signedIn?.hasPasskey, caller?.role], ['Ben Provided', 'provider', false, 'desk']);
    assert.equal((await ada.get<Person>(`/v1/people/${person.id}`)).state, 'active');
  });

  test('signs in nobody else', async () => {
    refused(await signIn(bureau.browser(), 'somebody@police'), 'access.provider-refused');
  });

  test('confirms somebody who is signed in, by asking once more', async () => {
    await ada.signIn();
    await ada.post('/v1/people', { name: 'Carla Provided', roles: ['desk'], subject: 'carla@police' });
    const carla = bureau.browser();
    assert.equal((await signIn(carla, 'carla@police')).status, 201);
    const url = new URL(await begin(carla));
    const back = await atProvider(url.href, 'carla@police');
    assert.equal(jsonOf<Session>(await finish(carla, back)).signedIn?.how, 'provider');
    const { signedIn } = await carla.get<Session>('/v1/session');
    assert.ok(Date.parse(signedIn?.confirmedUntil ?? '') > house.clock.now());
    assert.equal((await carla.addKey('A key of my own')).status, 201);
  });

  test('is believed in the browser that began, once, with what it sent and nothing changed', async () => {
    await ada.signIn();
    await ada.post('/v1/people', { name: 'Dora Provided', roles: ['desk'], subject: 'dora@police' });
    const [dora, thief] = [bureau.browser(), bureau.browser()];
    const back = await atProvider(await begin(dora), 'dora@police');
    await begin(thief);
    refused(await finish(thief, back), 'access.ceremony-over');
    const second = await atProvider(await begin(dora), 'dora@police');
    const changed = (name: string, value: string): URL => { const url = new URL(second); url.searchParams.set(name, value); return url; };
    refused(await finish(dora, changed('state', 'other')), 'access.ceremony-over');
    refused(await finish(dora, changed('iss', 'https://evil.example')), 'access.provider-refused');
    refused(await finish(dora, second), 'access.ceremony-over');
    const third = await atProvider(await begin(dora), 'dora@police');
    third.searchParams.set('code', 'guessed');
    refused(await finish(dora, third), 'access.provider-refused');
    assert.equal((await signIn(dora, 'dora@police')).status, 201);
  });

  test('does not make somebody another one: the subject of whoever has signed in is changed by two', async () => {
    await ada.signIn();
    const { browser, id } = await bureau.admit(ada, ['desk']);
    const { version } = await ada.get<Person>(`/v1/people/${id}`);
    const amend = { method: 'PATCH', path: `/v1/people/${id}`, body: { subject: 'mine@police' }, headers: { 'content-type': 'application/merge-patch+json', 'if-match': `"${version}"` } };
    refused(await ada.send(amend), 'access.two-persons');
    refused(await ada.send({ method: 'POST', path: '/v1/people', body: { name: 'Twice', roles: ['desk'], subject: 'ben@police' } }), 'person.subject-taken');
    assert.equal((await browser.signIn()).status, 201);
  });
});

test('a provider that does not answer is said so, and passkeys go on', async () => {
  const lone = await startBureau('UTO', { providerIssuer: 'http://127.0.0.1:9', providerClient: 'watchword' });
  try {
    refused(await lone.browser().send({ method: 'POST', path: '/v1/session/provider/options' }), 'access.provider-unreachable');
    assert.equal((await (await lone.administrator('Ada')).signIn()).status, 201);
  } finally {
    await lone.house.close();
  }
});
