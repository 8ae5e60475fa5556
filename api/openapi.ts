import { Type, type TSchema } from 'typebox';
import { CheckRequest } from './checks/checks.ts';
import { API_VERSION, CONTRACT } from './contract.ts';
import { ERRORS, type ErrorCode } from './errors.ts';
import { ATTACHMENT_TYPES } from './joint/attachments.ts';
import { PHOTO_TYPES } from './photos.ts';
import { OFFICER_PARAMETERS, parametersOf } from './openapi/parameters.ts';
import { problemSchema, refusalsOf } from './openapi/refusals.ts';
import { namedSchemas, schemaOf, type Json } from './openapi/schemas.ts';
import type { Operation } from './operation.ts';

/** What each group of operations is about: the first word of an operation's id. */
const TAGS: Readonly<Record<string, string>> = {
  checks: 'Ask whether a document, vehicle, person or thing stands in a database.',
  comparisons: 'Say whether a person found is the traveller, and how often records were not.',
  records: 'Enter, amend, withdraw and review records; only their owner changes them.',
  photos: 'Photographs of persons, on the records that are about them.',
  loads: 'Load many records from a file, and see which lines were rejected.',
  databases: 'What the databases hold: fields, purposes, templates.',
  access: 'Who you are here.',
  tokens: 'Give systems of your organisation access, and take it back.',
  sessions: 'Sign-in of people, on the side of their bureau.',
  passkeys: 'Your own passkeys.',
  people: 'People of a bureau, for its administrators.',
  units: 'Parts of a bureau.',
  mailbox: 'Messages of a bureau, at the bureau: encrypted and opened in the browser.',
  proposals: 'What needs two persons: one proposes, another approves.',
  clients: 'Systems that sign in with a key of their own: register, change their keys, revoke.',
  oauth: 'Where registered systems fetch their tokens.',
  organisations: 'Agencies under a bureau and international partners: admit, suspend.',
  audit: 'Verify the audit log without trusting the hub: keys, checkpoints, proofs, your own entries.',
  oversight: 'Unusual use by your own officers, and what came of it.',
  statistics: 'How the network is used, by month, for everybody.',
  requests: 'Requests of persons on whom data are held, for the Commission.',
  corrections: 'What owners are asked to correct.',
  events: 'What concerns your organisation, as it happens.',
  webhooks: 'Systems that are told of events by a signed request.',
  keys: 'The key directory: what mailboxes are encrypted to, and who may sign for whom.',
  messages: 'Messages between bureaus, which the hub cannot read.',
  files: 'Encrypted files of messages, uploaded in parts.',
  groups: 'Groups of recipients.',
  hits: 'A check showed a record: ask its owner, answer against a clock, report what became of it.',
  'hit-desk': 'The duty desk of your organisation: its number, hours, delegate, and what it releases by itself.',
  handovers: 'One shift hands over to the next, and both sign.',
  'hit-statistics': 'How soon bureaus answer; small counts are withheld.',
  doubts: 'Ask the compliance desk to look into a record of somebody else.',
  clearances: 'The rightful holder of a document that was found again may make one journey.',
  presence: 'Who else is at the desk of the bureau, and what is open there.',
  joint: 'Joint operations: plan, results, signatures and frozen editions.',
  incidents: 'Reports from the field of a joint operation.',
  network: 'The link chart of a joint operation: who and what belongs together, by the reports that you may read.',
  charts: 'What somebody laid out of a network, kept with its versions.',
  money: 'Transactions and accounts of a joint operation.',
  reports: 'Situation and final reports of a joint operation: figures that stand, as PDF, table or JSON.',
  attachments: 'Photographs and files of a report from the field.',
  evidence: 'One case of a joint operation, opened to a prosecutor or partner, with a signed file.',
  tasks: 'Briefing, tasks and debriefing of a joint operation.',
  'field-key': 'The key under which a phone keeps what waits for a line.',
  health: 'Whether the server lives, is ready, and which one it is.',
};

/** Media types of a body or an answer that is a stream. */
const LINES = 'application/x-ndjson';
const TABLE = 'text/csv';
const BODY_TYPES = { json: 'application/json', 'merge-patch': 'application/merge-patch+json', form: 'application/x-www-form-urlencoded' } as const;
/** Of a picture OpenAPI 3.1 says the type and nothing else. */
const PICTURE = {};

/**
 * The contract as an OpenAPI 3.1 document: plain data, made anew at each call. Paths, parameters, bodies, answers and error codes
 * are those of the operations; `x-permission`, `x-purpose` and `x-side` say what OpenAPI has no word for.
 */
export function openApiDocument(): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Watchword',
      version: API_VERSION,
      summary: 'One question to the police databases of many countries, answered in milliseconds.',
      description:
        'A hit is never an order: the owner of the record must confirm before anybody acts. Unknown fields of a request are refused; ' +
        'clients ignore fields that they do not know. Within `/v1` the interface only grows. Errors are RFC 9457 problems with a stable `code`.',
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    security: [{ token: [] }],
    tags: tagsInUse().map((name) => ({ name, description: TAGS[name] ?? '' })),
    paths: paths(),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A token of `POST /v1/tokens`, in the header Authorization.' } },
      parameters: OFFICER_PARAMETERS,
      schemas: { ...namedSchemas(), Problem: problemSchema() },
    },
  };
}

/** The group of an operation: the first word of its id. */
function tagOf(operation: Operation): string {
  return operation.id.split('.')[0] ?? '';
}

function tagsInUse(): string[] {
  return [...new Set(CONTRACT.map(tagOf))];
}

function paths(): Json {
  const found: Record<string, Json> = {};
  for (const operation of CONTRACT) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    found[path] = { ...found[path], [operation.method.toLowerCase()]: describeOperation(operation) };
  }
  return found;
}

function describeOperation(operation: Operation): Json {
  const parameters = parametersOf(operation);
  const body = bodyOf(operation);
  return {
    operationId: operation.id,
    tags: [tagOf(operation)],
    summary: operation.summary,
    description: operation.description,
    ...(operation.permission === 'public' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: body }),
    responses: { [operation.status]: answerOf(operation), ...(isConditional(operation) && { 304: { description: 'The answer that If-None-Match names' } }), ...refusalsOf(codesOf(operation)) },
    'x-permission': operation.permission,
    'x-purpose': operation.purpose,
    'x-side': operation.side,
    ...(operation.stepUp === true && { 'x-step-up': true }),
  };
}

/** The codes that an operation names, and those that any request can meet at the door. */
function codesOf(operation: Operation): ErrorCode[] {
  const everywhere: ErrorCode[] = ['server.busy', 'server.internal'];
  const withBody: ErrorCode[] = operation.body === undefined ? [] : ['request.too-large', 'request.too-slow', 'request.media-type'];
  const codes = new Set<ErrorCode>([...operation.errors, ...withBody, ...everywhere]);
  return [...codes].sort((a, b) => ERRORS[a].status - ERRORS[b].status || a.localeCompare(b, 'en'));
}

function bodyOf(operation: Operation): Json | undefined {
  if (operation.body === undefined) return undefined;
  const examples = examplesOf(operation, 'body');
  if (operation.body === 'stream') return { required: true, ...(examples !== undefined && { 'x-examples': examples }), content: streamContent(operation, CheckRequest) };
  if (operation.body === 'file') return { required: true, content: Object.fromEntries(ATTACHMENT_TYPES.map((type) => [type, PICTURE])) };
  if (operation.body === 'image') return { required: true, content: Object.fromEntries(PHOTO_TYPES.map((type) => [type, PICTURE])) };
  const type = BODY_TYPES[operation.body];
  const schema = operation.input.body === undefined ? {} : schemaOf(operation.input.body);
  return { required: true, content: { [type]: { schema, ...(examples !== undefined && { examples }) } } };
}

function answerOf(operation: Operation): Json {
  const headers = {
    'X-Request-Id': { description: 'Id of this request, for questions to the operator', schema: { type: 'string' } },
    ...(operation.version === true && { ETag: { description: 'The version of the record after this', schema: { type: 'string' } } }),
    ...(isConditional(operation) && { ETag: { description: 'For If-None-Match; of a record also for If-Match', schema: { type: 'string' } } }),
    ...(hasPages(operation) && { Link: { description: 'rel="next": the next page, when there is one', schema: { type: 'string' } } }),
  };
  if (operation.status === 204) return { description: operation.summary, headers };
  if (operation.answer === 'image') return { description: operation.summary, headers: { ...headers, ETag: { description: 'SHA-256 of the bytes', schema: { type: 'string' } } }, content: { 'image/jpeg': PICTURE } };
  if (operation.answer === 'pdf') return { description: operation.summary, headers: { ...headers, ETag: { description: 'SHA-256 of the bytes', schema: { type: 'string' } } }, content: { 'application/pdf': PICTURE } };
  if (operation.answer === 'stream') return { description: operation.summary, headers, content: streamContent(operation, operation.output) };
  if (operation.answer === 'bytes') return { description: operation.summary, headers, content: { 'application/octet-stream': PICTURE } };
  if (operation.answer === 'events') return { description: operation.summary, headers, content: { 'text/event-stream': { schema: { type: 'string' }, 'x-event': schemaOf(operation.output) } } };
  const examples = examplesOf(operation, 'answer');
  return { description: operation.summary, headers, content: { 'application/json': { schema: schemaOf(operation.output), ...(examples !== undefined && { examples }) } } };
}

/** Whether the answer has an ETag, and If-None-Match is heard. */
function isConditional({ method, answer, permission }: Operation): boolean {
  return method === 'GET' && answer !== 'stream' && answer !== 'events' && answer !== 'bytes' && permission !== 'public';
}

function hasPages({ output }: Operation): boolean {
  return Type.IsObject(output) && 'nextCursor' in output.properties;
}

/** A stream of checks is NDJSON in and out, and each line has the schema `x-line`; files of records travel as NDJSON or CSV. */
function streamContent(operation: Operation, line: TSchema): Json {
  const text = { type: 'string' };
  if (tagOf(operation) !== 'checks') return { [LINES]: { schema: text }, [TABLE]: { schema: text } };
  return { [LINES]: { schema: text, 'x-line': schemaOf(line) } };
}

function examplesOf(operation: Operation, part: 'body' | 'answer'): Json | undefined {
  const found = (operation.examples ?? []).filter((example) => example[part] !== undefined);
  return found.length === 0 ? undefined : Object.fromEntries(found.map((example) => [example.name, { value: example[part] }]));
}
