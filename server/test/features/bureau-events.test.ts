/** Events as the pages of a bureau hear of them. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { readSignals, type LiveSignal } from '@watchword/api/live/signals.ts';
import type { EventKind } from '@watchword/api/live.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { startBureau, type Browser, type Bureau } from '../start-bureau.ts';
import { unique } from '../start-server.ts';

type Page = { readonly status: number; readonly signals: readonly LiveSignal[]; readonly closed: Promise<void>; leave(): void };

describe('events at a bureau', { timeout: 120_000 }, () => {
  let bureau: Bureau;
  let administrator: Browser;
  let desk: Browser;
  before(async () => {
    bureau = await startBureau();
    administrator = await bureau.administrator('Ada');
    desk = (await bureau.admit(administrator, ['desk'])).browser;
  });
  after(() => bureau.house.close());

  const open = (browser: Browser, query = '', headers: Record<string, string> = {}): Promise<Page> =>
    new Promise((resolve, reject) => {
      const url = new URL(`/v1/events${query}`, bureau.house.url());
      const cookie = browser.cookie();
      const asked = request(url, { headers: { host: `localhost:${url.port}`, ...(cookie !== undefined && { cookie: `__Host-watchword=${cookie}` }), ...headers } }, (response) => {
        const signals: LiveSignal[] = [];
        const read = readSignals();
        let rest = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          const lines = (rest + text).split('\n');
          rest = lines.pop() ?? '';
          for (const line of lines) {
            const signal = read(line);
            if (signal !== undefined) signals.push(signal);
          }
        });
        const closed = new Promise<void>((done) => response.on('close', done));
        resolve({ status: response.statusCode ?? 0, signals, closed, leave: () => void asked.destroy() });
      });
      asked.on('error', reject).end();
    });
  const tell = (subjects: readonly string[], kind: EventKind = 'hit.opened') =>
    bureau.house.serving().hub.writer.run('live.tell', subjects.map((subject) => ({ organisation: findOrganisationNumber('FRA') ?? 0, kind, subject, at: bureau.house.clock.now() })) as never);
  const subjectsOf = ({ signals }: Page): string[] => signals.flatMap((one) => (one.type === 'event' ? [one.subject] : []));
  const until = async (holds: () => boolean): Promise<void> => {
    for (let left = 400; !holds(); left--) {
      assert.ok(left > 0, 'it never came to be');
      await wait(25);
    }
  };
  const streams = (): number => bureau.house.serving().hub.live.streams();

  it('twenty pages hear of everything, and the hub has one stream', async () => {
    const others = await Promise.all([1, 2, 3].map(async () => (await bureau.admit(administrator, ['desk'])).browser));
    const pages = await Promise.all(Array.from({ length: 20 }, (_, at) => open([desk, ...others][at % 4] ?? desk)));
    assert.ok(pages.every(({ status }) => status === 200));
    await until(() => streams() === 1 && pages.every(({ signals }) => signals.length > 0));
    const told = Array.from({ length: 50 }, () => unique('hit_'));
    await tell(told);
    await until(() => pages.every((page) => subjectsOf(page).length === 50));
    assert.ok(pages.every((page) => subjectsOf(page).join() === told.join()));
    assert.equal(streams(), 1);
    for (const page of pages) page.leave();
  });

  it('a page that comes back hears of what it missed, whether the bureau remembers it or has to ask the hub', async () => {
    const first = await open(desk);
    await until(() => first.signals.length > 0);
    const told = Array.from({ length: 3 }, () => unique('hit_'));
    await tell(told);
    await until(() => subjectsOf(first).length === 3);
    const known = first.signals.flatMap((one) => (one.type === 'event' ? [one.seq] : []))[0] ?? 0;
    const again = await open(desk, '?after=0', { 'last-event-id': String(known) });
    await until(() => subjectsOf(again).length === 2);
    assert.deepEqual(subjectsOf(again), told.slice(1));
    const all = await open(desk, '?after=0');
    await until(() => subjectsOf(all).length >= 53);
    assert.deepEqual(subjectsOf(all).slice(-3), told);
    for (const page of [first, again, all]) page.leave();
  });

  it('a role hears of its own kinds and of no others', async () => {
    const [ofDesk, ofAdministrator] = await Promise.all([open(desk), open(administrator)]);
    await until(() => ofDesk.signals.length > 0 && ofAdministrator.signals.length > 0);
    await tell(['whk_1'], 'webhook.disabled');
    await tell(['hit_1']);
    await until(() => subjectsOf(ofDesk).length > 0 && subjectsOf(ofAdministrator).length > 0);
    assert.deepEqual([subjectsOf(ofDesk), subjectsOf(ofAdministrator)], [['hit_1'], ['whk_1']]);
    ofDesk.leave();
    ofAdministrator.leave();
  });

  it('nobody hears without a session, nor with too many pages, nor with what is no number', async () => {
    assert.equal((await open(bureau.browser())).status, 401);
    assert.equal((await open(desk, '?after=x')).status, 400);
    assert.equal((await open(desk, '?surplus=1')).status, 400);
    const pages = await Promise.all(Array.from({ length: 8 }, () => open(desk)));
    assert.equal((await open(desk)).status, 429);
    for (const page of pages) page.leave();
    await wait(100);
    const one = await open(desk);
    assert.equal(one.status, 200);
    one.leave();
  });

  it('a stream ends with its session, and when that is locked', async () => {
    const { browser } = await bureau.admit(administrator, ['desk']);
    const locked = await open(browser);
    await browser.send({ method: 'POST', path: '/v1/session/lock' });
    await locked.closed;
    assert.deepEqual(locked.signals.at(-1), { type: 'end', why: 'locked' });
    assert.equal((await open(browser)).status, 423);
    const other = (await bureau.admit(administrator, ['desk'])).browser;
    const ended = await open(other);
    await until(() => ended.signals.length > 0);
    const began = performance.now();
    await other.send({ method: 'DELETE', path: '/v1/session' });
    await ended.closed;
    assert.deepEqual(ended.signals.at(-1), { type: 'end', why: 'revoked' });
    assert.ok(performance.now() - began < 5000);
  });

  it('the house stops while pages listen', async () => {
    const page = await open(desk);
    await until(() => page.signals.length > 0);
    const began = performance.now();
    await bureau.house.restart();
    await page.closed;
    assert.ok(performance.now() - began < 5000);
    assert.deepEqual(page.signals.at(-1), { type: 'end', why: 'stopping' });
  });
});
