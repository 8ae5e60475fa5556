import { Type } from 'typebox';
import { defineOperation } from '../operation.ts';
import { dictionary } from './fields.ts';

const closed = { additionalProperties: false } as const;
const code = Type.Object({ code: Type.String({ maxLength: 40, description: 'Code of a database' }) }, closed);
const errors = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'database.not-found', 'audit.unavailable'] as const;
const hub = { quiet: true, side: 'hub', purpose: 'none', effect: 'read', status: 200, method: 'GET', permission: 'check' } as const;

export const DatabaseAnswer = Type.Object({
  code: Type.String(),
  title: Type.String(),
  description: Type.String(),
  personal: Type.Boolean(),
  review: Type.Boolean(),
  enters: Type.String({ description: 'any, or issuer' }),
  lifetime: Type.String({ description: 'ISO 8601 duration' }),
  purposes: Type.Array(Type.String()),
  identifiers: Type.Array(Type.String()),
  columns: Type.Array(Type.String()),
  records: Type.Optional(Type.Integer({ description: 'Records of your own that are active' })),
  fields: dictionary(Type.Unknown(), { description: 'JSON Schema of the content' }),
  example: dictionary(Type.Unknown()),
});

export const listDatabases = defineOperation({
  ...hub, id: 'databases.list', path: '/v1/databases', input: {}, output: Type.Object({ items: Type.Array(DatabaseAnswer) }), errors,
  summary: 'The databases', description: 'Their fields as JSON Schema, the purposes that they allow and who may enter.',
});

export const getTemplate = defineOperation({
  ...hub, id: 'databases.template', path: '/v1/databases/:code/template', answer: 'stream', permission: 'record:load',
  input: { params: code, query: Type.Object({ format: Type.Optional(Type.Enum(['ndjson', 'csv'])) }, closed) },
  output: Type.String(), errors, summary: 'A file to fill in', description: 'Header and an example line, for a bulk load.',
});

export const DATABASE_OPERATIONS = [listDatabases, getTemplate] as const;
