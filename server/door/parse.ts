/** Parsing at the door: what comes out has the shape that the operation declares, or the request is refused with every fault. */
import { fail, type FieldError } from '@watchword/api/errors.ts';
import type { Operation } from '@watchword/api/operation.ts';
import { Compile, type Validator } from 'typebox/compile';
import { Value } from 'typebox/value';
import type { TSchema } from 'typebox';

/** The parts of a request before they are parsed. */
export type RawInput = { readonly params: unknown; readonly query: unknown; readonly body: unknown };
export type Parser = (raw: RawInput) => Record<string, unknown>;

const PARTS = ['params', 'query', 'body'] as const;
/** Faults that one refusal tells. */
export const MOST_FAULTS = 50;

/** The parser of an operation, compiled with its first request, or at once where whoever asks first shall not wait for it. @throws (the parser) `request.invalid`, naming fields and never their values */
export function compileParser(operation: Pick<Operation, 'input' | 'body'>, atOnce = false): Parser {
  const { input } = operation;
  const parts = PARTS.flatMap((part) => {
    const schema = input[part];
    return schema === undefined ? [] : [{ part, schema, validatorOf: onceCompiled(schema) }];
  });
  if (atOnce) for (const { validatorOf } of parts) validatorOf();
  const untaken = PARTS.filter((part) => input[part] === undefined && !(part === 'body' && (operation.body === 'stream' || operation.body === 'image' || operation.body === 'file')));
  return (raw) => {
    const parsed: Record<string, unknown> = {};
    const faults: FieldError[] = [];
    for (const { part, schema, validatorOf } of parts) {
      const validator = validatorOf();
      // Only what comes as text is converted: a number in a query string, never "5" in a body.
      const value = part === 'query' ? convertQuery(schema, raw.query) : raw[part];
      if (validator.Check(value)) parsed[part] = value;
      else faults.push(...listFaults(validator, value, part === 'body' ? '' : `/${part}`));
    }
    for (const part of untaken) if (hasContent(raw[part])) faults.push({ pointer: `/${part}`, code: 'unknown', detail: 'This operation takes none.' });
    if (faults.length > 0) throw fail('request.invalid', { errors: faults.slice(0, MOST_FAULTS) });
    return parsed;
  };
}

/** The parser of one value, for items of a batch. */
export function compileValue<Schema extends TSchema>(schema: Schema): (value: unknown) => FieldError[] {
  const validatorOf = onceCompiled(schema);
  return (value) => {
    const validator = validatorOf();
    return validator.Check(value) ? [] : listFaults(validator, value, '').slice(0, MOST_FAULTS);
  };
}

type Compiled = Validator<Record<string, never>, TSchema>;

function onceCompiled(schema: TSchema): () => Compiled {
  let validator: Compiled | undefined;
  return () => (validator ??= Compile(schema));
}

function convertQuery(schema: TSchema, query: unknown): unknown {
  return Value.Convert(schema, { ...(query as object) });
}

function hasContent(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

type Fault = { keyword: string; instancePath: string; params: object; schemaPath: string };

function listFaults(validator: Compiled, value: unknown, prefix: string): FieldError[] {
  const schema = validator.Type() as object;
  const all = validator.Errors(value).flatMap((fault) => describe(fault as Fault, prefix, schema));
  const seen = new Set<string>();
  return all.filter(({ pointer, code }) => !seen.has(`${pointer} ${code}`) && seen.add(`${pointer} ${code}`));
}

function describe({ keyword, instancePath, params, schemaPath }: Fault, prefix: string, schema: object): FieldError[] {
  const pointer = `${prefix}${instancePath}`;
  const at = (name: string): string => `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const value = (name: string): string => String((params as Record<string, unknown>)[name]);
  const names = (name: string): string[] => ((params as Record<string, unknown>)[name] ?? []) as string[];
  switch (keyword) {
    case 'required':
      return names('requiredProperties').map((name) => ({ pointer: at(name), code: 'required', detail: 'This field is needed.' }));
    case 'additionalProperties':
      return names('additionalProperties').map((name) => ({ pointer: at(name), code: 'unknown', detail: 'There is no such field here.' }));
    case 'boolean':
      // Said once more for each field that does not belong here; the line above has said it.
      return schemaPath.endsWith('/additionalProperties') ? [] : [{ pointer, code: 'unknown', detail: 'There is no such field here.' }];
    case 'type':
      return [{ pointer, code: 'type', detail: `It must be of type ${value('type')}.` }];
    case 'enum':
      return [{ pointer, code: 'not-in-list', detail: `One of: ${names('allowedValues').join(', ')}.` }];
    case 'maxLength':
      return [{ pointer, code: 'too-long', detail: `At most ${value('limit')} characters.` }];
    case 'minLength':
      return [{ pointer, code: 'too-short', detail: `At least ${value('limit')} characters.` }];
    case 'maxItems':
      return [{ pointer, code: 'too-many', detail: `At most ${value('limit')} items.` }];
    case 'minItems':
      return [{ pointer, code: 'too-few', detail: `At least ${value('limit')} items.` }];
    case 'minProperties':
      return [{ pointer, code: 'empty', detail: 'Name at least one of its fields.' }];
    case 'minimum':
    case 'maximum':
      return [{ pointer, code: 'out-of-range', detail: `${keyword === 'minimum' ? 'At least' : 'At most'} ${value('limit')}.` }];
    case 'pattern':
    case 'format':
      return [{ pointer, code: keyword, detail: formOf(schema, schemaPath) }];
    default:
      return [{ pointer, code: keyword, detail: 'It is not as the documentation says.' }];
  }
}

/** What a field should look like, in the words of its declaration. */
function formOf(schema: object, schemaPath: string): string {
  const steps = schemaPath.replace(/^#\//, '').split('/');
  let at: unknown = schema;
  for (const step of steps) at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined;
  const description = typeof at === 'object' && at !== null && 'description' in at ? at.description : undefined;
  return typeof description === 'string' ? `It does not have the form of: ${description}.` : 'It does not have the form that the documentation gives.';
}
