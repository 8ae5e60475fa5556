/** Requests as they are, past the client: for what a client would never send. */
import assert from 'node:assert/strict';
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { ERRORS, isErrorCode, type ErrorCode, type FieldError } from '@watchword/api/errors.ts';

export type Asked = {
  readonly method?: string;
  readonly path: string;
  readonly token?: string | undefined;
  readonly headers?: OutgoingHttpHeaders;
  /** An object is sent as JSON. */
  readonly body?: string | Uint8Array | object | undefined;
};

export type Raw = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

/** Sends one request on a connection of its own. Rejects when there is no answer. */
export function ask(url: string, { method = 'GET', path, token, headers = {}, body }: Asked): Promise<Raw> {
  const { hostname, port } = new URL(url);
  const isText = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
  const bytes = isText ? body : JSON.stringify(body);
  const all: OutgoingHttpHeaders = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(bytes !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) }),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: all, agent: false, timeout: 20_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        // Events never end: what comes first is the answer.
        if (response.headers['content-type']?.startsWith('text/event-stream') !== true) return;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() });
        sent.destroy();
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }));
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path} within 20 s`)));
    sent.on('error', reject);
    sent.end(bytes);
  });
}

/** The JSON of an answer, as whatever a test expects of it. */
export function jsonOf<Value = Record<string, unknown>>({ text }: Raw): Value {
  return JSON.parse(text) as Value;
}

export type Problem = { type: string; title: string; status: number; instance: string; code: ErrorCode; requestId: string; retryable: boolean; detail?: string; errors?: FieldError[]; currentVersion?: number; retryAfter?: number };

const PARTS = new Set(['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId', 'retryable', 'errors', 'currentVersion', 'retryAfter']);

/** The problem in an answer; fails unless it is one as RFC 9457 and our table of errors want it. */
export function problemOf(raw: Raw): Problem {
  assert.match(raw.headers['content-type'] ?? '', /^application\/problem\+json/, raw.text);
  const problem = jsonOf<Problem>(raw);
  assert.ok(isErrorCode(problem.code), `an unknown code: ${raw.text}`);
  const { status, title, retryable } = ERRORS[problem.code];
  assert.deepEqual([raw.status, problem.status, problem.title, problem.retryable], [status, status, title, retryable]);
  assert.equal(problem.type, `urn:watchword:problem:${problem.code}`);
  assert.deepEqual(Object.keys(problem).filter((name) => !PARTS.has(name)), []);
  for (const { pointer, code, detail } of problem.errors ?? []) assert.deepEqual([typeof pointer, typeof code, typeof detail], ['string', 'string', 'string']);
  return problem;
}

/** Fails unless the answer is this problem. */
export function refused(raw: Raw, code: ErrorCode): Problem {
  const problem = problemOf(raw);
  assert.equal(problem.code, code, raw.text);
  return problem;
}
