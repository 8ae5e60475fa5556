import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Asks every run that can be found in for one key. */
export interface KeyLookup {
  /** Rows under these keys, each once, ascending. Must be called inside a transaction. */
  findRows(keys: readonly number[]): number[];
  /** The lowest of them above `after`, as many as `limit`. */
  findRowsAbove(keys: readonly number[], after: number, limit: number): number[];
}

/**
 * The look-up in the key index: one prepared statement over all runs, made anew when the list of the runs has changed.
 *
 * Why a reader in another thread is never wrong. The version of the list, the list and the runs themselves are read in
 * one transaction, hence on one snapshot. Every commit that makes, publishes or drops a run also raises the version.
 * So an equal version means that the runs of the prepared statement are exactly those of the snapshot: none is missing
 * and none was dropped. It also means that several keys are asked of one state of the index: a record whose keys change
 * while it is looked for is found by the old keys or by the new ones, never by neither.
 */
export function openKeyLookup(connection: DatabaseSync): KeyLookup {
  const readVersion = connection.prepare('SELECT version FROM key_manifest');
  const readRuns = connection.prepare(`SELECT run FROM key_run WHERE state IN ('open', 'live') ORDER BY run`);
  readVersion.setReturnArrays(true);
  let version = -1;
  let statement: StatementSync | undefined;

  const current = (): StatementSync => {
    const now = Number(readVersion.get()?.[0]);
    if (statement === undefined || now !== version) {
      const arms = readRuns.all().map((row) => `SELECT row FROM (SELECT row FROM key_run_${Number(row['run'])} WHERE key = ?1 AND row > ?2 ORDER BY row LIMIT ?3)`);
      statement = connection.prepare(arms.length > 0 ? arms.join(' UNION ALL ') : 'SELECT 0 AS row WHERE ?1 + ?2 + ?3 IS NULL');
      statement.setReturnArrays(true);
      version = now;
    }
    return statement;
  };

  const findRowsAbove = (keys: readonly number[], after: number, limit: number): number[] => {
    const asked = current();
    const rows: number[] = [];
    for (const key of keys) {
      // Each run gives its lowest `limit`, so the lowest of all are among them.
      for (const found of asked.all(key, after, limit)) rows.push(Number(found[0]));
    }
    return rows.length < 2 ? rows : [...new Set(rows)].sort((a, b) => a - b).slice(0, limit < 0 ? undefined : limit);
  };
  return { findRows: (keys) => findRowsAbove(keys, -1, -1), findRowsAbove };
}
