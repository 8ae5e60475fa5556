/** The store of a server, whichever engine it is on, with one shape. */
import type { MessagePort } from 'node:worker_threads';
import { openPostgres } from './postgres.ts';
import { openSqliteReader } from './sqlite.ts';
import type { Handlers, Read, Writer } from './store.ts';
import { startWriter } from './writer/start-writer.ts';

/** Where the store is. `entry`: the file of the writer thread; it gets `file` and `now` as its data. */
export type StorePlace =
  | { readonly kind: 'sqlite'; readonly file: string; readonly entry: URL; readonly cache?: number }
  | { readonly kind: 'postgres'; readonly url: string; readonly server: string };

/** A server's store. */
export type OpenStore = {
  readonly read: Read;
  readonly writer: Writer<Handlers>;
  /** A port for a thread that loads: transfer it there and give it to `connectLoader`. */
  openLoaderPort(): MessagePort;
  close(): Promise<void>;
};

/** Opens the store and brings its schema up to date. `now` is ms since 1970. @throws `store.unavailable`, `store.newer`, `store.broken` */
export async function openStore(place: StorePlace, handlers: Handlers, now: number): Promise<OpenStore> {
  if (place.kind === 'postgres') {
    const { read, writer, close } = await openPostgres({ url: place.url, server: place.server, handlers, now });
    return { read, writer, openLoaderPort: () => writer.openLoaderPort(), close };
  }
  const sizes = place.cache === undefined ? {} : { cache: place.cache };
  const writer = await startWriter({ entry: place.entry, data: { file: place.file, now, ...sizes } });
  const reader = openSqliteReader({ file: place.file });
  return {
    read: reader.read,
    writer,
    openLoaderPort: () => writer.openLoaderPort(),
    async close() {
      await writer.close();
      reader.close();
    },
  };
}
