/** A reader whose look-ups are made in other threads keeps every promise of the store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore, type SqliteOptions } from '../sqlite.ts';
import { describeStore, type StoreUnderTest } from '../store-behaviour.ts';
import type { Store } from '../store.ts';
import { readThrough } from './read-through.ts';
import { startReaders } from './start-readers.ts';

async function openThreaded(options: SqliteOptions): Promise<Store> {
  const store = openSqliteStore(options, 0);
  const readers = await startReaders({ entry: new URL('reader-under-test.ts', import.meta.url), data: options, threads: 1 });
  const close = async (): Promise<void> => {
    await readers.close();
    await store.close();
  };
  return { ...store, read: readThrough(store.read, readers.lookUp), close };
}

describeStore('SQLite through reading threads', async (): Promise<StoreUnderTest> => {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-threaded-'));
  const options = { file: join(folder, 'store.db'), cache: 8, openLimit: 16 };
  let store = await openThreaded(options);
  return {
    store,
    async reopen() {
      await store.close();
      store = await openThreaded(options);
      return store;
    },
    async remove() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
