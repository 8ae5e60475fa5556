import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fastify } from 'fastify';
import { jsonParserOf } from './json.ts';
import { problemOf } from './problem.ts';

const app = fastify({ logger: false });
app.removeContentTypeParser('application/json');
app.addContentTypeParser('application/json', { parseAs: 'string' }, jsonParserOf(app));
let take: (error: unknown) => void = () => undefined;
app.setErrorHandler((error, _request, reply) => {
  take(error);
  return reply.send(error);
});
app.post('/', async (request) => ({ took: request.body }));

async function post(payload: string): Promise<{ status: number; took: unknown }> {
  const response = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, payload });
  return { status: response.statusCode, took: (response.json() as { took?: unknown }).took };
}

test('JSON is parsed, also with words in its texts that would be refused as keys', async () => {
  for (const body of ['{"a":[1,"é",null]}', '[]', '"text"', '0', 'null', '{"name":"__proto__"}', '{"name":"constructor"}', String.raw`{"a\"b":"\u00e9\\"}`]) {
    const { status, took } = await post(body);
    assert.deepEqual([status, took], [200, JSON.parse(body)], body);
  }
});

test('keys that would reach the prototype are refused, however they are written and wherever they stand', async () => {
  for (const key of ['__proto__', String.raw`\u005f_proto__`, String.raw`__pr\u006fto__`]) {
    for (const body of [`{"${key}":{"a":1}}`, `{"a":[{"${key}" : 1}]}`]) assert.equal((await post(body)).status, 400, body);
  }
  for (const key of ['constructor', String.raw`c\u006fnstructor`]) assert.equal((await post(`{"a":{"${key}":{"prototype":{}}}}`)).status, 400, key);
});

test('what is no JSON is refused as such', async () => {
  for (const body of ['', '{', '{"a":1,}', '[1] 2', 'undefined']) assert.equal((await post(body)).status, 400, body);
});

test('the refusal says whether the body is empty or no JSON, and nothing of what stands in it', async () => {
  const saying = async (payload: string): Promise<unknown> => {
    const caught = new Promise<unknown>((resolve) => (take = resolve));
    await post(payload);
    return (JSON.parse(problemOf(await caught, 'req_1').body) as { detail?: string }).detail;
  };
  assert.equal(await saying(''), 'The body is empty.');
  assert.equal(await saying('{"name":"Quentin"'), 'The body is no JSON.');
});
