/** The HTTP server of a process, before there is anybody to answer, and its orderly end. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { fail } from '@watchword/api/errors.ts';
import type { Config } from '../config.ts';
import { originOf, portOf } from '../origin.ts';
import { refuseUnreadable } from '../http/http.ts';
import { PROBLEM_TYPE, problemOf } from '../http/problem.ts';

/** How often connections are looked at whose headers do not arrive. */
const HEADERS_LOOK_MS = 2000;

/** Makes a server that hands each request to whoever `choose` names; undefined while that one is starting. */
export function openServer(choose: (request: IncomingMessage) => RequestListener | undefined, tls?: TlsFiles): Server {
  // Without a Host it is refused here, as a problem; Node would send a status alone.
  const options = { requireHostHeader: false, connectionsCheckingInterval: HEADERS_LOOK_MS };
  const answer: RequestListener = (request, response) => {
    if (request.headers.host === undefined && request.httpVersion === '1.1') return refuse(response, fail('request.malformed', { detail: 'The Host is missing.' }));
    const listener = choose(request);
    if (listener === undefined) return refuse(response, fail('server.busy', { detail: 'The server is starting.' }));
    return listener(request, response);
  };
  const server: Server = tls === undefined ? createServer(options, answer) : createTlsServer({ ...options, ...tlsOptions(tls) }, answer);
  server.on('checkExpectation', (_request, response: ServerResponse) => refuse(response, fail('request.malformed', { detail: 'This Expect is not met here.' })));
  return server;
}

/** Files of what TLS needs; `clientCa` is empty when no certificates of clients are asked for. */
export type TlsFiles = { readonly cert: string; readonly key: string; readonly clientCa: string };

/** The TLS files that the configuration names; undefined when a proxy ends TLS, or nobody does. */
export function tlsOf({ tlsCert, tlsKey, tlsClientCa }: Pick<Config, 'tlsCert' | 'tlsKey' | 'tlsClientCa'>): TlsFiles | undefined {
  return tlsCert === '' ? undefined : { cert: tlsCert, key: tlsKey, clientCa: tlsClientCa };
}

/** Whoever comes without a certificate is served all the same: what is bound to one is refused to him at the door. */
function tlsOptions({ cert, key, clientCa }: TlsFiles): { cert: Buffer; key: Buffer; minVersion: 'TLSv1.3'; ca?: Buffer; requestCert?: boolean; rejectUnauthorized?: boolean } {
  try {
    const asked = clientCa === '' ? {} : { ca: readFileSync(clientCa), requestCert: true, rejectUnauthorized: false };
    return { cert: readFileSync(cert), key: readFileSync(key), minVersion: 'TLSv1.3', ...asked };
  } catch (error) {
    throw fail('config.invalid', { errors: [{ pointer: '/WATCHWORD_TLS_CERT', code: 'unreadable', detail: 'A file of WATCHWORD_TLS_CERT, WATCHWORD_TLS_KEY or WATCHWORD_TLS_CLIENT_CA cannot be read.' }] }, error);
  }
}

/** Answers a problem before there is anybody to ask, and closes: a body may come that nobody reads. */
function refuse(response: ServerResponse, error: unknown): void {
  const { status, body, retryAfter } = problemOf(error, 'none');
  response.writeHead(status, { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store', connection: 'close', ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }).end(body);
}

/** Listens, and returns the origin. @throws `server.busy` when the port is taken */
export async function listen(server: Server, { host, port, bodySeconds, tlsCert }: Pick<Config, 'host' | 'port' | 'bodySeconds' | 'tlsCert'>): Promise<string> {
  // Long uploads are allowed; what must not be slow (headers, bodies of ordinary requests) is watched apart.
  server.requestTimeout = 0;
  server.headersTimeout = Math.min(10, bodySeconds) * 1000;
  server.keepAliveTimeout = 72_000;
  server.on('clientError', refuseUnreadable);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const detail = error.code === 'EADDRINUSE' ? `Port ${port} of ${host} is taken. Choose another with --port.` : `Cannot listen on port ${port} of ${host}.`;
      reject(fail('server.busy', { detail }, error));
    });
    server.listen(port, host, resolve);
  });
  return originOf(server, { host, tlsCert });
}

export { portOf };

/** How long requests that are under way may take to end, and how often connections that are idle by then are closed. */
const PATIENCE_MS = 5000;
const LOOK_EVERY_MS = 50;

/** Takes nothing new and lets what is under way be answered, while `work` closes those who answer. */
export async function drain(server: Server, work: () => Promise<void>): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await work();
  await ended;
  clearInterval(looking);
  clearTimeout(impatient);
}
