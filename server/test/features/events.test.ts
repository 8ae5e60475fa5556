/** Events as systems hear of them. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import type { EventKind } from '@watchword/api/live.ts';
import { createClient, type Client, type Heard, type LineState } from '@watchword/sdk/client.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { startServer, unique, type House } from '../start-server.ts';

describe('events', { timeout: 90_000 }, () => {
  let house: House;
  let desk: Client;
  before(async () => {
    house = await startServer();
    desk = await house.client('FRA');
  });
  after(() => house.close());

  /** Tells an organisation of subjects, in the order given. */
  const tell = async (organisation: string, subjects: readonly string[], kind: EventKind = 'hit.opened'): Promise<void> => {
    const number = findOrganisationNumber(organisation) ?? 0;
    await house.serving().hub.writer.run('live.tell', subjects.map((subject) => ({ organisation: number, kind, subject, at: house.clock.now() })) as never);
  };
  const some = (count: number): string[] => Array.from({ length: count }, () => unique('hit_'));
  const subjectsOf = (heard: readonly Heard[]): string[] => heard.map((one) => (one.type === 'event' ? one.subject : `gap ${one.after} ${one.next}`));
  /** Hears so many. */
  const hear = async (client: Client, count: number, from?: number): Promise<Heard[]> => {
    const heard: Heard[] = [];
    for await (const one of client.events(from === undefined ? {} : { after: from })) {
      heard.push(one);
      if (heard.length >= count) break;
    }
    return heard;
  };
  const lastOf = async (client: Client): Promise<number> => (await client.events.past({ after: 0, limit: 1 })).last;
  const streams = (): number => house.serving().hub.live.streams();
  const until = async (holds: () => boolean): Promise<void> => {
    for (let left = 400; !holds(); left--) {
      assert.ok(left > 0, 'it never came to be');
      await wait(25);
    }
  };

  it('are heard in order, as they happen, by the organisation that they are told to and by no other', async () => {
    const other = await house.client('DEU');
    const hearing = hear(desk, 3);
    await until(() => streams() === 1);
    const told = some(3);
    const began = performance.now();
    await tell('DEU', some(2));
    await tell('FRA', told);
    const heard = await hearing;
    assert.ok(performance.now() - began < 1000, 'it took longer than a second');
    assert.deepEqual(subjectsOf(heard), told);
    assert.deepEqual(heard.map((one) => one.type === 'event' && one.seq), [1, 2, 3]);
    assert.equal((await other.events.past()).items.length, 2);
    await until(() => streams() === 0);
  });

  it('of kinds that somebody may not hear of stay away, in streams and in pages', async () => {
    const administrator = await house.client('FRA', { role: 'administrator' });
    const from = await lastOf(desk);
    await tell('FRA', some(1), 'hit.changed');
    await tell('FRA', ['whk_1'], 'webhook.disabled');
    assert.deepEqual(subjectsOf(await hear(administrator, 1, from)), ['whk_1']);
    assert.deepEqual((await desk.events.past({ after: from })).items.map(({ kind }) => kind), ['hit.changed']);
    assert.deepEqual((await administrator.events.past({ after: from })).items.map(({ kind }) => kind), ['webhook.disabled']);
  });

  it('that were missed are heard first, many of them, each once, and pages tell the same', async () => {
    const from = await lastOf(desk);
    const told = some(3000);
    await tell('FRA', told);
    assert.deepEqual(subjectsOf(await hear(desk, 3000, from)), told);
    const paged: string[] = [];
    for (let at = from; ;) {
      const { items, reached, last } = await desk.events.past({ after: at, limit: 1000 });
      paged.push(...items.map(({ subject }) => subject));
      at = reached;
      if (reached >= last) break;
    }
    assert.deepEqual(paged, told);
  });

  it('that are gone are said to be gone, and so is a number that never was', async () => {
    const from = await lastOf(desk);
    await tell('FRA', some(5));
    house.clock.moveDays(31);
    const kept = some(2);
    await tell('FRA', kept);
    while ((await house.serving().hub.writer.run('live.forget', { before: house.clock.now() - 30 * 86_400_000, at: house.clock.now() } as never)).result === true);
    assert.deepEqual(subjectsOf(await hear(desk, 3, from)), [`gap ${from} ${from + 6}`, ...kept]);
    assert.deepEqual((await desk.events.past({ after: from })).gap, { after: from, next: from + 6 });
    const last = await lastOf(desk);
    const ahead = hear(desk, 2, last + 1000);
    await until(() => streams() === 1);
    const next = some(1);
    await tell('FRA', next);
    assert.deepEqual(subjectsOf(await ahead), [`gap ${last + 1000} ${last + 1}`, ...next]);
  });

  it('go on where they were when the server was away, none lost and none twice', async () => {
    const persistent = createClient({ url: house.url(), token: await house.token('FRA') });
    const from = await lastOf(desk);
    const states: LineState['state'][] = [];
    const heard: Heard[] = [];
    const hearing = (async () => {
      for await (const one of persistent.events({ after: from, onState: ({ state }) => states.push(state) })) {
        heard.push(one);
        if (heard.length === 6) return;
      }
    })();
    const told: string[] = [];
    for (let round = 0; round < 3; round++) {
      const now = some(2);
      told.push(...now);
      await tell('FRA', now);
      if (round < 2) await house.restart();
    }
    await hearing;
    assert.deepEqual(subjectsOf(heard), told);
    assert.ok(states.includes('live'));
  });

  it('end within seconds when the token is revoked, and are refused from then on', async () => {
    const manager = await house.client('FRA', { role: 'system', permissions: ['token:manage', 'hit:read'] });
    const { token, secret = '' } = await manager.tokens.issue({ name: 'desk', role: 'system', permissions: ['hit:read'] });
    const hearing = hear(house.clientOf(secret), 1).catch((error: unknown) => error);
    await until(() => streams() === 1);
    await manager.tokens.revoke(token.id);
    const began = performance.now();
    const error = await hearing;
    assert.ok(error instanceof AppError && error.code === 'access.unauthenticated');
    assert.ok(performance.now() - began < 5000);
    assert.equal(streams(), 0);
  });

  it('are not kept for whoever does not read: he takes none, and the others hear', async () => {
    const token = await house.token('FRA');
    const { port, hostname } = new URL(house.url());
    const socket = connect(Number(port), hostname);
    socket.pause();
    socket.write(`GET /v1/events?after=0 HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n\r\n`);
    await until(() => streams() === 1);
    const hearing = hear(desk, 2000);
    await until(() => streams() === 2);
    const told = some(2000);
    await tell('FRA', told);
    assert.deepEqual(subjectsOf(await hearing), told);
    socket.destroy();
    await until(() => streams() === 0);
  });

  it('are said as a browser wants them, which names the last one by a header', async () => {
    const token = await house.token('FRA');
    const last = await lastOf(desk);
    const told = some(1);
    await tell('FRA', told);
    const controller = new AbortController();
    const response = await fetch(`${house.url()}/v1/events?after=0`, { headers: { authorization: `Bearer ${token}`, 'last-event-id': String(last) }, signal: controller.signal });
    assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.includes('data: {"seq"')) break;
    }
    controller.abort();
    assert.equal(text.split('\n\n')[0], `retry: 1000\nid: ${last}\nevent: ready\ndata: {"after":${last},"last":${last + 1}}`);
    assert.match(text, new RegExp(`id: ${last + 1}\ndata: {"seq":${last + 1},"kind":"hit.opened","subject":"${told[0]}"`));
    const bad = await fetch(`${house.url()}/v1/events`, { headers: { authorization: `Bearer ${token}`, 'last-event-id': 'x' } });
    assert.equal(bad.status, 400);
  });

  it('are heard by a hundred streams of an organisation and by no more, and the server stops all the same', async () => {
    const token = await house.token('ITA');
    const controller = new AbortController();
    const open = async (): Promise<Response> => await fetch(`${house.url()}/v1/events`, { headers: { authorization: `Bearer ${token}` }, signal: controller.signal });
    const all = await Promise.all(Array.from({ length: 100 }, open));
    assert.ok(all.every(({ status }) => status === 200));
    await until(() => streams() === 100);
    const refused = await open();
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '5');
    const ended = Promise.all(all.map((response) => response.text()));
    const began = performance.now();
    await house.restart();
    assert.ok((await ended).every((text) => text.endsWith('event: end\ndata: {"why":"stopping"}\n\n')));
    assert.ok(performance.now() - began < 20_000);
    controller.abort();
  });
});
