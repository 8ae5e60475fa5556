import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from './sqlite.ts';
import { describeStore } from './store-behaviour.ts';

describeStore('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-store-'));
  // Runs this small turn over many times in each test.
  const open = () => openSqliteStore({ file: join(folder, 'store.db'), cache: 8, openLimit: 16 }, 0);
  let store = open();
  return {
    store,
    reopen: async () => {
      await store.close();
      store = open();
      return store;
    },
    remove: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
