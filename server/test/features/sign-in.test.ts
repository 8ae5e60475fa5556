/** Sign-in with passkeys: the first by a one-time code, then sessions with their limits, locking, confirming and signing out. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { OwnSession, Passkey, Session } from '@watchword/api/people/sessions.ts';
import { jsonOf, refused } from '../ask.ts';
import { startBureau } from '../start-bureau.ts';

const MINUTE = 60_000;
const bureau = await startBureau();
const { house } = bureau;
after(() => house.close());
const admin = await bureau.administrator('Ada First');

describe('the first passkey', () => {
  test('is registered with a one-time code, and signs its person in', async () => {
    await admin.confirm();
    const { person, code } = await admin.post<{ person: { id: string; state: string }; code: string }>('/v1/people', { name: 'Ben Second', roles: ['front-line'] });
    assert.equal(person.state, 'invited');
    const ben = bureau.browser({ algorithm: 'EdDSA' });
    const raw = await ben.enrol(code.toLowerCase().replaceAll('-', ' '));
    assert.equal(raw.status, 201, raw.text);
    assert.match(raw.headers['set-cookie']?.[0] ?? '', /^__Host-watchword=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=28800$/);
    const { signedIn, caller, bureau: where, ways } = jsonOf<Session>(raw);
    assert.deepEqual([signedIn?.name, signedIn?.role, signedIn?.how, signedIn?.hasPasskey, where?.code, ways.passkey], ['Ben Second', 'front-line', 'passkey', true, 'FRA', true]);
    assert.deepEqual([caller?.officer, caller?.permissions], [signedIn?.pseudonym, ['check', 'hit:ask', 'operation:report']]);
    refused(await bureau.browser().enrol(code), 'access.code-refused');
    const { items: [session] } = await ben.get<{ items: OwnSession[] }>('/v1/sessions');
    const own = (await bureau.entries()).filter(({ actor }) => actor === signedIn?.pseudonym);
    assert.deepEqual(own.map(({ event }) => event).slice(0, 2), ['passkey.added', 'sign-in.accepted']);
    assert.deepEqual([own[1]?.within, own[1]?.subject, own[1]?.reason], [session?.id, person.id, 'passkey']);
  });

  test('keeps what the device said of its make, in either algorithm', async () => {
    for (const make of [{ algorithm: 'ES256', attestation: 'packed' }, { algorithm: 'EdDSA', attestation: 'packed' }, { algorithm: 'ES256', attestation: 'none' }, { algorithm: 'EdDSA', attestation: 'none' }] as const) {
      await admin.confirm();
      const { code } = await admin.post<{ code: string }>('/v1/people', { name: `${make.algorithm} ${make.attestation}`, roles: ['desk'] });
      const one = bureau.browser(make);
      assert.equal((await one.enrol(code)).status, 201);
      assert.equal((await one.signIn()).status, 201);
      const [key] = (await one.get<{ items: Passkey[] }>('/v1/passkeys')).items;
      assert.deepEqual([key?.attestation, key?.model], [make.attestation, make.attestation === 'packed' ? '9c835346-796b-4c27-8898-d6032f515cc5' : undefined]);
    }
  });
});

describe('a session', () => {
  test('does what its person may at the hub, which knows the pseudonym alone', async () => {
    await admin.confirm();
    const { browser } = await bureau.admit(admin, ['front-line'], 'Zoe Secretname');
    const { signedIn } = await browser.get<Session>('/v1/session');
    const raw = await browser.send({ method: 'POST', path: '/v1/checks', body: { purpose: 'border-control', subject: { document: { number: 'X1' } } } });
    assert.equal(raw.status, 200, raw.text);
    const { receipt } = jsonOf<{ receipt: { entry: number } }>(raw);
    const entry = (await house.entries(receipt.entry))[0];
    assert.deepEqual([entry?.organisation, entry?.actor], ['FRA', signedIn?.pseudonym]);
    assert.ok(!JSON.stringify(await house.entries()).includes('Secretname'));
    assert.ok(!JSON.stringify(await bureau.entries()).includes('Secretname'), 'nor does the bureau\'s own log hold a name');
  });

  test('survives a restart, and its cookie is kept as a hash', async () => {
    await admin.signIn();
    await house.restart();
    const folder = join(house.data, 'bureaus', 'FRA');
    for (const file of readdirSync(folder).filter((name) => name.startsWith('store.db'))) assert.ok(!readFileSync(join(folder, file)).includes(admin.cookie() ?? '-'), file);
    assert.equal((await admin.get<Session>('/v1/session')).signedIn?.name, 'Ada First');
  });

  test('ends when nothing is heard of it for a quarter of an hour; asking for it is no sign of life', async () => {
    await admin.signIn();
    house.clock.moveMs(14 * MINUTE);
    const { signedIn } = await admin.get<Session>('/v1/session');
    assert.equal(Date.parse(signedIn?.idleUntil ?? '') - house.clock.now(), MINUTE);
    await admin.get('/v1/passkeys');
    house.clock.moveMs(14 * MINUTE);
    assert.notEqual((await admin.get<Session>('/v1/session')).signedIn, undefined);
    house.clock.moveMs(MINUTE);
    assert.equal((await admin.get<Session>('/v1/session')).signedIn, undefined);
    refused(await admin.send({ path: '/v1/passkeys' }), 'access.unauthenticated');
  });

  test('ends after eight hours, whatever happens', async () => {
    await admin.signIn();
    for (let minutes = 10; minutes < 480; minutes += 10) {
      house.clock.moveMs(10 * MINUTE);
      await admin.get('/v1/passkeys');
    }
    await admin.confirm();
    house.clock.moveMs(10 * MINUTE);
    refused(await admin.send({ path: '/v1/passkeys' }), 'access.unauthenticated');
  });

  test('is told its limits at once after signing in', async () => {
    const { signedIn } = jsonOf<Session>(await admin.signIn());
    const at = (text: string | undefined): number => (Date.parse(text ?? '') - house.clock.now()) / MINUTE;
    assert.deepEqual([at(signedIn?.idleUntil), at(signedIn?.until), at(signedIn?.confirmedUntil)], [15, 480, 5]);
  });
});

describe('locking', () => {
  test('leaves nothing but unlocking and signing out, and unlocking gives a new cookie', async () => {
    await admin.signIn();
    assert.equal((await admin.post<Session>('/v1/session/lock')).signedIn?.locked, true);
    const before = admin.cookie();
    for (const asked of [{ path: '/v1/people' }, { path: '/v1/passkeys' }, { path: '/v1/me' }, { method: 'POST', path: '/v1/checks', body: {} }]) refused(await admin.send(asked), 'access.locked');
    assert.equal((await admin.get<Session>('/v1/session')).signedIn?.locked, true);
    assert.equal(jsonOf<Session>(await admin.confirm()).signedIn?.locked, false);
    assert.notEqual(admin.cookie(), before);
    assert.equal((await admin.send({ path: '/v1/people' })).status, 200);
    const thief = bureau.browser();
    thief.take(before);
    refused(await thief.send({ path: '/v1/people' }), 'access.unauthenticated');
  });

  test('outlasts the idle limit, for without the passkey it is worth nothing', async () => {
    await admin.signIn();
    await admin.post('/v1/session/lock');
    house.clock.moveMs(60 * MINUTE);
    assert.equal(jsonOf<Session>(await admin.confirm()).signedIn?.locked, false);
    await admin.post('/v1/session/lock');
    house.clock.moveMs(480 * MINUTE);
    refused(await admin.confirm(), 'access.unauthenticated');
  });
});

describe('confirming', () => {
  test('is asked for after five minutes, for what is dangerous', async () => {
    await admin.signIn();
    await admin.post('/v1/people', { name: 'Quick', roles: ['desk'] });
    house.clock.moveMs(5 * MINUTE);
    const dangerous = { method: 'POST', path: '/v1/people', body: { name: 'Slow', roles: ['desk'] } };
    refused(await admin.send(dangerous), 'access.step-up');
    refused(await admin.addKey('another'), 'access.step-up');
    assert.equal((await admin.send({ path: '/v1/people' })).status, 200, 'reading is not dangerous');
    assert.equal((await admin.confirm()).status, 200);
    assert.equal((await admin.send(dangerous)).status, 201);
  });
});

describe('own sessions and passkeys', () => {
  test('are listed, and every session can be signed out elsewhere or everywhere at once', async () => {
    await admin.confirm();
    const { browser: one } = await bureau.admit(admin, ['desk']);
    const other = bureau.browser();
    const first = one.cookie();
    // The same person in a second browser: the first one's cookie is put back afterwards.
    one.take(undefined);
    assert.equal((await one.signIn()).status, 201);
    const { items } = await one.get<{ items: OwnSession[] }>('/v1/sessions');
    assert.deepEqual(items.map(({ current }) => current), [true, false]);
    const { ended } = jsonOf<{ ended: number }>(await one.send({ method: 'DELETE', path: `/v1/sessions/${items[1]?.id ?? ''}` }));
    assert.equal(ended, 1);
    other.take(first);
    refused(await other.send({ path: '/v1/sessions' }), 'access.unauthenticated');
    const stolen = one.cookie();
    assert.equal((await one.send({ method: 'DELETE', path: '/v1/sessions' })).status, 200);
    assert.equal(one.cookie(), undefined);
    other.take(stolen);
    refused(await other.send({ path: '/v1/sessions' }), 'access.unauthenticated');
  });

  test('are five at a time: with the next the oldest ends, and the log says so', async () => {
    await admin.confirm();
    const { browser } = await bureau.admit(admin, ['desk']);
    const cookies = [browser.cookie()];
    for (let more = 0; more < 5; more += 1) {
      bureau.house.clock.moveMs(1000);
      browser.take(undefined);
      assert.equal((await browser.signIn()).status, 201);
      cookies.push(browser.cookie());
    }
    assert.equal((await browser.get<{ items: OwnSession[] }>('/v1/sessions')).items.length, 5);
    const other = bureau.browser();
    for (const [at, cookie] of cookies.entries()) {
      other.take(cookie);
      assert.equal((await other.send({ path: '/v1/sessions' })).status, at === 0 ? 401 : 200, `session ${at}`);
    }
    assert.deepEqual((await bureau.entries()).filter(({ event, reason }) => event === 'sign-in.ended' && reason === 'too-many').map(({ count }) => count), [1]);
  });

  test('the last passkey stays; removing another ends the other sessions', async () => {
    await admin.confirm();
    const { browser } = await bureau.admit(admin, ['desk']);
    const keys = async (): Promise<Passkey[]> => (await browser.get<{ items: Passkey[] }>('/v1/passkeys')).items;
    const [only] = await keys();
    refused(await browser.send({ method: 'DELETE', path: `/v1/passkeys/${only?.id ?? ''}` }), 'passkey.last');
    const before = browser.cookie();
    browser.take(undefined);
    await browser.signIn();
    const added = await bureauSecond(browser);
    assert.equal(added, 201);
    assert.equal((await browser.send({ method: 'DELETE', path: `/v1/passkeys/${only?.id ?? ''}` })).status, 200);
    assert.equal((await keys()).length, 1);
    const old = bureau.browser();
    old.take(before);
    refused(await old.send({ path: '/v1/passkeys' }), 'access.unauthenticated');
  });
});

/** Registers a second passkey on another device of the same person. */
async function bureauSecond(browser: ReturnType<typeof bureau.browser>): Promise<number> {
  const { ceremony, publicKey } = await browser.post<{ ceremony: string; publicKey: Parameters<typeof browser.device.create>[0] }>('/v1/passkeys/options');
  assert.equal(publicKey.excludeCredentials.length, 1);
  const other = bureau.browser({ algorithm: 'EdDSA', attestation: 'none' });
  const credential = other.device.create(publicKey, { origin: `http://localhost:${new URL(house.url()).port}` });
  return (await browser.send({ method: 'POST', path: '/v1/passkeys', body: { ceremony, credential, name: 'Other device' } })).status;
}

test('the bureau\'s own log is whole and says who signed in, by pseudonym', async () => {
  await admin.signIn();
  const entries = await bureau.entries();
  const events = new Set(entries.map(({ event }) => event));
  for (const event of ['code.issued', 'passkey.added', 'sign-in.accepted', 'session.locked', 'session.confirmed', 'sign-in.ended', 'person.admitted', 'people.listed'] as const) assert.ok(events.has(event), event);
  for (const { event, actor } of entries) if (event === 'sign-in.accepted') assert.match(actor ?? '', /^ofc_[0-9a-f]{12}$/);
});
