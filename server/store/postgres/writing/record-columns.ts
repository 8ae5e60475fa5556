import { newRecordSum } from '../../record-sum.ts';
import type { NewRecord } from '../../tables.ts';

/** The columns of a record but `row`, and the type of each in the database. */
const COLUMN_TYPES = {
  id: 'bytea',
  database: 'integer',
  owner: 'integer',
  reference: 'text',
  version: 'integer',
  state: 'integer',
  review: 'integer',
  expires_on: 'integer',
  created_at: 'bigint',
  amended_at: 'bigint',
  verified_on: 'integer',
  hidden_from: 'bytea',
  hidden_front: 'integer',
  confidentiality: 'integer',
  notice: 'bytea',
  content: 'text',
  sum: 'integer',
} as const satisfies Record<keyof NewRecord | 'sum', string>;

/** The columns of a record but `row`, in the order in which statements name them. */
export const RECORD_COLUMNS = Object.keys(COLUMN_TYPES) as (keyof typeof COLUMN_TYPES)[];

/** The values of a record, in the order of the columns. */
export function valuesOf(record: NewRecord): unknown[] {
  const summed = { ...record, sum: newRecordSum(record) };
  return RECORD_COLUMNS.map((column) => summed[column]);
}

/** The text that reads records from arrays, one for each column, which begin at parameter `first`. */
export function unnestRecords(first: number): string {
  return RECORD_COLUMNS.map((column, at) => `$${first + at}::${COLUMN_TYPES[column]}[]`).join(', ');
}
