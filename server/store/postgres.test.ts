import { after, before } from 'node:test';
import { startPostgres, type Postgres } from '#test/start-postgres.ts';
import { openPostgresStore } from './postgres.ts';
import { describeStore } from './store-behaviour.ts';
import { underPostgres } from '#test/under-postgres.ts';

underPostgres(() => {
  let postgres: Postgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());

  describeStore('PostgreSQL', async () => {
    const url = await postgres.createDatabase();
    const open = () => openPostgresStore({ url, now: 0, poolSize: 2 });
    let store = await open();
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await open();
        return store;
      },
      remove: () => store.close(),
    };
  });
});
