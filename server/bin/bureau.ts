/**
 * A bureau alone: its people, their sign-in, and the pages. It has no records of its own; every question goes to the hub, through the
 * contract, as the system that the bureau is registered as there and with the officer's pseudonym. `node server/bin/bureau.ts`; settings come from the environment.
 */
import type { RequestListener, Server } from 'node:http';
import { API_VERSION } from '@watchword/api/contract.ts';
import { RIGHTS } from '@watchword/api/rights/rights.ts';
import { fail } from '@watchword/api/errors.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { openBureau } from '../bureau/bureau.ts';
import { PERSONAS, personaOf } from '../bureau/personas.ts';
import { placeOfBureau, placesOfDemo } from '../bureau/places.ts';
import { systemClock, type Clock } from '../clock.ts';
import { readConfig, type Config, type Secrets } from '../config.ts';
import { addHealth, type Readiness } from '../http/health.ts';
import { openLog } from '../logging.ts';
import { VERSION } from '../version.ts';
import type { HubAccess } from '../bureau/forward.ts';
import { openHubAccess } from './hub-access.ts';
import { limitsOf, openHouses, providerOf } from './bureau-house.ts';
import { mailboxesOf } from './bureau-mail.ts';
import { drain, listen, openServer, tlsOf } from './listening.ts';
import { lockData } from './lock.ts';
import { runUntilSignal } from './run-until-signal.ts';

type Options = { readonly config: Config; readonly secrets: Secrets; readonly clock?: Clock };
type Serving = { readonly url: string; close(): Promise<void> };

/**
 * Starts the bureau that the configuration names, when its hub answers and takes its key or token.
 * @throws `config.invalid`, `server.unreachable`, `access.unauthenticated`, `server.busy` when the port is taken
 */
export async function serveBureau({ config, secrets, clock = systemClock }: Options): Promise<Serving> {
  const { code, hub } = requireHub(config, secrets);
  const client = createClient({ url: hub.url, token: hub.token });
  const training = await requireWelcome(client, code);
  let listener: RequestListener | undefined;
  const server = openServer(() => listener, tlsOf({ ...config, tlsClientCa: '' }));
  const log = openLog(config.logLevel);
  const limits = limitsOf(config);
  const unlock = lockData(config.data);
  const hubOf = (organisation: string): HubAccess | undefined => (organisation === code ? hub : undefined);
  const houses = openHouses({ data: config.data, clock, log, limits, codes: [code], provider: providerOf(config, secrets), personasOf: (of) => (training ? PERSONAS.filter(({ organisation }) => organisation === of).map(personaOf) : []),
    mailOf: mailboxesOf({ hubOf, clock, log, demo: training, keepDays: config.keepMessagesDays }) });
  const app = await openBureau({
    clock, log, bodySeconds: config.bodySeconds, behindProxy: config.proxy === 'trusted', limits, demo: training,
    places: training && config.origin === '' ? placesOfDemo([code]) : placeOfBureau({ code, origin: originOf(config), domain: config.passkeyDomain }),
    houseOf: houses.houseOf,
    hubOf,
    serverFactory: (handler): Server => {
      listener = handler;
      return server;
    },
  });
  const readiness: Readiness = { state: 'ready', parts: async () => ({ hub: (await client.health.ready({ retries: 0, timeout: 2000 })).status }) };
  addHealth(app, { readiness, version: { name: 'watchword', version: VERSION, api: API_VERSION, training, node: process.version, policy: RIGHTS.digest } });
  await app.ready();
  const url = await (async () => {
    // What is damaged is said at the start, not to the first officer.
    await houses.houseOf(code);
    return listen(server, config);
  })().catch(async (error: unknown) => {
    await houses.close().catch(() => undefined);
    unlock();
    throw error;
  });
  return {
    url,
    async close() {
      readiness.state = 'stopping';
      await drain(server, async () => void (await app.close()));
      await houses.close();
      unlock();
    },
  };
}

/** Where the pages are. Without a setting they are on this machine, for a first look. */
function originOf({ origin, port }: Config): string {
  return origin === '' ? `http://localhost:${port}` : origin;
}

function requireHub({ bureau: code, hubUrl }: Config, { hubKey, hubToken }: Secrets): { code: string; hub: HubAccess } {
  const missing = [[code, 'WATCHWORD_BUREAU'], [hubUrl, 'WATCHWORD_HUB_URL']].filter(([value]) => value === '');
  if (missing.length > 0) throw fail('config.invalid', { errors: missing.map(([, name]) => ({ pointer: `/${name}`, code: 'required', detail: 'A bureau needs to know which it is, and where its hub is.' })) });
  return { code, hub: openHubAccess(hubUrl, { key: hubKey, token: hubToken }) };
}

/** Whether the hub is one for training. @throws `config.invalid` when the token is of another country, or may not act for officers */
async function requireWelcome(client: Client, code: string): Promise<boolean> {
  const { organisation, permissions, training } = await client.me();
  const errors = [
    ...(organisation === code ? [] : [{ pointer: '/WATCHWORD_BUREAU', code: 'other', detail: `What it shows at the hub is of ${organisation}.` }]),
    ...(permissions.includes('act-for-officer') ? [] : [{ pointer: '/WATCHWORD_HUB_KEY', code: 'permission', detail: 'What the bureau shows at the hub needs the permission act-for-officer.' }]),
  ];
  if (errors.length > 0) throw fail('config.invalid', { errors });
  return training;
}

if (import.meta.main) await runUntilSignal(() => serveBureau(readConfig()));
