/** How a server starts and stops: never on a folder that is not meant for it, and never on top of what is under way. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { readAuditLog } from '#audit/audit.ts';
import { serve, type ServeOptions, type Serving } from '../../bin/serve.ts';
import { isCode } from '../operation-calls.ts';
import { startServer } from '../start-server.ts';

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'watchword-start-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const begin = (data: string, more: Partial<ServeOptions> = {}): Promise<Serving> => serve({ data, port: 0, host: '127.0.0.1', demo: false, say: () => undefined, settings: { logLevel: 'silent' }, ...more });

describe('a data folder', () => {
  test('of real records never becomes a demo world, and keeps everything', async (t) => {
    const data = join(folder(t), 'data');
    await (await begin(data)).close();
    for (const reset of [false, true]) await assert.rejects(begin(data, { demo: true, reset }), isCode('config.invalid'));
    await (await begin(data)).close();
  });

  test('that is new gets a first token of the secretariat, once, also where a bureau with a token of its own is served from it', async (t) => {
    for (const bureau of ['', 'FRA']) {
      const data = join(folder(t), 'data');
      const said: string[] = [];
      const start = (): Promise<Serving> => begin(data, { say: (line) => said.push(line), settings: { logLevel: 'silent', ...(bureau !== '' && { bureau }) } });
      const serving = await start();
      const token = readFileSync(join(data, 'hub', 'first.token'), 'utf8').trim();
      const answer = await fetch(`${serving.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
      assert.equal(((await answer.json()) as { organisation?: string }).organisation, 'XPO');
      await serving.close();
      await (await start()).close();
      assert.equal(said.filter((line) => line.startsWith('First token')).length, 1, bureau);
    }
  });

  test('of a demo world is never served as real', async (t) => {
    const house = await startServer({ demo: true });
    t.after(() => house.close());
    await house.stop();
    await assert.rejects(begin(house.data), isCode('config.invalid'));
    await house.start();
  });

  test('that is in use is not emptied by whoever wants a new demo world', async (t) => {
    const house = await startServer({ demo: true });
    t.after(() => house.close());
    await assert.rejects(begin(house.data, { demo: true, reset: true }), isCode('server.busy'));
    assert.ok(existsSync(join(house.data, 'hub', 'store.db')));
    await house.token('UTO');
  });

  test('that cannot be one is said to be so', async (t) => {
    const file = join(folder(t), 'file');
    writeFileSync(file, '');
    for (const data of [file, join(file, 'data')]) await assert.rejects(begin(data), isCode('config.invalid'));
  });

  test('is given back whole when the server cannot start', async (t) => {
    const house = await startServer();
    t.after(() => house.close());
    const data = join(folder(t), 'data');
    await assert.rejects(begin(data, { port: Number(new URL(house.url()).port) }), isCode('server.busy'));
    const events = (await Array.fromAsync(readAuditLog(join(data, 'hub', 'audit')))).map(({ event }) => event);
    assert.deepEqual(events, ['server.started', 'server.stopped']);
  });
});

test('a request that is under way when the server stops is answered, and nobody waits for connections that are idle', async (t) => {
  const house = await startServer();
  t.after(() => house.close());
  const token = await house.token('FRA');
  const body = JSON.stringify({ purpose: 'border-control', subject: { document: { number: 'X100000' } } });
  const socket = connect(Number(new URL(house.url()).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (bytes) => (answer += String(bytes)));
  socket.write(`POST /v1/checks HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 20)}`);
  await wait(100);
  const began = performance.now();
  const stopped = house.stop();
  await wait(100);
  socket.write(body.slice(20));
  await Promise.all([stopped, once(socket, 'close')]);
  assert.match(answer, /^HTTP\/1\.1 200 [^]*"outcome":"none"[^]*"receipt"/);
  assert.ok(performance.now() - began < 5000);
});
