import { Type, type Static } from 'typebox';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';
import { CheckAnswer } from './answers.ts';
import { PURPOSES } from './purposes.ts';
import { Subject } from './subjects.ts';

export const BATCH_LIMIT = 1000;

/** A joint operation by its code, or by its id. */
const JOINT_CODE_OR_ID = `^([A-Z][A-Z0-9-]{1,29}|${ID_PATTERN('opn').slice(1, -1)})$`;

export const CheckRequest = Type.Object(
  {
    purpose: Type.Enum([...PURPOSES], { description: 'Why you ask; stands in the audit log' }),
    subject: Subject,
    databases: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 20, description: 'Ask only these; without it every database that can answer' })),
    place: Type.Optional(Type.String({ maxLength: 80, description: 'Where the check is made, e.g. a booth' })),
    operation: Type.Optional(Type.String({ pattern: JOINT_CODE_OR_ID, description: 'Code or id of a joint operation that you take part in and that is open: the check is counted for it, and its hits are in its room' })),
    reference: Type.Optional(Type.String({ maxLength: 80, description: 'Your own reference, given back with the answer of a batch' })),
  },
  { additionalProperties: false },
);
export type CheckRequest = Static<typeof CheckRequest>;

const errors = ['request.malformed', 'request.invalid', 'access.unauthenticated', 'access.forbidden', 'access.purpose', 'check.no-subject', 'check.unreadable', 'check.no-database', 'database.not-found', 'joint.not-found', 'joint.state', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;

export const runCheck = defineOperation({
  id: 'checks.run',
  method: 'POST',
  path: '/v1/checks',
  side: 'hub',
  permission: 'check',
  purpose: 'required',
  effect: 'read',
  status: 200,
  body: 'json',
  input: { body: CheckRequest },
  output: CheckAnswer,
  errors,
  summary: 'Check a document, vehicle, person or thing',
  description: 'Asks every database that can answer. A hit is never an order: the owner must confirm before anybody acts. Takes no Idempotency-Key, which would keep the question.',
  examples: [
    { name: 'document', body: { purpose: 'border-control', subject: { document: { number: 'L898902C3', issuer: 'UTO' } } } },
    { name: 'machine-readable zone', body: { purpose: 'border-control', subject: { mrz: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'] } } },
    { name: 'vehicle', body: { purpose: 'police-check', subject: { vehicle: { plate: { number: 'UT 123 AB', country: 'UTO' } } } } },
  ],
});

/** One item of a batch: an answer, or the problem of that one item. */
export const BatchItem = Type.Object({
  index: Type.Integer(),
  reference: Type.Optional(Type.String()),
  answer: Type.Optional(CheckAnswer),
  problem: Type.Optional(Type.Object({ code: Type.String(), title: Type.String(), errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() }))) })),
});
export type BatchItem = Static<typeof BatchItem>;

const Checks = Type.Array(CheckRequest, { minItems: 1, maxItems: BATCH_LIMIT });

export const runBatch = defineOperation({
  id: 'checks.batch',
  method: 'POST',
  path: '/v1/checks/batch',
  side: 'hub',
  permission: 'check:batch',
  purpose: 'required',
  effect: 'read',
  status: 200,
  body: 'json',
  input: { body: Type.Union([Type.Object({ checks: Checks }, { additionalProperties: false }), Checks], { description: 'A list of checks, or an object that holds it' }) },
  output: Type.Object({ items: Type.Array(BatchItem) }),
  errors,
  summary: 'Check up to 1,000 subjects in one request',
  description: 'Each item is a check of its own, with its own audit entry and its own result.',
  examples: [{ name: 'two documents', body: { checks: [{ purpose: 'border-control', reference: 'seat 1A', subject: { document: { number: 'L898902C3', issuer: 'UTO' } } }, { purpose: 'border-control', reference: 'seat 1B', subject: { document: { number: 'D23145890' } } }] } }],
});

export const streamChecks = defineOperation({
  id: 'checks.stream',
  method: 'POST',
  path: '/v1/checks/stream',
  side: 'hub',
  permission: 'check:batch',
  purpose: 'required',
  effect: 'read',
  status: 200,
  body: 'stream',
  answer: 'stream',
  input: {},
  output: BatchItem,
  errors,
  summary: 'Check a passenger list as NDJSON',
  description: 'One check a line in, one item a line out, in order, answered as the lines arrive.',
  examples: [{ name: 'one line', body: '{"purpose":"border-control","reference":"seat 1A","subject":{"document":{"number":"L898902C3","issuer":"UTO"}}}\n' }],
});

export const CHECK_OPERATIONS = [runCheck, runBatch, streamChecks] as const;
