/** Whoever tries to get in without being let in, or to get more than he was given. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Session } from '@watchword/api/people/sessions.ts';
import type { Person } from '@watchword/api/people.ts';
import type { RequestOptions } from '@watchword/api/passkeys/webauthn.ts';
import { ask, jsonOf, refused } from '../ask.ts';
import { startBureau, type Browser } from '../start-bureau.ts';

const bureau = await startBureau();
const { house } = bureau;
after(() => house.close());
const ada = await bureau.administrator('Ada First');
const origin = `http://localhost:${new URL(house.url()).port}`;

/** Wrong guesses are counted by the minute. */
const waitAMinute = (): void => house.clock.moveMs(61_000);

async function challenge(browser: Browser): Promise<{ ceremony: string; publicKey: RequestOptions }> {
  return browser.post('/v1/session/passkey/options');
}

describe('an answer of a passkey', () => {
  test('is good once: replayed it is nothing, with its own challenge or another', async () => {
    const { ceremony, publicKey } = await challenge(ada);
    const credential = ada.device.get(publicKey, { origin });
    const send = (id: string) => ada.send({ method: 'POST', path: '/v1/session/passkey', body: { ceremony: id, credential } });
    assert.equal((await send(ceremony)).status, 201);
    refused(await send(ceremony), 'access.ceremony-over');
    refused(await send((await challenge(ada)).ceremony), 'access.passkey-refused');
  });

  test('is believed from this origin, for this domain, signed by this key and with the person verified, and not else', async () => {
    waitAMinute();
    const wrong = [{ origin: 'https://evil.example' }, { origin: `${origin}.evil.example` }, { domain: 'evil.example' }, { domain: 'host' }, { forged: true }, { verified: false }, { challenge: 'AAAA' }, { type: 'webauthn.create' }];
    for (const behaviour of wrong) refused(await ada.signIn(behaviour), 'access.passkey-refused');
    assert.equal((await ada.signIn()).status, 201);
  });

  test('is worth nothing five minutes later, for something else, or for somebody else', async () => {
    waitAMinute();
    const late = await challenge(ada);
    house.clock.moveMs(5 * 60_000);
    refused(await ada.send({ method: 'POST', path: '/v1/session/passkey', body: { ceremony: late.ceremony, credential: ada.device.get(late.publicKey, { origin }) } }), 'access.ceremony-over');
    await ada.signIn();
    const { browser: ben } = await bureau.admit(ada, ['front-line']);
    const begun = await challenge(ada);
    refused(await ada.send({ method: 'POST', path: '/v1/session/confirm', body: { ceremony: begun.ceremony, credential: ada.device.get(begun.publicKey, { origin }) } }), 'access.ceremony-over');
    const confirm = await ben.post<{ ceremony: string; publicKey: RequestOptions }>('/v1/session/confirm/options');
    refused(await ada.send({ method: 'POST', path: '/v1/session/confirm', body: { ceremony: confirm.ceremony, credential: ada.device.get({ ...(await challenge(ada)).publicKey, challenge: confirm.publicKey.challenge }, { origin }) } }), 'access.ceremony-over');
  });

  test('of a device whose counter went back is that of a copy', async () => {
    waitAMinute();
    await ada.signIn();
    const { browser } = await bureau.admit(ada, ['front-line']);
    const first = await challenge(browser);
    const kept = browser.device.get(first.publicKey, { origin });
    assert.equal((await browser.signIn()).status, 201);
    refused(await browser.send({ method: 'POST', path: '/v1/session/passkey', body: { ceremony: first.ceremony, credential: kept } }), 'access.passkey-refused');
  });
});

describe('a cookie', () => {
  test('that was there before the sign-in is not the one after it', async () => {
    const cookie = 'x'.repeat(43);
    const victim = bureau.browser();
    victim.take(cookie);
    await ada.signIn();
    const { code } = await ada.post<{ code: string }>('/v1/people', { name: 'Fixed', roles: ['desk'] });
    assert.equal((await victim.enrol(code)).status, 201);
    assert.notEqual(victim.cookie(), cookie);
    const attacker = bureau.browser();
    attacker.take(cookie);
    refused(await attacker.send({ path: '/v1/passkeys' }), 'access.unauthenticated');
    const before = victim.cookie();
    assert.equal((await victim.signIn()).status, 201);
    attacker.take(before);
    refused(await attacker.send({ path: '/v1/passkeys' }), 'access.unauthenticated');
  });

  test('is not used by another site: no operation of the bureau, and none of the hub', async () => {
    await ada.signIn();
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
      for (const [method, path] of [['POST', '/v1/session/passkey/options'], ['POST', '/v1/session/lock'], ['DELETE', '/v1/sessions'], ['POST', '/v1/people'], ['PUT', '/v1/session/role'], ['POST', '/v1/proposals'], ['POST', '/v1/checks']] as const) {
        refused(await ada.send({ method, path, body: {}, headers }), 'access.forbidden');
      }
    }
    assert.equal((await ada.send({ path: '/v1/passkeys' })).status, 200);
  });

  test('is no credential at the hub, and a token none at the bureau', async () => {
    const token = await house.token('FRA', { role: 'desk' });
    refused(await ask(house.url(), { path: '/v1/people', token }), 'access.unauthenticated');
    const raw = await ask(house.url(), { path: '/v1/tokens', headers: { cookie: `__Host-watchword=${ada.cookie() ?? ''}`, authorization: 'Bearer wwt_x' } });
    refused(raw, 'access.unauthenticated');
  });
});

describe('a one-time code', () => {
  test('is dead after five wrong guesses, also for who has it right', async () => {
    waitAMinute();
    await ada.signIn();
    const { code, person } = await ada.post<{ code: string; person: Person }>('/v1/people', { name: 'Guessed', roles: ['desk'] });
    for (let guess = 0; guess < 5; guess += 1) refused(await bureau.browser().enrol(`${code.slice(0, 5)}0000-0000-0000-000${guess}`), 'access.code-refused');
    refused(await bureau.browser().enrol(code), 'access.code-refused');
    const { code: again } = await ada.post<{ code: string }>(`/v1/people/${person.id}/code`);
    assert.equal((await bureau.browser().enrol(again)).status, 201);
  });

  test('is not guessed for long from one address', async () => {
    waitAMinute();
    const codes = [];
    for (let guess = 0; guess < 25; guess += 1) codes.push((await bureau.browser().enrol(`AAAA-AAAA-AAAA-AAAA-${1000 + guess}`)).status);
    assert.deepEqual([codes.filter((status) => status === 403).length, codes.filter((status) => status === 429).length], [20, 5]);
    refused(await ada.signIn(), 'access.too-many-tries');
    // Whoever is signed in already does not pay for what others guess behind the same gateway.
    assert.equal((await ada.confirm()).status, 200);
    waitAMinute();
    assert.equal((await ada.signIn()).status, 201);
  });

  test('lasts three days, and the next one ends it', async () => {
    waitAMinute();
    await ada.signIn();
    const { code, person } = await ada.post<{ code: string; person: Person }>('/v1/people', { name: 'Late', roles: ['desk'] });
    const { code: second } = await ada.post<{ code: string }>(`/v1/people/${person.id}/code`);
    refused(await bureau.browser().enrol(code), 'access.code-refused');
    house.clock.moveMs(72 * 3600_000);
    refused(await bureau.browser().enrol(second), 'access.code-refused');
  });
});

describe('rights', () => {
  test('are those of the role in which somebody works, and of a role that he has', async () => {
    waitAMinute();
    await ada.signIn();
    const { browser, id } = await bureau.admit(ada, ['front-line', 'desk']);
    const operations = [
      ['GET', '/v1/people'], ['GET', `/v1/people/${id}`], ['POST', '/v1/people', { name: 'X', roles: ['desk'] }], ['PUT', `/v1/people/${id}/state`, { state: 'suspended', reason: 'None' }],
      ['POST', `/v1/people/${id}/code`], ['POST', '/v1/units', { name: 'X' }], ['POST', '/v1/proposals/prp_019ab1f0c4d07c3f8a51d2b6e9f04417/decision', { decision: 'approve' }],
    ] as const;
    for (const [method, path, body] of operations) refused(await browser.send({ method, path, body }), 'access.forbidden');
    const setRole = (role: string) => browser.send({ method: 'PUT', path: '/v1/session/role', body: { role } });
    refused(await setRole('administrator'), 'access.forbidden');
    assert.deepEqual(jsonOf<Session>(await setRole('front-line')).caller?.permissions, ['check', 'hit:ask', 'operation:report']);
    refused(await browser.send({ path: '/v1/records' }), 'access.forbidden');
    assert.equal(jsonOf<Session>(await setRole('desk')).signedIn?.role, 'desk');
    assert.equal((await browser.send({ path: '/v1/records?database=vehicles' })).status, 200);
  });

  test('end with the role that is taken away, in the middle of a session', async () => {
    await ada.signIn();
    const { browser, id } = await bureau.admit(ada, ['front-line', 'desk']);
    await browser.send({ method: 'PUT', path: '/v1/session/role', body: { role: 'desk' } });
    const { version } = await ada.get<Person>(`/v1/people/${id}`);
    const raw = await ada.send({ method: 'PATCH', path: `/v1/people/${id}`, body: { roles: ['front-line'] }, headers: { 'content-type': 'application/merge-patch+json', 'if-match': `"${version}"` } });
    assert.equal(raw.status, 200, raw.text);
    assert.equal((await browser.get<Session>('/v1/session')).signedIn?.role, 'front-line');
    refused(await browser.send({ path: '/v1/records?database=vehicles' }), 'access.forbidden');
  });

  test('of an administrator end at his own bureau: another one knows neither his cookie nor his people', async () => {
    const other = await startBureau('UTO');
    try {
      const eve = await other.administrator('Eve Elsewhere');
      const theirs = other.browser();
      theirs.take(ada.cookie());
      refused(await theirs.send({ path: '/v1/people' }), 'access.unauthenticated');
      const { items } = await ada.get<{ items: Person[] }>('/v1/people');
      await eve.signIn();
      for (const { id } of items.slice(0, 3)) refused(await eve.send({ path: `/v1/people/${id}` }), 'person.not-found');
      refused(await eve.send({ method: 'PUT', path: `/v1/people/${items[0]?.id ?? ''}/state`, body: { state: 'suspended', reason: 'Not mine' } }), 'person.not-found');
    } finally {
      await other.house.close();
    }
  });
});

test('what was refused stands in the bureau\'s log', async () => {
  await house.restart();
  const refusals = (await bureau.entries()).filter(({ event }) => event === 'sign-in.refused').map(({ reason }) => reason);
  for (const reason of ['access.passkey-refused', 'access.code-refused', 'access.unauthenticated'] as const) assert.ok(refusals.includes(reason), reason);
});
