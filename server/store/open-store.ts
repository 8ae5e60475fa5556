/** The store of a server, whichever engine it is on, with one shape. */
import type { MessagePort } from 'node:worker_threads';
import { readThrough } from './reader/read-through.ts';
import { startReaders } from './reader/start-readers.ts';
import { openSqliteReader, type SqliteOptions } from './sqlite.ts';
import type { Ask, Handlers, Questions, Read, Writer } from './store.ts';
import { startWriter } from './writer/start-writer.ts';

/**
 * Where the store is. `entry`: the file of the writer thread; it gets `file` and `now` as its data. `reader`: the file of the reading
 * threads, which get `file`; without it look-ups are made in this thread. `server`: the name of this
 * server among those on the same database; its audit log belongs to it, and one process at a time has it. `poolSize`:
 * connections for look-ups, 8 unless told. `maxPages`: the store grows to so many pages of 8 KiB at most, for tests of a full disk.
 */
export type StorePlace =
  | { readonly kind: 'sqlite'; readonly file: string; readonly entry: URL; readonly reader?: URL; readonly cache?: number; readonly maxPages?: number }
  | { readonly kind: 'postgres'; readonly url: string; readonly server: string; readonly poolSize?: number };

/** A server's store. */
export type OpenStore<Q extends Questions = Questions> = {
  readonly read: Read;
  /** Asks a question near to the store: on SQLite in a reading thread. */
  readonly ask: Ask<Q>;
  readonly writer: Writer<Handlers>;
  /** A port for a thread that loads: transfer it there and give it to `connectLoader`. */
  openLoaderPort(): MessagePort;
  /**
   * Milliseconds since it was last known that the listeners had heard of every commit, also of other servers; always 0 on
   * SQLite. Above 1000 what they keep in memory may miss a record, and the store itself is to be asked.
   */
  staleFor(): number;
  /** Finishes what waits, then closes everything. */
  close(): Promise<void>;
};

/** What is done with the store. On SQLite the entry files bring their own, the same. */
export type StoreWork<Q extends Questions> = { readonly handlers: Handlers; readonly questions: Q };

/** Opens the store and brings its schema up to date. `now` is ms since 1970. @throws `store.unavailable`, `store.newer`, `store.broken` */
export async function openStore<Q extends Questions>(place: StorePlace, { handlers, questions }: StoreWork<Q>, now: number): Promise<OpenStore<Q>> {
  if (place.kind === 'postgres') {
    const { kind: _, ...where } = place;
    const { openPostgres } = await import('./postgres.ts');
    const { read, writer, staleFor, close } = await openPostgres({ ...where, handlers, now });
    return { read, ask: askHere(read, questions), writer, openLoaderPort: writer.openLoaderPort, staleFor, close };
  }
  const { cache, maxPages } = place;
  const sizes = { ...(cache !== undefined && { cache }), ...(maxPages !== undefined && { maxPages }) };
  const writer = await startWriter({ entry: place.entry, data: { file: place.file, now, ...sizes } });
  const reader = await openReader(place, questions).catch(async (error: unknown) => {
    await writer.close();
    throw error;
  });
  return {
    read: reader.read,
    ask: reader.ask,
    writer,
    openLoaderPort: () => writer.openLoaderPort(),
    staleFor: () => 0,
    async close() {
      await writer.close();
      await reader.close();
    },
  };
}

type Reader<Q extends Questions> = Pick<OpenStore<Q>, 'read' | 'ask' | 'close'>;

/** Memory of the main thread for pages, in MiB, when look-ups are made elsewhere. */
const LOCAL_CACHE = 16;

async function openReader<Q extends Questions>({ file, reader: entry, cache }: Extract<StorePlace, { kind: 'sqlite' }>, questions: Q): Promise<Reader<Q>> {
  const local = openSqliteReader(entry === undefined ? { file } : { file, cache: LOCAL_CACHE });
  if (entry === undefined) return { read: local.read, ask: askHere(local.read, questions), close: async () => local.close() };
  try {
    const readers = await startReaders<Q>({ entry, data: { file, ...(cache !== undefined && { cache }) } satisfies SqliteOptions });
    const close = async (): Promise<void> => {
      await readers.close();
      local.close();
    };
    return { read: readThrough(local.read, readers.lookUp), ask: readers.ask, close };
  } catch (error) {
    local.close();
    throw error;
  }
}

function askHere<Q extends Questions>(read: Read, questions: Q): Ask<Q> {
  return async (name, asked) => (await (questions[name] as (read: Read, asked: unknown) => unknown)(read, asked)) as never;
}
