/** Ten thousand requests that nobody should send, made from those of the contract: each gets a clear answer, and none is a fault of the house. */
import assert from 'node:assert/strict';
import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { jsonOf, problemOf, type Asked, type Raw } from '../ask.ts';
import { HUB_OPERATIONS, makeReady, requestOf } from '../operation-calls.ts';
import { systemClock } from '../../clock.ts';
import { passport, startServer, unique } from '../start-server.ts';

const REQUESTS = 10_000;
const house = await startServer({ demo: true, bureau: false, clock: systemClock, settings: { bodyLimit: 65_536, bodySeconds: 1 } });
// Calls are made by the clock of the house, which then says what the server's says.
house.clock.moveMs(systemClock.now() - house.clock.now());
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
after(async () => {
  agent.destroy();
  await house.close();
});
const tokens = new Map(await Promise.all(['UTO', 'FRA', 'XPO'].map(async (code) => [code, await house.token(code, { role: code === 'XPO' ? 'commission' : 'system', permissions: PERMISSIONS })] as const)));

/** Calls that would succeed, several of each operation, for what has to be there is used up by some. */
const SOUND: Asked[] = [];
// A stream of events is answered without an end.
for (const operation of HUB_OPERATIONS.filter(({ answer }) => answer !== 'events')) {
  for (let at = 0; at < 4; at += 1) {
    const ready = await makeReady(house, operation);
    SOUND.push(requestOf(operation, ready, { token: tokens.get(ready.organisation) }));
  }
}

/** JSON that no library would write stands between these marks. */
const raw = (text: string): string => `\u0001${text}\u0002`;
const strange = fc.constantFrom<unknown>(
  null, true, 0, -1, 0.5, 1e308, Number.MAX_SAFE_INTEGER, '', ' ', '\u0000', '\n', '\ud800', '\udfff\ud800', '\u202e', '\ufeff', '💥'.repeat(30), 'x'.repeat(5000), 'á́́́', '٣', '0', '-0', 'null', '__proto__',
  '2026-02-30', '9999-99-99', '../../etc/passwd', '%00', "'; DROP TABLE record; --", '${7*7}', '<script>', '=1+1', [], {}, [[]], [null], { a: 1 }, ['__proto__'], { toString: 1 }, { length: -1 }, { constructor: { prototype: {} } },
  raw('1e400'), raw('-1e400'), raw('12345678901234567890123'), raw('0.1e-999'), raw('{"__proto__":{"a":1}}'), raw('{"a":1,"a":2}'), raw('01'), raw('NaN'), raw('+1'), raw('"\\x"'), raw('"\\ud83d"'), raw("'a'"),
  raw(`${'['.repeat(60)}${']'.repeat(60)}`), raw(`${'['.repeat(30_000)}${']'.repeat(30_000)}`), raw(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
);
const name = fc.constantFrom('surplus', '__proto__', 'constructor', 'prototype', 'toString', '', ' ', 'a/b~c', '\ud800', 'x'.repeat(300), '0', 'content', 'id', 'owner', 'organisation', 'role', 'hidden_from', 'permissions');

type Step = { seed: number; value: unknown; name: string; how: 'set' | 'add' | 'drop' | 'wrap' | 'repeat' };
const step: fc.Arbitrary<Step> = fc.record({ seed: fc.nat(), value: strange, name, how: fc.constantFrom('set', 'set', 'add', 'drop', 'wrap', 'repeat') });

/** Changes one value somewhere in JSON; which one, the seed says. */
function mutate(json: unknown, { seed, value, name: key, how }: Step): unknown {
  if (typeof json === 'object' && json !== null && seed % 4 !== 0) {
    const names = Object.keys(json);
    const at = names[seed % Math.max(1, names.length)];
    if (at !== undefined) {
      const copy: Record<string, unknown> | unknown[] = Array.isArray(json) ? [...(json as unknown[])] : { ...json };
      Reflect.set(copy, at, mutate(Reflect.get(json, at), { seed: Math.floor(seed / 4), value, name: key, how }));
      if (how === 'drop' && seed % 3 === 0) Reflect.deleteProperty(copy, at);
      return copy;
    }
  }
  if (how === 'wrap') return seed % 2 === 0 ? [json] : { [key]: json };
  if (how === 'repeat' && (JSON.stringify(json) ?? '').length < 1000) return Array.from({ length: 1 + (seed % 300) }, () => json);
  if (how === 'add' && typeof json === 'object' && json !== null && !Array.isArray(json)) return Object.defineProperty({ ...json }, key, { value, enumerable: true });
  return how === 'drop' ? undefined : value;
}

const toText = (json: unknown): string => (JSON.stringify(json) ?? '').replaceAll(/"\\u0001(.*?)\\u0002"/g, (_, text: string) => JSON.parse(`"${text}"`) as string);

type Spoilt = { kind: 'cut' | 'insert' | 'flip' | 'bytes' | 'none'; seed: number };
const BYTES = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80], [0x00], [0xef, 0xbb, 0xbf], [0x22], [0x7b], [0x5d], [0x0a], [0x80]];

/** Changes the bytes of a body: cut, flipped, or with bytes in it that are no UTF-8. */
function spoil(text: string, { kind, seed }: Spoilt): Buffer {
  const whole = Buffer.from(text);
  const at = seed % (whole.length + 1);
  if (kind === 'cut') return whole.subarray(0, at);
  if (kind === 'flip' && whole.length > 0) whole[at % whole.length] = (whole[at % whole.length] ?? 0) ^ (1 << (seed % 8));
  if (kind === 'insert' || kind === 'bytes') return Buffer.concat([whole.subarray(0, at), Buffer.from(BYTES[seed % BYTES.length] ?? []), whole.subarray(at)]);
  return whole;
}

const header = fc.constantFrom<OutgoingHttpHeaders>(
  { 'content-type': 'application/json; charset=utf-16' }, { 'content-type': 'application/json;;;' }, { 'content-type': 'text/plain' }, { 'content-type': '' }, { 'content-type': 'application/x-ndjson' }, { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-encoding': 'gzip' }, { 'if-match': '*' }, { 'if-match': '"99999999999999999999"' }, { 'if-match': 'W/"1"' }, { 'if-match': ['"1"', '"2"'] as unknown as string }, { 'idempotency-key': '' }, { 'idempotency-key': 'a b' }, { 'idempotency-key': 'x'.repeat(200) }, { 'idempotency-key': 'same' },
  { authorization: 'Bearer' }, { authorization: 'bearer wwt_' }, { authorization: `Bearer wwt_${'A'.repeat(43)}` }, { authorization: 'Basic Og==' }, { authorization: 'Bearer \u00e9' }, { 'watchword-officer': 'ofc_x', 'watchword-role': 'desk' }, { 'watchword-officer': 'ofc_abcd', 'watchword-role': 'reviewer' },
  { 'watchword-officer': '\u00ff' }, { 'watchword-role': '__proto__' }, { accept: 'image/png' }, { 'accept-encoding': 'br;q=x' }, { range: 'bytes=0-1' }, { expect: 'nothing' }, { expect: '100-continue' }, { 'x-http-method-override': 'DELETE' }, { 'x-forwarded-for': '1.1.1.1' },
  { host: 'officer-fra.localhost' }, { host: 'desk-uto.localhost:1' }, { host: 'evil.example' }, { host: '' }, { cookie: '__Host-watchword=x; __Host-watchword' }, { origin: 'null' }, { 'content-length': '3' }, { 'transfer-encoding': 'chunked' }, { 'x-long': 'y'.repeat(9000) }, { upgrade: 'websocket', connection: 'upgrade' },
);
const ending = fc.constantFrom(
  '?', '?surplus=1', '?limit=1&limit=2', '?limit=1e999', '?limit=-1', '?limit=NaN', '?limit[]=1', '?limit=%00', '?__proto__=1', '?__proto__[a]=1', '?constructor=1', '?cursor=%FF', '?cursor=AAAA', `?cursor=${'A'.repeat(200)}`, '?database=', '?database=persons&database=persons', '?state=ACTIVE',
  '?expiringWithinDays=366.5', '?offset=-1', '?offset=99999999999999999999', '?format=exe', '?%', '?%E0%A4%A', '?a=%ZZ', '?=', '?&&&', `?q=${'x'.repeat(4000)}`, '/', '//', '/..', '/%2e%2e', '/%2F', '/%00', '/%E0%A4%A', '/%', ';a=b', '#fragment', '/\u00e9', `/${'x'.repeat(500)}`,
);
const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'LINK');
const place = fc.constantFrom('/', '/v1', '/v1/session', '/openapi.json', '/docs', '/v1/records/rec_', `/v1/records/rec_${'0'.repeat(32)}`, '/v1/loads/load_x/content', '/metrics', '/.env', '/v1/../v1/checks', '/v1/%63hecks');

const sound = fc.nat({ max: SOUND.length - 1 });
const withBody = fc.constantFrom(...SOUND.flatMap(({ body }, at) => (body === undefined ? [] : [at])));
const bytes = fc.record({ kind: fc.constantFrom<Spoilt['kind']>('none', 'none', 'none', 'none', 'none', 'none', 'cut', 'insert', 'flip', 'bytes'), seed: fc.nat() });
const steps = (minLength: number): fc.Arbitrary<Step[]> => fc.array(step, { minLength, maxLength: 3 });
/** Most are spoilt in one place only, so that they come as far as they can. */
const spoilt = fc.oneof(
  { weight: 12, arbitrary: fc.record({ sound: withBody, steps: steps(1), bytes }) },
  { weight: 3, arbitrary: fc.record({ sound, headers: header }) },
  { weight: 3, arbitrary: fc.record({ sound, ending }) },
  { weight: 2, arbitrary: fc.record({ sound, steps: steps(0), bytes, headers: header, ending, method, place }, { requiredKeys: ['sound'] }) },
);
type Made = { sound: number; steps?: Step[]; bytes?: Spoilt; headers?: OutgoingHttpHeaders; ending?: string; method?: string; place?: string };

type Sent = Omit<Asked, 'body'> & { path: string; body: Buffer | undefined };

function requestFrom({ sound: which, steps: changes = [], bytes: spoiling, headers = {}, ending: end = '', method: other, place: elsewhere }: Made): Sent {
  const from = SOUND[which] ?? { path: '/' };
  const change = (json: unknown): string => toText(changes.reduce(mutate, json));
  // A form is no JSON: of it the bytes alone are spoilt.
  const isForm = String(from.headers?.['content-type'] ?? '').includes('urlencoded');
  const text = isForm && typeof from.body === 'string' ? from.body : typeof from.body === 'string' ? from.body.trimEnd().split('\n').map((line) => change(JSON.parse(line))).join('\n') : change(from.body);
  const body = from.body === undefined && changes.length === 0 ? undefined : spoiling === undefined ? Buffer.from(text) : spoil(text, spoiling);
  return { ...from, method: other ?? from.method ?? 'GET', path: `${elsewhere ?? from.path}${end}`, headers: { ...from.headers, ...headers }, body };
}

/** Sends it on a connection that is used again. Undefined when the server has closed the connection without an answer. */
function send({ method: verb, path, token, headers = {}, body }: Sent): Promise<Raw | undefined> {
  const { hostname, port } = new URL(house.url());
  // What tells a wrong length spoils its connection for whoever comes next, and that is not to be judged here.
  const isFramed = !('content-length' in headers || 'transfer-encoding' in headers || 'upgrade' in headers);
  const length = isFramed && body !== undefined ? { 'content-length': body.length } : {};
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method: verb, path, agent: isFramed && agent, timeout: 20_000, headers: { ...length, ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve(undefined));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }));
    });
    sent.on('timeout', () => reject(new Error(`no answer within 20 s to ${verb} ${path} ${JSON.stringify(headers)} ${body?.toString().slice(0, 200)}`)));
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}

/** What is wrong with an answer; undefined when it is as it should be. */
function faultOf(asked: Pick<Asked, 'method'>, answer: Raw): string | undefined {
  const { status, text } = answer;
  // Only few packages are gathered at once, and it is said so.
  if (status >= 500 && !text.includes('"code":"server.busy"')) return `${status} ${text}`;
  if (status < 400 || asked.method === 'HEAD') return undefined;
  // OAuth 2.0 has a form of its own for refusals.
  if (String(answer.headers['content-type']).startsWith('application/json') && typeof jsonOf<{ error?: unknown }>(answer).error === 'string') return undefined;
  try {
    problemOf(answer);
    return undefined;
  } catch (error) {
    return `${status} ${text.slice(0, 300)}: ${String(error).slice(0, 200)}`;
  }
}

test(`${REQUESTS} spoilt requests get an answer each: never a fault of the house, always a problem with a known code`, async () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const made = fc.sample(spoilt, { numRuns: REQUESTS, seed });
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  const queue = made.entries();
  const sending = Array.from({ length: 16 }, async () => {
    for (const [, one] of queue) {
      const asked = requestFrom(one);
      const answer = await send(asked);
      statuses.set(answer?.status ?? 0, (statuses.get(answer?.status ?? 0) ?? 0) + 1);
      const fault = answer === undefined ? undefined : faultOf(asked, answer);
      if (fault !== undefined) faults.push(`${asked.method} ${asked.path} ${JSON.stringify(asked.headers)} ${asked.body?.toString().slice(0, 300)}\n  -> ${fault}`);
    }
  });
  await Promise.all(sending);
  assert.deepEqual(faults.slice(0, 5), [], `${faults.length} faults; FUZZ_SEED=${seed} makes these requests again`);
  const unanswered = statuses.get(0) ?? 0;
  assert.ok(unanswered < REQUESTS / 20, `${unanswered} connections were closed without an answer`);
  const refused = [...statuses].reduce((sum, [status, count]) => sum + (status >= 400 ? count : 0), 0);
  assert.ok(refused > REQUESTS / 2, `only ${refused} were refused: ${JSON.stringify([...statuses])}`);

  const client = house.clientOf(tokens.get('UTO') ?? '');
  const number = unique('M');
  await client.records.create({ database: 'travel-documents', content: passport(number) });
  assert.equal((await client.checks.run({ purpose: 'border-control', subject: { document: { number } } })).outcome, 'hit');
  assert.equal(Reflect.get({}, 'a'), undefined);
});

test('what is no HTTP gets a problem, and the connection is closed', async () => {
  const port = Number(new URL(house.url()).port);
  const texts = [
    'hello\r\n\r\n', 'GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'GET  /  HTTP/1.1\r\n\r\n', 'get /v1/me HTTP/1.1\r\nhost: x\r\n\r\n', 'GET /v1/me HTTP/1.1\r\nhost x\r\n\r\n', 'GET /v1/me HTTP/1.1\r\n: x\r\n\r\n', 'GET /v1/me HTTP/1.1\r\nhost: x\r\na: \u0000\r\n\r\n',
    'POST /v1/checks HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n', 'POST /v1/checks HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 'POST /v1/checks HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n',
    'POST /v1/checks HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip\r\n\r\n', `GET /v1/me HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'GET /v1/me HTTP/1.1\r\n\r\n',
  ];
  for (const text of texts) {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(text, 'latin1')));
      let all = '';
      socket.setTimeout(5000, () => socket.destroy());
      socket.on('data', (bytes) => (all += String(bytes)));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(all));
    });
    assert.match(answer, /^HTTP\/1\.1 4\d\d /, JSON.stringify(text.slice(0, 60)));
    assert.match(answer, /"code":"request\.(malformed|too-large)"/, JSON.stringify(text.slice(0, 60)));
  }
});
