/** Everything held on one person, as it is gathered for the Commission. */
import { Type, type Static } from 'typebox';
import { CountryCode } from '../organisations.ts';
import { RecordAnswer, RecordVersion } from '../records.ts';

/** How surely it is about the person: as a check judges it, or because the name or number is mentioned in the text. */
export const HELD_AS = ['hit', 'possible', 'mention'] as const;

export const HeldPhoto = Type.Object({
  id: Type.String(),
  main: Type.Boolean(),
  width: Type.Integer(),
  height: Type.Integer(),
  bytes: Type.Integer(),
  sha256: Type.String(),
  takenOn: Type.Optional(Type.String()),
  caption: Type.Optional(Type.String()),
  addedAt: Type.String(),
});

export const HeldRecord = Type.Object({
  as: Type.Enum([...HELD_AS]),
  fits: Type.Array(Type.String(), { description: 'Fields that agree with what was looked for' }),
  record: RecordAnswer,
  versions: Type.Array(RecordVersion, { description: 'Newest first' }),
  photographs: Type.Array(HeldPhoto),
});
export type HeldRecord = Static<typeof HeldRecord>;

export const HeldCheck = Type.Object({
  entry: Type.Integer({ description: 'Number of the entry in the audit log' }),
  at: Type.String(),
  check: Type.String(),
  organisation: CountryCode,
  by: Type.String({ description: 'Pseudonym of the officer, or id of the token' }),
  purpose: Type.String(),
  databases: Type.Array(Type.String()),
  outcome: Type.Enum(['hit', 'possible', 'none', 'unavailable']),
  as: Type.Optional(Type.Enum(['hit', 'possible'], { description: 'How surely it asked about the person' })),
  records: Type.Array(Type.String(), { description: 'Records of this package that it showed, judged anew with the versions of that moment' }),
  question: Type.Unknown({ description: 'What was asked' }),
});
export type HeldCheck = Static<typeof HeldCheck>;

export const HeldComparison = Type.Object({ record: Type.String(), organisation: CountryCode, on: Type.String(), reason: Type.String(), until: Type.String() });
export type HeldComparison = Static<typeof HeldComparison>;

export const HeldEntry = Type.Object({
  entry: Type.Integer(),
  at: Type.String(),
  event: Type.String(),
  organisation: Type.String(),
  by: Type.String(),
  record: Type.String(),
  reason: Type.Optional(Type.String()),
  text: Type.Optional(Type.String({ description: 'The sealed text, where its key still exists' })),
});
export type HeldEntry = Static<typeof HeldEntry>;

export const SubjectPackage = Type.Object({
  request: Type.String(),
  gatheredAt: Type.String(),
  milliseconds: Type.Integer({ description: 'How long the gathering took' }),
  searched: Type.Object(
    {
      records: Type.Integer(),
      versions: Type.Integer(),
      entries: Type.Integer(),
      texts: Type.Integer({ description: 'Sealed texts of checks that could be read' }),
      erased: Type.Integer({ description: 'Sealed texts of checks whose keys are destroyed: nobody can read them any more' }),
    },
    { description: 'How much was looked through' },
  ),
  records: Type.Array(HeldRecord),
  checks: Type.Array(HeldCheck),
  comparisons: Type.Array(HeldComparison, { description: 'Memories that an officer compared a traveller with a record and found another person' }),
  entries: Type.Array(HeldEntry, { description: 'What the audit log says of these records' }),
  cut: Type.Boolean({ description: 'More was found than a package holds; the counts above are of everything' }),
});
export type SubjectPackage = Static<typeof SubjectPackage>;
