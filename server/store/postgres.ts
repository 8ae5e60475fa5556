/**
 * The store on PostgreSQL, for one server or several on the same database. Reading goes through pools whose sessions
 * cannot write; writing through one connection of each server, one transaction at a time on all of them.
 */
import type { MessagePort } from 'node:worker_threads';
import type { Handlers, Read, Store, Writer } from './store.ts';
import { askPool } from './postgres/ask.ts';
import { connect, openPool } from './postgres/connection.ts';
import { openFollower } from './postgres/follower.ts';
import { createGroups, type Groups } from './postgres/writing/groups.ts';
import { kyselyOverPool } from './postgres/kysely.ts';
import { openLanes } from './postgres/lanes.ts';
import { checkServerName } from './postgres/names.ts';
import { openReading } from './postgres/reading.ts';
import { migrate, requireSchema } from './postgres/schema.ts';
import { createTelling, type Telling } from './postgres/writing/telling.ts';
import { connectWriter } from './postgres/writing/transaction.ts';
import { walkKeys } from './postgres/walk-keys.ts';
import { openRunning, type InProcessLoader } from './postgres/writing/running.ts';
import { moveOutbox, settleLeftRuns } from './postgres/writing/takeover.ts';

/** Which database, and which server of those that share it. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /**
   * The name of this server among those on the same database: it belongs to its audit log, and only one process at a
   * time may have it. `main` unless told.
   */
  readonly server?: string;
  /** Connections for look-ups; 8 unless told. As many again serve pages and lists, two write and listen, each walk has one. */
  readonly poolSize?: number;
  /** Milliseconds since 1970, noted beside the migrations that are run. */
  readonly now: number;
}

/** What a server needs to start. */
export interface PostgresServerOptions<H extends Handlers> extends PostgresOptions {
  readonly handlers: H;
  /** More operations than this do not wait: the next is refused with `server.busy`. 10,000 unless told. */
  readonly waitingMost?: number;
}

/** The writing side of a server. Loads go through a loader in this thread, or through a port in another. */
export interface PostgresWriter<H extends Handlers> extends Writer<H> {
  openLoader(): InProcessLoader<H>;
  /** A port for a thread that loads: transfer it there and give it to `connectLoader`. */
  openLoaderPort(): MessagePort;
}

/** A server's store. */
export interface PostgresServer<H extends Handlers> {
  readonly read: Read;
  readonly writer: PostgresWriter<H>;
  /** Milliseconds since it was last known that the listeners had heard of every commit of every server. */
  staleFor(): number;
  /** Finishes what waits, then closes everything. */
  close(): Promise<void>;
}

/** A reader and the way to close it. */
export interface PostgresReader {
  readonly read: Read;
  close(): Promise<void>;
}

/** Opens a database for reading. Throws `store.unavailable`, `store.newer`. */
export async function openPostgresReader(options: Omit<PostgresOptions, 'now'>): Promise<PostgresReader> {
  const probe = await connect(options.url, 'ordinary');
  try {
    await requireSchema(probe);
  } finally {
    await probe.end().catch(() => undefined);
  }
  const size = options.poolSize ?? 8;
  const lanes = openLanes(options.url, size);
  const pages = openPool(options.url, 'pages', Math.ceil(size / 2));
  const ordinary = openPool(options.url, 'ordinary', Math.ceil(size / 2));
  const read = openReading({
    ask: lanes.ask,
    askPage: askPool(pages),
    db: kyselyOverPool(ordinary),
    walkKeys: (pageSize) => walkKeys(options.url, pageSize),
    server: checkServerName(options.server ?? 'main'),
  });
  return { read, close: async () => void (await Promise.all([lanes.close(), pages.end(), ordinary.end()])) };
}

/** Opens the store for a server and brings the schema up to date. Throws `store.unavailable`, `store.newer`, `store.broken`. */
export async function openPostgres<H extends Handlers>(options: PostgresServerOptions<H>): Promise<PostgresServer<H>> {
  const opened = await openSides(options);
  const running = openRunning(options.handlers, opened.groups, options.waitingMost ?? 10_000);
  const writer: PostgresWriter<H> = {
    run: running.run,
    openLoader: running.openLoader,
    openLoaderPort: running.openLoaderPort,
    forgetOutbox: opened.groups.forget,
    subscribe: opened.telling.subscribe,
    async close() {
      running.refuse();
      await opened.close();
      running.closePorts();
    },
  };
  return { read: opened.read, writer, staleFor: opened.staleFor, close: writer.close };
}

/** Both sides in one, for tools and tests. */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const { read, groups, close } = await openSides(options);
  return {
    read,
    write: (work) =>
      new Promise((resolve, reject) => {
        groups.add({ kind: 'single', work, resolve: resolve as (written: unknown) => void, reject, tries: 0 });
      }),
    close,
  };
}

/**
 * For a server whose data folder is lost: its audit entries that are not known to be in its log go to the log of another at
 * the next start of that one. Both must be stopped. Returns how many; throws `server.busy`, `store.unavailable`.
 */
export async function adoptOutbox({ url, from, to }: { readonly url: string; readonly from: string; readonly to: string }): Promise<number> {
  const connection = await connectWriter(url, checkServerName(to));
  try {
    return await moveOutbox(connection, checkServerName(from));
  } finally {
    await connection.close().catch(() => undefined);
  }
}

interface Sides {
  readonly read: Read;
  readonly groups: Groups;
  readonly telling: Telling;
  staleFor(): number;
  close(): Promise<void>;
}

async function openSides(options: PostgresOptions): Promise<Sides> {
  const { url } = options;
  const server = checkServerName(options.server ?? 'main');
  const schema = await connect(url, 'schema');
  try {
    await migrate(schema, options.now);
  } finally {
    await schema.end().catch(() => undefined);
  }
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const reader = await openPostgresReader(options);
    closing.push(reader.close);
    const connection = await connectWriter(url, server);
    // Its lock waits for whatever an earlier process of this name has left under way.
    closing.push(() => connection.close().catch(() => undefined));
    const last = await settleLeftRuns(connection);
    const telling = createTelling(last);
    const follower = await openFollower({ url, server, onLast: telling.reached });
    closing.push(follower.close);
    const groups = createGroups({ connect: () => connectWriter(url, server), connection, telling });
    closing.push(groups.close);
    return { read: reader.read, groups, telling, staleFor: follower.staleFor, close };
  } catch (error) {
    await close();
    throw error;
  }
}
