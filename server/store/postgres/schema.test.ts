import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, it } from 'node:test';
import { MIGRATIONS } from '../migrations/index.ts';
import { openPostgresReader } from '../postgres.ts';
import { runSql, startPostgres, type Postgres } from '#test/start-postgres.ts';
import { connect } from './connection.ts';
import { migrate } from './schema.ts';
import { schemaTextOf } from './schema-text-under-test.ts';
import { underPostgres } from '#test/under-postgres.ts';

const SNAPSHOT = new URL('../snapshot/postgres.sql', import.meta.url);

underPostgres(() => {
  let postgres: Postgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());

  async function migrateAt(url: string, now: number): Promise<void> {
    const client = await connect(url, 'schema');
    try {
      await migrate(client, now);
    } finally {
      await client.end();
    }
  }

  it('an empty database, brought to the newest schema, is the committed snapshot', async () => {
    const url = await postgres.createDatabase();
    await migrateAt(url, 5);
    assert.equal(await schemaTextOf(url), readFileSync(SNAPSHOT, 'utf8'));
    assert.deepEqual(await runSql(url, 'SELECT number, name, applied_at::integer FROM migration WHERE number = 1'), [{ number: 1, name: 'ground', applied_at: 5 }]);
  });

  it('the snapshot makes the same schema', async () => {
    const url = await postgres.createDatabase();
    await runSql(url, readFileSync(SNAPSHOT, 'utf8'));
    assert.equal(await schemaTextOf(url), readFileSync(SNAPSHOT, 'utf8'));
  });

  it('servers that start together migrate once', async () => {
    const url = await postgres.createDatabase();
    await Promise.all([5, 6, 7, 8].map((now) => migrateAt(url, now)));
    const applied = await runSql(url, 'SELECT number FROM migration ORDER BY number');
    assert.deepEqual(applied.map(({ number }) => number), MIGRATIONS.map(({ number }) => number));
    assert.equal(await schemaTextOf(url), readFileSync(SNAPSHOT, 'utf8'));
  });

  it('a database of a newer program is refused and left as it is', async () => {
    const url = await postgres.createDatabase();
    await migrateAt(url, 5);
    await runSql(url, `INSERT INTO migration VALUES (${(MIGRATIONS.at(-1)?.number ?? 0) + 1}, 'from the future', 6)`);
    await assert.rejects(migrateAt(url, 7), { code: 'store.newer' });
    await assert.rejects(openPostgresReader({ url }), { code: 'store.newer' });
  });

  it('a database without a schema, or none at all, is not read from', async () => {
    const url = await postgres.createDatabase();
    await assert.rejects(openPostgresReader({ url }), { code: 'store.unavailable' });
    await assert.rejects(openPostgresReader({ url: url.replace(/test_\d+$/, 'nowhere') }), { code: 'store.unavailable' });
  });

  it('a migration that fails leaves nothing of itself behind', async () => {
    const url = await postgres.createDatabase();
    await runSql(url, 'CREATE TABLE key_pending (in_the_way integer)');
    await assert.rejects(migrateAt(url, 5));
    assert.equal((await runSql(url, `SELECT to_regclass('record') AS record`))[0]?.['record'], null);
    await runSql(url, 'DROP TABLE key_pending');
    await migrateAt(url, 6);
    assert.equal(await schemaTextOf(url), readFileSync(SNAPSHOT, 'utf8'));
  });
});
