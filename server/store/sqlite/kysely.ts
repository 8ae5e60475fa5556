import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect, type SqliteStatement } from 'kysely';
import type { Tables } from '../tables.ts';
import { guarded } from './failure.ts';

/** Preparing costs several times what a small query costs; this many texts are kept. */
const STATEMENTS_KEPT = 256;

/**
 * Kysely over one connection of `node:sqlite`. Kysely's dialect for SQLite expects another driver: this gives it the
 * three methods that it calls. Closing the connection stays with whoever opened it.
 */
export function kyselyOver(connection: DatabaseSync): Kysely<Tables> {
  const kept = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const found = kept.get(sql);
    if (found !== undefined) {
      kept.delete(sql);
      kept.set(sql, found);
      return found;
    }
    const statement = guarded(() => statementOver(connection, sql));
    kept.set(sql, statement);
    if (kept.size > STATEMENTS_KEPT) {
      const oldest = kept.keys().next();
      if (!oldest.done) kept.delete(oldest.value);
    }
    return statement;
  };
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: { prepare, close: () => undefined } }) });
}

function statementOver(connection: DatabaseSync, sql: string): SqliteStatement {
  const statement: StatementSync = connection.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => guarded(() => statement.all(...parameters.map(toInput))),
    run: (parameters) => guarded(() => statement.run(...parameters.map(toInput))),
    // A statement that is being walked must not be the one that another query runs: it gets its own.
    iterate: (parameters) => walk(guarded(() => connection.prepare(sql).iterate(...parameters.map(toInput)))),
  };
}

function* walk(rows: Iterator<unknown>): IterableIterator<unknown> {
  for (let next = guarded(() => rows.next()); !next.done; next = guarded(() => rows.next())) yield next.value;
}

function toInput(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`A ${typeof value} cannot be stored.`);
}
