import { findCheckDigit, isCheckDigit } from './check-digit.ts';
import { type Check, type Layout, type MrzCheck, type MrzField, type Span, cut, cutAll } from './layouts.ts';
import { withDigits } from './look-alikes.ts';

export type MrzFields = { [F in MrzField]?: string };
export type MrzChecks = { [C in MrzCheck]?: boolean };

/**
 * What the lines say when they are read by one layout. Nothing is repaired here. `evidence` counts the digits that fit
 * and stand for more than fillers: they speak for the layout.
 */
export type Reading = {
  readonly fields: MrzFields;
  readonly checks: MrzChecks;
  readonly mayBeTruncated: boolean;
  readonly evidence: number;
};

/** Reads every field and check digit of a layout from lines of the right length. */
export function readLines(layout: Layout, lines: readonly string[]): Reading {
  const fields: MrzFields = {};
  for (const [field, span] of layout.fields) fields[field] = readField(field, cut(lines, span));
  const nameText = layout.name ? cut(lines, layout.name) : '';
  if (layout.name) Object.assign(fields, splitName(nameText));
  const checks: MrzChecks = {};
  let evidence = 0;
  for (const check of listChecks(layout, lines)) {
    const fits = isFitting(check, lines);
    checks[check.name] = fits;
    if (fits && /[^<]/.test(cutAll(lines, check.over))) evidence += 1;
    if (check.name === 'documentNumber') fields.documentNumber = readNumber(check, lines);
  }
  return { fields, checks, mayBeTruncated: isFull(nameText), evidence };
}

/** The layout's checks, with the document number's check moved to where a long number really ends. */
export function listChecks(layout: Layout, lines: readonly string[]): Check[] {
  return layout.checks.map((check) => (check.name === 'documentNumber' ? findLongNumber(layout, lines) ?? check : check));
}

/** Whether the digit of a check fits what it stands for. A date with a letter in it never does, nor a composite digit
 * that is missing. */
export function isFitting(check: Check, lines: readonly string[]): boolean {
  if (check.name === 'composite' && cut(lines, check.digit) === '<') return false;
  if (isDate(check.name) && /[^0-9<]/.test(cutAll(lines, check.over))) return false;
  return listCovered(check, lines).some((text) => isCheckDigit(text, cut(lines, check.digit)));
}

/** The digit that would fit (for a date: once its letters are read as digits), or undefined when none can be computed. */
export function findExpectedDigit(check: Check, lines: readonly string[]): string | undefined {
  const covered = listCovered(check, lines).at(-1) ?? '';
  if (!isDate(check.name)) return findCheckDigit(covered);
  const digits = withDigits(covered);
  return /^[0-9<]+$/.test(digits) ? findCheckDigit(digits) : undefined;
}

/** Whether a field or check is of a date: only digits and fillers stand there. */
export function isDate(name: MrzField | MrzCheck): name is 'birthDate' | 'expirationDate' {
  return name === 'birthDate' || name === 'expirationDate';
}

/** The texts a digit may have been computed over. For a long document number there are two: Belgium counts the filler
 * between the two parts, ICAO 9303-5 (and Portugal) does not; both are in use. */
function listCovered(check: Check, lines: readonly string[]): string[] {
  const whole = cutAll(lines, check.over);
  if (check.name !== 'documentNumber' || check.over.length !== 3) return [whole];
  return [whole, cutAll(lines, check.over.filter((_, part) => part !== 1))];
}

/** ICAO 9303-5, note j, and 9303-6: when a number has more than nine characters, a filler stands in its digit's place;
 * the rest of the number and then its digit open the optional data, closed by a filler. */
function findLongNumber(layout: Layout, lines: readonly string[]): Check | undefined {
  const check = layout.checks.find((one) => one.name === 'documentNumber');
  const principal = check?.over[0];
  if (!check || !principal || !layout.overflow) return undefined;
  if (cut(lines, check.digit) !== '<' || cut(lines, principal).endsWith('<')) return undefined;
  const { line, start } = layout.overflow;
  const rest = cut(lines, layout.overflow).split('<', 1)[0] ?? '';
  if (rest.length < 2 || !/[0-9]$/.test(withDigits(rest))) return undefined;
  const end = start + rest.length;
  return {
    name: 'documentNumber',
    over: [principal, check.digit, { line, start, end: end - 1 }],
    digit: { line, start: end - 1, end },
  };
}

/** The document number with its continuation, without the filler between them. */
function readNumber(check: Check, lines: readonly string[]): string {
  const [principal, , rest] = check.over;
  return trimEnd((principal ? cut(lines, principal) : '') + (rest ? cut(lines, rest) : ''));
}

/** Dates keep their fillers: they say which part is unknown. Names lose all of them, other fields those at the end. */
function readField(field: MrzField, text: string): string {
  if (isDate(field)) return text;
  if (field === 'lastName' || field === 'firstName') return joinWords(text);
  return trimEnd(text);
}

/** Splits the name field: primary identifier, two fillers, secondary identifier. A holder with one name has no second. */
function splitName(text: string): { lastName: string; firstName: string } {
  const gap = text.indexOf('<<');
  if (gap < 0) return { lastName: joinWords(text), firstName: '' };
  return { lastName: joinWords(text.slice(0, gap)), firstName: joinWords(text.slice(gap)) };
}

function joinWords(text: string): string {
  return text.replace(/^<+|<+$/g, '').replace(/<+/g, ' ');
}

function trimEnd(text: string): string {
  return text.replace(/<+$/, '');
}

/** ICAO 9303-3, section 4.6: a name field with a letter in its last place may have been cut. */
function isFull(nameText: string): boolean {
  return nameText !== '' && !nameText.endsWith('<');
}

/** Every single place of some spans. */
export function listPlaces(spans: readonly Span[]): Span[] {
  return spans.flatMap(({ line, start, end }) =>
    Array.from({ length: end - start }, (_, i) => ({ line, start: start + i, end: start + i + 1 })));
}
