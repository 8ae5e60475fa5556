import { Type, type Static } from 'typebox';
import { CountryCode } from '../organisations.ts';
import { CONFIDENTIALITY_LEVELS } from '../rights/kinds.ts';
import { PhotoRef } from '../photos.ts';
import { dictionary } from '../databases/fields.ts';

export const OUTCOMES = ['hit', 'possible', 'none', 'unavailable'] as const;
export type Outcome = (typeof OUTCOMES)[number];
const Outcome = Type.Enum([...OUTCOMES], { description: 'hit: an identifier is equal, or name and birth date are beyond doubt; possible: similar, a person must compare; none: no record shown to you; unavailable: no answer, treat as unchecked' });

/**
 * How one thing asked compares with the record. `missing`: the record or the question does not say. `similar`: a name that sounds or is
 * spelt alike, a date one sign away or with day and month exchanged.
 */
export const HOW = ['equal', 'look-alike', 'partial', 'in-range', 'compatible', 'similar', 'differs', 'missing'] as const;

export const Reason = Type.Object({
  field: Type.String(),
  how: Type.Enum([...HOW]),
  asked: Type.Optional(Type.String()),
  recorded: Type.Optional(Type.String()),
});
export type Reason = Static<typeof Reason>;

/** How one part of a name compares. `script`: the same name in another script; `joined`: two words written as one. */
export const NAME_HOW = ['equal', 'spelling', 'script', 'sound', 'joined', 'initial', 'nickname', 'differs', 'asked-only', 'recorded-only'] as const;

/** By what a person was found: an identity document, or the name with as much of the birth date as both sides know. */
export const PERSON_RULES = ['document', 'name-born', 'name-year', 'name'] as const;

export const NamePart = Type.Object({
  asked: Type.Optional(Type.String()),
  recorded: Type.Optional(Type.String()),
  how: Type.Enum([...NAME_HOW], { description: 'asked-only and recorded-only: the other side does not have this part, which speaks less against it than differs' }),
});
export type NamePart = Static<typeof NamePart>;

/** What an officer decided who had both before him. Neither country nor officer is told. */
export const ComparedBefore = Type.Object({
  on: Type.String({ description: 'Day of the comparison' }),
  reason: Type.String({ description: 'Why they are not the same; see the reasons of a comparison' }),
  by: Type.Enum(['own', 'other'], { description: 'own: by your organisation' }),
});
export type ComparedBefore = Static<typeof ComparedBefore>;

/** Why a person is shown: which of the recorded names matched, part by part, and how well. */
export const PersonMatch = Type.Object({
  name: Type.String({ description: 'The recorded name that matched, as written' }),
  romanised: Type.String({ description: 'The same in Latin letters' }),
  parts: Type.Array(NamePart),
  scores: Type.Optional(
    Type.Object(
      {
        name: Type.Integer({ description: 'How alike the names are, 0 to 100' }),
        whole: Type.Integer({ description: 'The name with birth date, sex and nationality, 0 to 100. The order of matches is by this and then by the name' }),
      },
      { description: 'Absent when no name was asked' },
    ),
  ),
  rule: Type.Enum([...PERSON_RULES], { description: 'By what the person was found' }),
  judge: Type.Integer({ description: 'Version of the judge that scored' }),
  rightfulHolder: Type.Optional(Type.Literal(true, { description: "The one you ask about fits the holder whose identity the record's person misuses" })),
  comparedBefore: Type.Optional(Type.Array(ComparedBefore, { description: 'Officers found that the holder of this document is not the person of the record' })),
});
export type PersonMatch = Static<typeof PersonMatch>;

export const Match = Type.Object({
  outcome: Type.Enum(['hit', 'possible']),
  record: Type.String({ description: 'Id of the record' }),
  database: Type.String(),
  kind: Type.String({ description: 'What the record is about: stolen, wanted, missing…' }),
  owner: CountryCode,
  reasons: Type.Array(Reason),
  person: Type.Optional(PersonMatch),
  photos: Type.Optional(Type.Array(PhotoRef, { description: 'Photographs of the record, the main one first; their bytes are at /v1/records/{record}/photos/{id}' })),
  content: dictionary(Type.Unknown(), { description: "The record's fields that your role sees" }),
  warnings: Type.Array(Type.String()),
  steps: Type.Array(Type.Object({ code: Type.String(), text: Type.String() }), { description: 'What to do now; your own law and instructions come first' }),
  freshness: Type.Object({
    version: Type.Integer(),
    enteredAt: Type.String(),
    amendedAt: Type.Optional(Type.String()),
    lastVerifiedOn: Type.Optional(Type.String()),
    ageDays: Type.Integer({ description: 'Days since the owner last entered, amended or verified it' }),
    expiresOn: Type.String(),
  }),
  confidentiality: Type.Optional(Type.Enum([...CONFIDENTIALITY_LEVELS], { description: 'How its source has classified it; absent for official use. Of what is classified some roles see fewer fields' })),
  waiting: Type.Optional(Type.Boolean({ description: 'True for a record of your own whose version waits for the secretariat or was blocked: others see the version released last, or none' })),
  underReview: Type.Optional(Type.Literal(true, { description: 'A bureau doubts this record, and the compliance desk looks into it' })),
  clearance: Type.Optional(Type.Object({ slip: Type.String(), until: Type.String(), from: CountryCode, to: CountryCode, carrier: Type.Optional(Type.String()) }, { description: 'The issuing bureau has compared the holder of this recovered document and clears one journey: compare the slip' })),
  misread: Type.Optional(Type.String({ description: 'Set when the match was found by an alternate reading of the zone: the reading used' })),
});
export type Match = Static<typeof Match>;

export const DatabaseAnswer = Type.Object({
  database: Type.String(),
  outcome: Outcome,
  asOf: Type.String({ description: 'The state of this database that was asked, RFC 3339' }),
});
export type DatabaseAnswer = Static<typeof DatabaseAnswer>;

export const MrzReading = Type.Object({
  format: Type.Union([Type.String(), Type.Null()]),
  valid: Type.Boolean(),
  fields: dictionary(Type.Unknown()),
  faults: Type.Array(
    Type.Object({ code: Type.String(), line: Type.Integer(), column: Type.Integer(), field: Type.Optional(Type.String()), expected: Type.Optional(Type.String()) }),
  ),
});
export type MrzReading = Static<typeof MrzReading>;

/** Something to know of the question itself, whatever was found: it was asked as it is. */
export const CheckNote = Type.Object({
  code: Type.String({ description: 'country-unknown: no country has the code of the issuer, the plate or the nationality; vin-check-digit: the check digit of the VIN does not fit where it should; name-too-common: more persons carry a name like this than were looked at' }),
  field: Type.String({ description: 'The part of the question' }),
  text: Type.String(),
});
export type CheckNote = Static<typeof CheckNote>;

/** The proof that this answer stands in the audit log. */
export const Receipt = Type.Object({ entry: Type.Integer({ description: 'Number of the entry in the audit log' }), hash: Type.String({ description: 'Hash of that entry, hexadecimal' }) });

export const CheckAnswer = Type.Object({
  id: Type.String(),
  at: Type.String({ description: 'When it was answered, RFC 3339' }),
  outcome: Outcome,
  databases: Type.Array(DatabaseAnswer),
  matches: Type.Array(Match),
  more: Type.Optional(Type.Boolean({ description: 'True when there were more matches than are shown' })),
  notice: Type.Optional(Type.String({ description: 'The sentence that stands on every hit' })),
  notes: Type.Optional(Type.Array(CheckNote, { description: 'What to read again in the question' })),
  mrz: Type.Optional(MrzReading),
  receipt: Receipt,
});
export type CheckAnswer = Static<typeof CheckAnswer>;
