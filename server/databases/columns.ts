/** A record as cells of a CSV file, and back. Loads and exports share it, so that what was exported can be loaded. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import type { FieldError } from '@watchword/api/errors.ts';
import type { TSchema } from 'typebox';
import { TERM_NAMES } from './parse-line.ts';

/**
 * How a cell is read and written.
 * - `words`: a list of codes or days, parted by spaces (or `|`, commas, semicolons).
 * - `texts`: a list of texts that may hold spaces, parted by `|`, or JSON.
 * - `json`: anything else, as JSON text.
 */
export type CellKind = 'text' | 'integer' | 'number' | 'boolean' | 'words' | 'texts' | 'json';

/** One column. `term`: it says something of the record, beside its content. `required`: an empty cell is refused. */
export type Column = { name: string; kind: CellKind; term: boolean; required: boolean };

/** A record as cells are made of: terms, and content by field. */
export type Line = { reference?: string; expiresOn?: string; hiddenFrom?: readonly string[]; hiddenFromFrontLine?: boolean; hidingAuthority?: string; confidentiality?: string; content: Content };

const TERM_KINDS: Readonly<Record<string, CellKind>> = { hiddenFrom: 'words', hiddenFromFrontLine: 'boolean' };
const known = new WeakMap<Database, readonly Column[]>();

/** The columns of a database in the order in which they are written: the terms, then the fields as declared. */
export function columnsOf(database: Database): readonly Column[] {
  let columns = known.get(database);
  if (columns === undefined) {
    const required: ReadonlySet<string> = new Set(database.fields.required);
    columns = [
      ...TERM_NAMES.map((name) => ({ name, kind: TERM_KINDS[name] ?? 'text', term: true, required: false })),
      ...Object.entries(database.fields.properties).map(([name, schema]) => ({ name, kind: kindOf(schema), term: false, required: required.has(name) })),
    ];
    known.set(database, columns);
  }
  return columns;
}

function kindOf(schema: TSchema): CellKind {
  const type: unknown = Reflect.get(schema, 'type');
  if (type === 'integer' || type === 'number' || type === 'boolean') return type;
  if (type === 'object') return 'json';
  if (type !== 'array') return 'text';
  const items = Reflect.get(schema, 'items') as TSchema;
  if (Reflect.get(items, 'enum') !== undefined) return 'words';
  if (Reflect.get(items, 'type') !== 'string') return 'json';
  const pattern: unknown = Reflect.get(items, 'pattern');
  return typeof pattern === 'string' && !pattern.includes(' ') ? 'words' : 'texts';
}

/** The cells of a record, in the order of `columnsOf`; absent is empty. A cell that a spreadsheet would run as a formula begins with an apostrophe. */
export function cellsOf(database: Database, line: Line): string[] {
  return columnsOf(database).map(({ name, kind, term }) => guard(writeCell(kind, term ? Reflect.get(line, name) : line.content[name])));
}

function writeCell(kind: CellKind, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (kind === 'json' || !Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  const items = value.map(String);
  if (kind === 'words') return items.join(' ');
  return items.length > 0 && items.every((item) => !item.includes('|') && item.trim() === item && item !== '' && !item.startsWith('[')) ? items.join('|') : JSON.stringify(items);
}

/** Spreadsheets take a cell that begins with one of these for a formula. An apostrophe before it is one more. */
function guard(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function unguard(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** The columns of a file in the order of its header; undefined where a column is passed over (its name begins with `_`). */
export type Header = readonly (Column | undefined)[];

/**
 * Reads the header of a file: names in any order and case. Refuses a name that is unknown or stands twice, and a header that
 * lacks a field which every record needs. The pointer of an error is the name of the column.
 */
export function parseHeader(database: Database, cells: readonly string[]): { header: Header } | { errors: FieldError[] } {
  const columns = columnsOf(database);
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  const errors: FieldError[] = [];
  const seen = new Set<Column>();
  const header = cells.map((cell, at) => {
    const name = cell.replace(/^\ufeff/u, '').trim();
    if (name.startsWith('_')) return undefined;
    const column = byName.get(name.toLowerCase());
    const pointer = `/${column?.name ?? (/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name) ? name : at)}`;
    if (column === undefined) errors.push({ pointer, code: 'unknown', detail: `Column ${at + 1}: there is no such field. The columns are: ${columns.map((one) => one.name).join(', ')}.` });
    else if (seen.has(column)) errors.push({ pointer, code: 'twice', detail: `Column ${at + 1}: this column stands twice.` });
    else seen.add(column);
    return column;
  });
  for (const column of columns) if (column.required && !seen.has(column)) errors.push({ pointer: `/${column.name}`, code: 'required', detail: 'Every record needs this column.' });
  return errors.length === 0 ? { header } : { errors };
}

/** A row of cells as a value for `parseLine`; an empty cell is absent. Errors name the column (`/heightCm`), as `parseLine` does. */
export function lineOfCells(header: Header, cells: readonly string[]): { value: Record<string, unknown> } | { errors: FieldError[] } {
  const value: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  if (cells.length > header.length) errors.push({ pointer: '', code: 'cells', detail: `The line has ${cells.length} cells, the header ${header.length}. Put cells with a separator between quotes.` });
  for (let at = 0; at < header.length; at += 1) {
    const column = header[at];
    const cell = cells[at];
    if (column === undefined || cell === undefined || cell === '') continue;
    const read = readCell(column.kind, unguard(cell));
    if (read === undefined) errors.push({ pointer: `/${column.name}`, code: 'type', detail: CELL_SAYS[column.kind] });
    else value[column.name] = read;
  }
  return errors.length === 0 ? { value } : { errors };
}

const CELL_SAYS: Readonly<Record<CellKind, string>> = {
  text: 'Write text.',
  integer: 'Write a whole number, for example 182.',
  number: 'Write a number, for example 11.5.',
  boolean: 'Write true or false.',
  words: 'Write the codes with a space between them.',
  texts: 'Write the texts with | between them, or a JSON list: ["one", "two"].',
  json: 'Write JSON as in the template, between quotes, each quote inside doubled.',
};

/** The value of a cell that is not empty; undefined when it is not of its kind. */
function readCell(kind: CellKind, cell: string): unknown {
  if (kind === 'text') return cell;
  const text = cell.trim();
  if (kind === 'integer' || kind === 'number') return readNumber(kind, text);
  if (kind === 'boolean') return BOOLEANS.get(text.toLowerCase());
  if (kind === 'json') return readJson(text);
  if (text.startsWith('[')) return readJson(text);
  const items = text.split(kind === 'words' ? /[\s|,;]+/u : '|').map((item) => item.trim());
  return items.filter((item) => item !== '');
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([['true', true], ['1', true], ['yes', true], ['false', false], ['0', false], ['no', false]]);

/** A comma is read as the decimal sign: spreadsheets of half the world write it. */
function readNumber(kind: 'integer' | 'number', text: string): number | undefined {
  if (!(kind === 'integer' ? /^-?\d{1,15}$/ : /^-?\d{1,15}([.,]\d{1,15})?$/).test(text)) return undefined;
  return Number(text.replace(',', '.'));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
