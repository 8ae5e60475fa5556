/** What an officer decided who compared a person found with the traveller: remembered for that traveller, and counted. */
import { Type, type Static } from 'typebox';
import { PERSON_RULES } from './checks/answers.ts';
import { PURPOSES } from './checks/purposes.ts';
import { Subject } from './checks/subjects.ts';
import { ID_PATTERN } from './ids.ts';
import { defineOperation } from './operation.ts';
import { CountryCode } from './organisations.ts';

const closed = { additionalProperties: false } as const;

export const FINDINGS = ['same', 'not-same'] as const;
/** Why two persons are not the same. A closed list: free words about a traveller are kept nowhere. */
export const NOT_SAME_REASONS = ['face', 'age', 'sex', 'height-or-marks', 'fingerprints', 'documents', 'record-says-other', 'name-only', 'other'] as const;

export const ComparisonRequest = Type.Object(
  {
    purpose: Type.Enum([...PURPOSES], { description: 'Why you asked; stands in the audit log' }),
    subject: Subject,
    records: Type.Array(Type.String({ pattern: '^rec_[0-9a-f]{32}$', description: 'Id of a record' }), { minItems: 1, maxItems: 20, uniqueItems: true, description: 'The records that you compared' }),
    finding: Type.Enum([...FINDINGS], { description: 'same: this is the person, and an earlier "not the same" is forgotten; not-same: it is another' }),
    check: Type.Optional(Type.String({ pattern: ID_PATTERN('chk'), description: 'The check that showed them, so that you find the hit that "same" opens by it' })),
    reason: Type.Optional(Type.Enum([...NOT_SAME_REASONS], { description: 'Why not; needed with not-same' })),
  },
  closed,
);
export type ComparisonRequest = Static<typeof ComparisonRequest>;

export const ComparisonAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      record: Type.String(),
      rule: Type.Enum([...PERSON_RULES], { description: 'By what the record was found' }),
      until: Type.Optional(Type.String({ description: "Last day on which the next officer is told; absent when the question had no traveller's document to remember it for, or purpose and document forbid it" })),
    }),
  ),
});
export type ComparisonAnswer = Static<typeof ComparisonAnswer>;

export const compareFound = defineOperation({
  id: 'comparisons.record', method: 'POST', path: '/v1/comparisons', side: 'hub', permission: 'check', purpose: 'required', effect: 'write', status: 200, body: 'json',
  input: { body: ComparisonRequest },
  output: ComparisonAnswer,
  errors: ['request.malformed', 'request.invalid', 'request.key-reused', 'request.in-flight', 'access.unauthenticated', 'access.forbidden', 'access.purpose', 'check.no-subject', 'check.unreadable', 'record.not-found', 'audit.unavailable', 'store.unavailable', 'store.broken'],
  summary: 'Say whether a person found is the traveller',
  description:
    'Give the question of the check again, with the records you compared. "Not the same" is remembered for the document of the traveller, as a keyed hash and for a limited time, and the next officer is told; it hides nothing. It decides nothing and tells the owner of the record nothing. "The same" opens a hit at your own desk. With the purposes asylum and victim-care, and for documents of refugees and stateless persons, nothing is remembered.',
  examples: [
    { name: 'not the same', body: { purpose: 'border-control', subject: { mrz: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'] }, records: ['rec_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b'], finding: 'not-same', reason: 'face' } },
  ],
});

export const ComparisonCount = Type.Object({
  owner: Type.Optional(CountryCode),
  rule: Type.Enum([...PERSON_RULES]),
  same: Type.Integer({ description: 'Comparisons that found the person' }),
  notSame: Type.Integer({ description: 'Comparisons that found another: false matches' }),
});
export type ComparisonCount = Static<typeof ComparisonCount>;

export const countComparisons = defineOperation({
  id: 'comparisons.count', method: 'GET', path: '/v1/comparisons/counts', side: 'hub', permission: 'record:read', purpose: 'none', effect: 'read', status: 200,
  input: { query: Type.Object({ since: Type.Optional(Type.String({ format: 'date', description: 'Counts from the month of this day on' })) }, closed) },
  output: Type.Object({ items: Type.Array(ComparisonCount), before: Type.String({ description: 'The first day that is not counted: only months that are over are' }) }),
  errors: ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'],
  summary: 'Count false matches by owner and rule',
  description: 'For your own records by rule, and over all owners by rule (without owner). The secretariat sees every owner. Only whole months that are over: a count that moves today would tell where somebody is.',
});

export const COMPARISON_OPERATIONS = [compareFound, countComparisons] as const;
