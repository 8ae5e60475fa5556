/**
 * The bureau's side: people, their sign-in, and the pages. It reaches the hub through the contract alone, although both run in
 * one process here. Its only people today are the personas of the demo world.
 */
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { AppError, fail } from '@watchword/api/errors.ts';
import type { Caller } from '@watchword/api/organisations.ts';
import { newId } from '@watchword/api/ids.ts';
import { SESSION_OPERATIONS, startSession, type Persona, type Session } from '@watchword/api/sessions.ts';
import { createClient } from '@watchword/sdk/client.ts';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import { compileValue } from '#door/parse.ts';
import { leaveToServer } from '../http/http.ts';
import { PROBLEM_TYPE, problemOf } from '../http/problem.ts';
import { refuseSlowBodies } from '../http/slow-bodies.ts';
import { traceLine } from '../http/trace.ts';
import { errorLine, type Log } from '../logging.ts';
import { forward, type HubAccess } from './forward.ts';
import { addPages } from './pages.ts';
import { findPersona, PERSONAS } from './personas.ts';
import { COOKIE, cookieOf, openSessions, SESSION_MS, type Sessions, type Signed } from './sessions.ts';

export type BureauOptions = {
  readonly clock: Clock;
  readonly log: Log;
  /** After so many seconds a body that is not there is refused. */
  readonly bodySeconds: number;
  /** A session of which nothing is heard for so many minutes ends. */
  readonly idleMinutes: number;
  /** Whether personas may sign in: in the demo world only. */
  readonly demo: boolean;
  /** How a bureau reaches the hub, by its code. Undefined when this process serves no such bureau. */
  readonly hubOf: (organisation: string) => HubAccess | undefined;
  readonly serverFactory: (handler: RequestListener) => Server;
};

const faultsOf = compileValue(startSession.input.body);

/** Opens the bureau's side for every origin that comes to it. */
export async function openBureau(options: BureauOptions): Promise<FastifyInstance> {
  const { clock, log, hubOf } = options;
  const sessions = openSessions({ clock, idleMs: options.idleMinutes * 60_000, secretOf: (organisation) => hubOf(organisation)?.token ?? '' });
  const refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = problemOf(error, request.id);
    if (problem.status >= 500) log.error({ request: request.id, ...traceLine(request.headers['traceparent']), ...errorLine(error) }, 'refused at the bureau');
    if (problem.retryAfter) void reply.header('retry-after', '1');
    return reply.code(problem.status).header('content-type', PROBLEM_TYPE).header('cache-control', 'no-store').header('x-request-id', request.id).send(problem.body);
  };
  const app = fastify({
    serverFactory: (handler) => options.serverFactory(handler as RequestListener), bodyLimit: 16_384, logger: false, forceCloseConnections: 'idle',
    genReqId: () => newId('req', clock.now()), requestIdHeader: false, frameworkErrors: refuse, clientErrorHandler: leaveToServer,
  });
  app.setErrorHandler(refuse);
  addSessions(app, options, sessions);
  // After the hook that sends requests on: bodies that go to the hub are watched there.
  refuseSlowBodies(app, { clock, seconds: options.bodySeconds });
  await addPages(app);
  return app;
}

function addSessions(app: FastifyInstance, options: BureauOptions, sessions: Sessions): void {
  const describe = async (request: FastifyRequest, signed: Signed | undefined): Promise<Session> => {
    const persona = options.demo ? findPersona(request.headers.host) : undefined;
    const caller = signed === undefined ? undefined : await callerOf(options, signed);
    return { demo: options.demo, personas: options.demo ? [...PERSONAS] : [], ...(persona !== undefined && { persona }), ...(caller !== undefined && { caller }) };
  };
  app.get('/v1/session', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    return describe(request, signedOf(request.raw, sessions));
  });
  app.post('/v1/session', async (request, reply) => {
    requireSameOrigin(request.raw);
    const errors = faultsOf(request.body);
    if (errors.length > 0) throw fail('request.invalid', { errors });
    const persona = personaToBe(options, request);
    const cookie = sessions.start(persona);
    void reply.code(201).header('cache-control', 'no-store').header('set-cookie', cookieText(cookie, SESSION_MS / 1000));
    return describe(request, sessions.find(cookie));
  });
  app.delete('/v1/session', async (request, reply) => {
    requireSameOrigin(request.raw);
    sessions.end(cookieOf(request.headers.cookie));
    void reply.header('cache-control', 'no-store').header('set-cookie', cookieText('', 0));
    return describe(request, undefined);
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!isForHub(request.raw.url)) return;
    const to = toHub(options, sessions, request.raw);
    reply.hijack();
    forward(request.raw, reply.raw, to);
  });
  // So that there is a route, and with it the hook above, for every path of the contract.
  app.all('/v1/*', async (request, reply) => {
    if (request.url.split('?', 1)[0] !== '/v1/session') throw fail('request.not-found');
    void reply.header('allow', SESSION_OPERATIONS.map(({ method }) => method).join(', '));
    throw fail('request.method');
  });
}

function toHub({ hubOf }: BureauOptions, sessions: Sessions, request: IncomingMessage): HubAccess & { officer: string; role: string } {
  const signed = signedOf(request, sessions);
  const hub = signed === undefined ? undefined : hubOf(signed.persona.organisation);
  if (signed === undefined || hub === undefined) throw fail('access.unauthenticated');
  if (request.method !== 'GET') requireSameOrigin(request);
  return { ...hub, officer: signed.officer, role: signed.persona.role };
}

function isForHub(url: string | undefined): boolean {
  return url !== undefined && url.startsWith('/v1/') && !/^\/v1\/session(?:[?/]|$)/.test(url);
}

/** A session counts only at the origin of its persona. */
function signedOf(request: IncomingMessage, sessions: Sessions): Signed | undefined {
  const signed = sessions.find(cookieOf(request.headers.cookie));
  return signed !== undefined && findPersona(request.headers.host)?.id === signed.persona.id ? signed : undefined;
}

function personaToBe({ demo, hubOf }: BureauOptions, request: FastifyRequest): Persona {
  const persona = demo ? findPersona(request.headers.host) : undefined;
  const wanted = (request.body as { persona: string }).persona;
  if (persona === undefined || persona.id !== wanted || hubOf(persona.organisation) === undefined) throw fail('access.forbidden');
  return persona;
}

/** Another site must not act with the cookie of this one, though SameSite would already keep it from being sent. */
function requireSameOrigin({ headers }: IncomingMessage): void {
  const site = headers['sec-fetch-site'];
  const origin = headers.origin;
  const foreign = (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && origin !== `http://${headers.host}` && origin !== `https://${headers.host}`);
  if (foreign) throw fail('access.forbidden');
}

function cookieText(value: string, seconds: number): string {
  return `${COOKIE}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;
}

async function callerOf({ hubOf }: BureauOptions, { persona, officer }: Signed): Promise<Caller | undefined> {
  const hub = hubOf(persona.organisation);
  if (hub === undefined) return undefined;
  try {
    return await createClient({ url: hub.url, token: hub.token, officer, role: persona.role }).me();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

