import { Type, type Static } from 'typebox';
import { day, dictionary, freeText } from './databases/fields.ts';
import { defineOperation } from './operation.ts';
import { CountryCode } from './organisations.ts';
import { CONFIDENTIALITY_LEVELS } from './rights/kinds.ts';

const closed = { additionalProperties: false } as const;
const Content = dictionary(Type.Unknown(), { description: 'The fields of the record, as its database declares them' });
const RecordId = Type.String({ pattern: '^rec_[0-9a-f]{32}$', description: 'Id of a record' });
const DatabaseCode = Type.String({ maxLength: 40, description: 'Code of a database' });
const Reference = Type.String({ minLength: 1, maxLength: 80, description: "The owner's own reference, unique in the database" });
const HiddenFrom = Type.Array(CountryCode, { maxItems: 194, description: 'Countries from which the record is hidden' });
const ConfidentialityLevel = Type.Enum([...CONFIDENTIALITY_LEVELS], { description: 'How its source classifies the record: docs/rights.md says who sees what of each level' });
const HidingAuthority = Type.String({ minLength: 3, maxLength: 200, description: 'Reference of the authority that orders the hiding; seen by the owner alone' });

export const RECORD_STATES = ['active', 'withdrawn', 'expired'] as const;
export const REVIEW_STATES = ['not-needed', 'pending', 'released', 'blocked'] as const;
export const WITHDRAWAL_REASONS = ['found', 'purpose-served', 'entered-in-error', 'cancelled', 'located', 'other'] as const;

/** What a block hides: the whole record, or only the amendment that waits. */
export const BLOCK_SCOPES = ['record', 'amendment'] as const;

export const RecordAnswer = Type.Object({
  id: Type.String(),
  database: Type.String(),
  owner: CountryCode,
  reference: Type.Optional(Type.String()),
  version: Type.Integer({ description: 'Send it in If-Match to amend' }),
  state: Type.Enum([...RECORD_STATES]),
  review: Type.Enum([...REVIEW_STATES]),
  reviewReason: Type.Optional(Type.String()),
  released: Type.Optional(
    Type.Object({ version: Type.Integer(), content: Content }, { description: 'The version that other countries see while this one waits, or is blocked alone' }),
  ),
  content: Content,
  expiresOn: Type.String(),
  enteredAt: Type.String(),
  amendedAt: Type.Optional(Type.String()),
  lastVerifiedOn: Type.Optional(Type.String()),
  hiddenFrom: Type.Optional(Type.Array(CountryCode)),
  hiddenFromFrontLine: Type.Optional(Type.Boolean()),
  hiddenFromFrontLineUntil: Type.Optional(Type.String({ description: 'When the front line sees it again unless the owner renews the hiding' })),
  confidentiality: Type.Optional(ConfidentialityLevel),
});
export type RecordAnswer = Static<typeof RecordAnswer>;

const params = Type.Object({ id: RecordId }, closed);
const reading = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'record.not-found', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
const writing = [...reading, 'request.malformed', 'request.key-reused', 'request.in-flight', 'record.not-owner', 'record.invalid', 'record.wrong-issuer', 'record.reference-taken'] as const;
const changing = [...writing, 'request.version-needed', 'record.version-conflict', 'record.withdrawn'] as const;

const hub = { side: 'hub', purpose: 'none' } as const;

export const createRecord = defineOperation({
  ...hub, id: 'records.create', method: 'POST', path: '/v1/records', permission: 'record:write', effect: 'write', status: 201, body: 'json',
  input: {
    body: Type.Object(
      {
        database: DatabaseCode,
        reference: Type.Optional(Reference),
        content: Content,
        expiresOn: Type.Optional(day('Day on which the record ends; the default lifetime of the database without it')),
        hiddenFrom: Type.Optional(HiddenFrom),
        hiddenFromFrontLine: Type.Optional(Type.Boolean({ description: 'Hidden from front-line users of every country for 48 hours, while an operation runs; needs hidingAuthority' })),
        hidingAuthority: Type.Optional(HidingAuthority),
        confidentiality: Type.Optional(ConfidentialityLevel),
      },
      closed,
    ),
  },
  output: RecordAnswer, errors: [...writing, 'database.not-found', 'record.range-too-wide'],
  summary: 'Enter a record', description: 'The record is yours: only you amend or withdraw it. A record on a person is found by other countries after the secretariat released it.',
  examples: [
    { name: 'stolen passport', body: { database: 'travel-documents', reference: 'UTO-2025-0417', content: { number: 'L898902C3', issuer: 'UTO', type: 'passport', fraud: 'stolen', occurredOn: '2025-03', occurredIn: 'FRA' } } },
    { name: 'stolen car, hidden from one country', body: { database: 'vehicles', content: { vin: 'WVWZZZ1JZXW000001', plate: 'UT 123 AB', plateCountry: 'UTO', type: 'car', status: 'stolen' }, hiddenFrom: ['XPO'] } },
  ],
});

export const amendRecord = defineOperation({
  ...hub, id: 'records.amend', method: 'PATCH', path: '/v1/records/:id', permission: 'record:write', effect: 'write', status: 200, body: 'merge-patch', version: true,
  input: {
    params,
    body: Type.Object(
      {
        reference: Type.Optional(Type.Union([Reference, Type.Null()])),
        content: Type.Optional(Content),
        expiresOn: Type.Optional(day('New last day')),
        hiddenFrom: Type.Optional(Type.Union([HiddenFrom, Type.Null()])),
        hiddenFromFrontLine: Type.Optional(Type.Boolean({ description: 'true with hidingAuthority hides it for 48 hours from now, also when it is hidden already' })),
        hidingAuthority: Type.Optional(HidingAuthority),
        confidentiality: Type.Optional(ConfidentialityLevel),
        verified: Type.Optional(Type.Literal(true, { description: 'The owner has verified today that the record stands' })),
      },
      { ...closed, minProperties: 1 },
    ),
  },
  output: RecordAnswer, errors: [...changing, 'record.range-too-wide'],
  summary: 'Amend a record', description: 'A JSON merge patch (RFC 7396): null removes a field. The version before is kept. An amended record on a person waits for release; other countries see the version released last meanwhile. A restriction that you add holds at once.',
  examples: [{ name: 'found again', body: { content: { recoveredOn: '2026-02-11' } } }, { name: 'still true', body: { verified: true } }],
});

export const withdrawRecord = defineOperation({
  ...hub, id: 'records.withdraw', method: 'POST', path: '/v1/records/:id/withdrawal', permission: 'record:write', effect: 'write', status: 200, body: 'json', version: true,
  input: { params, body: Type.Object({ reason: Type.Enum([...WITHDRAWAL_REASONS]), note: Type.Optional(freeText('Note')) }, closed) },
  output: RecordAnswer, errors: changing,
  summary: 'Withdraw a record', description: 'It stops matching at once and stays in your history.',
  examples: [{ name: 'found', body: { reason: 'found', note: 'Handed in at a police station.' } }],
});

export const getRecord = defineOperation({
  ...hub, id: 'records.get', method: 'GET', path: '/v1/records/:id', permission: 'record:read', effect: 'read', status: 200,
  input: { params }, output: RecordAnswer, errors: reading,
  summary: 'Read a record of your own', description: 'The secretariat also reads records that wait for its review.',
});

export const RecordVersion = Type.Object({
  version: Type.Integer(),
  at: Type.String(),
  by: Type.String({ description: 'Organisation, and the pseudonym of its officer' }),
  change: Type.String(),
  reason: Type.Optional(Type.String()),
  content: Content,
  expiresOn: Type.String(),
  hiddenFromFrontLineUntil: Type.Optional(Type.String({ description: 'Until when this version was hidden from the front line' })),
  hidingAuthority: Type.Optional(Type.String({ description: 'Reference of the authority, for the owner alone' })),
  confidentiality: Type.Optional(ConfidentialityLevel),
});
export type RecordVersion = Static<typeof RecordVersion>;

export const listHistory = defineOperation({
  ...hub, id: 'records.history', method: 'GET', path: '/v1/records/:id/history', permission: 'record:read', effect: 'read', status: 200,
  input: { params }, output: Type.Object({ items: Type.Array(RecordVersion) }), errors: reading,
  summary: 'Read the versions of a record', description: 'Newest first, with who changed it and why.',
});

export const listRecords = defineOperation({
  ...hub, id: 'records.list', method: 'GET', path: '/v1/records', permission: 'record:read', effect: 'read', status: 200,
  input: {
    query: Type.Object(
      {
        database: Type.Optional(DatabaseCode),
        state: Type.Optional(Type.Enum([...RECORD_STATES])),
        reference: Type.Optional(Reference),
        expiringWithinDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, description: 'Only records that end within so many days (four months: 122)' })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
        cursor: Type.Optional(Type.String({ maxLength: 200 })),
      },
      closed,
    ),
  },
  output: Type.Object({ items: Type.Array(RecordAnswer), nextCursor: Type.Optional(Type.String()) }), errors: [...reading, 'request.cursor', 'database.not-found'],
  summary: 'List your own records', description: 'Newest first. With expiringWithinDays those that end soonest first, in spans of 32 days, each page by day; a page may then be short and still have a next one.',
});

export const releaseRecord = defineOperation({
  ...hub, id: 'records.release', method: 'POST', path: '/v1/records/:id/release', permission: 'record:review', effect: 'write', status: 200, body: 'json', version: true,
  input: { params, body: Type.Object({ note: Type.Optional(freeText('Reasons, kept')) }, closed) },
  output: RecordAnswer, errors: [...changing, 'record.no-review'],
  summary: 'Release a record on a person', description: "By the secretariat, after review: from now on other countries' checks find it.",
  examples: [{ name: 'released', body: { note: 'Warrant seen; no political, military, religious or racial character.' } }],
});

export const blockRecord = defineOperation({
  ...hub, id: 'records.block', method: 'POST', path: '/v1/records/:id/block', permission: 'record:review', effect: 'write', status: 200, body: 'json', version: true,
  input: { params, body: Type.Object({
      reason: freeText('Why it may not be seen; kept and shown to its owner'),
      scope: Type.Optional(Type.Enum([...BLOCK_SCOPES], { default: 'record', description: 'record: nobody else sees any version of it; amendment: the version released before goes on standing' })),
    }, closed) },
  output: RecordAnswer, errors: [...changing, 'record.no-review'],
  summary: 'Block a record on a person', description: "By the secretariat: no other country's check finds it. With scope amendment the version released before goes on being found. The owner sees the reason.",
  examples: [{ name: 'blocked', body: { reason: 'The warrant is missing.' } }, { name: 'only the amendment', body: { reason: 'The new warning has no ground.', scope: 'amendment' } }],
});

export const classifyRecord = defineOperation({
  ...hub, id: 'records.classify', method: 'POST', path: '/v1/records/:id/classification', permission: 'record:review', effect: 'write', status: 200, body: 'json', version: true,
  input: { params, body: Type.Object({ confidentiality: ConfidentialityLevel, reason: freeText('Why it is raised; kept and shown to its owner') }, closed) },
  output: RecordAnswer, errors: changing,
  summary: 'Raise the confidentiality of a record', description: "By the secretariat, which may raise what the source has classified and never lower it. The owner may not go below it from then on.",
  examples: [{ name: 'raised', body: { confidentiality: 'confidential', reason: 'Names a witness.' } }],
});

export const listReviews = defineOperation({
  ...hub, id: 'records.reviews', method: 'GET', path: '/v1/reviews', permission: 'record:review', effect: 'read', status: 200,
  input: {
    query: Type.Object(
      { review: Type.Optional(Type.Enum(['pending', 'released', 'blocked'])), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })), cursor: Type.Optional(Type.String({ maxLength: 200 })) },
      closed,
    ),
  },
  output: Type.Object({ items: Type.Array(RecordAnswer), nextCursor: Type.Optional(Type.String()) }), errors: [...reading, 'request.cursor'],
  summary: 'List records that wait for review', description: 'Oldest first.',
});

export const exportRecords = defineOperation({
  ...hub, id: 'records.export', method: 'GET', path: '/v1/exports/:database', permission: 'record:export', effect: 'read', status: 200, answer: 'stream', stepUp: true, approval: 'mass-export',
  input: { params: Type.Object({ database: DatabaseCode }, closed), query: Type.Object({ format: Type.Optional(Type.Enum(['ndjson', 'csv'])) }, closed) },
  output: Type.String(), errors: [...reading, 'database.not-found', 'access.step-up', 'access.two-persons'],
  summary: 'Export your own records', description: 'A person needs a second one who approves it first (`mass-export`); a system needs a token that was issued with `record:export`. The same format as a load takes. In CSV, cells that a spreadsheet could read as a formula are prefixed.',
});

export const RECORD_OPERATIONS = [createRecord, listRecords, getRecord, amendRecord, withdrawRecord, listHistory, releaseRecord, blockRecord, classifyRecord, listReviews, exportRecords] as const;
