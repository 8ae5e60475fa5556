/**
 * Hub and bureaus in one process, for a first look and for small networks: one port, each persona at an origin of its own.
 * This mode does not protect anybody from whoever runs it; `docs/limits.md` says so. `hub.ts` and `bureau.ts` start one of both.
 */
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { openHub, type Disk, type Hub } from '../app.ts';
import { openBureau } from '../bureau/bureau.ts';
import { findPersona } from '../bureau/personas.ts';
import { systemClock, type Clock } from '../clock.ts';
import { readConfig, type Config } from '../config.ts';
import { openLog } from '../logging.ts';
import { openDemo, requireNoDemo, type Demo } from '../demo/demo.ts';
import { issueFirstToken } from './first-token.ts';
import { drain, listen, openServer, portOf } from './listening.ts';
import { lockData } from './lock.ts';

/** How far a start is: what it does, and how much of it is done, 0 to 1. */
export type Progress = { readonly what: string; readonly done: number };

export type ServeOptions = {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  /** The demo world: fictional data, personas, the stripe on every page. */
  readonly demo: boolean;
  /** False: the hub alone, without pages and people; bureaus come to it from elsewhere. */
  readonly bureau?: boolean;
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
  const withBureau = options.bureau !== false;
  const server = openServer((request) => (withBureau && isForBureau(request) ? listeners.bureau : listeners.hub));
  let opened: Hub | undefined;
  try {
    if (!options.demo) await requireNoDemo(config.data);
    const demo = options.demo ? await openDemo({ data: config.data, reset: options.reset === true }) : undefined;
    const hub = await openHub({ config, secrets, clock, log, training: options.demo, serverFactory: (handler) => hand(server, () => (listeners.hub = handler)), ...(options.disk !== undefined && { disk: options.disk }) });
    opened = hub;
    await hub.http.ready();
    const url = await listen(server, config);
    if (demo !== undefined) await demo.prepare({ hub, url: `http://127.0.0.1:${portOf(server)}`, clock, progress: options.progress ?? (() => undefined) });
    const bureau = withBureau ? await openOwnBureau({ config, clock, log, demo, serverFactory: (handler) => hand(server, () => (listeners.bureau = handler)) }) : undefined;
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

type OwnBureau = { config: Config; clock: Clock; log: ReturnType<typeof openLog>; demo: Demo | undefined; serverFactory: (handler: RequestListener) => Server };

/** The bureaus of this process: in the demo world those of the personas. */
async function openOwnBureau({ config, clock, log, demo, serverFactory }: OwnBureau): Promise<Awaited<ReturnType<typeof openBureau>>> {
  const bureau = await openBureau({
    clock, log, bodySeconds: config.bodySeconds, idleMinutes: config.sessionIdleMinutes, demo: demo !== undefined,
    hubOf: (organisation) => demo?.hubOf(organisation),
    serverFactory,
  });
  await bureau.ready();
  return bureau;
}

function hand(server: Server, take: () => void): Server {
  take();
  return server;
}

/** Pages and personas' origins belong to the bureau, the rest to the hub. */
function isForBureau({ headers, url = '/' }: IncomingMessage): boolean {
  if (url.startsWith('/v1/')) return /^\/v1\/session(?:[?/]|$)/.test(url) || (headers.host?.includes('.localhost') === true && findPersona(headers.host) !== undefined);
  return !/^\/(?:livez|readyz|version)(?:\?|$)/.test(url) && !url.startsWith('/v1');
}

type Closing = { server: Server; hub: Hub; bureau: { close(): Promise<unknown> } | undefined; unlock: () => void };

/** Nothing new is taken; what is under way is answered; then the hub closes. */
function closing({ server, hub, bureau, unlock }: Closing): (reason?: string) => Promise<void> {
  let closed: Promise<void> | undefined;
  const close = async (reason: string): Promise<void> => {
    await drain(server, async () => {
      await bureau?.close();
      await hub.http.close();
    });
    await hub.close(reason);
    unlock();
  };
  return (reason = 'asked') => (closed ??= close(reason));
}
