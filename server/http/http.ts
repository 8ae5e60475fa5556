/** The edge of the hub: operations of the contract as HTTP routes. What is in a request is not trusted here, only carried to the door. */
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { Readable } from 'node:stream';
import { CONTRACT } from '@watchword/api/contract.ts';
import { ATTACHMENT_TYPES } from '@watchword/api/joint/attachments.ts';
import { fail } from '@watchword/api/errors.ts';
import { newId } from '@watchword/api/ids.ts';
import type { Operation } from '@watchword/api/operation.ts';
import { PHOTO_TYPES } from '@watchword/api/photos.ts';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { findRateHeaders } from '#limits/limits.ts';
import type { Leave, Passage, Visit } from '#door/door.ts';
import { errorLine, type Log } from '../logging.ts';
import type { CertificateOf } from './certificates.ts';
import { isKnown, nextLink, tagOf } from './conditional.ts';
import { jsonParserOf } from './json.ts';
import { piecesOf } from './pieces.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';
import { eventStream } from '#streaming/event-stream.ts';
import { hasBody, refuseSlowBodies } from './slow-bodies.ts';
import { traceLine } from './trace.ts';

export type HttpParts = { readonly config: Pick<Config, 'bodyLimit' | 'bodySeconds'>; readonly clock: Clock; readonly log: Log; readonly observe?: (operation: string, status: number, ms: number) => void };

/** Bytes of a form: it carries one signed assertion. */
const MOST_FORM = 16_384;
/** Bodies of loads and passenger lists have no limit. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;
const STREAM_TYPES = ['application/x-ndjson', 'application/ndjson', 'text/csv', 'application/octet-stream'];
const MERGE_PATCH = 'application/merge-patch+json';
/** The media types of each kind of body. An operation without one reads JSON, so as to say that it takes none. */
const TYPES = { json: ['application/json'], form: ['application/x-www-form-urlencoded'], 'merge-patch': [MERGE_PATCH], stream: STREAM_TYPES, image: PHOTO_TYPES, file: ATTACHMENT_TYPES } as const;

/** Makes the HTTP side. `serverFactory`: who owns the server and hands requests over. */
export function openHttp(parts: HttpParts, serverFactory: (handler: RequestListener) => Server): FastifyInstance {
  const { config, clock, log } = parts;
  const app = fastify({
    serverFactory: (handler) => serverFactory(handler as RequestListener),
    bodyLimit: config.bodyLimit,
    logger: false,
    genReqId: () => newId('req', clock.now()),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    exposeHeadRoutes: false,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => void sendProblem({ error, request, reply, log }),
    clientErrorHandler: leaveToServer,
  });
  app.removeContentTypeParser(['text/plain', 'application/json']);
  app.addContentTypeParser(['application/json', MERGE_PATCH], { parseAs: 'string' }, jsonParserOf(app));
  app.addContentTypeParser([...TYPES.form], { parseAs: 'string', bodyLimit: MOST_FORM }, (_request, text, done) => done(null, text));
  app.addContentTypeParser([...STREAM_TYPES, ...ATTACHMENT_TYPES], (_request, payload, done) => done(null, payload));
  app.setErrorHandler((error, request, reply) => sendProblem({ error, request, reply, log }));
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsOf(request.url);
    if (allowed.length > 0) void reply.header('allow', allowed.join(', '));
    return sendProblem({ error: fail(allowed.length > 0 ? 'request.method' : 'request.not-found'), request, reply, log });
  });
  refuseSlowBodies(app, { clock, seconds: config.bodySeconds });
  app.addHook('onRequest', (request, _reply, done) => done(takesType(request) ? undefined : fail('request.media-type')));
  if (parts.observe !== undefined) {
    const { observe } = parts;
    app.addHook('onResponse', (request, reply, done) => {
      observe(request.routeOptions.config.operation ?? 'other', reply.statusCode, reply.elapsedTime);
      done();
    });
  }
  return app;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: string;
    /** Whether Last-Event-ID counts before the query's `after`. */
    resumes?: boolean;
    body?: keyof typeof TYPES;
  }
}

/** Whether the body is of a media type that this operation takes. What is no operation is refused for that, not for its body. */
function takesType(request: FastifyRequest): boolean {
  const { body } = request.routeOptions.config;
  const { headers } = request;
  if (body === undefined || !hasBody(request) || (headers['content-length'] === '0' && headers['content-type'] === undefined)) return true;
  const given = headers['content-type'] ?? '';
  const taken: readonly string[] = TYPES[body];
  if (taken.includes(given)) return true;
  const [type = ''] = given.split(';', 1);
  return taken.includes(type.trim().toLowerCase());
}

/** Adds an operation and the way to its answer. `certificateOf`: absent where no certificates can come. */
export function addRoute(app: FastifyInstance, operation: Operation, { passage, certificateOf }: { passage: Passage; certificateOf: CertificateOf | undefined }): void {
  const streamed = arrives(operation.body);
  app.route({
    method: operation.method,
    url: operation.path,
    config: { operation: operation.id, ...(operation.answer === 'events' && { resumes: true }), ...(operation.body !== undefined && { body: operation.body }) },
    ...(streamed && { bodyLimit: UNLIMITED }),
    handler: async (request, reply) => send(request, reply, await passage(visitOf(request, certificateOf))),
  });
}

/** Whether a body is read by whoever wants it, as it arrives. */
function arrives(body: keyof typeof TYPES | undefined): boolean {
  return body === 'stream' || body === 'image' || body === 'file';
}

function visitOf(request: FastifyRequest, certificateOf: CertificateOf | undefined): Visit {
  const { headers } = request;
  return new Visiting(request.raw, {
    params: request.params,
    query: request.routeOptions.config.resumes === true ? resumed(request) : request.query,
    body: arrives(request.routeOptions.config.body) ? piecesOf(request.raw) : request.body,
    credentials: { authorization: headers.authorization, officer: one(headers['watchword-officer']), role: one(headers['watchword-role']), certificate: certificateOf?.(request.raw) },
    ifMatch: one(headers['if-match']),
    idempotencyKey: one(headers['idempotency-key']),
  });
}

/** The query, with what a browser says of itself when it comes back: it asks the same address again. */
function resumed({ query, headers }: FastifyRequest): unknown {
  const last = one(headers['last-event-id']);
  return last === undefined || last === '' ? query : { ...(query as object), after: last };
}

/** A class, because an object that is written with a getter in it costs a microsecond to make. */
class Visiting implements Visit {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly credentials: Visit['credentials'];
  readonly ifMatch: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly #raw: IncomingMessage;

  constructor(raw: IncomingMessage, { params, query, body, credentials, ifMatch, idempotencyKey }: Omit<Visit, 'signal'>) {
    this.#raw = raw;
    this.params = params;
    this.query = query;
    this.body = body;
    this.credentials = credentials;
    this.ifMatch = ifMatch;
    this.idempotencyKey = idempotencyKey;
  }

  /** Made when asked for: most requests never ask. */
  get signal(): AbortSignal {
    const raw = this.#raw;
    const controller = new AbortController();
    raw.once('close', () => (raw.complete ? undefined : controller.abort()));
    return controller.signal;
  }
}

function send(request: FastifyRequest, reply: FastifyReply, leave: Leave): FastifyReply {
  void reply.code(leave.status).header('content-type', leave.type).header('cache-control', 'no-store').header('x-content-type-options', 'nosniff').header('x-request-id', request.id);
  if (leave.rate !== undefined) void reply.header('ratelimit-policy', leave.rate.policy).header('ratelimit', leave.rate.state);
  const isGet = request.method === 'GET';
  const tag = isGet ? tagOf(leave) : leave.version === undefined ? undefined : `"${leave.version}"`;
  if (tag !== undefined) void reply.header('etag', tag);
  if (leave.next !== undefined) void reply.header('link', nextLink(request.url, leave.next));
  // It was read all the same, and its entry stands in the audit log.
  if (isGet && tag !== undefined && isKnown(request.headers['if-none-match'], tag)) return reply.code(304).removeHeader('content-type').send();
  if (leave.name !== undefined) void reply.header('content-disposition', `attachment; filename="${leave.name}"`);
  // Whatever the bytes look like, nobody takes them for a page or a script.
  if (leave.body instanceof Uint8Array) return reply.header('content-security-policy', "default-src 'none'; sandbox").send(leave.body);
  // Nobody in between may gather what is to be heard at once.
  if (leave.signals !== undefined) return reply.header('x-accel-buffering', 'no').send(eventStream(leave.signals));
  return reply.send(typeof leave.body === 'string' ? leave.body : Readable.from(leave.body));
}

type Refusing = { error: unknown; request: FastifyRequest; reply: FastifyReply; log: Log };

function sendProblem({ error, request, reply, log }: Refusing): FastifyReply {
  const problem = problemOf(error, request.id);
  // That it is starting or stopping is no fault; everything else of the house is.
  if (problem.status >= 500 && !problem.busy) log.error({ request: request.id, ...traceLine(request.headers['traceparent']), operation: request.routeOptions.config.operation, ...errorLine(error) }, 'refused');
  // A body that was not read would be taken for the next request.
  if (!request.raw.complete && hasBody(request)) void reply.header('connection', 'close');
  if (problem.retryAfter !== undefined) void reply.header('retry-after', String(problem.retryAfter));
  const rate = findRateHeaders(error);
  if (rate !== undefined) void reply.header('ratelimit-policy', rate.policy).header('ratelimit', rate.state);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply.code(problem.status).header('content-type', PROBLEM_TYPE).header('cache-control', 'no-store').header('x-content-type-options', 'nosniff').header('x-request-id', request.id).send(problem.body);
}

const PATHS = CONTRACT.filter(({ side }) => side === 'hub').map(({ method, path }) => ({ method, form: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`) }));

/** The methods that a path takes; none when there is no such path. */
function methodsOf(url: string): string[] {
  const path = url.split('?', 1)[0] ?? '';
  return [...new Set(PATHS.filter(({ form }) => form.test(path)).map(({ method }) => method))];
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** For an app on a server that has its own way with what cannot be read; Fastify would answer a second time. */
export function leaveToServer(): void {}

/** What Node's parser refuses before there is a request. To be set on the server as `clientError`. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: { writable: boolean; end(text: string): void; destroy(): void }): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, body } = problemOf(error, 'none');
  socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}
