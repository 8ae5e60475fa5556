/** The same documents into both engines, the fastest way of each. */
import { Client } from 'pg';
import type { Store } from '../../server/store/store.ts';
import { contentOf, documentOf, keyOf, recordOf, sortedKeys } from './documents.ts';
import { copyInto } from './copy.ts';

const RECORDS_A_SLICE = 4000;
const KEYS_A_SLICE = 50_000;
const RECORDS_A_RUN = 2_000_000;
const LINES_A_CHUNK = 2000;

/** Fills an empty store on SQLite as a load does. */
export async function fillSqlite(store: Store, records: number): Promise<void> {
  for (let start = 1; start <= records; start += RECORDS_A_RUN) {
    const end = Math.min(start + RECORDS_A_RUN, records + 1);
    const { result: run } = await store.write((tx) => tx.beginRun());
    for (let first = start; first < end; first += RECORDS_A_SLICE) {
      const numbers = Array.from({ length: Math.min(RECORDS_A_SLICE, end - first) }, (_, at) => first + at);
      await store.write((tx) => tx.insertRecords({ run, records: numbers.map(recordOf) }));
    }
    const { keys, rows } = sortedKeys(start, end);
    for (let from = 0; from < keys.length; from += KEYS_A_SLICE) {
      const to = from + KEYS_A_SLICE;
      await store.write((tx) => tx.appendRun({ run, keys: keys.slice(from, to), rows: rows.slice(from, to) }));
    }
    await store.write((tx) => tx.publishRun(run));
  }
}

/**
 * Fills the tables of the store on PostgreSQL, which are empty and used by nobody, and the table `bare`. Indexes are taken away
 * meanwhile and made again at the end, which is several times faster than keeping them.
 */
export async function fillPostgres(url: string, records: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE TABLE bare (number text COLLATE "C" PRIMARY KEY, content text NOT NULL)');
    const again = await dropIndexes(client, ['record', 'key_index', 'bare']);
    await copyInto(client, 'record ("row", created_at, database, owner, version, state, review, expires_on, hidden_front, id, reference, content)', chunked(records, recordLine));
    await copyInto(client, 'key_index (key, "row", run)', chunked(records, (n) => `${keyOf(n, 0)}\t${n}\t0\n${keyOf(n, 1)}\t${n}\t0\n`));
    await copyInto(client, 'bare (number, content)', chunked(records, (n) => `${documentOf(n)}\t${contentOf(n)}\n`));
    await client.query(`SET maintenance_work_mem = '1GB'`);
    for (const statement of again) await client.query(statement);
    await client.query(`UPDATE head SET last_row = ${records}`);
    await client.query('VACUUM ANALYZE record, key_index, bare');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

function recordLine(number: number): string {
  return `${number}\t1700000000000\t1\t7\t1\t0\t0\t${20_000 + (number % 3650)}\t0\t\\\\x${number.toString(16).padStart(32, '0')}\tREF-${number}\t${contentOf(number)}\n`;
}

function* chunked(records: number, line: (number: number) => string): Generator<string> {
  for (let from = 1; from <= records; from += LINES_A_CHUNK) {
    let text = '';
    for (let number = from; number < Math.min(from + LINES_A_CHUNK, records + 1); number += 1) text += line(number);
    yield text;
  }
}

/** Drops the indexes of these tables; returns the statements that make them again. */
async function dropIndexes(client: Client, tables: readonly string[]): Promise<string[]> {
  const names = tables.map((table) => `'${table}'`).join(', ');
  const keys = await client.query<{ name: string; table: string; text: string }>(
    `SELECT conname AS name, conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE contype = 'p' AND conrelid::regclass::text IN (${names})`,
  );
  for (const { name, table } of keys.rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  const indexes = await client.query<{ name: string; text: string }>(`SELECT indexname AS name, indexdef AS text FROM pg_indexes WHERE tablename IN (${names})`);
  for (const { name } of indexes.rows) await client.query(`DROP INDEX ${name}`);
  return [...keys.rows.map(({ name, table, text }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${text}`), ...indexes.rows.map(({ text }) => text)];
}
