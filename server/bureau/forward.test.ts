import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { forward } from './forward.ts';

async function listen(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a browser gets from a bureau whose hub answers like this: the answer, and how it ended. */
async function askThrough(t: TestContext, hub: RequestListener): Promise<{ response: IncomingMessage; text: string; ended: 'whole' | 'broken' }> {
  const url = await listen(t, hub);
  const bureau = await listen(t, (request, response) => forward(request, response, { url, token: 'wwt_x', officer: 'ofc_abcd', role: 'desk', onRefused: () => undefined }));
  const [response] = (await once(get(`${bureau}/v1/me`, { agent: false, timeout: 5000 }), 'response')) as [IncomingMessage];
  let text = '';
  response.on('data', (bytes) => (text += String(bytes)));
  await new Promise<void>((resolve, reject) => {
    response.on('error', () => undefined).on('close', resolve);
    setTimeout(() => reject(new Error('it neither goes on nor ends')), 5000).unref();
  });
  return { response, text, ended: response.complete ? 'whole' : 'broken' };
}

test('an answer passes as it is, with the headers that concern the browser and no others', async (t) => {
  const { response, text, ended } = await askThrough(t, (_request, back) => back.writeHead(200, { etag: '"3"', 'set-cookie': 'a=b', server: 'hub' }).end('{"a":1}'));
  assert.deepEqual([response.statusCode, response.headers.etag, response.headers['set-cookie'], response.headers['server'], text, ended], [200, '"3"', undefined, undefined, '{"a":1}', 'whole']);
});

test('an answer that the hub breaks off is broken off, and the browser does not wait for the rest', async (t) => {
  const { text, ended } = await askThrough(t, (_request, back) => {
    back.writeHead(200, { 'content-type': 'application/x-ndjson' });
    back.write('{"a":1}\n', () => setTimeout(() => back.destroy(), 50));
  });
  assert.deepEqual([text, ended], ['{"a":1}\n', 'broken']);
});

test('a hub that gives no answer is told as such', async (t) => {
  const { response, text } = await askThrough(t, (request) => request.destroy());
  assert.equal(response.statusCode, 503);
  assert.equal((JSON.parse(text) as { code: string }).code, 'server.unreachable');
});
