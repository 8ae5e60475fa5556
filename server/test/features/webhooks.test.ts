/** Systems that are told by request: signed, tried again, shown, and never led where they should not. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import type { AppError } from '@watchword/api/errors.ts';
import type { EventKind } from '@watchword/api/live.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { verifyWebhook, type WebhookDelivery } from '@watchword/sdk/webhooks.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { startServer, unique, type House } from '../start-server.ts';

type Got = { readonly headers: Record<string, string | undefined>; readonly body: string };

describe('webhooks', { timeout: 90_000 }, () => {
  let house: House;
  let manager: Client;
  let receiver: Server;
  let url = '';
  let status = 204;
  let headers: Record<string, string> = {};
  const got: Got[] = [];
  before(async () => {
    receiver = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => {
        got.push({ headers: request.headers as Got['headers'], body });
        response.writeHead(status, headers).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const address = receiver.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/told`;
    house = await startServer({ settings: { webhookHosts: '127.0.0.1' } });
    manager = await house.client('FRA', { role: 'system', permissions: ['webhook:manage', 'audit:read'] });
  });
  after(async () => {
    await house.close();
    receiver.close();
  });

  const tell = (organisation: string, kind: EventKind, ...subjects: string[]) =>
    house.serving().hub.writer.run('live.tell', subjects.map((subject) => ({ organisation: findOrganisationNumber(organisation) ?? 0, kind, subject, at: house.clock.now() })) as never);
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    for (let left = 200; !(await holds()); left--) {
      assert.ok(left > 0, 'it never came to be');
      await wait(25);
    }
  };
  const deliveries = (id: string): Promise<WebhookDelivery[]> => Array.fromAsync(manager.webhooks.deliveries(id));
  const clear = async (): Promise<void> => {
    for (const { id } of await manager.webhooks.list()) await manager.webhooks.remove(id);
    got.length = 0;
    [status, headers] = [204, {}];
  };

  it('are told of the kinds they want, at once, once, in a signed request that carries ids', async () => {
    const { webhook, secret = '' } = await manager.webhooks.create({ url, name: 'Cases', kinds: ['hit.opened'] });
    const began = performance.now();
    await tell('FRA', 'hit.opened', 'hit_1');
    await tell('FRA', 'hit.changed', 'hit_1');
    await tell('DEU', 'hit.opened', 'hit_2');
    await until(() => got.length === 1);
    assert.ok(performance.now() - began < 1000);
    await wait(200);
    assert.equal(got.length, 1);
    const [{ headers: sent, body } = { headers: {}, body: '' }] = got;
    const { type, data } = JSON.parse(body) as { type: string; data: object };
    assert.deepEqual([type, data], ['hit.opened', { organisation: 'FRA', seq: 1, subject: 'hit_1' }]);
    const now = house.clock.now();
    assert.ok(await verifyWebhook({ headers: sent, body, secrets: [secret], now }));
    assert.ok(!(await verifyWebhook({ headers: sent, body: `${body} `, secrets: [secret], now })));
    assert.ok(!(await verifyWebhook({ headers: sent, body, secrets: [secret], now: now + 301_000 })));
    await until(async () => (await deliveries(webhook.id))[0]?.state === 'delivered');
    const [one] = await deliveries(webhook.id);
    assert.deepEqual([one?.id, one?.attempts.map((attempt) => attempt.status)], [sent['webhook-id'], [204]]);
    await clear();
  });

  it('are tried again with growing pauses and the same id, until it works or three days are over; then they are disabled and their bureau is told', async () => {
    status = 503;
    const { webhook } = await manager.webhooks.create({ url, name: 'Down', kinds: ['hit.opened'] });
    await tell('FRA', 'hit.opened', 'hit_3');
    await until(async () => (await deliveries(webhook.id))[0]?.tries === 1);
    await wait(1200);
    assert.equal(got.length, 1, 'not before its time');
    house.clock.moveMs(5000);
    await until(() => got.length === 2);
    assert.equal(got[0]?.headers['webhook-id'], got[1]?.headers['webhook-id']);
    assert.ok((await manager.webhooks.get(webhook.id)).failingSince !== undefined);
    status = 200;
    house.clock.moveMs(5 * 60_000);
    await until(async () => (await deliveries(webhook.id))[0]?.state === 'delivered');
    assert.deepEqual((await deliveries(webhook.id))[0]?.attempts.map((one) => [one.number, one.status]), [[1, 503], [2, 503], [3, 200]]);
    assert.equal((await manager.webhooks.get(webhook.id)).failingSince, undefined);
    status = 500;
    await tell('FRA', 'hit.opened', 'hit_4');
    await until(async () => (await deliveries(webhook.id)).length === 2);
    for (let tries = 1; tries <= 10; tries++) {
      await until(async () => ((await deliveries(webhook.id))[0]?.tries ?? 0) >= tries || (await manager.webhooks.get(webhook.id)).state === 'disabled');
      house.clock.moveMs(22 * 3_600_000);
    }
    await until(async () => (await manager.webhooks.get(webhook.id)).state === 'disabled');
    assert.ok((await manager.events.past({ after: 0, limit: 1000 })).items.some(({ kind, subject }) => kind === 'webhook.disabled' && subject === webhook.id));
    assert.ok((await house.entries()).some(({ event, subject }) => event === 'webhook.disabled' && subject === webhook.id));
    status = 200;
    await manager.webhooks.update(webhook.id, { state: 'active' });
    const [waiting] = await deliveries(webhook.id);
    await manager.webhooks.redeliver(webhook.id, waiting?.id ?? '');
    await until(async () => (await deliveries(webhook.id))[0]?.state === 'delivered');
    await clear();
  });

  it('that say they are gone are disabled at once, and nobody is followed elsewhere', async () => {
    status = 410;
    const { webhook } = await manager.webhooks.create({ url, name: 'Gone' });
    await tell('FRA', 'hit.opened', 'hit_5');
    await until(async () => (await manager.webhooks.get(webhook.id)).state === 'disabled');
    await clear();
    [status, headers] = [302, { location: url.replace('/told', '/elsewhere') }];
    const { webhook: other } = await manager.webhooks.create({ url, name: 'Moved' });
    await manager.webhooks.test(other.id);
    await until(async () => (await deliveries(other.id))[0]?.tries === 1);
    const [one] = await deliveries(other.id);
    assert.deepEqual([one?.kind, one?.attempts[0]?.failure, got.length], ['webhook.test', 'redirect', 1]);
    await clear();
  });

  it('have two secrets while they change over, and one after', async () => {
    const { webhook, secret: first = '' } = await manager.webhooks.create({ url, name: 'Rotating' });
    const { secret: second = '' } = await manager.webhooks.rotate(webhook.id, { overlapHours: 1 });
    await manager.webhooks.test(webhook.id);
    await until(() => got.length === 1);
    const good = async (at: number, secret: string): Promise<boolean> => await verifyWebhook({ headers: got[at]?.headers ?? {}, body: got[at]?.body ?? '', secrets: [secret], now: house.clock.now() });
    assert.deepEqual([await good(0, first), await good(0, second)], [true, true]);
    house.clock.moveMs(3_600_001);
    await manager.webhooks.test(webhook.id);
    await until(() => got.length === 2);
    assert.deepEqual([await good(1, first), await good(1, second)], [false, true]);
    await clear();
  });

  it('miss nothing while they are paused or the server is away', async () => {
    const { webhook } = await manager.webhooks.create({ url, name: 'Paused', kinds: ['hit.opened'] });
    await manager.webhooks.update(webhook.id, { state: 'paused' });
    const subjects = [unique('hit_'), unique('hit_'), unique('hit_')];
    await tell('FRA', 'hit.opened', ...subjects);
    await house.restart();
    manager = await house.client('FRA', { role: 'system', permissions: ['webhook:manage', 'audit:read'] });
    await wait(300);
    assert.equal(got.length, 0);
    await manager.webhooks.update(webhook.id, { state: 'active' });
    await until(() => got.length === 3);
    assert.deepEqual(got.map(({ body }) => (JSON.parse(body) as { data: { subject: string } }).data.subject).toSorted(), subjects.toSorted());
    await clear();
  });

  it('never lead to machines that the hub reaches and others do not', async () => {
    const refused = ['http://cases.police.example/', 'https://localhost/', 'https://127.0.0.2/', 'https://10.1.2.3/', 'https://192.168.0.1:8443/', 'https://169.254.169.254/latest', 'https://[::1]/', 'https://[fd00::1]/', 'https://[::ffff:10.0.0.1]/', 'https://user:word@cases.police.example/', 'https://0/', 'https://2130706434/'];
    for (const address of refused) await assert.rejects(manager.webhooks.create({ url: address, name: 'Inside' }), (error: AppError) => ['webhook.address', 'request.invalid'].includes(error.code), address);
    await assert.rejects(manager.webhooks.create({ url: 'ftp://cases.police.example/', name: 'Inside' }), { code: 'request.invalid' });
  });

  it('of another organisation do not exist, and no organisation has too many', async () => {
    const { webhook } = await manager.webhooks.create({ url, name: 'Ours', kinds: ['webhook.disabled'] });
    const other = await house.client('DEU', { role: 'system', permissions: ['webhook:manage'] });
    for (const ask of [other.webhooks.get, other.webhooks.remove, other.webhooks.rotate, other.webhooks.test]) await assert.rejects(async () => void (await ask(webhook.id)), { code: 'webhook.not-found' });
    for (let at = 1; at < 20; at++) await manager.webhooks.create({ url, name: `Number ${at}`, kinds: ['webhook.disabled'] });
    await assert.rejects(manager.webhooks.create({ url, name: 'One more' }), { code: 'webhook.too-many' });
    await clear();
  });
});
