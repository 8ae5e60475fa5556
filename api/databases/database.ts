import type { TObject } from 'typebox';
import type { FieldError } from '../errors.ts';
import type { FieldGroup } from '../rights/kinds.ts';
import type { StepCode } from '../checks/steps.ts';

/** The content of a record: the fields its database declares. */
export type Content = Record<string, unknown>;

/** One way to find a record: a kind of identifier, and the folded values under which a record is indexed. */
export type Identifier = { kind: string; values: (content: Content) => readonly string[] };

/** An interval of document numbers (stolen blanks): same prefix, same count of digits, both ends included. */
export type NumberRange = { kind: string; prefix: string; digits: number; low: number; high: number };

/**
 * A database, declared once. Forms, import, API, storage, docs and checks follow from it.
 * - `number`: its number in store, keys' text and masks; never reused.
 * - `fields`: the schema of a record's content. Order matters: content is stored by position, so a new field is
 *   appended, never inserted (a test holds the order).
 * - `identifiers`: what becomes a key. `ranges`: what becomes an interval.
 * - `rules`: what no schema can say, asked of content that fits the schema; pointers start at the content (`/number`).
 * - `lifetime`: ISO 8601 duration after which a record ends unless its owner renews it.
 * - `enters`: who may enter: any bureau, or only the country that issues (the named field).
 * - `review`: whether the secretariat releases a record before other countries find it.
 * - `photographs`: whether its records have photographs.
 * - `groups`: its fields by the group that decides who sees them (`server/policy/fields.cedar`), each in one. A field in none is seen by its owner alone.
 * - `neverHidden`: whether such a record may be hidden from nobody, because whoever meets the person must know.
 * - `kindOf`: the short code of what a record is about (`stolen`, `wanted`…), for titles and steps.
 */
export type Database = {
  code: string;
  number: number;
  title: string;
  description: string;
  personal: boolean;
  fields: TObject;
  identifiers: readonly Identifier[];
  ranges?: (content: Content) => readonly NumberRange[];
  rules?: (content: Content) => FieldError[];
  lifetime: { initial: string; longest: string };
  enters: { by: 'any' } | { by: 'issuer'; field: string };
  review: boolean;
  photographs?: true;
  groups: Readonly<Record<FieldGroup, readonly string[]>>;
  neverHidden?: (content: Content) => boolean;
  kindOf: (content: Content) => string;
  stepsFor: (content: Content) => readonly StepCode[];
  warningsOf?: (content: Content) => readonly string[];
  columns: readonly string[];
  example: Content;
};

/** The text of a field, or the empty string. */
export function textOf(content: Content, field: string): string {
  const value = content[field];
  return typeof value === 'string' ? value : '';
}
