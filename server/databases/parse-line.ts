/** One line of a bulk file as a record to be entered. The same shape as `records.create` without `database`, or flat. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import { CONFIDENTIALITY_LEVELS, type Confidentiality } from '@watchword/api/rights/kinds.ts';
import type { FieldError } from '@watchword/api/errors.ts';

/** A record as a line of a file says it. `content` is still to be parsed, its pointers begin with `prefix`. */
export type ParsedLine = {
  reference?: string;
  expiresOn?: string;
  hiddenFrom?: readonly string[];
  hiddenFromFrontLine?: boolean;
  hidingAuthority?: string;
  confidentiality?: Confidentiality;
  content: unknown;
  /** `/content`, or nothing when the fields of the content stand in the line itself. */
  prefix: '' | '/content';
};

/** What a line may say beside the content of the record. */
export const TERM_NAMES = ['reference', 'expiresOn', 'hiddenFrom', 'hiddenFromFrontLine', 'hidingAuthority', 'confidentiality'] as const;
const TERMS: ReadonlySet<string> = new Set(TERM_NAMES);

/**
 * Takes a line apart: `{ reference?, expiresOn?, hiddenFrom?, hiddenFromFrontLine?, …, content: {...} }`, or the same with the fields
 * of the content in place of `content`. Names that begin with `_` are passed over: a file of rejects carries them. `null` in place
 * of a term is as if it were absent. Looks at the form only; whether days and codes exist is for the records to say.
 */
export function parseLine(database: Database, value: unknown): ParsedLine | { errors: FieldError[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { errors: [{ pointer: '', code: 'type', detail: 'Write one JSON object a line, with the fields of one record.' }] };
  }
  const raw = value as Record<string, unknown>;
  const nested = Object.hasOwn(raw, 'content');
  const errors: FieldError[] = [];
  const line: ParsedLine = { content: nested ? raw['content'] : {}, prefix: nested ? '/content' : '' };
  for (const name of Object.keys(raw)) {
    const given = raw[name];
    if (TERMS.has(name)) takeTerm(line, { name, given, errors });
    else if (name === 'database') sameDatabase(database, given, errors);
    else if (name.startsWith('_') && name !== '__proto__') continue;
    else if (!nested) setOwn(line.content as Content, name, given);
    else if (name !== 'content') errors.push(outside(name));
  }
  return errors.length === 0 ? line : { errors };
}

type Term = { name: string; given: unknown; errors: FieldError[] };

function takeTerm(line: ParsedLine, { name, given, errors }: Term): void {
  if (given === null) return;
  const fault = (detail: string): unknown => errors.push({ pointer: `/${name}`, code: 'type', detail });
  if (name === 'reference') {
    if (typeof given === 'string') line.reference = given;
    else fault('Write your reference as text, between quotes.');
  } else if (name === 'expiresOn') {
    if (typeof given === 'string') line.expiresOn = given;
    else fault('Write the day as text, for example "2030-12-31".');
  } else if (name === 'hiddenFrom') {
    if (Array.isArray(given) && given.every((code) => typeof code === 'string')) line.hiddenFrom = given;
    else fault('Write a list of country codes, for example ["FRA", "DEU"].');
  } else if (name === 'hidingAuthority') {
    if (typeof given === 'string' && given.length >= 3 && given.length <= 200) line.hidingAuthority = given;
    else fault('Write the reference of the authority as text, 3 to 200 characters.');
  } else if (name === 'confidentiality') {
    const level = CONFIDENTIALITY_LEVELS.find((one) => one === given);
    if (level !== undefined) line.confidentiality = level;
    else fault(`Write one of: ${CONFIDENTIALITY_LEVELS.join(', ')}.`);
  } else if (typeof given === 'boolean') line.hiddenFromFrontLine = given;
  else fault('Write true or false.');
}

function sameDatabase(database: Database, given: unknown, errors: FieldError[]): void {
  if (given !== database.code) errors.push({ pointer: '/database', code: 'wrong-database', detail: `This file is for the database ${database.code}. Leave the field out, or write this code.` });
}

function outside(name: string): FieldError {
  const pointer = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name) ? `/${name}` : '';
  return { pointer, code: 'unknown', detail: `Beside content a line holds only ${TERM_NAMES.join(', ')}. Move the field into content.` };
}

/** A field named `__proto__` must become a field, which is then refused, and not the parent of the object. */
function setOwn(content: Content, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(content, name, { value, enumerable: true, configurable: true, writable: true });
  else content[name] = value;
}
