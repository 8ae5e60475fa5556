import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { test, type TestContext } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import { getTemplate } from '@watchword/api/databases/operations.ts';
import type { LoadAnswer } from '@watchword/api/loads.ts';
import { createClient, type Client, type ClientOptions } from './client.ts';

type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string };
type Answer = { status?: number; headers?: Record<string, string>; json?: unknown; text?: string; drop?: true };

/** A server that answers in turn, the last answer again and again, and remembers what it was asked. */
async function serve(t: TestContext, answers: (Answer | ((seen: Seen) => Answer))[], options: Partial<ClientOptions> = {}): Promise<{ client: Client; seen: Seen[]; url: string }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
    const next = answers[Math.min(seen.length, answers.length - 1)] ?? {};
    seen.push(one);
    const { status = 200, headers = {}, json = {}, text, drop } = typeof next === 'function' ? next(one) : next;
    if (drop) return void request.socket.destroy();
    response.writeHead(status, headers).end(text ?? JSON.stringify(json));
  }
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  t.after(() => { server.close(); server.closeAllConnections(); });
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const url = `http://127.0.0.1:${address.port}`;
  return { client: createClient({ url, token: 'ww_test', ...options }), seen, url };
}

const problem = (status: number, code: string, more: object = {}): Answer =>
  ({ status, json: { type: `https://watchword.example/errors/${code}`, title: 't', status, requestId: 'req_1', ...more } });
const codeOf = (code: string) => (error: unknown): boolean => error instanceof AppError && error.code === code;

test('a check is posted with token and purpose, and without an Idempotency-Key, which would keep the question', async (t) => {
  const { client, seen } = await serve(t, [{ json: { id: 'chk_1', outcome: 'none' } }], { officer: 'K7', role: 'front-line' });
  const answer = await client.checks.run({ purpose: 'border-control', subject: { document: { number: 'L898902C3' } } });
  assert.equal(answer.outcome, 'none');
  const [one] = seen;
  assert.deepEqual([one?.method, one?.url], ['POST', '/v1/checks']);
  assert.deepEqual(JSON.parse(one?.body ?? ''), { purpose: 'border-control', subject: { document: { number: 'L898902C3' } } });
  assert.equal(one?.headers.authorization, 'Bearer ww_test');
  assert.equal(one?.headers['watchword-officer'], 'K7');
  assert.equal(one?.headers['watchword-role'], 'front-line');
  assert.equal(one?.headers['idempotency-key'], undefined);
});

test('an amendment is a merge patch with If-Match and a key; the id is encoded into the path', async (t) => {
  const { client, seen } = await serve(t, [{ json: {} }]);
  await client.records.amend({ id: 'rec_a/b', version: 3 }, { content: { fraud: null } });
  assert.equal(seen[0]?.url, '/v1/records/rec_a%2Fb');
  assert.equal(seen[0]?.headers['content-type'], 'application/merge-patch+json');
  assert.equal(seen[0]?.headers['if-match'], '"3"');
  assert.match(String(seen[0]?.headers['idempotency-key']), /^[0-9a-f-]{36}$/);
});

test('a write that the server could not do is repeated with the same key, and then counts once', async (t) => {
  const { client, seen } = await serve(t, [{ ...problem(503, 'store.unavailable'), headers: { 'Retry-After': '0' } }, { drop: true }, { status: 201, json: { id: 'rec_1' } }]);
  const record = await client.records.create({ database: 'vehicles', content: {} });
  assert.equal(record.id, 'rec_1');
  assert.equal(seen.length, 3);
  assert.equal(new Set(seen.map((one) => one.headers['idempotency-key'])).size, 1);
});

test('a refusal is not repeated, and carries code, fields and request id', async (t) => {
  const errors = [{ pointer: '/content/issuer', code: 'pattern', detail: 'A code of three letters.' }];
  const { client, seen } = await serve(t, [problem(400, 'record.invalid', { errors })]);
  await assert.rejects(client.records.create({ database: 'vehicles', content: {} }), (error) => {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'record.invalid');
    assert.deepEqual(error.details, { errors, requestId: 'req_1' });
    return true;
  });
  assert.equal(seen.length, 1);
});

test('an answer without a known code becomes the code of its status', async (t) => {
  const { client } = await serve(t, [{ status: 401, text: '<html>' }, { status: 500, text: '' }, { status: 404, json: { type: 'about:blank' } }], { retries: 0 });
  await assert.rejects(client.me(), codeOf('access.unauthenticated'));
  await assert.rejects(client.me(), codeOf('server.internal'));
  await assert.rejects(client.me(), codeOf('request.not-found'));
});

test('a server that is not there, or too slow, is unreachable; an abort is the reason of the caller', async (t) => {
  const gone = createClient({ url: 'http://127.0.0.1:47', retries: 0 });
  await assert.rejects(gone.me(), (error) => codeOf('server.unreachable')(error) && /127\.0\.0\.1:47: nothing listens there/.test(String((error as AppError).details.detail)));
  const { client } = await serve(t, [() => ({ json: {} })], { fetch: (_, init) => new Promise((_resolve, reject) => { init?.signal?.addEventListener('abort', () => { reject(init.signal?.reason); }); }) });
  await assert.rejects(client.me({ timeout: 20, retries: 0 }), (error) => codeOf('server.unreachable')(error) && /in time/.test(String((error as AppError).details.detail)));
  await assert.rejects(client.me({ signal: AbortSignal.abort(new Error('left')) }), /left/);
});

test('a list is fetched page by page, and only as far as it is read', async (t) => {
  const { client, seen } = await serve(t, [{ json: { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'x y' } }, { json: { items: [{ id: 'c' }], nextCursor: 'z' } }, { json: { items: [] } }]);
  const ids: string[] = [];
  for await (const record of client.records.list({ database: 'vehicles' })) {
    ids.push(record.id);
    if (ids.length === 3) break;
  }
  assert.deepEqual(ids, ['a', 'b', 'c']);
  assert.deepEqual(seen.map((one) => one.url), ['/v1/records?database=vehicles', '/v1/records?database=vehicles&cursor=x+y']);
});

test('checks travel as NDJSON in both directions, characters of several bytes included', async (t) => {
  const lines = [{ index: 0, reference: 'é' }, { index: 1, reference: 'محمد' }].map((one) => JSON.stringify(one)).join('\n');
  const { client, seen } = await serve(t, [{ headers: { 'Content-Type': 'application/x-ndjson' }, text: `${lines}\n` }]);
  const requests = ['A1', 'B2'].map((number) => ({ purpose: 'border-control' as const, subject: { document: { number } } }));
  const items = await Array.fromAsync(client.checks.stream(requests));
  assert.deepEqual(items.map((item) => item.reference), ['é', 'محمد']);
  assert.equal(seen[0]?.headers['content-type'], 'application/x-ndjson');
  assert.deepEqual(seen[0]?.body.trim().split('\n').map((line) => JSON.parse(line)), requests);
});

test('a list that breaks while it is read is told as what broke, not as a server that is gone', async (t) => {
  const { client } = await serve(t, [{ json: {} }]);
  const requests = async function* () {
    yield { purpose: 'asylum' as const, subject: { document: { number: 'A1' } } };
    throw new RangeError('line 2');
  };
  await assert.rejects(Array.fromAsync(client.checks.stream(requests())), /line 2/);
});

test('an answer that is cut short is an error, never a shorter list', async (t) => {
  const { client } = await serve(t, [{ text: '{"index":0}\n{"ind' }]);
  await assert.rejects(Array.fromAsync(client.checks.stream([])), codeOf('server.unreachable'));
});

test('a download gives type, name, bytes passed and text', async (t) => {
  const { client } = await serve(t, [{ headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="vehicles.csv"' }, text: 'vin,plate\n1,2\n' }]);
  let passed = 0;
  const download = await client.download(getTemplate, { params: { code: 'vehicles' }, query: { format: 'csv' } }, { onBytes: (bytes) => { passed = bytes; } });
  assert.deepEqual([download.type, download.name], ['text/csv', 'vehicles.csv']);
  assert.equal(await download.text(), 'vin,plate\n1,2\n');
  assert.equal(passed, 14);
});

const load = (state: LoadAnswer['state'], offset: number): LoadAnswer => ({
  id: 'load_1', database: 'vehicles', format: 'ndjson', dryRun: false, state, startedAt: '', offset, lines: 0, created: 0, amended: 0, unchanged: 0, rejected: 0, searchable: 0,
});

test('a load that breaks goes on from the byte that the server names', async (t) => {
  const { client, seen } = await serve(t, [{ drop: true }, { json: load('running', 4) }, { json: load('finished', 10) }]);
  const opened: number[] = [];
  const done = await client.loads.send(load('open', 0), { from: (offset) => { opened.push(offset); return '0123456789'.slice(offset); } });
  assert.equal(done.state, 'finished');
  assert.deepEqual(opened, [0, 4]);
  assert.deepEqual(seen.map((one) => [one.method, one.url]), [
    ['PUT', '/v1/loads/load_1/content?offset=0'], ['GET', '/v1/loads/load_1'], ['PUT', '/v1/loads/load_1/content?offset=4'],
  ]);
  assert.equal(seen[2]?.body, '456789');
});

test('a load that the server refuses is not sent again', async (t) => {
  const { client, seen } = await serve(t, [problem(422, 'load.too-many-errors')]);
  await assert.rejects(client.loads.send(load('open', 0), new Blob(['x'])), codeOf('load.too-many-errors'));
  assert.equal(seen.length, 1);
});
