import { Type } from 'typebox';
import { foldDocumentNumber, lookalikeSkeleton } from '../folding.ts';
import { textOf, type Database } from './database.ts';
import { country, day, documentNumber, freeText, partialDay } from './fields.ts';
import { paperFaults } from './paper-rules.ts';

export const ADMINISTRATIVE_DOCUMENT_TYPES = [
  'driving-licence', 'vehicle-registration', 'vehicle-title', 'birth-certificate', 'marriage-certificate', 'residence-certificate',
  'import-export-certificate', 'firearms-licence', 'diploma', 'professional-licence', 'other',
] as const;

/** Stolen administrative documents (SAD): papers that are no travel documents. No holder's name. */
export const administrativeDocuments: Database = {
  code: 'administrative-documents',
  number: 2,
  title: 'Administrative documents',
  description: 'Stolen and lost official papers that are not for travel: driving licences, registration papers, certificates.',
  personal: false,
  fields: Type.Object(
    {
      number: documentNumber('The number as printed'),
      issuer: country('State that issues the paper'),
      type: Type.Enum([...ADMINISTRATIVE_DOCUMENT_TYPES], { description: 'Kind of paper' }),
      fraud: Type.Enum(['stolen-blank', 'stolen', 'lost', 'revoked'], { description: 'Why it stands here' }),
      occurredOn: Type.Optional(partialDay('Day of theft or loss, as far as known')),
      occurredIn: Type.Optional(country('Country where it was stolen or lost')),
      issuedOn: Type.Optional(day('Day of issue')),
      validUntil: Type.Optional(day("The paper's own day of expiry")),
      ground: Type.Optional(freeText('Legal ground; required when revoked')),
      circumstances: Type.Optional(freeText('Circumstances, without any name')),
      recoveredOn: Type.Optional(day('Day on which the paper was reported recovered')),
    },
    { additionalProperties: false },
  ),
  identifiers: [{ kind: 'document', values: (content) => [lookalikeSkeleton(foldDocumentNumber(textOf(content, 'number')))] }],
  rules: paperFaults,
  lifetime: { initial: 'P10Y', longest: 'P10Y' },
  enters: { by: 'issuer', field: 'issuer' },
  review: false,
  groups: {
    identifying: ['number', 'issuer', 'type', 'fraud', 'occurredOn', 'occurredIn', 'validUntil', 'recoveredOn'],
    description: [],
    file: ['issuedOn', 'ground', 'circumstances'],
  },
  kindOf: (content) => (content['recoveredOn'] === undefined ? textOf(content, 'fraud') : 'recovered'),
  stepsFor: (content) => (content['fraud'] === 'revoked' ? ['revoked-no-offence', 'ask-owner'] : ['second-line', 'hold-document-own-law', 'ask-owner']),
  columns: ['number', 'type', 'fraud', 'occurredOn', 'validUntil'],
  example: { number: 'UT-DL-44021', issuer: 'UTO', type: 'driving-licence', fraud: 'stolen', occurredOn: '2026-02' },
};
