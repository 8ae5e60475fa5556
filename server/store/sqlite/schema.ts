import type { DatabaseSync } from 'node:sqlite';
import { fail } from '@watchword/api/errors.ts';
import { missingSteps, refuseNewer } from '../migrations/index.ts';
import { guarded } from './failure.ts';

const LIST = `CREATE TABLE IF NOT EXISTS migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT`;

/**
 * Brings a store to the newest schema, each step in a transaction of its own. `now` is milliseconds since 1970.
 * Throws `store.newer` when the store was written by a later version of the program, and touches nothing then.
 */
export function migrate(connection: DatabaseSync, now: number): void {
  guarded(() => {
    const applied = readApplied(connection);
    refuseNewer(applied);
    if (applied.size === 0) connection.exec(LIST);
    const note = connection.prepare('INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)');
    for (const step of missingSteps(applied)) {
      connection.exec('BEGIN IMMEDIATE');
      try {
        connection.exec(step.sqlite);
        note.run(step.number, step.name, now);
        connection.exec('COMMIT');
      } catch (error) {
        if (connection.isTransaction) connection.exec('ROLLBACK');
        throw error;
      }
    }
  });
}

/** Throws `store.newer` or `store.unavailable` unless the store has exactly the schema of this program. */
export function requireSchema(connection: DatabaseSync): void {
  guarded(() => {
    const applied = readApplied(connection);
    refuseNewer(applied);
    if (missingSteps(applied).length > 0) throw fail('store.unavailable', { detail: 'The store has an older schema; the writer brings it up to date.' });
  });
}

function readApplied(connection: DatabaseSync): ReadonlySet<number> {
  const exists = connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'migration'`).get();
  if (exists === undefined) return new Set();
  return new Set(connection.prepare('SELECT number FROM migration').all().map((row) => Number(row['number'])));
}
