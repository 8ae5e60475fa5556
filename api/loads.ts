import { Type, type Static } from 'typebox';
import { defineOperation } from './operation.ts';

const closed = { additionalProperties: false } as const;
const LoadId = Type.String({ pattern: '^load_[0-9a-f]{32}$', description: 'Id of a load' });
const params = Type.Object({ id: LoadId }, closed);
const count = (description: string) => Type.Integer({ minimum: 0, description });

export const LOAD_STATES = ['open', 'running', 'finished', 'failed', 'cancelled'] as const;

export const LoadAnswer = Type.Object({
  id: Type.String(),
  database: Type.String(),
  format: Type.Enum(['ndjson', 'csv']),
  dryRun: Type.Boolean(),
  state: Type.Enum([...LOAD_STATES]),
  name: Type.Optional(Type.String()),
  startedAt: Type.String(),
  endedAt: Type.Optional(Type.String()),
  offset: count('Bytes of the file whose lines are durable; send the rest from here'),
  lines: count('Lines of the file that are dealt with, as an editor counts them: the header of a CSV file and empty lines too, so that it may be more than the sum of the four below'),
  created: count('New records'),
  amended: count('Records of the same reference that changed'),
  unchanged: count('Records of the same reference that were already so'),
  rejected: count('Lines that were rejected; see the rejects'),
  searchable: count('Records of this load that checks find by now'),
  problem: Type.Optional(Type.String({ description: 'Code of what ended it, when it failed' })),
});
export type LoadAnswer = Static<typeof LoadAnswer>;

const errors = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'load.not-found', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
const hub = { side: 'hub', purpose: 'none' } as const;

export const startLoad = defineOperation({
  ...hub, id: 'loads.start', method: 'POST', path: '/v1/loads', permission: 'record:load', effect: 'write', status: 201, body: 'json',
  input: {
    body: Type.Object(
      {
        database: Type.String({ maxLength: 40 }),
        format: Type.Enum(['ndjson', 'csv'], { description: 'NDJSON, or CSV with a header (comma, semicolon or tab)' }),
        dryRun: Type.Optional(Type.Boolean({ description: 'Only say what would happen' })),
        onError: Type.Optional(Type.Enum(['skip', 'stop'], { description: 'skip: good lines stay and bad lines are rejected (default). stop: the first bad line ends the load' })),
        maxErrors: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'The load ends after more rejected lines than this' })),
        name: Type.Optional(Type.String({ maxLength: 200, description: 'Name of the file, for your own eyes' })),
        bytes: Type.Optional(Type.Integer({ minimum: 0, description: 'Size of the file, when you know it; lets the filter be made large enough at once' })),
      },
      closed,
    ),
  },
  output: LoadAnswer, errors: [...errors, 'request.malformed', 'request.key-reused', 'request.in-flight', 'database.not-found'],
  summary: 'Start a bulk load', description: "A line with the reference of one of your records amends it (upsert). Then send the file's bytes.",
  examples: [{ name: 'a file of travel documents', body: { database: 'travel-documents', format: 'ndjson', onError: 'skip', name: 'stolen-2026-11.ndjson', bytes: 48210 } }],
});

export const sendLoad = defineOperation({
  ...hub, id: 'loads.send', method: 'PUT', path: '/v1/loads/:id/content', permission: 'record:load', effect: 'read', status: 200, body: 'stream',
  input: {
    params,
    query: Type.Object({ offset: Type.Integer({ minimum: 0, description: 'Byte of the file at which this body starts: the offset that the load gives' }), last: Type.Optional(Type.Boolean({ description: 'False when more will follow in another request' })) }, closed),
  },
  output: LoadAnswer, errors: [...errors, 'load.finished', 'load.format', 'load.too-many-errors'],
  summary: 'Send the bytes of a load', description: 'Streams; the answer comes when every line is durable and found by checks. After a broken line or a crash, read the load and send the rest from its offset.',
});

export const cancelLoad = defineOperation({
  ...hub, id: 'loads.cancel', method: 'POST', path: '/v1/loads/:id/cancellation', permission: 'record:load', effect: 'write', status: 200,
  input: { params }, output: LoadAnswer, errors: [...errors, 'load.finished', 'request.key-reused', 'request.in-flight'],
  summary: 'Cancel a load', description: 'Nothing more of it is taken. What was stored stays, and is found by checks; a request that sends bytes ends with load.finished. A load that has ended otherwise stays as it is.',
});

export const getLoad = defineOperation({
  ...hub, quiet: true, id: 'loads.get', method: 'GET', path: '/v1/loads/:id', permission: 'record:load', effect: 'read', status: 200,
  input: { params }, output: LoadAnswer, errors, summary: 'How far a load is', description: 'Counts as of the last durable batch.',
});

export const listLoads = defineOperation({
  ...hub, quiet: true, id: 'loads.list', method: 'GET', path: '/v1/loads', permission: 'record:load', effect: 'read', status: 200,
  input: {}, output: Type.Object({ items: Type.Array(LoadAnswer) }), errors, summary: 'Your last 100 loads', description: 'Newest first.',
});

export const getRejects = defineOperation({
  ...hub, id: 'loads.rejects', method: 'GET', path: '/v1/loads/:id/rejects', permission: 'record:load', effect: 'read', status: 200, answer: 'stream',
  input: { params }, output: Type.String(), errors,
  summary: 'The rejected lines', description: 'The same format as the file, each line with _line, _column, _code, _message and _hint, so that it can be mended and sent again.',
});

export const LOAD_OPERATIONS = [startLoad, sendLoad, cancelLoad, getLoad, listLoads, getRejects] as const;
