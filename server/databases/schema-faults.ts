/** What is wrong with content that does not fit its schema: every problem at once, in sentences that never repeat a value. */
import type { FieldError } from '@watchword/api/errors.ts';
import { textKind, type TextKind } from '@watchword/api/databases/settle.ts';
import type { TSchema } from 'typebox';
import type { Validator } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { Settings } from 'typebox/system';

/** More problems than this in one record are not listed; who mends these sees the rest the next time. */
const MOST_FAULTS = 100;

/** Everything wrong with a value that the validator refused. Pointers start at the value. */
export function schemaFaults(validator: Validator, value: unknown): FieldError[] {
  const faults = new Map<string, FieldError>();
  for (const error of everyError(validator, value)) {
    for (const fault of faultsOf(error, validator.Type())) if (!faults.has(fault.pointer)) faults.set(fault.pointer, fault);
  }
  return [...faults.values()];
}

/** TypeBox stops at eight errors unless told; the setting is for the whole process, so it is put back. */
function everyError(validator: Validator, value: unknown): TLocalizedValidationError[] {
  const { maxErrors } = Settings.Get();
  Settings.Set({ maxErrors: MOST_FAULTS });
  try {
    return validator.Errors(value);
  } finally {
    Settings.Set({ maxErrors });
  }
}

function faultsOf(error: TLocalizedValidationError, root: TSchema): FieldError[] {
  const { instancePath } = error;
  const schema = schemaAt(root, instancePath);
  if (error.keyword === 'required') {
    return error.params.requiredProperties.map((name) => ({ pointer: `${instancePath}/${name}`, code: 'required', detail: `This field is needed: ${describe(propertyOf(schema, name))}` }));
  }
  if (error.keyword === 'additionalProperties') return error.params.additionalProperties.map((name) => unknownField(instancePath, name, schema));
  // The same unknown field again, from the other side.
  if (error.keyword === 'boolean') return [];
  return [{ pointer: instancePath, ...codeAndDetail(error, schema) }];
}

type Said = Pick<FieldError, 'code' | 'detail'>;

function codeAndDetail(error: TLocalizedValidationError, schema: TSchema | undefined): Said {
  switch (error.keyword) {
    case 'type':
      return { code: 'type', detail: `Write ${TYPE_WORDS[String(error.params.type)] ?? 'another kind of value'}: ${describe(schema)}` };
    case 'enum':
      return { code: 'not-in-list', detail: `Write one of: ${error.params.allowedValues.map(String).join(', ')}.` };
    case 'pattern':
      return schema === undefined ? PATTERN_SAYS.text : PATTERN_SAYS[textKind(schema)] ?? PATTERN_SAYS.text;
    case 'minLength':
      return { code: 'too-short', detail: `Write at least ${error.params.limit} ${error.params.limit === 1 ? 'character' : 'characters'}.` };
    case 'maxLength':
      return { code: 'too-long', detail: `Write at most ${error.params.limit} characters.` };
    case 'minItems':
      return { code: 'too-few', detail: `Give at least ${error.params.limit}.` };
    case 'maxItems':
      return { code: 'too-many', detail: `Give at most ${error.params.limit}.` };
    case 'minimum':
      return { code: 'too-small', detail: `Write ${error.params.limit} or more.` };
    case 'maximum':
      return { code: 'too-large', detail: `Write ${error.params.limit} or less.` };
    default:
      return { code: 'invalid', detail: `This is not as it should be: ${describe(schema)}` };
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number, without quotes',
  number: 'a number, without quotes',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'an object in braces',
};

const PATTERN_SAYS: Readonly<Record<TextKind, Said>> = {
  country: { code: 'country', detail: 'Write three capital letters as in ICAO Doc 9303, for example FRA.' },
  day: { code: 'not-a-day', detail: 'Write the day as year-month-day, for example 2026-02-28.' },
  'partial-day': { code: 'not-a-day', detail: 'Write the date as far as it is known: 1974, 1974-08 or 1974-08-12.' },
  number: { code: 'pattern', detail: 'Write letters, digits, spaces and . / - _ only.' },
  text: { code: 'pattern', detail: 'This has not the form that the field asks for; see its description.' },
};

function unknownField(parent: string, name: string, schema: TSchema | undefined): FieldError {
  const known = Object.keys((schema === undefined ? undefined : (Reflect.get(schema, 'properties') as object)) ?? {});
  const near = known.find((one) => plain(one) === plain(name));
  const hint = near === undefined ? `The fields are: ${known.join(', ')}.` : `Did you mean ${near}?`;
  // What looks like no name of a field may be a value that slipped out of its place: it is not repeated.
  const pointer = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name) ? `${parent}/${name}` : parent;
  return { pointer, code: 'unknown', detail: `There is no such field. ${hint}` };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function describe(schema: TSchema | undefined): string {
  const text: unknown = schema === undefined ? undefined : Reflect.get(schema, 'description');
  return typeof text === 'string' ? `${text}.` : 'see the fields of this database.';
}

function propertyOf(schema: TSchema | undefined, name: string): TSchema | undefined {
  const properties: unknown = schema === undefined ? undefined : Reflect.get(schema, 'properties');
  return typeof properties === 'object' && properties !== null ? (Reflect.get(properties, name) as TSchema | undefined) : undefined;
}

/** The schema of the value that a pointer names. */
function schemaAt(root: TSchema, pointer: string): TSchema | undefined {
  let schema: TSchema | undefined = root;
  for (const part of pointer.split('/').slice(1)) {
    const items: unknown = schema === undefined ? undefined : Reflect.get(schema, 'items');
    schema = items === undefined ? propertyOf(schema, part) : (items as TSchema);
  }
  return schema;
}
