import type { DatabaseSync } from 'node:sqlite';
import { newRecordSum } from '../record-sum.ts';
import type { NewRecord } from '../tables.ts';

const COLUMNS = [
  'id', 'database', 'owner', 'reference', 'version', 'state', 'review', 'expires_on', 'created_at', 'amended_at', 'verified_on',
  'hidden_from', 'hidden_front', 'confidentiality', 'notice', 'content', 'sum',
] as const satisfies readonly (keyof NewRecord | 'sum')[];

/** Inserts records in their order and returns the row of the first; the others follow one by one. */
export type InsertRecords = (records: readonly NewRecord[]) => number;

/**
 * Prepares the insertion of records. One statement a record: a statement of many rows may have to be undone half-way, so
 * SQLite copies every page that it touches once more, which costs more than the calls (measured: 5.6 against 3.5 us).
 */
export function prepareInsertRecords(connection: DatabaseSync): InsertRecords {
  const insert = connection.prepare(`INSERT INTO record (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`);
  return (records) => {
    let last = 0;
    for (const made of records) {
      const { lastInsertRowid } = insert.run(
        made.id, made.database, made.owner, made.reference, made.version, made.state, made.review, made.expires_on,
        made.created_at, made.amended_at, made.verified_on, made.hidden_from, made.hidden_front, made.confidentiality, made.notice, made.content,
        newRecordSum(made),
      );
      last = Number(lastInsertRowid);
    }
    return last - records.length + 1;
  };
}
