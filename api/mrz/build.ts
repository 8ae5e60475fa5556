/** Writes machine-readable zones for specimens, demonstrations and tests, as ICAO Doc 9303 lays them out. */

import { findCheckDigit } from './check-digit.ts';
import { LAYOUTS, type Layout, type MrzField, type MrzFormat, cutAll, put } from './layouts.ts';

/** What a specimen says. Dates are YYMMDD with < for unknown digits. The state is Utopia unless another is given. */
export type MrzSpecimen = {
  readonly format: Exclude<MrzFormat, 'FRA_ID'>;
  /** P, V or I where absent; two characters at most. */
  readonly documentCode?: string;
  readonly issuingState?: string;
  readonly nationality?: string;
  /** Up to 9 characters; in TD1 up to 22 and in TD2 up to 15, the rest going into the optional data. */
  readonly documentNumber: string;
  readonly lastName: string;
  readonly firstName?: string;
  readonly birthDate: string;
  readonly sex?: 'M' | 'F' | 'X';
  readonly expirationDate: string;
  /** All formats but TD1. */
  readonly optional?: string;
  /** TD1: first and second line. */
  readonly optional1?: string;
  readonly optional2?: string;
};

/** Letters that ICAO 9303-3, section 6 A, writes with others than their base letter. */
const LATIN: ReadonlyMap<string, string> = new Map([
  ['Ä', 'AE'], ['Æ', 'AE'], ['Å', 'AA'], ['Ö', 'OE'], ['Ø', 'OE'], ['Œ', 'OE'], ['Ü', 'UE'], ['ß', 'SS'], ['ẞ', 'SS'],
  ['Þ', 'TH'], ['Ð', 'D'], ['Đ', 'D'], ['Ł', 'L'], ['ı', 'I'], ['Ħ', 'H'], ['Ŧ', 'T'], ['Ŋ', 'N'], ['Ĳ', 'IJ'],
]);

/**
 * The lines of a correct machine-readable zone: every check digit fits. Names take Latin letters with marks, hyphens and
 * apostrophes, and are cut where they are too long. Throws RangeError when a value cannot be written in its field.
 */
export function buildMrz(specimen: MrzSpecimen): string[] {
  const layout = LAYOUTS[specimen.format];
  let lines = Array.from({ length: layout.lines }, () => '<'.repeat(layout.width));
  for (const [field, span] of layout.fields) {
    lines = put(lines, span, fitValue(field, listValues(specimen)[field], span.end - span.start));
  }
  if (layout.name) lines = put(lines, layout.name, writeName(specimen, layout.name.end - layout.name.start));
  lines = writeNumber(layout, lines, specimen.documentNumber);
  for (const check of layout.checks) {
    const isLong = check.name === 'documentNumber' && specimen.documentNumber.length > 9;
    if (!isLong) lines = put(lines, check.digit, findCheckDigit(cutAll(lines, check.over)) ?? '<');
  }
  return lines;
}

function listValues(specimen: MrzSpecimen): Partial<Record<MrzField, string>> {
  const state = specimen.issuingState ?? 'UTO';
  const letter = specimen.format === 'TD3' ? 'P' : specimen.format.startsWith('MRV') ? 'V' : 'I';
  return {
    ...specimen,
    documentCode: specimen.documentCode ?? letter,
    issuingState: state,
    nationality: specimen.nationality ?? state,
    documentNumber: specimen.documentNumber.slice(0, 9),
    sex: specimen.sex === 'X' ? '<' : specimen.sex ?? '<',
  };
}

function fitValue(field: MrzField, value: string = '', width: number): string {
  const isDate = field === 'birthDate' || field === 'expirationDate';
  const isAllowed = isDate ? /^[0-9<]{6}$/.test(value) : /^[A-Z0-9<]*$/.test(value);
  if (!isAllowed || value.length > width) {
    throw new RangeError(`${field} cannot be written in ${width} characters of A-Z, 0-9 and <`);
  }
  return value.padEnd(width, '<');
}

/** A number of more than nine characters: filler, the rest, its digit (over the number without the filler) and a filler. */
function writeNumber(layout: Layout, lines: string[], number: string): string[] {
  const rest = number.slice(9);
  if (rest === '') return lines;
  const room = layout.overflow ? layout.overflow.end - layout.overflow.start : 0;
  const text = rest + (findCheckDigit(number) ?? '');
  const after = layout.format === 'TD1' ? text + '<' : text;
  if (!layout.overflow || !/^[A-Z0-9]+$/.test(number) || after.length > room) {
    throw new RangeError(`documentNumber is too long for ${layout.format}, or not of A-Z and 0-9`);
  }
  if (/[^<]/.test(cutAll(lines, [layout.overflow]))) {
    throw new RangeError('a long documentNumber takes the place of the optional data');
  }
  return put(lines, layout.overflow, after);
}

/** Primary and secondary identifier. Too long: the second keeps at least its first letter, as ICAO 9303-3, 4.6 asks. */
function writeName(specimen: MrzSpecimen, width: number): string {
  const last = foldName(specimen.lastName);
  const first = foldName(specimen.firstName ?? '');
  if (last + first === '') throw new RangeError('a specimen needs a name');
  if (first === '') return last.slice(0, width).padEnd(width, '<');
  const kept = last.slice(0, width - 3).replace(/<+$/, '');
  return `${kept}<<${first}`.slice(0, width).padEnd(width, '<');
}

/** A name in the letters of the zone: apostrophes fall away, every other break between words is one filler. */
function foldName(name: string): string {
  const latin = Array.from(name.toUpperCase().normalize('NFC'), (c) => LATIN.get(c) ?? c).join('');
  const folded = latin.normalize('NFD').replace(/[\p{M}'’ʼ.]/gu, '').replace(/[\s,\-‐–<]+/g, '<').replace(/^<|<$/g, '');
  if (!/^[A-Z<]*$/.test(folded)) throw new RangeError('a name must be written in Latin letters');
  return folded;
}
