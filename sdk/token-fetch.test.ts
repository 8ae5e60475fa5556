import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test, type TestContext } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import { generateClientKey } from './client-keys.ts';
import { createClient, type Client } from './client.ts';

type Answer = { status: number; json?: object; headers?: Record<string, string> };

/** A server that answers the fetching of tokens in turn, the last answer again and again, and everything else with an empty object. */
async function serve(t: TestContext, answers: readonly Answer[], retries?: number): Promise<{ client: Client; assertions: string[]; calls: () => number }> {
  const assertions: string[] = [];
  let calls = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += String(chunk); });
    request.on('end', () => {
      if (request.url !== '/v1/oauth/token') {
        calls += 1;
        return void response.end('{}');
      }
      const { status, json = {}, headers = {} } = answers[Math.min(assertions.length, answers.length - 1)] ?? assert.fail();
      assertions.push(new URLSearchParams(body).get('client_assertion') ?? '');
      response.writeHead(status, headers).end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  t.after(() => { server.close(); server.closeAllConnections(); });
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const { privateKey } = await generateClientKey({ kid: 'one' });
  return { client: createClient({ url: `http://127.0.0.1:${address.port}`, clientId: 'cli_1', privateKey, ...(retries !== undefined && { retries }) }), assertions, calls: () => calls };
}

const token: Answer = { status: 200, json: { access_token: 'wwa_1', token_type: 'Bearer', expires_in: 600, scope: 'check' } };
const busy: Answer = { status: 503, json: { code: 'server.busy' }, headers: { 'retry-after': '0' } };

test('a token that could not be fetched is asked for again, each time with another assertion, and the call is made once', async (t) => {
  const { client, assertions, calls } = await serve(t, [busy, busy, token]);
  await client.me();
  assert.equal(new Set(assertions).size, 3);
  assert.equal(calls(), 1);
  await client.me();
  assert.equal(assertions.length, 3, 'the token is kept');
});

test('a system that is not believed is told so at once', async (t) => {
  const { client, assertions, calls } = await serve(t, [{ status: 401, json: { error: 'invalid_client', error_description: 'The key is not registered.' } }]);
  await assert.rejects(client.me(), (error: unknown) => error instanceof AppError && error.code === 'access.unauthenticated');
  assert.equal(assertions.length, 1);
  assert.equal(calls(), 0);
});

test('fetching is given up after as many tries as any other call', async (t) => {
  const { client, assertions } = await serve(t, [busy], 1);
  await assert.rejects(client.me(), (error: unknown) => error instanceof AppError && error.code === 'server.busy');
  assert.equal(assertions.length, 2);
});
