import { Type } from 'typebox';
import type { FieldError } from '../errors.ts';
import { foldDocumentNumber, lookalikeSkeleton } from '../folding.ts';
import { textOf, type Content, type Database, type NumberRange } from './database.ts';
import { country, day, documentNumber, freeText, partialDay } from './fields.ts';
import { paperFaults } from './paper-rules.ts';

export const TRAVEL_DOCUMENT_TYPES = [
  'passport', 'diplomatic-passport', 'service-passport', 'emergency-document', 'identity-card', 'visa', 'residence-permit',
  'refugee-document', 'stateless-document', 'laissez-passer', 'seafarer-document', 'crew-certificate', 'other',
] as const;
export const TRAVEL_DOCUMENT_FRAUD = ['stolen-blank', 'stolen', 'lost', 'revoked', 'invalid'] as const;

/** Stolen and lost travel documents (SLTD). No holder's name: the record is about the paper, not the person. */
export const travelDocuments: Database = {
  code: 'travel-documents',
  number: 1,
  title: 'Travel documents',
  description: 'Stolen, lost, revoked and invalid travel and identity documents, and stolen blanks by number range. Only the country that issues a document enters it.',
  personal: false,
  fields: Type.Object(
    {
      number: documentNumber('The number as printed; compared without case, spaces and separators'),
      issuer: country('State or organisation that issues the document'),
      type: Type.Enum([...TRAVEL_DOCUMENT_TYPES], { description: 'Kind of document' }),
      fraud: Type.Enum([...TRAVEL_DOCUMENT_FRAUD], { description: 'Why it stands here' }),
      occurredOn: Type.Optional(partialDay('Day of theft or loss, as far as known')),
      occurredIn: Type.Optional(country('Country where it was stolen or lost')),
      issuedOn: Type.Optional(day('Day of issue (not for blanks)')),
      validUntil: Type.Optional(day("The document's own day of expiry (not for blanks)")),
      numberTo: Type.Optional(documentNumber('Last number of a range of stolen blanks; same prefix and length as number')),
      ground: Type.Optional(freeText('Legal ground; required when revoked')),
      circumstances: Type.Optional(freeText('Circumstances, without any name')),
      recoveredOn: Type.Optional(day('Day on which the document was reported recovered')),
    },
    { additionalProperties: false },
  ),
  identifiers: [{ kind: 'document', values: (content) => (content['numberTo'] === undefined ? [lookalikeSkeleton(foldDocumentNumber(textOf(content, 'number')))] : []) }],
  ranges: rangeOf,
  rules: (content) => [...paperFaults(content), ...rangeFaults(content)],
  lifetime: { initial: 'P10Y', longest: 'P10Y' },
  enters: { by: 'issuer', field: 'issuer' },
  review: false,
  groups: {
    identifying: ['number', 'issuer', 'type', 'fraud', 'occurredOn', 'occurredIn', 'validUntil', 'numberTo', 'recoveredOn'],
    description: [],
    file: ['issuedOn', 'ground', 'circumstances'],
  },
  kindOf: (content) => (content['recoveredOn'] === undefined ? textOf(content, 'fraud') : 'recovered'),
  stepsFor: (content) => {
    if (content['recoveredOn'] !== undefined) return ['second-line', 'recovered-compare-holder', 'ask-owner'];
    if (content['fraud'] === 'revoked') return ['second-line', 'revoked-no-offence', 'ask-owner'];
    return ['second-line', 'hold-document-own-law', 'ask-owner'];
  },
  columns: ['number', 'type', 'fraud', 'occurredOn', 'validUntil'],
  example: { number: 'L898902C3', issuer: 'UTO', type: 'passport', fraud: 'stolen', occurredOn: '2025-03', occurredIn: 'FRA', validUntil: '2031-04-15' },
};

/** How many numbers one range may hold: more is a mistake of typing, and would make almost every number of its length a hit. */
export const WIDEST_RANGE = 10_000_000;

function rangeFaults(content: Content): FieldError[] {
  if (content['numberTo'] === undefined) return [];
  const fault = (code: string, detail: string): FieldError[] => [{ pointer: '/numberTo', code, detail }];
  if (content['fraud'] !== 'stolen-blank') return fault('only-blanks', 'Only blanks are entered as a range. Write fraud stolen-blank, or one record for each document.');
  const low = splitTail(textOf(content, 'number'));
  const high = splitTail(textOf(content, 'numberTo'));
  if (low === undefined || high === undefined) return fault('range-without-digits', 'Both numbers of a range end in digits, for example AB1000 and AB1999.');
  if (low.prefix !== high.prefix || low.digits !== high.digits) {
    return fault('range-mismatch', 'Both numbers of a range begin alike and end in as many digits, for example AB1000 and AB1999.');
  }
  if (low.value > high.value) return fault('range-reversed', 'Write the lower number in number and the higher one in numberTo.');
  if (high.value - low.value >= WIDEST_RANGE) return fault('range-too-wide', 'A range holds at most 10 million numbers. Enter several ranges.');
  return [];
}

/**
 * The interval of a range of blanks: `AC1000` to `AC1999` is prefix AC, four digits. It is made over the look-alike form, as
 * the keys are (`AB1000` is A81000), so a misread number falls into it too. Empty when number and numberTo do not fit.
 */
function rangeOf(content: Content): readonly NumberRange[] {
  if (content['numberTo'] === undefined) return [];
  const first = splitTail(textOf(content, 'number'));
  const last = splitTail(textOf(content, 'numberTo'));
  if (first === undefined || last === undefined || first.prefix !== last.prefix || first.digits !== last.digits || first.value > last.value) return [];
  const low = rangeTail(textOf(content, 'number'));
  const high = rangeTail(textOf(content, 'numberTo'));
  if (low === undefined || high === undefined || low.prefix !== high.prefix) return [];
  return [{ kind: 'document', prefix: low.prefix, digits: low.digits, low: low.value, high: high.value }];
}

/** Where a number would stand among the ranges: `splitTail` of its look-alike form. */
export function rangeTail(number: string): NumberTail | undefined {
  return tailOf(lookalikeSkeleton(foldDocumentNumber(number)));
}

/** A number in two parts: what comes before its last digits, and those digits as a number, with their count. */
export type NumberTail = { prefix: string; digits: number; value: number };

/** Splits a document number into what comes before its last digits and those digits (15 at most) as a number. */
export function splitTail(number: string): NumberTail | undefined {
  return tailOf(foldDocumentNumber(number));
}

/** The same of a number that is folded already. */
export function tailOf(folded: string): NumberTail | undefined {
  let start = folded.length;
  while (start > 0 && folded.length - start < 15 && isDigit(folded.charCodeAt(start - 1))) start -= 1;
  if (start === folded.length) return undefined;
  return { prefix: folded.slice(0, start), digits: folded.length - start, value: Number(folded.slice(start)) };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
