import { Type } from 'typebox';
import type { FieldError } from '../errors.ts';
import { foldDocumentNumber, foldNameTokens, lookalikeSkeleton } from '../folding.ts';
import type { StepCode } from '../checks/steps.ts';
import { textOf, type Content, type Database } from './database.ts';
import { country, day, documentNumber, freeText, partialDay, shortText } from './fields.ts';

export const PERSON_KINDS = ['wanted', 'information', 'missing', 'warning', 'unidentified', 'un-sanctions'] as const;
export const PERSON_STATUSES = ['convicted', 'accused', 'suspect', 'witness', 'victim', 'missing', 'sanctioned', 'other'] as const;
export const PERSON_WARNINGS = ['armed', 'violent', 'escape-risk', 'suicide-risk', 'health-risk', 'needs-care'] as const;

const Name = Type.Object(
  {
    family: Type.Optional(shortText('Family name, in any script')),
    given: Type.Optional(shortText('Given names, in any script')),
    full: Type.Optional(shortText('The whole name, where it cannot be divided')),
    kind: Type.Enum(['primary', 'birth', 'alias', 'original-script', 'nickname'], { description: 'What kind of name' }),
  },
  { additionalProperties: false, description: 'One name of the person' },
);

const IdentityDocument = Type.Object(
  { number: documentNumber('Number'), issuer: Type.Optional(country('Issuer')), type: Type.Optional(shortText('Kind of document')), issuedOn: Type.Optional(day('Day of issue')) },
  { additionalProperties: false },
);

const Warrant = Type.Object(
  {
    issuedIn: country('Country whose authority issued it'),
    reference: Type.Optional(shortText('Reference of warrant or judgment')),
    charge: freeText('Charge, in the original words'),
    chargeTranslation: Type.Optional(freeText('Charge, translated')),
    law: Type.Optional(shortText('Law covering the offence')),
    maximumPenalty: Type.Optional(shortText('Maximum penalty possible or imposed')),
    issuedOn: Type.Optional(day('Day of issue')),
  },
  { additionalProperties: false, description: 'An arrest warrant or judgment behind the record' },
);

const MisusedIdentity = Type.Object(
  {
    holder: shortText('Name of the rightful holder, in any script'),
    born: Type.Optional(partialDay('Birth date of the holder')),
    nationality: Type.Optional(country('Nationality of the holder')),
    document: Type.Optional(documentNumber('Number of a document that the holder has now')),
    tellApart: freeText('How to tell the holder from the person of this record'),
  },
  { additionalProperties: false, description: 'An identity that the person misuses. Entered with the consent of its holder' },
);

const colours = (description: string) => Type.Optional(Type.Array(shortText('Colour'), { maxItems: 4, description }));
const codes = (description: string) => Type.Optional(Type.Array(country('Country'), { maxItems: 20, description }));

/** Persons wanted, missing, or about whom countries ask or warn (the nominal database). */
export const persons: Database = {
  code: 'persons',
  number: 7,
  title: 'Persons',
  description: 'Persons who are wanted, missing or about whom a country asks or warns. Reviewed by the secretariat before another country finds them.',
  personal: true,
  fields: Type.Object(
    {
      kind: Type.Enum([...PERSON_KINDS], { description: 'What the record asks for' }),
      status: Type.Enum([...PERSON_STATUSES], { description: 'Status of the person (RPD Article 44)' }),
      names: Type.Array(Name, { minItems: 1, maxItems: 40, description: 'Names and aliases in any script; the first is the main one' }),
      born: Type.Optional(Type.Array(partialDay('Birth date'), { maxItems: 5, description: 'Birth dates, as far as known' })),
      sex: Type.Optional(Type.Enum(['M', 'F', 'X', 'U'], { description: 'Sex: M, F, X, or U when unknown' })),
      birthPlace: Type.Optional(shortText('Place of birth')),
      birthCountry: Type.Optional(country('Country of birth')),
      nationalities: codes('Nationalities'),
      languages: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z]{2,3}$' }), { maxItems: 20, description: 'Languages spoken, ISO 639' })),
      heightCm: Type.Optional(Type.Integer({ minimum: 30, maximum: 272, description: 'Height in centimetres' })),
      weightKg: Type.Optional(Type.Integer({ minimum: 1, maximum: 635, description: 'Weight in kilograms' })),
      eyes: colours('Colour of the eyes'),
      hair: colours('Colour of the hair'),
      marks: Type.Optional(freeText('Distinguishing marks')),
      occupation: Type.Optional(shortText('Occupation')),
      documents: Type.Optional(Type.Array(IdentityDocument, { maxItems: 20, description: 'Identity documents of the person' })),
      warrants: Type.Optional(Type.Array(Warrant, { maxItems: 20, description: 'Warrants or judgments' })),
      extraditionFrom: codes('Countries from which extradition will be sought'),
      warnings: Type.Optional(Type.Array(Type.Enum([...PERSON_WARNINGS]), { maxItems: 6, description: 'Warnings for those who meet the person' })),
      facts: Type.Optional(freeText('Facts of the case')),
      identityMisused: Type.Optional(Type.Array(MisusedIdentity, { maxItems: 5, description: 'Whose identity the person misuses, and how to tell the two apart' })),
    },
    { additionalProperties: false },
  ),
  // Names are no keys: the index of names finds them.
  identifiers: [{ kind: 'document', values: documentKeys }],
  rules: nameFaults,
  lifetime: { initial: 'P5Y', longest: 'P5Y' },
  enters: { by: 'any' },
  review: true,
  photographs: true,
  groups: {
    identifying: ['kind', 'status', 'names', 'born', 'sex', 'nationalities', 'documents', 'warnings', 'identityMisused'],
    description: ['heightCm', 'eyes', 'hair', 'marks'],
    file: ['birthPlace', 'birthCountry', 'languages', 'weightKg', 'occupation', 'warrants', 'extraditionFrom', 'facts'],
  },
  neverHidden: isArmedOrMissing,
  kindOf: (content) => textOf(content, 'kind'),
  stepsFor: (content) => STEPS_BY_KIND[textOf(content, 'kind')] ?? ['compare-identity', 'ask-owner'],
  warningsOf: (content) => (Array.isArray(content['warnings']) ? content['warnings'].map(String) : []),
  columns: ['names', 'born', 'nationalities', 'kind', 'status'],
  example: {
    kind: 'wanted', status: 'accused',
    names: [{ family: 'ERIKSSON', given: 'ANNA MARIA', kind: 'primary' }],
    born: ['1974-08-12'], sex: 'F', nationalities: ['UTO'],
    documents: [{ number: 'L898902C3', issuer: 'UTO', type: 'passport' }],
    warrants: [{ issuedIn: 'UTO', charge: 'Fraud', maximumPenalty: '5 years' }],
  },
};

const STEPS_BY_KIND: Record<string, readonly StepCode[]> = {
  wanted: ['call-supervisor', 'compare-identity', 'ask-owner'],
  information: ['do-not-reveal', 'note-circumstances', 'ask-owner'],
  missing: ['speak-with-care', 'tell-bureau', 'ask-owner'],
  warning: ['information-only', 'tell-bureau', 'ask-owner'],
  unidentified: ['compare-identity', 'tell-bureau', 'ask-owner'],
  'un-sanctions': ['national-sanctions', 'call-supervisor', 'ask-owner'],
};

/** Officers must know whom they meet, and who is looked for. */
function isArmedOrMissing(content: Content): boolean {
  const { warnings } = content;
  return textOf(content, 'kind') === 'missing' || textOf(content, 'status') === 'missing' || (Array.isArray(warnings) && warnings.includes('armed'));
}

/** The names of a person as one text each: `full`, or given and family together. */
export function nameTexts(content: Content): readonly string[] {
  const names = content['names'];
  if (!Array.isArray(names)) return [];
  return names.map((name: Content) => textOf(name, 'full') || `${textOf(name, 'given')} ${textOf(name, 'family')}`.trim());
}

/** A name of signs alone is found by nobody. */
function nameFaults(content: Content): FieldError[] {
  return nameTexts(content).flatMap((name, at) =>
    foldNameTokens(name).length > 0 ? [] : [{ pointer: `/names/${at}`, code: 'no-name', detail: 'Give full, or family and given, with at least one letter.' }],
  );
}

/** The birth dates of a person, as written in the record. */
export function bornTexts(content: Content): readonly string[] {
  const born = content['born'];
  return Array.isArray(born) ? born.map(String) : [];
}

function documentKeys(content: Content): readonly string[] {
  const documents = content['documents'];
  if (!Array.isArray(documents)) return [];
  return documents.map((one: Content) => lookalikeSkeleton(foldDocumentNumber(textOf(one, 'number'))));
}
