/** The store of a server, whichever engine it is on, with one shape. */
import type { MessagePort } from 'node:worker_threads';
import { openPostgres } from './postgres.ts';
import { openSqliteReader, type SqliteReader } from './sqlite.ts';
import type { Handlers, Read, Writer } from './store.ts';
import { startWriter, type ThreadWriter } from './writer/start-writer.ts';

/**
 * Where the store is. `entry`: the file of the writer thread; it gets `file` and `now` as its data. `server`: the name of this
 * server among those on the same database; its audit log belongs to it, and one process at a time has it. `poolSize`:
 * connections for look-ups, 8 unless told. `maxPages`: the store grows to so many pages of 8 KiB at most, for tests of a full disk.
 */
export type StorePlace =
  | { readonly kind: 'sqlite'; readonly file: string; readonly entry: URL; readonly cache?: number; readonly maxPages?: number }
  | { readonly kind: 'postgres'; readonly url: string; readonly server: string; readonly poolSize?: number };

/** A server's store. */
export type OpenStore = {
  readonly read: Read;
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

/** Opens the store and brings its schema up to date. `now` is ms since 1970. @throws `store.unavailable`, `store.newer`, `store.broken` */
export async function openStore(place: StorePlace, handlers: Handlers, now: number): Promise<OpenStore> {
  if (place.kind === 'postgres') {
    const { kind: _, ...where } = place;
    const { read, writer, staleFor, close } = await openPostgres({ ...where, handlers, now });
    return { read, writer, openLoaderPort: writer.openLoaderPort, staleFor, close };
  }
  const { cache, maxPages } = place;
  const sizes = { ...(cache !== undefined && { cache }), ...(maxPages !== undefined && { maxPages }) };
  const writer = await startWriter({ entry: place.entry, data: { file: place.file, now, ...sizes } });
  const reader = await openReader(place.file, writer);
  return {
    read: reader.read,
    writer,
    openLoaderPort: () => writer.openLoaderPort(),
    staleFor: () => 0,
    async close() {
      await writer.close();
      reader.close();
    },
  };
}

async function openReader(file: string, writer: Pick<ThreadWriter<Handlers>, 'close'>): Promise<SqliteReader> {
  try {
    return openSqliteReader({ file });
  } catch (error) {
    await writer.close();
    throw error;
  }
}
