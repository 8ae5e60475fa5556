/** Clients that are slow, idle, gone or do not read: none of them keeps others waiting, or makes the server hold what it cannot send. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { BatchItem, CheckRequest } from '@watchword/api/checks/checks.ts';
import { systemClock } from '../../clock.ts';
import { verifyAuditLog } from '#audit/audit.ts';
import { startServer, unique } from '../start-server.ts';
import { join } from 'node:path';

const house = await startServer({ clock: systemClock, settings: { bodySeconds: 1 } });
after(() => house.close());
const token = await house.token('FRA');
const client = house.clientOf(token);

const question = (number: string): CheckRequest => ({ purpose: 'border-control', subject: { document: { number } } });

/** A connection that is closed when the test ends. */
async function open(t: TestContext): Promise<Socket> {
  const socket = connect(Number(new URL(house.url()).port), '127.0.0.1');
  socket.on('error', () => undefined);
  t.after(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Everything that comes back until the server closes the connection. */
async function readAll(socket: Socket, withinMs: number): Promise<string> {
  let text = '';
  socket.on('data', (bytes) => (text += String(bytes)));
  await once(socket, 'close', { signal: AbortSignal.timeout(withinMs) });
  return text;
}

const head = (path: string, more: string): string => `POST ${path} HTTP/1.1\r\nhost: hub.example\r\nauthorization: Bearer ${token}\r\n${more}\r\n`;

/** Milliseconds that an ordinary check takes. */
async function checkMs(): Promise<number> {
  const began = performance.now();
  await client.checks.run(question(unique()));
  return performance.now() - began;
}

test('a body that trickles is refused after its time, and meanwhile others are answered', async (t) => {
  const sockets = await Promise.all(Array.from({ length: 40 }, () => open(t)));
  const began = performance.now();
  const answers = sockets.map((socket) => readAll(socket, 10_000));
  for (const socket of sockets) socket.write(head('/v1/checks', 'content-type: application/json\r\ncontent-length: 500\r\n'));
  const trickle = setInterval(() => sockets.forEach((socket) => socket.writable && socket.write(' ')), 100);
  t.after(() => clearInterval(trickle));
  for (let at = 0; at < 5; at += 1) assert.ok((await checkMs()) < 1000);
  for (const answer of await Promise.all(answers)) assert.match(answer, /^HTTP\/1\.1 408 [^]*"code":"request\.too-slow"/);
  assert.ok(performance.now() - began < 5000);
});

test('headers that trickle are not waited for without end', async (t) => {
  const socket = await open(t);
  const answer = readAll(socket, 10_000);
  socket.write('POST /v1/checks HTTP/1.1\r\n');
  const trickle = setInterval(() => socket.writable && socket.write('x: y\r\n'), 200);
  t.after(() => clearInterval(trickle));
  assert.match(await answer, /^HTTP\/1\.1 408 [^]*"code":"request\.too-slow"/);
});

test('a passenger list may trickle: it has no end to be waited for', async (t) => {
  const socket = await open(t);
  let text = '';
  socket.on('data', (bytes) => (text += String(bytes)));
  socket.write(head('/v1/checks/stream', 'content-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\nconnection: close\r\n'));
  for (let at = 0; at < 10; at += 1) {
    const line = `${JSON.stringify(question(unique()))}\n`;
    socket.write(`${line.length.toString(16)}\r\n${line}\r\n`);
    await wait(300);
  }
  assert.equal(text.match(/"outcome":"none","databases"/g)?.length, 10, 'each was answered as it came');
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(5000) });
  socket.write('0\r\n\r\n');
  await closed;
  assert.match(text, /^HTTP\/1\.1 200 /);
});

test('hundreds of idle connections keep nobody waiting', async (t) => {
  await Promise.all(Array.from({ length: 400 }, () => open(t)));
  const times = await Promise.all(Array.from({ length: 20 }, () => checkMs()));
  assert.ok(Math.max(...times) < 2000, `${Math.max(...times)} ms`);
});

test('a client that goes away in the middle of its answer, or of its question, harms nobody', async (t) => {
  const lines = Array.from({ length: 400 }, () => JSON.stringify(question(unique()))).join('\n');
  for (let at = 0; at < 30; at += 1) {
    const socket = await open(t);
    socket.write(head('/v1/checks/stream', `content-type: application/x-ndjson\r\ncontent-length: ${lines.length + (at % 2) * 5000}\r\n`));
    socket.write(lines);
    if (at % 3 === 0) await once(socket, 'data');
    if (at % 3 === 1) await wait(2);
    socket.destroy();
  }
  assert.equal((await client.checks.run(question(unique()))).outcome, 'none');
  assert.equal((await client.health.ready()).status, 'ready');
  assert.equal((await verifyAuditLog(join(house.data, 'hub', 'audit'))).brokenAt, undefined);
});

test('who does not read his answers is read no further, and loses nothing when he does', async (t) => {
  const socket = await open(t);
  // Answers of some 60 MB: more than any system keeps on the way.
  const count = 120_000;
  const begun = house.serving().hub.audit.lastSeq;
  const line = `${JSON.stringify(question('X100000'))}\n`;
  socket.pause();
  socket.write(head('/v1/checks/stream', `content-type: application/x-ndjson\r\ncontent-length: ${line.length * count}\r\nconnection: close\r\n`));
  for (let sent = 0; sent < count; sent += 1000) socket.write(line.repeat(1000));
  // Answered until what lies between is full, and then no more.
  const { audit } = house.serving().hub;
  for (let before = -1; before !== audit.lastSeq; await wait(500)) before = audit.lastSeq;
  assert.ok(audit.lastSeq - begun < count * 0.8, `${audit.lastSeq - begun} of ${count} were answered though nobody reads`);
  assert.ok((await checkMs()) < 10_000, 'others are answered meanwhile');
  let text = '';
  socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')));
  socket.resume();
  await once(socket, 'close', { signal: AbortSignal.timeout(40_000) });
  const items = [...text.matchAll(/^\{"index":(\d+),"answer":.*\}$/gm)].map(([, index]) => Number(index));
  assert.deepEqual([items.length, items[0], items.at(-1)], [count, 0, count - 1]);
  const last = JSON.parse(text.slice(text.lastIndexOf('{"index"'), text.lastIndexOf('}') + 1)) as BatchItem;
  assert.equal(last.answer?.outcome, 'none');
});
