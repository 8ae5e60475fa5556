/** Tokens: what a system signs in with. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { PERMISSIONS, type Permission } from '@watchword/api/operation.ts';
import { ask, jsonOf, refused } from '../ask.ts';
import { isCode } from '../operation-calls.ts';
import { startServer, unique } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const manager = await house.client('FRA', { role: 'system', permissions: ['token:manage', 'check', 'record:read'] });

const issue = async (permissions: Permission[], more: object = {}) => manager.tokens.issue({ name: unique('Gate '), role: 'system', permissions, ...more });
const me = (token: string, headers: Record<string, string> = {}) => ask(house.url(), { path: '/v1/me', token, headers });

describe('a token that is issued', () => {
  test('signs its system in, as what it was issued for', async () => {
    const { token, secret = '' } = await issue(['check']);
    assert.match(secret, /^wwt_[A-Za-z0-9_-]{43}$/);
    assert.deepEqual(await house.clientOf(secret).me(), { organisation: 'FRA', name: token.name, role: 'system', permissions: ['check'], training: false });
  });

  test('is never shown again, in no list, no repeat and no refusal', async () => {
    const { token, secret = '' } = await issue(['check']);
    const listed = await manager.tokens.list();
    assert.ok(listed.some(({ id }) => id === token.id));
    assert.ok(!JSON.stringify(listed).includes(secret.slice(4)));
    assert.ok(!JSON.stringify(await manager.tokens.revoke(token.id)).includes(secret.slice(4)));
    assert.ok(!(await me(secret)).text.includes(secret.slice(4)));
  });

  test('has no more rights than whoever issued it', async () => {
    await assert.rejects(issue(['check', 'record:write']), isCode('access.forbidden'));
    await assert.rejects(issue(['act-for-officer']), isCode('access.forbidden'));
    await assert.rejects(issue(['check'], { organisation: 'DEU' }), isCode('access.forbidden'));
    await assert.rejects(issue(['check'], { organisation: 'XPO' }), isCode('access.forbidden'));
  });

  test('may be for another organisation when the secretariat issues it', async () => {
    const secretariat = await house.client('XPO', { permissions: PERMISSIONS });
    const { secret = '' } = await secretariat.tokens.issue({ name: 'First of Spain', role: 'system', permissions: ['check'], organisation: 'ESP' });
    assert.equal((await house.clientOf(secret).me()).organisation, 'ESP');
    await assert.rejects(secretariat.tokens.issue({ name: 'x', role: 'system', permissions: ['check'], organisation: 'QQQ' }), isCode('request.invalid'));
  });

  test('ends on its day', async () => {
    const { secret = '' } = await issue(['check'], { expiresAt: '2026-11-24T13:00:00Z' });
    assert.equal((await me(secret)).status, 200);
    house.clock.moveMs(3600_000);
    refused(await me(secret), 'access.unauthenticated');
    house.clock.moveMs(-3600_000);
    await assert.rejects(issue(['check'], { expiresAt: '2026-11-24T11:00:00Z' }), isCode('request.invalid'));
  });
});

describe('a token that is revoked', () => {
  test('ends also a list that it has begun to send', async () => {
    const { secret = '', token } = await (await house.client('FRA', { permissions: PERMISSIONS })).tokens.issue({ name: 'Lists', role: 'system', permissions: ['check:batch'] });
    const answered = Promise.withResolvers<void>();
    async function* questions() {
      const question = { purpose: 'border-control', subject: { document: { number: unique() } } } as const;
      yield question;
      await answered.promise;
      await manager.tokens.revoke(token.id);
      yield question;
    }
    let count = 0;
    await assert.rejects(async () => {
      for await (const _ of house.clientOf(secret).checks.stream(questions())) {
        count += 1;
        answered.resolve();
      }
    });
    assert.equal(count, 1);
  });

  test('fails from the next request on, also where it was just used', async () => {
    const { token, secret = '' } = await issue(['check']);
    const system = house.clientOf(secret);
    for (let at = 0; at < 3; at += 1) await system.me();
    const revoked = await manager.tokens.revoke(token.id);
    assert.equal(revoked.revokedAt, '2026-11-24T12:00:00.000Z');
    await assert.rejects(system.me(), isCode('access.unauthenticated'));
    await assert.rejects(system.checks.run({ purpose: 'border-control', subject: { document: { number: 'X1' } } }), isCode('access.unauthenticated'));
  });

  test('stays revoked after a restart, and is revoked once', async () => {
    const { token, secret = '' } = await issue(['check']);
    const first = await manager.tokens.revoke(token.id);
    house.clock.moveMs(60_000);
    assert.equal((await manager.tokens.revoke(token.id)).revokedAt, first.revokedAt);
    house.clock.moveMs(-60_000);
    await house.restart();
    refused(await me(secret), 'access.unauthenticated');
  });

  test('is one of one\'s own: others do not exist', async () => {
    const { token } = await issue(['check']);
    const foreigner = await house.client('DEU', { permissions: PERMISSIONS });
    await assert.rejects(foreigner.tokens.revoke(token.id), isCode('access.token-not-found'));
    await assert.rejects(foreigner.tokens.revoke(`tok_${'0'.repeat(32)}`), isCode('access.token-not-found'));
    assert.ok((await foreigner.tokens.list()).every(({ organisation }) => organisation === 'DEU'));
  });
});

describe('a system that acts for an officer', () => {
  test('has the rights that officer and system both have, and the log shows the pseudonym', async () => {
    const token = await house.token('FRA', { role: 'system', permissions: ['act-for-officer', 'check', 'record:read', 'token:manage'] });
    const officer = { 'watchword-officer': 'ofc_k7Q2', 'watchword-role': 'front-line' };
    const caller = jsonOf(await me(token, officer));
    assert.deepEqual([caller['officer'], caller['role'], caller['permissions']], ['ofc_k7Q2', 'front-line', ['check']]);
    const asked = await ask(house.url(), { method: 'POST', path: '/v1/checks', token, headers: officer, body: { purpose: 'border-control', subject: { document: { number: 'X100' } } } });
    const { receipt } = jsonOf<{ receipt: { entry: number } }>(asked);
    const entry = (await house.entries(receipt.entry))[0];
    assert.deepEqual([entry?.organisation, entry?.actor], ['FRA', 'ofc_k7Q2']);
    refused(await ask(house.url(), { path: '/v1/records', token, headers: officer }), 'access.forbidden');
    refused(await ask(house.url(), { path: '/v1/tokens', token, headers: { ...officer, 'watchword-role': 'desk' } }), 'access.forbidden');
  });

  test('needs the right to, a pseudonym that is none of a name, and a role that exists', async () => {
    const officer = { 'watchword-officer': 'ofc_k7Q2', 'watchword-role': 'front-line' };
    refused(await me(await house.token('FRA', { permissions: ['check'] }), officer), 'access.forbidden');
    const token = await house.token('FRA', { permissions: ['act-for-officer', 'check'] });
    const refusal = (await house.entries()).findLast(({ event }) => event === 'permission.refused');
    assert.deepEqual([refusal?.organisation, refusal?.reason], ['FRA', 'access.forbidden'], 'the log says whose token it was');
    assert.match(refusal?.actor ?? '', /^tok_/);
    for (const wrong of [{ 'watchword-officer': 'Jean Dupont' }, { 'watchword-role': 'admiral' }, { 'watchword-officer': '' }]) refused(await me(token, { ...officer, ...wrong }), 'request.invalid');
    refused(await me(token, { 'watchword-role': 'desk' }), 'request.invalid');
  });
});

test('who signs in with what is no token leaves a trace, but not for each of a flood', async () => {
  const before = (await house.entries()).length;
  for (let at = 0; at < 40; at += 1) refused(await me(`wwt_${String(at).padStart(43, 'x')}`), 'access.unauthenticated');
  house.clock.moveMs(61_000);
  refused(await me('wwt_last'), 'access.unauthenticated');
  house.clock.moveMs(-61_000);
  await house.client('FRA');
  const left = (await house.entries(before + 1)).filter(({ event }) => event === 'sign-in.refused');
  assert.ok(left.length >= 10 && left.length <= 14, `${left.length} entries`);
  assert.equal(left.reduce((sum, { count = 1 }) => sum + count, 0), 41);
  for (const { organisation, actor } of left) assert.deepEqual([organisation, actor], ['', 'unknown']);
});
