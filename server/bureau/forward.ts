/** From the bureau to the hub, by the contract alone: the bureau's credential and the officer's pseudonym take the place of the cookie. */
import { Agent, request as requestPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { Agent as SecureAgent, request as requestSecure } from 'node:https';
import { fail } from '@watchword/api/errors.ts';
import { PROBLEM_TYPE, problemOf } from '../http/problem.ts';

/** Where the hub is and what this bureau shows there: the present token, which may be fetched for it. `forget`: this one was refused. */
export type HubAccess = { readonly url: string; token(): Promise<string>; forget(token: string): void };
/** Whom a request is sent on for, and with which token. `onRefused`: the hub does not take the token. */
export type Passing = { readonly url: string; readonly token: string; readonly officer: string; readonly role: string; onRefused(): void };

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const secureAgent = new SecureAgent({ keepAlive: true, maxSockets: 256 });
/** What of the browser's request reaches the hub, and of the hub's answer the browser. */
const UP = ['content-type', 'content-length', 'transfer-encoding', 'accept', 'if-match', 'if-none-match', 'idempotency-key', 'traceparent', 'tracestate'] as const;
const DOWN = ['content-type', 'content-length', 'content-disposition', 'cache-control', 'etag', 'link', 'x-content-type-options', 'content-security-policy', 'x-request-id', 'retry-after', 'ratelimit', 'ratelimit-policy', 'allow'] as const;

/** What a browser is told of every answer of the hub, unless the hub says something stricter of its own: it is data, and no page. */
const FOR_BROWSERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" } as const;

const UNAUTHENTICATED = 401;

/** Sends a request on and its answer back, both as they come. */
export function forward(from: IncomingMessage, to: ServerResponse, as: Passing): void {
  const headers: Record<string, string> = { authorization: `Bearer ${as.token}`, 'watchword-officer': as.officer, 'watchword-role': as.role };
  for (const name of UP) {
    const value = from.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  const url = new URL(from.url ?? '/', as.url);
  const asked = { method: from.method ?? 'GET', headers };
  const take = (down: IncomingMessage): void => {
    if (down.statusCode === UNAUTHENTICATED) as.onRefused();
    const back: Record<string, string> = { ...FOR_BROWSERS };
    for (const name of DOWN) {
      const value = down.headers[name];
      if (typeof value === 'string') back[name] = value;
    }
    to.writeHead(down.statusCode ?? 502, back);
    down.pipe(to);
    // An answer that breaks off must not look as if more of it were to come.
    down.on('close', () => (down.complete ? undefined : to.destroy()));
  };
  const up = url.protocol === 'https:' ? requestSecure(url, { ...asked, agent: secureAgent }, take) : requestPlain(url, { ...asked, agent }, take);
  up.on('error', (error) => {
    if (to.headersSent) to.destroy();
    else {
      const { status, body, retryAfter } = problemOf(fail('server.unreachable', {}, error), 'none');
      to.writeHead(status, { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store', ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }).end(body);
    }
  });
  from.on('error', () => up.destroy());
  to.on('close', () => (to.writableFinished ? undefined : up.destroy()));
  from.pipe(up);
}
