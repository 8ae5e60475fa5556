import { issueToken, listTokens, revokeToken, whoAmI, type Token } from '@watchword/api/access.ts';
import { compareFound, countComparisons } from '@watchword/api/comparisons.ts';
import { getTemplate, listDatabases } from '@watchword/api/databases/operations.ts';
import { getVersion, isAlive, isReady } from '@watchword/api/health.ts';
import type { InputOf, OutputOf } from '@watchword/api/operation.ts';
import { getRetention, type Retention } from '@watchword/api/requests/retention.ts';
import type { Caller } from '@watchword/api/organisations.ts';
import { createCalls, type Calls, type StreamOptions } from './calls.ts';
import { createChecks, type Checks } from './checks.ts';
import type { Download } from './downloads.ts';
import { createEvents, type Events, type EventOptions, type Heard, type LineState } from './events.ts';
import { createLoads, type Loads } from './loads.ts';
import { createKeys, createMessages, type Keys, type Messages, type Uploading } from './mail.ts';
import { createPhotos, type Photo, type Photos } from './photos.ts';
import { eachPage } from './pages.ts';
import { createPeople, createProposals, createUnits, type People, type Proposals, type Units } from './people.ts';
import { createRegisteredClients, type RegisteredClients } from './registered.ts';
import { createRecords, type Records } from './records.ts';
import type { CallOptions } from './request.ts';
import { createCorrections, createRequests, type Corrections, type Requests } from './requests.ts';
import { createPasskeys, createSessions, type Passkeys, type Sessions } from './sessions.ts';
import { canStream } from './streams.ts';
import type { ClientOptions } from './transport.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

export type { CallOptions, Checks, ClientOptions, Corrections, Download, EventOptions, Events, Heard, Keys, LineState, Loads, Messages, Passkeys, People, Photo, Photos, Proposals, Records, RegisteredClients, Requests, Sessions, StreamOptions, Units, Uploading, Webhooks };

/** Tokens of your organisation's systems. */
export type Tokens = {
  /** The secret is in this answer and never again. */
  issue(token: InputOf<typeof issueToken>['body'], options?: CallOptions): Promise<OutputOf<typeof issueToken>>;
  list(options?: CallOptions): Promise<readonly Token[]>;
  revoke(id: string, options?: CallOptions): Promise<Token>;
};

/** Whether persons found are the ones asked about. */
export type Comparisons = {
  /** Give the question of the check again, with the records that were compared. */
  record(comparison: InputOf<typeof compareFound>['body'], options?: CallOptions): Promise<OutputOf<typeof compareFound>>;
  count(query?: InputOf<typeof countComparisons>['query'], options?: CallOptions): Promise<OutputOf<typeof countComparisons>>;
};

/** The databases of the network. */
export type Databases = {
  list(options?: CallOptions): Promise<OutputOf<typeof listDatabases>['items']>;
  template(code: string, query?: { format?: 'ndjson' | 'csv' }, options?: StreamOptions): Promise<Download>;
};

/** Whether the server works. Needs no token. */
export type Health = {
  live(options?: CallOptions): Promise<OutputOf<typeof isAlive>>;
  ready(options?: CallOptions): Promise<OutputOf<typeof isReady>>;
  version(options?: CallOptions): Promise<OutputOf<typeof getVersion>>;
};

/** A client of one Watchword server: the operations by name, and `call`, `upload`, `download`, `exchange` for any operation object. */
export type Client = Calls & {
  readonly checks: Checks;
  readonly comparisons: Comparisons;
  readonly records: Records;
  readonly photos: Photos;
  readonly loads: Loads;
  readonly databases: Databases;
  readonly tokens: Tokens;
  readonly clients: RegisteredClients;
  readonly sessions: Sessions;
  readonly passkeys: Passkeys;
  readonly people: People;
  readonly units: Units;
  readonly proposals: Proposals;
  readonly requests: Requests;
  readonly corrections: Corrections;
  /** What concerns your organisation, as it happens: `for await (const heard of client.events())`. */
  readonly events: Events;
  /** Systems that are told by request. */
  readonly webhooks: Webhooks;
  readonly keys: Keys;
  readonly messages: Messages;
  /** How long records are kept, and how many of yours end soon. */
  retention(options?: CallOptions): Promise<Retention>;
  readonly health: Health;
  /** Who the server takes you for. */
  me(options?: CallOptions): Promise<Caller>;
};

/** Makes a client. It holds no connection and nothing has to be closed. Refusals and failures are thrown as AppError. */
export function createClient(client: ClientOptions): Client {
  const calls = createCalls(client);
  const { call, download } = calls;
  const streaming = canStream();
  return {
    ...calls,
    checks: createChecks(calls, streaming),
    records: createRecords(calls),
    photos: createPhotos(calls),
    loads: createLoads(calls, streaming),
    comparisons: {
      record: (body, options) => call(compareFound, { body }, options),
      count: (query = {}, options) => call(countComparisons, { query }, options),
    },
    databases: {
      list: async (options) => (await call(listDatabases, undefined, options)).items,
      template: (code, query = {}, options) => download(getTemplate, { params: { code }, query }, options),
    },
    tokens: {
      issue: (body, options) => call(issueToken, { body }, options),
      list: async (options) => await Array.fromAsync(eachPage((cursor) => call(listTokens, { query: { ...cursor } }, options))),
      revoke: (id, options) => call(revokeToken, { params: { id } }, options),
    },
    clients: createRegisteredClients(calls),
    sessions: createSessions(calls),
    passkeys: createPasskeys(calls),
    people: createPeople(calls),
    units: createUnits(calls),
    proposals: createProposals(calls),
    requests: createRequests(calls),
    corrections: createCorrections(calls),
    events: createEvents(calls),
    webhooks: createWebhooks(calls),
    keys: createKeys(calls),
    messages: createMessages(calls),
    retention: (options) => call(getRetention, undefined, options),
    health: {
      live: (options) => call(isAlive, undefined, options),
      ready: (options) => call(isReady, undefined, options),
      version: (options) => call(getVersion, undefined, options),
    },
    me: (options) => call(whoAmI, undefined, options),
  };
}
