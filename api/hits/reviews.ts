/** Records that somebody doubts, and holders who are cleared: both stand on the answers of checks. */
import { Type, type Static } from 'typebox';
import { country, freeText, shortText } from '../databases/fields.ts';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';
import { CountryCode } from '../organisations.ts';

const closed = { additionalProperties: false } as const;
const reading = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
const writing = [...reading, 'request.malformed', 'request.key-reused', 'request.in-flight'] as const;
const hub = { side: 'hub', purpose: 'none' } as const;
const RecordId = Type.String({ pattern: ID_PATTERN('rec'), description: 'Id of a record that a check has shown you' });
const Page = { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })), cursor: Type.Optional(Type.String({ maxLength: 200 })) };

/** Why a record is doubted. */
export const DOUBTS = ['political', 'military', 'religious', 'racial', 'refugee', 'wrong-person', 'out-of-date', 'abusive-revocation', 'other'] as const;
export type Doubt = (typeof DOUBTS)[number];

export const RecordDoubt = Type.Object({
  id: Type.String(), record: Type.String(), database: Type.String(), owner: CountryCode,
  by: Type.Optional(Type.String({ description: 'Who doubts it; for the secretariat and the one itself' })),
  doubt: Type.Enum([...DOUBTS]), reason: Type.String(), at: Type.String(),
  state: Type.Enum(['open', 'stands', 'ended']), decidedAt: Type.Optional(Type.String()), decision: Type.Optional(Type.String()),
});
export type RecordDoubt = Static<typeof RecordDoubt>;

export const doubtRecord = defineOperation({
  ...hub, id: 'doubts.raise', method: 'POST', path: '/v1/doubts', permission: 'hit:answer', effect: 'write', status: 201, body: 'json',
  input: { body: Type.Object({ record: RecordId, doubt: Type.Enum([...DOUBTS]), reason: freeText('Why, for the compliance desk. Name no person') }, closed) },
  output: RecordDoubt, errors: [...writing, 'record.not-found', 'doubt.raised'],
  summary: 'Flag a record for review', description: 'By any bureau that can find it. Until the compliance desk has decided, every answer that shows the record says "under review". The owner sees that too, and not who doubts it.',
  examples: [{ name: 'a journalist', body: { record: 'rec_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b', doubt: 'political', reason: 'The charge is an article in a newspaper.' } }],
});

export const listDoubts = defineOperation({
  ...hub, id: 'doubts.list', method: 'GET', path: '/v1/doubts', permission: 'hit:read', effect: 'read', status: 200,
  input: { query: Type.Object({ state: Type.Optional(Type.Enum(['open', 'stands', 'ended'])), ...Page }, closed) },
  output: Type.Object({ items: Type.Array(RecordDoubt), nextCursor: Type.Optional(Type.String()) }), errors: [...reading, 'request.cursor'],
  summary: 'List records flagged for review', description: 'Newest first. The compliance desk sees all of them, a bureau its own.',
});

export const decideDoubt = defineOperation({
  ...hub, id: 'doubts.decide', method: 'POST', path: '/v1/doubts/:id/decision', permission: 'record:review', effect: 'write', status: 200, body: 'json',
  input: { params: Type.Object({ id: Type.String({ pattern: ID_PATTERN('dbt') }) }, closed), body: Type.Object({ finding: Type.Enum(['stands', 'ended']), reason: freeText('Reasons, kept') }, closed) },
  output: RecordDoubt, errors: [...writing, 'doubt.not-found', 'doubt.decided'],
  summary: 'Decide on a record flagged for review', description: 'stands: the record is shown as before. ended: what is to be done was done (a record on a person is blocked by its own operation). The mark goes.',
  examples: [{ name: 'stands', body: { finding: 'stands', reason: 'The warrant is for fraud; the article is not its ground.' } }],
});

export const Clearance = Type.Object({
  id: Type.String(), slip: Type.String({ description: 'Stands on the slip that the holder carries; compare it' }), record: Type.String(),
  issuedBy: CountryCode, issuedAt: Type.String(), until: Type.String(), from: CountryCode, to: CountryCode,
  carrier: Type.Optional(Type.String()), state: Type.Enum(['good', 'used', 'revoked', 'over']),
});
export type Clearance = Static<typeof Clearance>;

export const clearHolder = defineOperation({
  ...hub, id: 'clearances.issue', method: 'POST', path: '/v1/clearances', permission: 'record:write', effect: 'write', status: 201, body: 'json',
  input: {
    body: Type.Object({
      record: Type.String({ pattern: ID_PATTERN('rec'), description: 'Your record of the document that was recovered' }),
      compared: Type.Literal(true, { description: 'You have compared the holder with the file of the document' }),
      until: Type.String({ format: 'date-time', description: 'End of the journey; within seven days' }),
      from: country('Where the journey begins'), to: country('Where it ends'), carrier: Type.Optional(shortText('Flight, ship or train')),
    }, closed),
  },
  output: Clearance, errors: [...writing, 'record.not-found', 'record.not-owner', 'record.withdrawn', 'clearance.not-recovered', 'clearance.given'],
  summary: 'Clear the rightful holder of a recovered document for one journey', description: 'By the bureau that issued the document and has reported it recovered. A later check on the document shows the slip, and that the holder was compared.',
  examples: [{ name: 'home', body: { record: 'rec_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b', compared: true, until: '2026-11-26T22:00:00Z', from: 'FRA', to: 'UTO', carrier: 'UT 402' } }],
});

export const listClearances = defineOperation({
  ...hub, id: 'clearances.list', method: 'GET', path: '/v1/clearances', permission: 'record:read', effect: 'read', status: 200, input: { query: Type.Object(Page, closed) },
  output: Type.Object({ items: Type.Array(Clearance), nextCursor: Type.Optional(Type.String()) }), errors: [...reading, 'request.cursor'],
  summary: 'List the clearances that you have given', description: 'Newest first.',
});

export const endClearance = defineOperation({
  ...hub, id: 'clearances.end', method: 'POST', path: '/v1/clearances/:id/end', permission: 'hit:ask', effect: 'write', status: 200, body: 'json',
  input: { params: Type.Object({ id: Type.String({ pattern: ID_PATTERN('clr') }) }, closed), body: Type.Object({ reason: Type.Enum(['used', 'revoked'], { description: 'used: the journey is over, by the country where it ends; revoked: by the issuing bureau' }) }, closed) },
  output: Clearance, errors: [...writing, 'clearance.not-found', 'clearance.over'],
  summary: 'End a clearance', description: 'It is good for one journey: the country where that ends says that it was used.', examples: [{ name: 'arrived', body: { reason: 'used' } }],
});

export const HIT_REVIEW_OPERATIONS = [doubtRecord, listDoubts, decideDoubt, clearHolder, listClearances, endClearance] as const;
