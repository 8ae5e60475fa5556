import type { Client } from 'pg';
import { fail } from '@watchword/api/errors.ts';
import { missingSteps, refuseNewer } from '../migrations/index.ts';
import { guarded } from './failure.ts';
import { LOCKS } from './names.ts';

const LIST = `CREATE TABLE migration (
  number integer PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  applied_at bigint NOT NULL
)`;

const NONE: ReadonlySet<number> = new Set();

/**
 * Brings a database to the newest schema, each step in a transaction of its own; of several servers that start together
 * one does it and the others wait. `now` is milliseconds since 1970. Throws `store.newer` when the database was written
 * by a later version of the program, and touches nothing then.
 */
export async function migrate(client: Client, now: number): Promise<void> {
  await guarded(async () => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCKS.schema]);
    try {
      await requireUtf8(client);
      const applied = await readApplied(client);
      refuseNewer(applied ?? NONE);
      if (applied === undefined) await client.query(LIST);
      for (const step of missingSteps(applied ?? NONE)) {
        await client.query(`BEGIN; ${step.postgres}`);
        await client.query('INSERT INTO migration (number, name, applied_at) VALUES ($1, $2, $3)', [step.number, step.name, now]);
        await client.query('COMMIT');
      }
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCKS.schema]).catch(() => undefined);
    }
  });
}

/** Throws `store.newer` or `store.unavailable` unless the database has exactly the schema of this program. */
export async function requireSchema(client: Client): Promise<void> {
  const applied = (await guarded(() => readApplied(client))) ?? NONE;
  refuseNewer(applied);
  if (missingSteps(applied).length > 0) throw fail('store.unavailable', { detail: 'The store has an older schema; the writer brings it up to date.' });
}

async function readApplied(client: Client): Promise<ReadonlySet<number> | undefined> {
  const { rows } = await client.query(`SELECT to_regclass('migration') IS NOT NULL AS exists`);
  if (rows[0]?.exists !== true) return undefined;
  const { rows: numbers } = await client.query('SELECT number FROM migration');
  return new Set(numbers.map(({ number }) => Number(number)));
}

/** In another encoding names of other countries could not be stored, and that would come to light one by one. */
async function requireUtf8(client: Client): Promise<void> {
  const { rows } = await client.query('SHOW server_encoding');
  if (rows[0]?.server_encoding !== 'UTF8') throw fail('store.unavailable', { detail: 'The database must have the encoding UTF8.' });
}
