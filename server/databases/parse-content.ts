/** Content from outside becomes content that may be stored: the schema, the values, the rules of its database. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import { settleContent, valueFaults } from '@watchword/api/databases/settle.ts';
import { findCountry } from '@watchword/api/countries/countries.ts';
import type { FieldError } from '@watchword/api/errors.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { Compile, type Validator } from 'typebox/compile';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { schemaFaults } from './schema-faults.ts';

/** Content that fits, its countries in their stored code and text without outer spaces; or every problem of it. */
export type ParsedContent = { content: Content } | { errors: FieldError[] };

const validators = new WeakMap<Database, Validator>();

function validatorOf(database: Database): Validator {
  let validator = validators.get(database);
  if (validator === undefined) {
    validator = Compile(database.fields);
    validators.set(database, validator);
  }
  return validator;
}

/**
 * Checks content against the declaration of its database and tells every problem at once. The rules of the database are asked only of
 * what fits its schema. `prefix`: JSON Pointer of the content in the request (`/content`), before every pointer.
 * An error of code `range-too-wide` is the operation's `record.range-too-wide`. No error repeats a value.
 */
export function parseContent(database: Database, raw: unknown, options: { prefix?: string }): ParsedContent {
  const { prefix = '' } = options;
  const validator = validatorOf(database);
  const parsed = validator.Check(raw) ? settleContent(database, raw as Content) : { errors: everyFault(database, validator, raw) };
  if (!('errors' in parsed) || prefix === '') return parsed;
  return { errors: parsed.errors.map((error) => ({ ...error, pointer: prefix + error.pointer })) };
}

/** The faults of the schema, and those of the values in fields that are sound by it. */
function everyFault(database: Database, validator: Validator, raw: unknown): FieldError[] {
  const faults = schemaFaults(validator, raw);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return faults;
  const unsound = new Set(faults.map(({ pointer }) => pointer.split('/')[1]));
  const sound = Object.keys(database.fields.properties).filter((name) => Object.hasOwn(raw, name) && !unsound.has(name));
  return [...faults, ...valueFaults(database, raw as Content, sound)];
}

/**
 * Whether an organisation may enter this content. Where only the issuer may, it is the bureau of the issuing country, of the
 * state whose nationals hold the document (GBD: GBR), or of a successor of a state that exists no longer. The documents of an
 * issuer without a bureau here (UNO, EUE, states that are no members) are entered by the secretariat.
 */
export function mayEnter(database: Database, content: Content, organisation: string): boolean {
  if (database.enters.by === 'any') return true;
  const issuer = content[database.enters.field];
  if (issuer === organisation) return true;
  const country = typeof issuer === 'string' ? findCountry(issuer) : undefined;
  if (country === undefined) return false;
  const heirs = [country.code, ...(country.of === undefined ? [] : [country.of]), ...country.successors];
  if (heirs.includes(organisation)) return true;
  return organisation === SECRETARIAT && heirs.every((code) => findOrganisationNumber(code) === undefined);
}
