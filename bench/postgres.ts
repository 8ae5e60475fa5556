/**
 * The store on PostgreSQL: look-ups of documents through the store, and bare (the driver and one table with the number as its
 * key, which is what one would write without a store); loading; single writes; the walk that fills a filter.
 *
 *     node bench/postgres.ts [--records 100000] [--lookups 100000] [--url postgres://...] [--json]
 *
 * Without `--url` it starts the PostgreSQL of the tests in a temporary folder, with every commit on the disk.
 */
import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import { openPostgres, type PostgresServer } from '../server/store/postgres.ts';
import type { NewRecord } from '../server/store/tables.ts';
import type { Write } from '../server/store/store.ts';
import { runSql, startPostgres } from '../server/test/start-postgres.ts';

type Row = { what: string; records: number; value: number; unit: string };

/** Sizes of the slices of a load, as the loader cuts them. */
const RECORDS_A_SLICE = 500;
const KEYS_A_SLICE = 5000;
const RECORDS_A_RUN = 2_000_000;
const CLIENTS = 8;

const handlers = {
  beginRun: (tx: Write) => tx.beginRun(),
  slice: (tx: Write, { run, first, count }: { run: number; first: number; count: number }) => {
    const numbers = Array.from({ length: count }, (_, at) => first + at);
    return tx.insertRecords({ run, records: numbers.map(recordOf), referenceKeys: numbers.map((number) => keyOf(number, 1)) });
  },
  append: (tx: Write, slice: { run: number; keys: Float64Array; rows: Float64Array }) => tx.appendRun(slice),
  publish: (tx: Write, { run }: { run: number }) => tx.publishRun(run),
  enter: async (tx: Write, { number }: { number: number }) => {
    const row = await tx.insertRecord(recordOf(number), [keyOf(number, 0), keyOf(number, 1)]);
    await tx.appendChange({ at: 1, kind: 'record.created', database: 1, owner: 7, fromRow: row, toRow: row });
    await tx.appendOutbox(new Uint8Array(200));
    return row;
  },
};
type Server = PostgresServer<typeof handlers>;

/** A key of 53 bits, spread as a hash spreads them: the finaliser of MurmurHash3 on both halves. */
function keyOf(number: number, kind: number): number {
  const mix = (seed: number): number => {
    let half = Math.imul(number ^ seed, 0x85ebca6b);
    half = Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
    return (half ^ (half >>> 16)) >>> 0;
  };
  return (mix(kind * 2 + 1) & 0x1f_ffff) * 0x1_0000_0000 + mix(kind * 2 + 77);
}

function documentOf(number: number): string {
  return `UT${number.toString(36).toUpperCase().padStart(7, '0')}`;
}

function recordOf(number: number): NewRecord {
  const id = new Uint8Array(16);
  new DataView(id.buffer).setBigUint64(8, BigInt(number));
  return {
    id, database: 1, owner: 7, reference: `REF-${number}`, version: 1, state: 0, review: 0, expires_on: 20_000 + (number % 3650),
    created_at: 1_700_000_000_000, amended_at: null, verified_on: null, hidden_from: null, hidden_front: 0, notice: null,
    content: JSON.stringify([documentOf(number), 'passport', 'UTO', 'stolen', 20_000]),
  };
}

async function perSecond(count: number, run: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await run();
  return (count / (performance.now() - from)) * 1000;
}

/** The same, and the processor time of this process for each: the figure that a busy machine does not spoil. */
async function rateAndCost(what: { what: string; records: number }, count: number, run: () => Promise<unknown>): Promise<Row[]> {
  const before = process.cpuUsage();
  const rate = await perSecond(count, run);
  const { user, system } = process.cpuUsage(before);
  return [{ ...what, value: rate, unit: '/s' }, { ...what, value: (user + system) / count, unit: 'us of this process' }];
}

/** Runs `count` calls, so many of them at a time. */
async function inLanes(count: number, lanes: number, call: (at: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) await call(at);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function load(server: Server, records: number): Promise<void> {
  const loader = server.writer.openLoader();
  for (let start = 1; start <= records; start += RECORDS_A_RUN) {
    const end = Math.min(start + RECORDS_A_RUN, records + 1);
    const run = await loader.run('beginRun', undefined);
    const slices: number[] = [];
    for (let first = start; first < end; first += RECORDS_A_SLICE) slices.push(first);
    await inLanes(slices.length, CLIENTS, (at) => loader.run('slice', { run, first: slices[at] ?? 0, count: Math.min(RECORDS_A_SLICE, end - (slices[at] ?? 0)) }));
    await appendKeys(loader, { run, start, end });
    await loader.run('publish', { run });
  }
}

/** The row of a record is its number: the store is empty at first, and slices are stored in their order. */
async function appendKeys(loader: ReturnType<Server['writer']['openLoader']>, { run, start, end }: { run: number; start: number; end: number }): Promise<void> {
  const count = (end - start) * 2;
  const unsorted = Float64Array.from({ length: count }, (_, at) => keyOf(start + (at >> 1), at & 1));
  const order = Uint32Array.from({ length: count }, (_, at) => at).sort((a, b) => (unsorted[a] ?? 0) - (unsorted[b] ?? 0));
  const keys = Float64Array.from(order, (at) => unsorted[at] ?? 0);
  const rows = Float64Array.from(order, (at) => start + (at >> 1));
  await inLanes(Math.ceil(count / KEYS_A_SLICE), CLIENTS, (slice) => {
    const [from, to] = [slice * KEYS_A_SLICE, (slice + 1) * KEYS_A_SLICE];
    return loader.run('append', { run, keys: keys.slice(from, to), rows: rows.slice(from, to) });
  });
}

type Asked = { server: Server; url: string; records: number; lookups: number };

/** A number in the store, at random but the same in each run of the benchmark. */
function someNumber(at: number, records: number): number {
  return (keyOf(at, 5) % records) + 1;
}

async function measureLookups({ server, records, lookups }: Asked): Promise<Row[]> {
  const rows: Row[] = [];
  const find = async (number: number, found: boolean): Promise<void> => {
    const [record] = await server.read.findByKeys([keyOf(number, 0)]);
    if ((record !== undefined) !== found) throw new Error(`${number}: the answer is wrong.`);
  };
  for (const lanes of [1, CLIENTS, CLIENTS * 4]) {
    const count = lanes === 1 ? Math.ceil(lookups / 10) : lookups;
    const what = `look-up through the store, found, ${lanes} at a time`;
    rows.push(...(await rateAndCost({ what, records }, count, () => inLanes(count, lanes, (at) => find(someNumber(at, records), true)))));
  }
  const missed = `look-up through the store, not found, ${CLIENTS * 4} at a time`;
  rows.push(...(await rateAndCost({ what: missed, records }, lookups, () => inLanes(lookups, CLIENTS * 4, (at) => find(records * 10 + at, false)))));
  const batches = Math.ceil(lookups / 100);
  const batched = await perSecond(batches * 100, () =>
    inLanes(batches, CLIENTS, async (batch) => {
      const keys = Array.from({ length: 100 }, (_, at) => keyOf(someNumber(batch * 100 + at, records), 0));
      if ((await server.read.findByKeys(keys)).length === 0) throw new Error('The answer is wrong.');
    }),
  );
  rows.push({ what: 'look-up through the store, 100 keys in one', records, value: batched, unit: '/s' });
  return rows;
}

async function measureBare({ url, records, lookups }: Asked): Promise<Row[]> {
  await runSql(url, `CREATE TABLE bare (number text COLLATE "C" PRIMARY KEY, content text NOT NULL)`);
  await runSql(url, `INSERT INTO bare SELECT content::json->>0, content FROM record WHERE "row" <= ${records}`);
  await runSql(url, 'VACUUM ANALYZE bare');
  const pool = new Pool({ connectionString: url, max: CLIENTS });
  const find = async (at: number): Promise<void> => {
    const values = [documentOf(someNumber(at, records))];
    const { rowCount } = await pool.query({ name: 'bare', text: 'SELECT content FROM bare WHERE number = $1', values });
    if (rowCount !== 1) throw new Error('The answer is wrong.');
  };
  const rows: Row[] = [];
  for (const lanes of [1, CLIENTS, CLIENTS * 4]) {
    const count = lanes === 1 ? Math.ceil(lookups / 10) : lookups;
    rows.push(...(await rateAndCost({ what: `look-up bare, found, ${lanes} at a time`, records }, count, () => inLanes(count, lanes, find))));
  }
  await pool.end();
  return rows;
}

async function measureWrites({ server, records, lookups }: Asked): Promise<Row[]> {
  const rows: Row[] = [];
  let next = records * 2;
  for (const lanes of [1, 16, 256]) {
    const count = Math.max(200, Math.ceil((lookups / 100_000) * (lanes === 1 ? 500 : 5000)));
    const value = await perSecond(count, () => inLanes(count, lanes, () => server.writer.run('enter', { number: next++ })));
    rows.push({ what: `single writes, ${lanes} at a time`, records, value, unit: '/s' });
  }
  return rows;
}

async function measureWalk({ server, records }: Asked): Promise<Row> {
  let keys = 0;
  const from = performance.now();
  for await (const page of server.read.walkKeys(65_536)) keys += page.length;
  return { what: 'walk over all keys', records, value: (keys / (performance.now() - from)) * 1000, unit: 'keys/s' };
}

const { values } = parseArgs({
  options: { records: { type: 'string', default: '100000' }, lookups: { type: 'string', default: '100000' }, url: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const records = Number(values.records);
const cluster = values.url === undefined ? await startPostgres({ durable: true, settings: ['shared_buffers = 1GB', 'max_wal_size = 8GB'] }) : undefined;
const url = values.url ?? (await cluster?.createDatabase()) ?? '';
const server = await openPostgres({ url, handlers, poolSize: CLIENTS, now: 0 });
const asked: Asked = { server, url, records, lookups: Number(values.lookups) };
const rows: Row[] = [];
rows.push({ what: 'load, two keys a record', records, value: await perSecond(records, () => load(server, records)), unit: 'records/s' });
await runSql(url, 'VACUUM ANALYZE');
rows.push(...(await measureLookups(asked)), ...(await measureBare(asked)), ...(await measureWrites(asked)), await measureWalk(asked));
await server.close();
await cluster?.stop();
if (values.json) console.log(JSON.stringify({ bench: 'postgres', rows }));
else for (const row of rows) console.log(`${row.what.padEnd(56)} ${String(row.records).padStart(11)} ${Math.round(row.value).toLocaleString('en').padStart(12)} ${row.unit}`);
