/** What is wrong with a machine-readable zone, and where. */

import { type Fit } from './fit-lines.ts';
import { type Layout, type MrzCheck, type MrzField, type Span, cut } from './layouts.ts';
import { findDigit, findLetter } from './look-alikes.ts';
import { findExpectedDigit, isDate, isFitting, listChecks, listPlaces } from './reading.ts';

/**
 * unreadable: no format fits the input. length: a line was padded or cut. character: none of A-Z, 0-9 and <, or a letter
 * or digit where it cannot stand. look-alike: the same, but what was meant is plain. check-digit: it does not fit.
 * date: no day of any calendar.
 */
export type MrzFaultCode = 'unreadable' | 'length' | 'character' | 'look-alike' | 'check-digit' | 'date';

/** A fault with its place: line and column count from 1 and point into `Mrz.lines`; 0 when the whole input is meant. */
export type MrzFault = {
  readonly code: MrzFaultCode;
  readonly line: number;
  readonly column: number;
  readonly field: MrzField | MrzCheck | null;
  readonly expected?: string;
};

/** The fault of an input that no layout fits. */
export const UNREADABLE: MrzFault = { code: 'unreadable', line: 0, column: 0, field: null };

/** Every fault of the lines, in the order of their places. */
export function listFaults(fit: Fit): MrzFault[] {
  const { layout, lines, resized } = fit;
  const lengths = resized.map((line): MrzFault =>
    ({ code: 'length', line: line + 1, column: 1, field: null, expected: String(layout.width) }));
  const others = [listCharacterFaults, listDateFaults, listDigitFaults].flatMap((list) => list(layout, lines));
  return [...lengths, ...others].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** The fields where only letters can stand. Russian internal passports are the exception: see isLetterField. */
const LETTER_FIELDS: ReadonlySet<MrzField> = new Set(['issuingState', 'nationality', 'lastName', 'firstName']);

/**
 * Whether digits in this field must be letters misread. In the names of Russian internal passports (PN, RUS) they are
 * not: digits stand there for Cyrillic letters without a Latin one (3 for Ч, 4 for Ш, 9 for Ь).
 */
export function isLetterField(field: MrzField, lines: readonly string[]): boolean {
  const isName = field === 'lastName' || field === 'firstName';
  return LETTER_FIELDS.has(field) && !(isName && (lines[0] ?? '').startsWith('PNRUS'));
}

function listCharacterFaults(layout: Layout, lines: readonly string[]): MrzFault[] {
  const spans: Array<readonly [MrzField, Span]> = layout.name ? [...layout.fields, ['lastName', layout.name]] : [...layout.fields];
  return spans.flatMap(([field, span]) => {
    const isLetters = isLetterField(field, lines);
    const allowed = isLetters ? /^[A-Z<]*$/ : isDate(field) ? /^[0-9<]*$/ : /^[A-Z0-9<]*$/;
    if (allowed.test(cut(lines, span))) return [];
    return listPlaces([span]).flatMap((place): MrzFault[] => {
      const read = cut(lines, place);
      const where = { line: place.line + 1, column: place.start + 1, field: nameAt(layout, lines, field, place) };
      if (!/^[A-Z0-9<]$/.test(read)) return [{ code: 'character', ...where }];
      if (isLetters && /[0-9]/.test(read)) return [toMisread(where, findLetter(read))];
      if (isDate(field) && /[A-Z]/.test(read)) return [toMisread(where, findDigit(read))];
      return [];
    });
  });
}

function toMisread(where: Omit<MrzFault, 'code'>, expected: string | undefined): MrzFault {
  return expected === undefined ? { code: 'character', ...where } : { code: 'look-alike', ...where, expected };
}

/** In the shared name field: the part after the first two fillers is the first name. */
function nameAt(layout: Layout, lines: readonly string[], field: MrzField, place: Span): MrzField {
  if (field !== 'lastName' || !layout.name) return field;
  const gap = cut(lines, layout.name).indexOf('<<');
  return gap >= 0 && place.start - layout.name.start > gap ? 'firstName' : 'lastName';
}

/** Dates with a month or day that no calendar has. Unknown parts are fillers and no fault. */
function listDateFaults(layout: Layout, lines: readonly string[]): MrzFault[] {
  return layout.fields.flatMap(([field, span]): MrzFault[] => {
    if (!isDate(field)) return [];
    const [, month, day] = /^[0-9<]{2}([0-9<]{2})([0-9<]{2})$/.exec(cut(lines, span)) ?? [];
    if (month === undefined || day === undefined) return [];
    const isOff = (part: string, most: number): boolean => !part.includes('<') && part !== '00' && Number(part) > most;
    const column = isOff(month, 12) ? span.start + 3 : isOff(day, 31) ? span.start + 5 : undefined;
    return column === undefined ? [] : [{ code: 'date', line: span.line + 1, column, field }];
  });
}

function listDigitFaults(layout: Layout, lines: readonly string[]): MrzFault[] {
  return listChecks(layout, lines).filter((check) => !isFitting(check, lines)).map((check): MrzFault => {
    const where = { code: 'check-digit', line: check.digit.line + 1, column: check.digit.start + 1, field: check.name } as const;
    const expected = findExpectedDigit(check, lines);
    return expected === undefined ? where : { ...where, expected };
  });
}
