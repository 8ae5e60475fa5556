import { Client, Pool, types, type ClientConfig, type CustomTypesConfig } from 'pg';
import { storeFailure } from './failure.ts';

/** Object ids of the types that are read otherwise than the driver does by itself. */
const BYTEA = 17;
const INT8 = 20;
const NUMERIC = 1700;

/** All numbers of the store stay below 2^53; sums and counts do as well. Bytes come as `\x` and hex digits. */
const readers = new Map<number, (text: string) => unknown>([
  [INT8, Number],
  [NUMERIC, Number],
  [BYTEA, (text) => Uint8Array.fromHex(text.slice(2))],
]);

/** How values are read, of these connections alone: `setTypeParser` of the driver would change it for the whole process. */
const READ_TYPES: CustomTypesConfig = {
  getTypeParser: ((oid: number) => readers.get(oid) ?? types.getTypeParser(oid, 'text')) as CustomTypesConfig['getTypeParser'],
};

/** What a connection is for. */
export type Purpose = 'hot' | 'pages' | 'ordinary' | 'walk' | 'writer' | 'follower' | 'schema';

/** Settings that keep a plan as it was meant, also before statistics of the tables exist. */
const BY_INDEX = {
  enable_seqscan: 'off', enable_bitmapscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off', max_parallel_workers_per_gather: '0',
  plan_cache_mode: 'force_generic_plan',
};
const READ_ONLY = { default_transaction_read_only: 'on' };

/**
 * Settings of each kind of session. A writer that hangs holds up every other server, so the database ends its session
 * after 10 s without a statement. `synchronous_commit` is set in case the database has another default.
 */
const SETTINGS: Readonly<Record<Purpose, Readonly<Record<string, string>>>> = {
  hot: { ...READ_ONLY, ...BY_INDEX, statement_timeout: '10s' },
  pages: { ...READ_ONLY, ...BY_INDEX, statement_timeout: '60s' },
  ordinary: { ...READ_ONLY, statement_timeout: '60s' },
  walk: { ...READ_ONLY, statement_timeout: '60s' },
  writer: { ...BY_INDEX, lock_timeout: '10s', statement_timeout: '30s', idle_in_transaction_session_timeout: '10s', synchronous_commit: 'on' },
  follower: { ...READ_ONLY, statement_timeout: '10s' },
  // An index over many millions of rows takes its time.
  schema: {},
};

/** The configuration of a connection for a purpose. `url` is a `postgres://` URL; certificates are named in it. */
export function connectionConfig(url: string, purpose: Purpose): ClientConfig {
  const settings = Object.entries({ jit: 'off', ...SETTINGS[purpose] }).map(([name, value]) => `-c ${name}=${value}`);
  // The driver lets what stands in the URL win. Ours must hold, and theirs (a search path) as well.
  const address = new URL(url);
  const theirs = address.searchParams.get('options') ?? '';
  address.searchParams.delete('options');
  return {
    connectionString: address.href,
    application_name: `watchword ${purpose}`,
    options: `${theirs} ${settings.join(' ')}`.trim(),
    connectionTimeoutMillis: 5000,
    // The database ends what takes too long; this is for the day when it does not answer at all.
    ...(purpose === 'schema' ? {} : { query_timeout: purpose === 'hot' || purpose === 'follower' ? 15_000 : 65_000 }),
    // Many questions are under way on one connection; whoever writes sends what depends on no answer at once.
    pipeline: purpose === 'hot' || purpose === 'writer',
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: READ_TYPES,
  };
}

/** A pool for a purpose. Losing an idle connection is no event: the next query opens another. */
export function openPool(url: string, purpose: Purpose, size: number): Pool {
  const pool = new Pool({ ...connectionConfig(url, purpose), max: size, idleTimeoutMillis: 60_000 });
  pool.on('error', () => undefined);
  return pool;
}

/** One connection of its own. `onLost` is called once when it is lost. Throws `store.unavailable`. */
export async function connect(url: string, purpose: Purpose, onLost: () => void = () => undefined): Promise<Client> {
  const client = new Client(connectionConfig(url, purpose));
  client.once('end', onLost);
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw storeFailure(error);
  }
  return client;
}
