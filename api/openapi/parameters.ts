import type { TSchema } from 'typebox';
import type { Operation } from '../operation.ts';
import { ROLES } from '../organisations.ts';
import { schemaOf, type Json } from './schemas.ts';

/** Headers that every operation with sign-in takes, named once in the document. */
export const OFFICER_PARAMETERS: Json = {
  Officer: {
    name: 'Watchword-Officer', in: 'header', required: false, schema: { type: 'string', pattern: '^ofc_[A-Za-z0-9]{4,40}$' },
    description: "The officer's pseudonym, when a bureau's system asks on an officer's behalf; stands in the audit log. Needs the permission `act-for-officer`.",
  },
  Role: {
    name: 'Watchword-Role', in: 'header', required: false, schema: { type: 'string', enum: [...ROLES] },
    description: 'The role of that officer; goes with Watchword-Officer.',
  },
};

/** What a request carries beside its body: the parts of the path, the query and our headers. */
export function parametersOf(operation: Operation): Json[] {
  return [
    ...fieldsOf(operation.input.params).map((field) => parameter('path', { ...field, required: true })),
    ...fieldsOf(operation.input.query).map((field) => parameter('query', field)),
    ...headersOf(operation),
  ];
}

type Field = { name: string; required: boolean; schema: TSchema };

function fieldsOf(schema: TSchema | undefined): Field[] {
  if (schema === undefined || !('properties' in schema)) return [];
  const required = 'required' in schema && Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties as Record<string, TSchema>).map(([name, field]) => ({ name, required: required.includes(name), schema: field }));
}

function parameter(place: 'path' | 'query', { name, required, schema }: Field): Json {
  const { description, ...rest } = schemaOf(schema);
  return { name, in: place, required, ...(description !== undefined && { description }), schema: rest };
}

function headersOf(operation: Operation): Json[] {
  const headers: Json[] = [];
  if (operation.effect === 'write') {
    headers.push({
      name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', minLength: 1, maxLength: 200 },
      description: 'Text of your choice, new for each new request. The same key and the same request within 24 hours give the first answer again; nothing is done twice.',
    });
  }
  if (operation.version === true) {
    headers.push({
      name: 'If-Match', in: 'header', required: true, schema: { type: 'string', pattern: '^"[0-9]+"$' }, example: '"1"',
      description: 'The version that you read, in quotes. 412 when the record has changed since.',
    });
  }
  const officer = operation.permission === 'public' ? [] : Object.keys(OFFICER_PARAMETERS).map((name) => ({ $ref: `#/components/parameters/${name}` }));
  return [...headers, ...officer];
}
