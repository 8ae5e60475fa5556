/**
 * The same look-ups of documents in the store on SQLite, in the store on PostgreSQL, and in PostgreSQL bare: prepared statements on
 * one table with the number as its key, which is what one would write without a store. Same documents, same questions, same machine.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { openPostgresReader, openPostgresStore } from '../../server/store/postgres.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Read } from '../../server/store/store.ts';
import { startPostgres } from '../../server/test/start-postgres.ts';
import { documentOf, keyOf, someNumber } from './documents.ts';
import { fillPostgres, fillSqlite } from './fill.ts';
import { inLanes, perSecond, rateAndCost, type Row } from './timing.ts';

/** Sizes of a comparison. `url`: a database that may be filled; without it the PostgreSQL of the tests is started. */
export type Comparison = { readonly records: number; readonly lookups: number; readonly url?: string };

const CLIENTS = 8;
const BATCH = 100;
/** Without WAL for what is filled into fresh tables; look-ups do not write. */
const SETTINGS = ['shared_buffers = 1GB', 'max_wal_size = 8GB', 'wal_level = minimal', 'max_wal_senders = 0'];

/** Runs the comparison, or says in one sentence why it cannot. */
export async function comparePostgres(asked: Comparison): Promise<{ rows: Row[] } | { skipped: string }> {
  let cluster;
  try {
    cluster = asked.url === undefined ? await startPostgres({ durable: true, settings: SETTINGS }) : undefined;
  } catch (error) {
    return { skipped: `PostgreSQL does not start here: ${error instanceof Error ? error.message : String(error)}` };
  }
  try {
    const url = asked.url ?? (await cluster?.createDatabase()) ?? '';
    const ours = await measureSqlite(asked);
    const theirs = await measurePostgres(url, asked);
    return { rows: [...ours, ...theirs, ...ratios(asked.records, ours, theirs)] };
  } finally {
    await cluster?.stop();
  }
}

async function measureSqlite({ records, lookups }: Comparison): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-bench-'));
  const store = openSqliteStore({ file: join(folder, 'store.db') }, 0);
  try {
    const filled = await perSecond(records, () => fillSqlite(store, records));
    const rows: Row[] = [{ what: 'SQLite, fill, two keys a record', records, value: filled, unit: 'records/s' }];
    // In the process itself, so that several at a time would only wait for one another.
    rows.push(...(await measureStore('SQLite, store', store.read, { records, lookups, lanes: [1] })));
    return rows;
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measurePostgres(url: string, { records, lookups }: Comparison): Promise<Row[]> {
  await (await openPostgresStore({ url, now: 0 })).close();
  const filled = await perSecond(records, () => fillPostgres(url, records));
  const rows: Row[] = [{ what: 'PostgreSQL, fill by COPY, with the bare table', records, value: filled, unit: 'records/s' }];
  const { read, close } = await openPostgresReader({ url, poolSize: CLIENTS });
  rows.push(...(await measureStore('PostgreSQL, store', read, { records, lookups, lanes: [1, CLIENTS, CLIENTS * 4] })));
  await close();
  rows.push(...(await measureBare(url, { records, lookups })));
  return rows;
}

async function measureStore(name: string, read: Read, { records, lookups, lanes }: Comparison & { lanes: readonly number[] }): Promise<Row[]> {
  const rows: Row[] = [];
  const find = async (number: number, found: boolean): Promise<void> => {
    const [record] = await read.findByKeys([keyOf(number, 0)]);
    if ((record !== undefined) !== found) throw new Error(`${number}: the answer is wrong.`);
  };
  for (const width of lanes) {
    const count = countFor(width, lanes, lookups);
    rows.push(...(await rateAndCost({ what: `${name}, found, ${width} at a time`, records }, count, () => inLanes(count, width, (at) => find(someNumber(at, records), true)))));
  }
  const widest = lanes.at(-1) ?? 1;
  rows.push(...(await rateAndCost({ what: `${name}, not found, ${widest} at a time`, records }, lookups, () => inLanes(lookups, widest, (at) => find(records * 10 + at, false)))));
  const batches = Math.ceil(lookups / BATCH);
  const batched = (): Promise<void> => inLanes(batches, Math.min(widest, CLIENTS), async (batch) => {
    const keys = Array.from({ length: BATCH }, (_, at) => keyOf(someNumber(batch * BATCH + at, records), 0));
    if ((await read.findByKeys(keys)).length === 0) throw new Error('The answer is wrong.');
  });
  rows.push({ what: `${name}, found, ${BATCH} keys in one`, records, value: await perSecond(batches * BATCH, batched), unit: '/s' });
  return rows;
}

/** One at a time over a socket takes ten times as long: it is asked less often. */
function countFor(width: number, lanes: readonly number[], lookups: number): number {
  return width === 1 && lanes.length > 1 ? Math.ceil(lookups / 10) : lookups;
}

async function measureBare(url: string, { records, lookups }: Comparison): Promise<Row[]> {
  const pool = new Pool({ connectionString: url, max: CLIENTS });
  const find = async (at: number): Promise<void> => {
    const values = [documentOf(someNumber(at, records))];
    const { rowCount } = await pool.query({ name: 'bare', text: 'SELECT content FROM bare WHERE number = $1', values });
    if (rowCount !== 1) throw new Error('The answer is wrong.');
  };
  const rows: Row[] = [];
  const lanes = [1, CLIENTS, CLIENTS * 4];
  for (const width of lanes) {
    const count = countFor(width, lanes, lookups);
    rows.push(...(await rateAndCost({ what: `PostgreSQL, bare, found, ${width} at a time`, records }, count, () => inLanes(count, width, find))));
  }
  await pool.end();
  return rows;
}

/** How many times as many look-ups a second ours answers, against the best that each of theirs does. */
function ratios(records: number, ours: readonly Row[], theirs: readonly Row[]): Row[] {
  const best = (rows: readonly Row[], start: string): number =>
    Math.max(...rows.filter(({ what, unit }) => what.startsWith(start) && what.includes(', found, ') && unit === '/s' && !what.includes('keys in one')).map(({ value }) => value));
  const own = best(ours, 'SQLite, store');
  return ['PostgreSQL, bare', 'PostgreSQL, store'].map((name) => ({ what: `SQLite, store, of ${name} at its best`, records, value: own / best(theirs, name), unit: 'ratio' }));
}
