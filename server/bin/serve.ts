/**
 * Hub and bureaus in one process, for a first look and for small networks: one port, each persona at an origin of its own.
 * This mode does not protect anybody from whoever runs it; `docs/limits.md` says so.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail } from '@watchword/api/errors.ts';
import { openHub, type Disk, type Hub } from '../app.ts';
import { openBureau } from '../bureau/bureau.ts';
import { findPersona } from '../bureau/personas.ts';
import { systemClock, type Clock } from '../clock.ts';
import { readConfig, type Config } from '../config.ts';
import { refuseUnreadable } from '../http/http.ts';
import { PROBLEM_TYPE, problemOf } from '../http/problem.ts';
import { openLog } from '../logging.ts';
import { openDemo, requireNoDemo } from '../demo/demo.ts';
import { issueFirstToken } from './first-token.ts';
import { lockData } from './lock.ts';

/** How far a start is: what it does, and how much of it is done, 0 to 1. */
export type Progress = { readonly what: string; readonly done: number };

export type ServeOptions = {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  /** The demo world: fictional data, personas, the stripe on every page. */
  readonly demo: boolean;
  /** Empties the data folder of a demo world before the start. */
  readonly reset?: boolean;
  /** Takes a line for whoever started it. */
  readonly say: (line: string) => void;
  readonly progress?: (progress: Progress) => void;
  /** For tests: another clock, other settings, another disk. */
  readonly clock?: Clock;
  readonly settings?: Partial<Config>;
  readonly disk?: Disk;
};

export type Serving = { readonly url: string; readonly hub: Hub; close(reason?: string): Promise<void> };

/** Starts everything and resolves when checks are answered. @throws `server.busy` when the folder is in use or the port taken, `config.invalid`, `store.*`, `audit.broken` */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { config, secrets } = readConfig({ ...options.settings, data: options.data, host: options.host, port: options.port });
  const clock = options.clock ?? systemClock;
  const log = openLog(config.logLevel);
  const unlock = lockData(config.data);
  const listeners: { hub?: RequestListener; bureau?: RequestListener } = {};
  // Without a Host it is refused here, as a problem; Node would send a status alone.
  const server = createServer({ requireHostHeader: false, connectionsCheckingInterval: HEADERS_LOOK_MS }, (request, response) => dispatch(listeners, request, response));
  server.on('checkExpectation', (_request, response: ServerResponse) => refuse(response, fail('request.malformed', { detail: 'This Expect is not met here.' })));
  let opened: Hub | undefined;
  try {
    const demo = options.demo ? await openDemo({ data: config.data, reset: options.reset === true }) : await requireNoDemo(config.data);
    const hub = await openHub({ config, secrets, clock, log, training: options.demo, serverFactory: (handler) => hand(server, () => (listeners.hub = handler)), ...(options.disk !== undefined && { disk: options.disk }) });
    opened = hub;
    await hub.http.ready();
    await listen(server, config);
    const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${(server.address() as AddressInfo).port}`;
    const loopback = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (demo !== undefined) await demo.prepare({ hub, url: loopback, clock, progress: options.progress ?? (() => undefined) });
    const bureau = await openBureau({
      clock, log, bodySeconds: config.bodySeconds, idleMinutes: config.sessionIdleMinutes, demo: options.demo,
      hubOf: (organisation) => demo?.hubOf(organisation),
      serverFactory: (handler) => hand(server, () => (listeners.bureau = handler)),
    });
    await bureau.ready();
    const firstToken = options.demo ? undefined : await issueFirstToken(hub, { data: config.data, at: clock.now() });
    if (firstToken !== undefined) options.say(`First token, of the secretariat with every right: ${firstToken}\nIssue the others with it (WATCHWORD_TOKEN_FILE=${firstToken} watchword token issue --help), then revoke it.`);
    hub.ready();
    return { url, hub, close: closing({ server, hub, bureau, unlock }) };
  } catch (error) {
    server.close();
    server.closeAllConnections();
    await opened?.close('failed').catch(() => undefined);
    unlock();
    throw error;
  }
}

/** How often connections are looked at whose headers do not arrive. */
const HEADERS_LOOK_MS = 2000;

function hand(server: Server, take: () => void): Server {
  take();
  return server;
}

/** Pages and personas' origins belong to the bureau, the rest to the hub. */
function dispatch(listeners: { hub?: RequestListener; bureau?: RequestListener }, request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.host === undefined && request.httpVersion === '1.1') return refuse(response, fail('request.malformed', { detail: 'The Host is missing.' }));
  const listener = isForBureau(request) ? listeners.bureau : listeners.hub;
  if (listener !== undefined) listener(request, response);
  else refuse(response, fail('server.busy', { detail: 'The server is starting.' }));
}

/** Answers a problem before there is anybody to ask, and closes: a body may come that nobody reads. */
function refuse(response: ServerResponse, error: unknown): void {
  const { status, body, retryAfter } = problemOf(error, 'none');
  response.writeHead(status, { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store', connection: 'close', ...(retryAfter && { 'retry-after': '1' }) }).end(body);
}

function isForBureau({ headers, url = '/' }: IncomingMessage): boolean {
  if (url.startsWith('/v1/')) return /^\/v1\/session(?:[?/]|$)/.test(url) || (headers.host?.includes('.localhost') === true && findPersona(headers.host) !== undefined);
  return !/^\/(?:livez|readyz|version)(?:\?|$)/.test(url) && !url.startsWith('/v1');
}

function listen(server: Server, { host, port, bodySeconds }: Config): Promise<void> {
  // Long uploads are allowed; what must not be slow (headers, bodies of ordinary requests) is watched apart.
  server.requestTimeout = 0;
  server.headersTimeout = Math.min(10, bodySeconds) * 1000;
  server.keepAliveTimeout = 72_000;
  server.on('clientError', refuseUnreadable);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const detail = error.code === 'EADDRINUSE' ? `Port ${port} of ${host} is taken. Choose another with --port.` : `Cannot listen on port ${port} of ${host}.`;
      reject(fail('server.busy', { detail }, error));
    });
    server.listen(port, host, resolve);
  });
}

type Closing = { server: Server; hub: Hub; bureau: { close(): Promise<unknown> }; unlock: () => void };

/** How long requests that are under way may take to end, and how often connections that are idle by then are closed. */
const PATIENCE_MS = 5000;
const LOOK_EVERY_MS = 50;

/** Nothing new is taken; what is under way is answered; then the hub closes. */
function closing({ server, hub, bureau, unlock }: Closing): (reason?: string) => Promise<void> {
  let closed: Promise<void> | undefined;
  const close = async (reason: string): Promise<void> => {
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    const looking = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
    const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    await bureau.close();
    await hub.http.close();
    await ended;
    clearInterval(looking);
    clearTimeout(impatient);
    await hub.close(reason);
    unlock();
  };
  return (reason = 'asked') => (closed ??= close(reason));
}
