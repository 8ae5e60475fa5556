/** A machine-readable zone as a question: the document, the person behind it, and what else they may have been if misread. */
import { calendarOfDay, formatPartialDate, type PartialDate } from '@watchword/api/dates.ts';
import { fail, type FieldError } from '@watchword/api/errors.ts';
import { foldDocumentNumber } from '@watchword/api/folding.ts';
import { parseMrzBirth, parseMrzExpiry } from '@watchword/api/mrz/mrz-dates.ts';
import { isCheckDigit } from '@watchword/api/mrz/check-digit.ts';
import { LAYOUTS, cut, cutAll, put, type MrzFormat, type Span } from '@watchword/api/mrz/layouts.ts';
import { parseMrz, type Mrz } from '@watchword/api/mrz/mrz.ts';
import type { MrzReading } from '@watchword/api/checks/answers.ts';
import { analyseName, decodeArabicMrz, type NameText } from '#names/names.ts';
import type { Birth, DocumentFact, PersonFact } from './facts.ts';
import { askNumber } from './judge.ts';

/** Readings of one zone that are tried: document numbers and birth dates together stay below this. */
const MOST_READINGS = 64;
/** Two digits of a year are read as the later century; up to this age the earlier one may be meant. */
const OLDEST = 120;

/** What a zone asks. `mayBePaper`: it may stand on a document that is not for travel. */
export type ZoneFacts = { reading: MrzReading; document?: DocumentFact; people: readonly PersonFact[]; mayBePaper: boolean };

/** Reads a zone. @throws `check.unreadable` when neither a document number nor a name stands in it */
export function readMrz(lines: readonly string[], today: number): ZoneFacts {
  const mrz = parseMrz(lines);
  if (mrz.format === null) {
    throw fail('check.unreadable', { errors: [{ pointer: '/subject/mrz', code: 'unreadable', detail: 'These are not two lines of 44 or 36 characters, nor three of 30. Read the zone again.' }] });
  }
  const document = readDocument(mrz, mrz.format, today);
  const people = readPeople(mrz, today);
  if (document === undefined && people.length === 0) throw fail('check.unreadable', { errors: listMissing(mrz.format) });
  return {
    reading: toReading(mrz),
    ...(document === undefined ? {} : { document }),
    people,
    // Passports and visas are for travel. Cards of every other code may be a licence of the country that prints it.
    mayBePaper: document !== undefined && !/^[PV]/.test(mrz.normalised.documentCode ?? ''),
  };
}

function readDocument(mrz: Mrz, format: MrzFormat, today: number): DocumentFact | undefined {
  const text = mrz.fields.documentNumber ?? '';
  const alternates = [...alternatesOf(mrz, 'documentNumber'), ...fillGap(mrz, format)].map(foldDocumentNumber).slice(0, MOST_READINGS / 2);
  const number = askNumber(text, foldDocumentNumber, alternates);
  if (number.folded === '') return undefined;
  const { issuingState = '', documentCode = '', expirationDate = '' } = mrz.normalised;
  const expiry = parseMrzExpiry(expirationDate, today);
  return {
    number,
    ...(issuingState === '' ? {} : { issuer: issuingState }),
    ...(documentCode === '' ? {} : { code: documentCode }),
    ...(expiry.outcome === 'known' ? { validUntil: formatPartialDate(expiry.date) } : {}),
  };
}

/** The numbers that a sign which no reader knows may stand for, when there is just one and the check digit says which. */
function fillGap(mrz: Mrz, format: MrzFormat): readonly string[] {
  if (!/[^A-Z0-9]/.test(mrz.fields.documentNumber ?? '')) return [];
  const layout = LAYOUTS[format];
  const check = layout.checks.find((one) => one.name === 'documentNumber');
  const span = check?.over[0];
  if (check === undefined || span === undefined) return [];
  const gaps = [...cut(mrz.lines, span).matchAll(/[^A-Z0-9<]/g)];
  const [gap] = gaps;
  if (gap === undefined || gaps.length > 1) return [];
  const place = { line: span.line, start: span.start + gap.index, end: span.start + gap.index + 1 };
  return [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap((sign) => {
    const lines = put(mrz.lines, place, sign);
    return isCheckDigit(cutAll(lines, check.over), cut(lines, check.digit)) ? [cut(lines, span)] : [];
  });
}

/**
 * Countries whose passports may have the name in the Arabic codes of ICAO Doc 9303-3 (MXHMD for محمد); and the specimen state. Elsewhere such
 * letters are a name in Latin letters, and here they may be: so both are asked.
 */
const ARABIC_CODES = new Set(['AFG', 'ARE', 'BHR', 'COM', 'DJI', 'DZA', 'EGY', 'IRN', 'IRQ', 'JOR', 'KWT', 'LBN', 'LBY', 'MAR', 'MRT', 'OMN', 'PAK', 'PSE', 'QAT', 'SAU', 'SDN', 'SOM', 'SYR', 'TUN', 'UTO', 'YEM']);

/** The person of a zone, and the same with the name read as Arabic codes where it can be. */
function readPeople(mrz: Mrz, today: number): PersonFact[] {
  const person = readPerson(mrz, today);
  if (person === undefined) return [];
  const { issuingState = '', firstName = '', lastName = '' } = mrz.normalised;
  const arabic = ARABIC_CODES.has(issuingState) ? decodeArabicMrz(`${firstName} ${lastName}`.trim()) : undefined;
  return arabic === undefined ? [person] : [person, { ...person, name: arabic, analysed: analyseName({ text: arabic }) }];
}

function readPerson(mrz: Mrz, today: number): PersonFact | undefined {
  const { firstName = '', lastName = '', nationality = '', sex } = mrz.normalised;
  const name = `${firstName} ${lastName}`.trim();
  const analysed = analyseName(readNames(mrz));
  if (analysed.words.length === 0) return undefined;
  return {
    name,
    analysed,
    births: readBirths(mrz, today),
    ...(nationality === '' ? {} : { nationality }),
    // A filler means that the document does not say.
    ...(sex === 'M' || sex === 'F' ? { sex } : {}),
  };
}

/**
 * The names of a zone with what of them is family name; where only one is filled it may be the whole name. A zone that is full may
 * lack the end of the given names, or of the family name where a single letter was left of the others.
 */
function readNames({ normalised: { firstName = '', lastName = '' }, mayBeTruncated }: Mrz): NameText {
  return firstName === '' || lastName === '' ? { text: `${firstName} ${lastName}`.trim() } : { family: lastName, given: firstName, ...(mayBeTruncated && { cut: firstName.length === 1 ? 'family' : 'given' }) };
}

/** The birth date as read, then what it may have been: letters as digits, look-alikes, the century before. */
function readBirths(mrz: Mrz, today: number): readonly Birth[] {
  const read = mrz.fields.birthDate ?? '';
  const births = new Map<string, Birth>();
  for (const text of [read, mrz.normalised.birthDate ?? '', ...alternatesOf(mrz, 'birthDate')]) {
    const parsed = parseMrzBirth(text, today);
    if (parsed.outcome !== 'known') continue;
    addBirth(births, parsed.date, text === read ? {} : { misread: text });
    const earlier: PartialDate = { ...parsed.date, year: parsed.date.year - 100 };
    if (calendarOfDay(today).year - earlier.year <= OLDEST) addBirth(births, earlier, text === read ? { distant: true } : { misread: text, distant: true });
  }
  return [...births.values()];
}

function addBirth(births: Map<string, Birth>, date: PartialDate, how: { misread?: string; distant?: true }): void {
  const text = formatPartialDate(date);
  if (!births.has(text)) births.set(text, { date, text, ...how });
}

function alternatesOf(mrz: Mrz, field: 'documentNumber' | 'birthDate'): readonly string[] {
  return mrz.alternates.flatMap((one) => (one.field === field ? [one.value] : []));
}

function toReading({ format, valid, fields, faults }: Mrz): MrzReading {
  return {
    format,
    valid,
    fields,
    faults: faults.map(({ code, line, column, field, expected }) => ({
      code, line, column, ...(field === null ? {} : { field }), ...(expected === undefined ? {} : { expected }),
    })),
  };
}

/** Where number and name should have stood. */
function listMissing(format: MrzFormat): FieldError[] {
  const layout = LAYOUTS[format];
  const spanOf = (field: string): Span | null => layout.fields.find(([name]) => name === field)?.[1] ?? layout.name;
  return (['documentNumber', 'lastName'] as const).flatMap((field) => {
    const span = spanOf(field);
    if (span === null) return [];
    const what = field === 'documentNumber' ? 'document number' : 'name';
    return [{ pointer: `/subject/mrz/${span.line}`, code: 'unreadable', detail: `No ${what} can be read in line ${span.line + 1}, characters ${span.start + 1} to ${span.end}.` }];
  });
}
