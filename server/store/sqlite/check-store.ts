import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '@watchword/api/errors.ts';
import { openToRead } from './connection.ts';
import { storeFailure } from './failure.ts';
import { requireSchema } from './schema.ts';

/** What `checkStore` found; no findings mean that nothing wrong was seen. */
export interface StoreCheck {
  readonly findings: readonly string[];
  /** The store is of a newer version of this program, which alone can look it over. */
  readonly isNewer: boolean;
}

const MOST_FINDINGS = 20;

/**
 * Looks for damage in a store, which may be in use. In short: header, schema, the list of runs, both ends of each table
 * and of the change log; milliseconds at any size. `full` reads every page and compares every index with its table:
 * minutes at 100 million records. `quick` reads every page, too, and compares no index: a fraction of the time. Never throws for damage: it is what is asked for.
 */
export function checkStore(file: string, { full, quick = false }: { full: boolean; quick?: boolean }): StoreCheck {
  const findings: string[] = [];
  let isNewer = false;
  const note = (what: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      const failure = storeFailure(error);
      isNewer ||= failure instanceof AppError && failure.code === 'store.newer';
      const cause = failure instanceof AppError && failure.cause instanceof Error ? failure.cause.message : '';
      findings.push(`${what}: ${failure instanceof Error ? failure.message : String(failure)} ${cause}`.trim());
    }
  };
  note('open', () => {
    const connection = openToRead(file, { cache: 32 });
    try {
      note('schema', () => requireSchema(connection));
      if (findings.length === 0) checkTables(connection, note);
      if (full || quick) note('pages', () => findings.push(...checkPages(connection, full ? 'integrity_check' : 'quick_check')));
      if (full) note('change log', () => checkGaps(connection));
    } finally {
      connection.close();
    }
  });
  return { findings: findings.slice(0, MOST_FINDINGS), isNewer };
}

type Note = (what: string, work: () => void) => void;

function checkTables(connection: DatabaseSync, note: Note): void {
  const tables = connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).all();
  const names = new Set(tables.map((table) => String(table['name'])));
  for (const name of names) note(name, () => void connection.prepare(`SELECT * FROM ${name} LIMIT 1`).all());
  for (const [name, key] of [['record', 'row'], ['change', 'seq'], ['outbox', 'id']] as const) {
    note(name, () => void connection.prepare(`SELECT * FROM ${name} ORDER BY ${key} DESC LIMIT 1`).all());
  }
  note('key index', () => {
    for (const { run } of connection.prepare('SELECT run FROM key_run').all()) {
      if (!names.has(`key_run_${Number(run)}`)) throw new Error(`run ${Number(run)} is missing`);
    }
  });
}

function checkPages(connection: DatabaseSync, how: 'integrity_check' | 'quick_check'): string[] {
  const rows = connection.prepare(`PRAGMA ${how}(${MOST_FINDINGS})`).all();
  return rows.map((row) => String(row[how])).filter((text) => text !== 'ok');
}

function checkGaps(connection: DatabaseSync): void {
  const row = connection.prepare('SELECT count(*) AS changes, max(seq) AS last FROM change').get();
  if (Number(row?.['changes']) !== Number(row?.['last'] ?? 0)) throw new Error('numbers are missing');
}
