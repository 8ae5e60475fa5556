/**
 * Hub and bureaus in one process, for a first look and for small networks: one port, each persona at an origin of its own.
 * This mode does not protect anybody from whoever runs it; `docs/limits.md` says so. `hub.ts` and `bureau.ts` start one of both.
 */
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { openHub, type Disk, type Hub } from '../app.ts';
import { isOfBureau, openBureau } from '../bureau/bureau.ts';
import { PERSONAS, personaOf } from '../bureau/personas.ts';
import { placeOfBureau, placesOfDemo, type Places } from '../bureau/places.ts';
import { cookieOf } from '../bureau/sessions/cookie.ts';
import { systemClock, type Clock } from '../clock.ts';
import { readConfig, type Config, type Secrets } from '../config.ts';
import { errorLine, openLog } from '../logging.ts';
import { openDemo, requireNoDemo, type Demo } from '../demo/demo.ts';
import type { HubAccess } from '../bureau/forward.ts';
import { limitsOf, openHouses, providerOf } from './bureau-house.ts';
import { mailboxesOf } from './bureau-mail.ts';
import { bureauToken } from './bureau-token.ts';
import { standing } from './hub-access.ts';
import { issueFirstToken } from './first-token.ts';
import { drain, listen, openServer, portOf, tlsOf } from './listening.ts';
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
  let places: Places = () => undefined;
  const choose = (request: IncomingMessage): RequestListener | undefined => (withBureau && isForBureau(request, places) ? listeners.bureau : listeners.hub);
  const tls = tlsOf(config);
  const server = openServer(choose, tls);
  // With TLS the bureaus of this process reach the hub over loopback, where no certificate has its name.
  const inner = tls === undefined ? server : openServer(choose);
  let opened: Hub | undefined;
  try {
    if (!options.demo) await requireNoDemo(config.data);
    const demo = options.demo ? await openDemo({ data: config.data, reset: options.reset === true }) : undefined;
    const hub = await openHub({ config, secrets, clock, log, training: options.demo, serverFactory: (handler) => hand(server, () => (listeners.hub = handler)), ...(options.disk !== undefined && { disk: options.disk }) });
    opened = hub;
    await hub.http.ready();
    const url = await listen(server, config);
    if (inner !== server) await listen(inner, { host: '127.0.0.1', port: 0, bodySeconds: config.bodySeconds, tlsCert: '' });
    const port = portOf(inner);
    if (demo !== undefined) await demo.prepare({ hub, url: `http://127.0.0.1:${port}`, clock, progress: options.progress ?? (() => undefined) });
    // Before bureaus open: each has a token of its own, after which nobody would be the first any more.
    const firstToken = options.demo ? undefined : await issueFirstToken(hub, { data: config.data, at: clock.now() });
    places = placesOf(config, { demo: options.demo, port: portOf(server) });
    const bureau = withBureau ? await openOwnBureaus({ config, secrets, clock, log, demo, places, hub, port, serverFactory: (handler) => hand(server, () => (listeners.bureau = handler)) }) : undefined;
    if (firstToken !== undefined) options.say(`First token, of the secretariat with every right: ${firstToken}\nIssue the others with it (WATCHWORD_TOKEN_FILE=${firstToken} watchword token issue --help), then revoke it.`);
    hub.ready();
    return { url, hub, close: closing({ server, inner, hub, bureau, unlock }) };
  } catch (error) {
    for (const one of [server, inner]) {
      one.close();
      one.closeAllConnections();
    }
    await opened?.close('failed').catch(() => undefined);
    unlock();
    throw error;
  }
}

type OwnBureaus = { config: Config; secrets: Secrets; clock: Clock; log: ReturnType<typeof openLog>; demo: Demo | undefined; places: Places; hub: Hub; port: number; serverFactory: (handler: RequestListener) => Server };

/** The bureaus of this process: in the demo world those of the personas, else the one that the configuration names, if any. */
async function openOwnBureaus({ config, secrets, clock, log, demo, places, hub, port, serverFactory }: OwnBureaus): Promise<{ close(): Promise<unknown> }> {
  const limits = limitsOf(config);
  const codes = demo === undefined ? (config.bureau === '' ? [] : [config.bureau]) : DEMO_BUREAUS;
  const token = demo === undefined && config.bureau !== '' ? await bureauToken(hub, { data: config.data, organisation: config.bureau, at: clock.now() }) : undefined;
  const hubOf = (organisation: string): HubAccess | undefined => (token === undefined ? demo?.hubOf(organisation) : organisation === config.bureau ? standing(`http://127.0.0.1:${port}`, token) : undefined);
  const houses = openHouses({
    data: config.data, clock, log, limits, codes, provider: providerOf(config, secrets), personasOf: (code) => (demo === undefined ? [] : PERSONAS.filter(({ organisation }) => organisation === code).map(personaOf)),
    mailOf: mailboxesOf({ hubOf, clock, log, demo: demo !== undefined, keepDays: config.keepMessagesDays }),
  });
  const bureau = await openBureau({ clock, log, bodySeconds: config.bodySeconds, behindProxy: config.proxy === 'trusted', limits, demo: demo !== undefined, places, houseOf: houses.houseOf, hubOf, serverFactory });
  await bureau.ready();
  // A mailbox takes in what comes for its bureau also before anybody has signed in there.
  for (const code of codes) void houses.houseOf(code).catch((error: unknown) => log.error({ work: 'open bureau', bureau: code, ...errorLine(error) }, 'work beside the requests failed'));
  return {
    async close() {
      await bureau.close();
      await houses.close();
    },
  };
}

const DEMO_BUREAUS = [...new Set(PERSONAS.map(({ organisation }) => organisation))];

/** Which bureau is at which name. */
function placesOf({ bureau, origin, passkeyDomain }: Config, { demo, port }: { demo: boolean; port: number }): Places {
  if (demo) return placesOfDemo(DEMO_BUREAUS);
  return bureau === '' ? () => undefined : placeOfBureau({ code: bureau, origin: origin === '' ? `http://localhost:${port}` : origin, domain: passkeyDomain });
}

function hand(server: Server, take: () => void): Server {
  take();
  return server;
}

/** Pages, sign-in and whatever comes with a session belong to the bureau, the rest to the hub. In the demo world the name alone tells. */
function isForBureau({ headers, url = '/' }: IncomingMessage, places: Places): boolean {
  if (!url.startsWith('/v1')) return !/^\/(?:livez|readyz|version|[.]well-known\/oauth-authorization-server)(?:\?|$)/.test(url);
  if (!url.startsWith('/v1/')) return false;
  if (isOfBureau(url)) return true;
  const place = places(headers.host);
  return place !== undefined && (headers.host?.includes('.localhost') === true || (headers.authorization === undefined && cookieOf(headers.cookie) !== undefined));
}

type Closing = { server: Server; inner: Server; hub: Hub; bureau: { close(): Promise<unknown> } | undefined; unlock: () => void };

/** Nothing new is taken; what is under way is answered; then the hub closes. */
function closing({ server, inner, hub, bureau, unlock }: Closing): (reason?: string) => Promise<void> {
  let closed: Promise<void> | undefined;
  const close = async (reason: string): Promise<void> => {
    const work = async (): Promise<void> => {
      await bureau?.close();
      hub.live.close();
      await hub.http.close();
    };
    await drain(server, inner === server ? work : () => drain(inner, work));
    await hub.close(reason);
    unlock();
  };
  return (reason = 'asked') => (closed ??= close(reason));
}
