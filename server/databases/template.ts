/** Files to fill in, and the rows of CSV files. */
import type { Database } from '@watchword/api/databases/database.ts';
import { cellsOf, columnsOf, type Line } from './columns.ts';

/** One row of a CSV file (RFC 4180), with its line end. */
function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",;|\t\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

/** The header of a CSV file of a database. */
function csvHeader(database: Database): string {
  return csvRow(columnsOf(database).map(({ name }) => name));
}

/** The row of a record; what was written can be loaded. */
function csvLine(database: Database, line: Line): string {
  return csvRow(cellsOf(database, line));
}

/** A template for a bulk load: in CSV the header and an example, in NDJSON an example. */
export function templateOf(database: Database, format: 'ndjson' | 'csv'): string {
  const line: Line = { reference: 'YOUR-REFERENCE-1', content: database.example };
  return format === 'csv' ? csvHeader(database) + csvLine(database, line) : `${JSON.stringify(line)}\n`;
}
