/**
 * The store on PostgreSQL: the look-ups of `npm run bench` beside those of the store on SQLite, and what only this file measures:
 * loading as a server does, single writes, the walk that fills a filter.
 *
 *     node bench/postgres.ts [--records 100000] [--lookups 100000] [--url postgres://...] [--json]
 *
 * Without `--url` it starts the PostgreSQL of the tests in a temporary folder, with every commit on the disk.
 */
import { parseArgs } from 'node:util';
import { openPostgres, type PostgresServer } from '../server/store/postgres.ts';
import type { Write } from '../server/store/store.ts';
import { runSql, startPostgres } from '../server/test/start-postgres.ts';
import { comparePostgres } from './postgres/compare.ts';
import { keyOf, recordOf, sortedKeys } from './postgres/documents.ts';
import { inLanes, perSecond, rowText, type Row } from './postgres/timing.ts';

/** Sizes of the slices of a load, as the loader cuts them. */
const RECORDS_A_SLICE = 500;
const KEYS_A_SLICE = 5000;
const RECORDS_A_RUN = 2_000_000;
const CLIENTS = 8;
/** Loading as a server does is slower than COPY by far: a sample of it is enough. */
const LOADED_AT_MOST = 1_000_000;

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

async function load(server: Server, records: number): Promise<void> {
  const loader = server.writer.openLoader();
  for (let start = 1; start <= records; start += RECORDS_A_RUN) {
    const end = Math.min(start + RECORDS_A_RUN, records + 1);
    const run = await loader.run('beginRun', undefined);
    const slices: number[] = [];
    for (let first = start; first < end; first += RECORDS_A_SLICE) slices.push(first);
    await inLanes(slices.length, CLIENTS, (at) => loader.run('slice', { run, first: slices[at] ?? 0, count: Math.min(RECORDS_A_SLICE, end - (slices[at] ?? 0)) }));
    // The row of a record is its number: the store is empty at first, and slices are stored in their order.
    const { keys, rows } = sortedKeys(start, end);
    await inLanes(Math.ceil(keys.length / KEYS_A_SLICE), CLIENTS, (slice) => {
      const [from, to] = [slice * KEYS_A_SLICE, (slice + 1) * KEYS_A_SLICE];
      return loader.run('append', { run, keys: keys.slice(from, to), rows: rows.slice(from, to) });
    });
    await loader.run('publish', { run });
  }
}

type Asked = { server: Server; records: number; lookups: number };

async function measureWrites({ server, records, lookups }: Asked): Promise<Row[]> {
  const rows: Row[] = [];
  let next = records * 2;
  for (const lanes of [1, 16, 256]) {
    const count = Math.max(200, Math.ceil((lookups / 100_000) * (lanes === 1 ? 500 : 5000)));
    const value = await perSecond(count, () => inLanes(count, lanes, () => server.writer.run('enter', { number: next++ })));
    rows.push({ what: `PostgreSQL, store, single writes, ${lanes} at a time`, records, value, unit: '/s' });
  }
  return rows;
}

async function measureWalk({ server, records }: Asked): Promise<Row> {
  let keys = 0;
  const from = performance.now();
  for await (const page of server.read.walkKeys(65_536)) keys += page.length;
  return { what: 'PostgreSQL, store, walk over all keys', records, value: (keys / (performance.now() - from)) * 1000, unit: 'keys/s' };
}

async function measureWriting({ records, lookups }: { records: number; lookups: number }): Promise<Row[]> {
  const cluster = await startPostgres({ durable: true, settings: ['shared_buffers = 1GB', 'max_wal_size = 8GB'] });
  try {
    const url = await cluster.createDatabase();
    const server = await openPostgres({ url, handlers, poolSize: CLIENTS, now: 0 });
    const asked: Asked = { server, records, lookups };
    const loaded = await perSecond(records, () => load(server, records));
    await runSql(url, 'VACUUM ANALYZE');
    const rows = [{ what: 'PostgreSQL, store, load, two keys a record', records, value: loaded, unit: 'records/s' }, ...(await measureWrites(asked)), await measureWalk(asked)];
    await server.close();
    return rows;
  } finally {
    await cluster.stop();
  }
}

const { values } = parseArgs({
  options: { records: { type: 'string', default: '100000' }, lookups: { type: 'string', default: '100000' }, url: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const [records, lookups] = [Number(values.records), Number(values.lookups)];
const compared = await comparePostgres({ records, lookups, ...(values.url !== undefined && { url: values.url }) });
const rows: Row[] = 'rows' in compared ? compared.rows : [];
if ('rows' in compared && values.url === undefined) rows.push(...(await measureWriting({ records: Math.min(records, LOADED_AT_MOST), lookups })));
if (values.json) console.log(JSON.stringify({ bench: 'postgres', rows, ...('skipped' in compared && { skipped: compared.skipped }) }));
else if ('skipped' in compared) console.log(`Skipped: ${compared.skipped}`);
else for (const row of rows) console.log(rowText(row));
