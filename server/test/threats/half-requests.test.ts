/** Requests that are half there, or cannot be read: each is refused with a problem, none is waited for without end. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { startServer } from '../start-server.ts';

const house = await startServer({ demo: true });
after(() => house.close());

/** Sends this text and nothing more; resolves with what came back when the server has closed the connection. Time passes quickly meanwhile. */
async function answerTo(text: string): Promise<string> {
  const socket = connect(Number(new URL(house.url()).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (bytes) => (answer += String(bytes)));
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(8000) });
  const passing = setInterval(() => house.clock.moveMs(16_000), 200);
  socket.write(text);
  await closed.finally(() => clearInterval(passing));
  return answer;
}

function requireProblem(answer: string, status: number, code: string): void {
  assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `));
  const problem = JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as { code: string };
  assert.equal(problem.code, code);
}

for (const [where, host, path] of [['hub', 'hub.example', '/v1/checks'], ['bureau', 'officer-fra.localhost', '/v1/session']] as const) {
  test(`a body that does not arrive is refused at the ${where}, before anybody is asked who he is`, async () => {
    const answer = await answerTo(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{`);
    requireProblem(answer, 408, 'request.too-slow');
  });
}

test('a request with two lengths is refused once, as a problem', async () => {
  const answer = await answerTo('POST /v1/checks HTTP/1.1\r\nHost: hub.example\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n');
  requireProblem(answer, 400, 'request.malformed');
  assert.equal(answer.split('HTTP/1.1').length, 2);
});

test('an address that names no file is not there, and no fault of the house', async () => {
  for (const path of ['//v1/checks', '/../package.json', '/%2e%2e/package.json']) {
    const answer = await answerTo(`GET ${path} HTTP/1.1\r\nHost: hub.example\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 404 /, path);
  }
});
