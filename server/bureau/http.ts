/** From a request to a visit at the bureau's door, and from what leaves there to an answer. */
import type { IncomingMessage } from 'node:http';
import type { Operation } from '@watchword/api/operation.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fail } from '@watchword/api/errors.ts';
import type { Leave, Visit } from '#door/door.ts';
import { addressOf } from '../http/address.ts';
import { hasBody } from '../http/slow-bodies.ts';
import { isKnown, nextLink, tagOf } from '../http/conditional.ts';
import { begunOf, cookieOf, newCookie } from './sessions/cookie.ts';
import type { BureauCredentials, Place } from './visitor.ts';

/** What of a request a bureau believes. `fresh`: the cookie that is set when it signs somebody in. */
export function credentialsOf(request: FastifyRequest, place: Place, behindProxy: boolean): BureauCredentials {
  const { headers } = request;
  return {
    authorization: undefined, officer: undefined, role: undefined, place, cookie: cookieOf(headers.cookie), begun: begunOf(headers.cookie), fresh: newCookie(),
    client: clientOf(headers['user-agent']), address: addressOf(request, behindProxy),
  };
}

const BODY_TYPES = { json: 'application/json', 'merge-patch': 'application/merge-patch+json' } as const;

/** A request as the door takes it. An answer to a challenge is good once, so no Idempotency-Key goes with it. */
export function visitOf(request: FastifyRequest, operation: Operation, credentials: BureauCredentials): Visit {
  const { headers } = request;
  if (hasBody(request) && (operation.body === 'json' || operation.body === 'merge-patch') && (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() !== BODY_TYPES[operation.body]) {
    throw fail('request.media-type');
  }
  const key = headers['idempotency-key'];
  return {
    params: request.params, query: request.query, body: request.body, credentials, ifMatch: headers['if-match'], signal: new AbortController().signal,
    idempotencyKey: operation.permission === 'public' || operation.id === 'sessions.confirm' || typeof key !== 'string' ? undefined : key,
  };
}

/** Sends what left the door. */
export function send(request: FastifyRequest, reply: FastifyReply, leave: Leave): FastifyReply {
  void reply.code(leave.status).header('content-type', leave.type).header('cache-control', 'no-store').header('x-request-id', request.id);
  const isGet = request.method === 'GET';
  const tag = isGet ? tagOf(leave) : leave.version === undefined ? undefined : `"${leave.version}"`;
  if (tag !== undefined) void reply.header('etag', tag);
  if (leave.next !== undefined) void reply.header('link', nextLink(request.url, leave.next));
  if (isGet && tag !== undefined && isKnown(request.headers['if-none-match'], tag)) return reply.code(304).removeHeader('content-type').send();
  return reply.send(leave.body);
}

/** Another site must not act with the cookie of this one, though SameSite would already keep it from being sent. */
export function requireSameOrigin({ headers }: IncomingMessage): void {
  const site = headers['sec-fetch-site'];
  const origin = headers.origin;
  const foreign = (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && origin !== `http://${headers.host}` && origin !== `https://${headers.host}`);
  if (foreign) throw fail('access.forbidden');
}

const BROWSERS = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']] as const;
const SYSTEMS = [['Android', 'Android'], ['iPhone', 'iOS'], ['iPad', 'iPadOS'], ['Windows', 'Windows'], ['Mac OS', 'macOS'], ['Linux', 'Linux']] as const;

/** Browser and system of a User-Agent header, in a few words: so that somebody knows his own sessions again. */
export function clientOf(agent: string | undefined): string | undefined {
  const browser = BROWSERS.find(([mark]) => agent?.includes(mark) === true)?.[1];
  const system = SYSTEMS.find(([mark]) => agent?.includes(mark) === true)?.[1];
  return browser === undefined && system === undefined ? undefined : [browser ?? 'A browser', ...(system === undefined ? [] : [`on ${system}`])].join(' ');
}
