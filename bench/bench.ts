/**
 * What is promised about speed, measured in one run on one machine, each figure beside what it is compared with.
 *
 *     npm run bench -- [--records 1000000] [--seconds 8] [--lookups 200000] [--data DIR] [--references] [--json]
 *
 * Loads so many travel documents, then asks. `--data` keeps the folder, so that a later run measures without loading again.
 * wrk (Debian's package) must be installed. Everything goes over loopback. At the end the same look-ups among so many documents
 * go to the store and to PostgreSQL; `--lookups 0` leaves that out. docs/benchmarks.md says how to read it.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createFigures } from './figures.ts';
import { runOpenLoop } from './open-loop.ts';
import { comparePostgres } from './postgres/compare.ts';
import { startServer, type ServerProcess } from './server-process.ts';
import { batchesOf, runWrk, singleChecks } from './wrk.ts';

const { values: options } = parseArgs({
  options: { records: { type: 'string', default: '1000000' }, seconds: { type: 'string', default: '8' }, lookups: { type: 'string', default: '200000' }, data: { type: 'string' }, references: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const RECORDS = Number(options.records);
const SECONDS = Number(options.seconds);
const LOOKUPS = Number(options.lookups);
/** Filling PostgreSQL with more than this takes longer than all else together. */
const COMPARED_AT_MOST = 10_000_000;

const figures = createFigures({ json: options.json });
const { note } = figures;

/** Sends a load from a process of its own. Records a second, until all are found. */
async function load(server: ServerProcess, from: number, count: number): Promise<number> {
  const entry = fileURLToPath(new URL('./send-load.ts', import.meta.url));
  const sender = spawn(process.execPath, [...process.execArgv, entry, server.url, server.token, String(from), String(count), options.references ? 'references' : ''], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  sender.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const [code] = (await once(sender, 'close')) as [number | null];
  if (code !== 0) throw new Error('The load was not sent.');
  return Number(text);
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => stat(join(entry.parentPath, entry.name)).then(({ size }) => size, () => 0));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1e9;
}

/** Empties the page cache of the machine, where this process may; else the cold figure is as warm as the rest. */
function dropCaches(): boolean {
  try {
    execFileSync('sync');
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}

async function measureRates(server: ServerProcess): Promise<void> {
  await runWrk({ url: server.url, path: '/v1/checks', seconds: 2, script: singleChecks(server.token) });
  const empty = await runWrk({ url: server.url, path: '/livez', seconds: SECONDS });
  const before = server.processorMs();
  const single = await runWrk({ url: server.url, path: '/v1/checks', seconds: SECONDS, script: singleChecks(server.token) });
  const between = server.processorMs();
  const batch = await runWrk({ url: server.url, path: '/v1/checks/batch', seconds: SECONDS, connections: 16, script: batchesOf(100, server.token) });
  const after = server.processorMs();
  note('empty answers, 64 connections', empty.perSecond, '/s');
  note('single checks, 64 connections, durable', single.perSecond, '/s', { least: 22_000 });
  note('single checks, of empty answers', single.perSecond / empty.perSecond, 'ratio', { least: 0.3 });
  note('single checks, p99', single.p99, 'ms');
  note('checks in batches of 100', batch.perSecond * 100, '/s', { least: 150_000 });
  note('processor time of a single check, all threads', ((between - before) * 1000) / (single.perSecond * SECONDS), 'us');
  note('processor time of a check in a batch, all threads', ((after - between) * 1000) / (batch.perSecond * 100 * SECONDS), 'us');
  note('refused or failed', empty.failed + single.failed + batch.failed, '', { most: 0 });
}

async function measureSteady(server: ServerProcess, what: string): Promise<number> {
  const timed = await runOpenLoop({ url: server.url, token: server.token, perSecond: 2000, seconds: SECONDS, records: RECORDS, hitEvery: 100 });
  note(`2,000 checks/s, 1 in 100 a hit, ${what}: p50`, timed.p50, 'ms');
  note(`2,000 checks/s, 1 in 100 a hit, ${what}: p99`, timed.p99, 'ms', { most: 5 });
  note(`2,000 checks/s, ${what}: wrong or failed`, timed.wrong, '', { most: 0 });
  return timed.p99;
}

async function measureWhileLoading(server: ServerProcess, quiet: number): Promise<void> {
  let loading = true;
  const loaded = load(server, RECORDS, 1_000_000).finally(() => (loading = false));
  const p99: number[] = [];
  while (loading) p99.push((await runOpenLoop({ url: server.url, token: server.token, perSecond: 2000, seconds: 4, records: RECORDS, hitEvery: 100 })).p99);
  note('load of a million meanwhile', await loaded, 'records/s');
  const worst = Math.max(...p99);
  note('2,000 checks/s during a load: p99', worst, 'ms', { most: 20 });
  note('2,000 checks/s during a load, of quiet', worst / quiet, 'ratio', { most: 2 });
}

/** The same look-ups in the store and in PostgreSQL, which is what one would take without us. */
async function measureBesidePostgres(): Promise<void> {
  const compared = await comparePostgres({ records: Math.min(RECORDS, COMPARED_AT_MOST), lookups: LOOKUPS });
  if ('skipped' in compared) return figures.skip('look-ups in PostgreSQL', compared.skipped);
  figures.tell(`The same look-ups among ${Math.min(RECORDS, COMPARED_AT_MOST).toLocaleString('en')} documents:`);
  for (const { what, value, unit } of compared.rows) note(what, value, unit);
}

const data = options.data ?? (await mkdtemp(join(tmpdir(), 'watchword-bench-')));
const fresh = !existsSync(join(data, 'bench.loaded'));
let server = await startServer(data);
try {
  if (fresh) {
    const before = server.processorMs();
    const rate = await load(server, 0, RECORDS);
    note('processor time of a record that is loaded, all threads', ((server.processorMs() - before) * 1000) / RECORDS, 'us');
    note(`load of ${RECORDS.toLocaleString('en')} documents, to searchable`, rate, 'records/s', { least: 100_000 });
    note('memory at most, while loading', server.memory().most / 1024, 'GiB', { most: 4 });
    writeFileSync(join(data, 'bench.loaded'), String(RECORDS));
  }
  await server.stop();
  note('on the disk', await sizeOf(data), 'GB', { most: 25 });
  const cold = dropCaches();
  server = await startServer(data);
  note(`start to ready${cold ? ', cold' : ''}`, server.startMs / 1000, 's', { most: 10 });
  note('processor time of a start, all threads', server.processorMs() / 1000, 's');
  await measureSteady(server, cold ? 'cold' : 'first');
  const quiet = await measureSteady(server, 'warm');
  await measureRates(server);
  note('memory in service', server.memory().now / 1024, 'GiB', { most: 4 });
  await measureWhileLoading(server, quiet);
  await server.stop();
  if (LOOKUPS > 0) await measureBesidePostgres();
} finally {
  await server.stop();
  if (options.data === undefined) await rm(data, { recursive: true, force: true });
}
figures.print({ bench: 'watchword', records: RECORDS });
