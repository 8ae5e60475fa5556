import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, test } from 'node:test';
import { systemClock } from '../../clock.ts';
import { ask, refused, type Raw } from '../ask.ts';
import { startServer, unique, type House } from '../start-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-limits-'));
after(() => rmSync(folder, { recursive: true }));

async function houseWith(limits: object, clock = systemClock): Promise<House> {
  const file = join(folder, `${unique('limits')}.json`);
  writeFileSync(file, JSON.stringify(limits));
  const house = await startServer({ settings: { limits: file }, clock });
  after(() => house.close());
  return house;
}

const question = (): object => ({ purpose: 'border-control', subject: { document: { number: unique() } } });
const check = (house: House, token: string, headers = {}): Promise<Raw> => ask(house.url(), { method: 'POST', path: '/v1/checks', token, body: question(), headers });
const fixed = { now: () => Date.UTC(2026, 10, 24, 12) };

test('too many checks of one system are refused with 429 and when to come again; another system and another kind of request go on', async () => {
  const house = await houseWith({ system: { check: { perMinute: 30, burst: 3 } } }, fixed);
  const [token, other] = [await house.token('FRA'), await house.token('FRA')];
  for (let count = 0; count < 3; count += 1) {
    const raw = await check(house, token);
    assert.equal(raw.status, 200);
    assert.equal(raw.headers['ratelimit-policy'], '"system-check";q=3;w=6');
    assert.equal(raw.headers['ratelimit'], `"system-check";r=${2 - count};t=${2 * (count + 1)}`);
  }
  const raw = await check(house, token);
  const problem = refused(raw, 'request.rate-limited');
  assert.equal(raw.status, 429);
  assert.equal(raw.headers['retry-after'], '2');
  assert.equal(problem.retryAfter, 2);
  assert.equal(problem.retryable, true);
  assert.equal(raw.headers['ratelimit'], '"system-check";r=0;t=2');
  assert.equal((await check(house, other)).status, 200);
  assert.equal((await ask(house.url(), { path: '/v1/databases', token })).status, 200);
  const left = (await house.entries()).filter(({ event, reason }) => event === 'check.refused' && reason === 'request.rate-limited');
  assert.deepEqual([left.length, left[0]?.organisation], [1, 'FRA']);
});

test('all systems of an organisation together have a limit as well', async () => {
  const house = await houseWith({ organisation: { check: { perMinute: 30, burst: 3 } } }, fixed);
  const tokens = [await house.token('FRA'), await house.token('FRA')];
  const statuses: number[] = [];
  for (const token of [...tokens, ...tokens]) statuses.push((await check(house, token)).status);
  assert.deepEqual(statuses, [200, 200, 200, 429]);
  assert.equal((await check(house, await house.token('DEU'))).status, 200);
});

test('an officer of the front line asks at the speed of people, one by one', async () => {
  const house = await houseWith({}, fixed);
  const token = await house.token('FRA', { role: 'system', permissions: ['check', 'act-for-officer'] });
  const as = (officer: string): Promise<Raw> => check(house, token, { 'watchword-officer': officer, 'watchword-role': 'front-line' });
  for (let count = 0; count < 20; count += 1) assert.equal((await as('ofc_aaaa')).status, 200);
  refused(await as('ofc_aaaa'), 'request.rate-limited');
  assert.equal((await as('ofc_bbbb')).status, 200);
});

test('a batch that is too much is refused whole; a stream waits and is answered whole', async () => {
  const house = await houseWith({ system: { item: { perMinute: 60_000, burst: 1000 } } });
  const token = await house.token('FRA');
  const batch = (count: number): Promise<Raw> => ask(house.url(), { method: 'POST', path: '/v1/checks/batch', token, body: { checks: Array.from({ length: count }, question) } });
  assert.equal((await batch(900)).status, 200);
  refused(await batch(900), 'request.rate-limited');
  const began = performance.now();
  const lines = Array.from({ length: 1500 }, () => JSON.stringify(question())).join('\n');
  const raw = await ask(house.url(), { method: 'POST', path: '/v1/checks/stream', token, body: lines, headers: { 'content-type': 'application/x-ndjson' } });
  assert.equal(raw.text.trimEnd().split('\n').length, 1500);
  assert.ok(performance.now() - began > 400, 'it waited');
});

test('a flood of one credential does not slow the answers to others', async () => {
  const house = await houseWith({ system: { check: { perMinute: 6000, burst: 100 } } });
  const [flooding, quiet] = [await house.token('FRA'), await house.token('DEU')];
  const median = async (): Promise<number> => {
    const times: number[] = [];
    for (let count = 0; count < 15; count += 1) {
      const began = performance.now();
      assert.equal((await check(house, quiet)).status, 200);
      times.push(performance.now() - began);
      await sleep(20);
    }
    return times.sort((a, b) => a - b)[7] ?? 0;
  };
  await median();
  const alone = await median();
  let flooded = true;
  let answers = 0;
  const senders = Array.from({ length: 64 }, async () => {
    while (flooded) {
      await check(house, flooding);
      answers += 1;
    }
  });
  await sleep(300);
  const beside = await median();
  flooded = false;
  await Promise.all(senders);
  assert.ok(answers > 100, 'there was a flood');
  assert.ok(beside < alone * 3 + 10, `${beside.toFixed(1)} ms beside a flood, ${alone.toFixed(1)} ms without`);
  // They wait for refusals as long as it takes, so there are some hundreds and not some ten thousands.
  assert.ok(answers < 3000, String(answers));
});

test('tries to fetch tokens have their limit, by address', async () => {
  const house = await houseWith({ address: { 'sign-in': { perMinute: 6, burst: 2 } } }, fixed);
  const fetchOne = (): Promise<Raw> => ask(house.url(), { method: 'POST', path: '/v1/oauth/token', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=x' });
  assert.deepEqual([(await fetchOne()).status, (await fetchOne()).status], [401, 401]);
  const raw = await fetchOne();
  assert.deepEqual([raw.status, raw.headers['retry-after'], (JSON.parse(raw.text) as { error: string; code: string }).error], [429, '10', 'slow_down']);
});
