/**
 * The bureau's side: people, their sign-in, and the pages. It has a store and an audit log of its own; the hub it reaches through the
 * contract alone, although both may run in one process.
 */
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { CONTRACT } from '@watchword/api/contract.ts';
import { fail } from '@watchword/api/errors.ts';
import { newId } from '@watchword/api/ids.ts';
import type { Operation } from '@watchword/api/operation.ts';
import { getSession } from '@watchword/api/people/sessions.ts';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import { leaveToServer } from '../http/http.ts';
import { jsonParserOf } from '../http/json.ts';
import { PROBLEM_TYPE, problemOf } from '../http/problem.ts';
import { refuseSlowBodies } from '../http/slow-bodies.ts';
import { traceLine } from '../http/trace.ts';
import { errorLine, type Log } from '../logging.ts';
import { describeSession } from './describe.ts';
import { forward, type HubAccess, type Passing } from './forward.ts';
import type { OpenHouse } from './house.ts';
import { openBureauLive, type BureauLive } from './live/fan-out.ts';
import { sendEvents } from './live/http.ts';
import { credentialsOf, requireSameOrigin, send, visitOf } from './http.ts';
import { addPages } from './pages.ts';
import type { Places } from './places.ts';
import { isApproved } from './proposals/queries.ts';
import { proposalNumber } from './proposals/rules.ts';
import { requireNow, type SessionLimits } from './sessions/access.ts';
import { cookieOf, setBegun, setCookie } from './sessions/cookie.ts';
import type { Place, Signed } from './visitor.ts';

export type BureauOptions = {
  readonly clock: Clock;
  readonly log: Log;
  /** After so many seconds a body that is not there is refused. */
  readonly bodySeconds: number;
  /** Whether addresses are in X-Forwarded-For, which a proxy in front sets. */
  readonly behindProxy: boolean;
  readonly limits: SessionLimits;
  /** Whether this is a world of fictional data, and personas sign in with one click. */
  readonly demo: boolean;
  readonly places: Places;
  /** The bureau of a code, opened when it is first asked for. */
  readonly houseOf: (code: string) => Promise<OpenHouse>;
  /** How a bureau reaches the hub, by its code. Undefined when this process serves no such bureau. */
  readonly hubOf: (organisation: string) => HubAccess | undefined;
  readonly serverFactory: (handler: RequestListener) => Server;
};

const OPERATIONS = CONTRACT.filter(({ side }) => side === 'bureau');
const HUB_OPERATIONS = CONTRACT.filter(({ side }) => side === 'hub').map((operation) => ({ operation, form: new RegExp(`^${operation.path.replaceAll(/:\w+/g, '[^/]+')}$`) }));
/** First part of the paths that are the bureau's own: `session`, `people`, ... */
const OWN = new Set(OPERATIONS.map(({ path }) => path.split('/')[2] ?? ''));
/** Operations that sign somebody in, or make a session another one: a new cookie goes with the answer. */
const NEW_COOKIE = new Set(['sessions.start', 'sessions.passkey', 'sessions.code', 'sessions.provider', 'sessions.confirm']);
const NO_COOKIE = new Set(['sessions.end', 'sessions.end-all']);
const BEGUN_SECONDS = 600;
/** Attestations carry certificates. */
const BODY_LIMIT = 65_536;

/** Whether a path of the contract is the bureau's own. */
export function isOfBureau(url: string | undefined): boolean {
  const [path = ''] = (url ?? '').split('?', 1);
  return path.startsWith('/v1/') && OWN.has(path.split('/')[2] ?? '');
}

/** Opens the bureau's side for every origin that comes to it. */
export async function openBureau(options: BureauOptions): Promise<FastifyInstance> {
  const { clock, log } = options;
  const refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = problemOf(error, request.id);
    if (problem.status >= 500 && !problem.busy) log.error({ request: request.id, ...traceLine(request.headers['traceparent']), ...errorLine(error) }, 'refused at the bureau');
    if (problem.retryAfter !== undefined) void reply.header('retry-after', String(problem.retryAfter));
    return reply.code(problem.status).header('content-type', PROBLEM_TYPE).header('cache-control', 'no-store').header('x-request-id', request.id).send(problem.body);
  };
  const app = fastify({
    serverFactory: (handler) => options.serverFactory(handler as RequestListener), bodyLimit: BODY_LIMIT, logger: false, forceCloseConnections: 'idle', exposeHeadRoutes: false,
    genReqId: () => newId('req', clock.now()), requestIdHeader: false, frameworkErrors: refuse, clientErrorHandler: leaveToServer,
  });
  app.removeContentTypeParser(['text/plain', 'application/json']);
  app.addContentTypeParser(['application/json', 'application/merge-patch+json'], { parseAs: 'string' }, jsonParserOf(app));
  app.setErrorHandler(refuse);
  // Only where the browser came by TLS, here or at a proxy in front: a year in which it comes no other way.
  app.addHook('onSend', async (request, reply) => {
    if (options.places(request.headers.host)?.origin.startsWith('https:') === true) void reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  });
  const lives = new Map<string, BureauLive>();
  const liveOf = (code: string, hub: HubAccess): BureauLive => {
    const live = lives.get(code) ?? openBureauLive({ code, hub, now: clock.now, onFailure: (error) => log.error({ work: 'events', ...errorLine(error) }, 'the line to the hub is lost') });
    lives.set(code, live);
    return live;
  };
  // Streams would keep it from closing.
  app.addHook('preClose', async () => {
    for (const live of lives.values()) live.close();
  });
  addForwarding(app, options, liveOf);
  for (const operation of OPERATIONS) app.route({ method: operation.method, url: operation.path, handler: (request, reply) => answer(options, operation, request, reply) });
  // So that there is a route, and with it the hook of forwarding, for every path of the contract.
  app.all('/v1/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = OPERATIONS.filter((operation) => new RegExp(`^${operation.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(path)).map(({ method }) => method);
    if (methods.length === 0) throw fail('request.not-found');
    void reply.header('allow', methods.join(', '));
    throw fail('request.method');
  });
  // After the hook that sends requests on: bodies that go to the hub are watched there.
  refuseSlowBodies(app, { clock, seconds: options.bodySeconds });
  await addPages(app);
  return app;
}

/** Answers an operation of the bureau. */
async function answer(options: BureauOptions, operation: Operation, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.method !== 'GET') requireSameOrigin(request.raw);
  const place = options.places(request.headers.host);
  const house = place === undefined ? undefined : await options.houseOf(place.code);
  if (operation.id === getSession.id) return tell(options, { request, reply, place, house, cookie: cookieOf(request.headers.cookie) });
  const passage = house?.passages.get(operation.id);
  if (place === undefined || house === undefined || passage === undefined) throw fail(operation.permission === 'public' ? 'access.forbidden' : 'access.unauthenticated');
  const credentials = credentialsOf(request, place, options.behindProxy);
  const leave = await passage(visitOf(request, operation, credentials));
  if (NEW_COOKIE.has(operation.id)) void reply.header('set-cookie', setCookie(credentials.fresh, Math.floor(options.limits.longestMs / 1000)));
  if (NO_COOKIE.has(operation.id)) void reply.header('set-cookie', setCookie('', 0));
  if (operation.id === 'sessions.begin-provider') void reply.header('set-cookie', setBegun(credentials.fresh, BEGUN_SECONDS));
  if (operation.output !== getSession.output) return send(request, reply, leave);
  void reply.code(operation.status);
  return tell(options, { request, reply, place, house, cookie: NO_COOKIE.has(operation.id) ? undefined : NEW_COOKIE.has(operation.id) ? credentials.fresh : credentials.cookie });
}

type Telling = { request: FastifyRequest; reply: FastifyReply; place: Place | undefined; house: OpenHouse | undefined; cookie: string | undefined };

/** Tells who is signed in. */
async function tell(options: BureauOptions, { request, reply, place, house, cookie }: Telling): Promise<FastifyReply> {
  const signed = place === undefined ? undefined : await house?.access.find(cookie, place);
  const session = await describeSession(options, { place, house, signed });
  return reply.header('cache-control', 'no-store').header('x-request-id', request.id).send(session);
}

/** Sends on what is for the hub, before anything of its body is read. */
function addForwarding(app: FastifyInstance, options: BureauOptions, liveOf: (code: string, hub: HubAccess) => BureauLive): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/v1/') || isOfBureau(request.url)) return;
    requirePlain(request.url);
    if (findHubOperation(request.raw)?.answer === 'events') {
      const { place, house, hub } = await welcome(options, request.raw);
      return sendEvents(request, reply, { live: liveOf(place.code, hub), house, place });
    }
    const to = await toHub(options, request.raw);
    reply.hijack();
    forward(request.raw, reply.raw, to);
  });
}

/** The bureau to which a request came. @throws `access.unauthenticated` when there is none here */
async function welcome({ places, houseOf, hubOf }: BureauOptions, request: IncomingMessage): Promise<{ place: Place; house: OpenHouse; hub: HubAccess }> {
  const place = places(request.headers.host);
  const hub = place === undefined ? undefined : hubOf(place.code);
  if (place === undefined || hub === undefined) throw fail('access.unauthenticated');
  return { place, house: await houseOf(place.code), hub };
}

async function toHub(options: BureauOptions, request: IncomingMessage): Promise<Passing> {
  const { place, house, hub } = await welcome(options, request);
  const signed = await house.access.find(cookieOf(request.headers.cookie), place);
  if (signed === undefined) throw fail('access.unauthenticated');
  if (request.method !== 'GET') requireSameOrigin(request);
  const operation = findHubOperation(request);
  requireNow(operation ?? {}, signed, house.access.isConfirmed);
  if (operation?.approval !== undefined) await requireApproval(house, signed, operation.approval);
  // What a page asks by itself, while nobody sits before it, keeps no session alive. Whoever says so shortens his own only.
  if (request.headers['watchword-unattended'] === undefined) house.access.touch(signed);
  const token = await hub.token();
  return { url: hub.url, token, officer: signed.pseudonym, role: signed.role, onRefused: () => hub.forget(token) };
}

/**
 * What must be confirmed is told by the path, so the hub must read the same one: an escaped letter or a step up would be another operation there.
 * No path of the contract needs either. @throws `request.not-found`
 */
function requirePlain(url: string): void {
  const [path = ''] = url.split('?', 1);
  if (!/^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+$/.test(path)) throw fail('request.not-found');
}

function findHubOperation({ method, url = '' }: IncomingMessage): Operation | undefined {
  const [path = ''] = url.split('?', 1);
  return HUB_OPERATIONS.find(({ operation, form }) => operation.method === method && form.test(path))?.operation;
}

/** @throws `access.two-persons` unless a second person approved this for whoever asks */
async function requireApproval({ parts }: OpenHouse, { person }: Signed, kind: string): Promise<void> {
  if (!(await isApproved(parts.read, { person, kind, state: proposalNumber('approved'), at: parts.clock.now() }))) throw fail('access.two-persons');
}
