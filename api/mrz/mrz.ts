/** The machine-readable zone of passports, identity cards and visas, read by hand: ICAO Doc 9303 and the French card. */

import { type MrzAlternate, listAlternates } from './alternates.ts';
import { type MrzFault, UNREADABLE, isLetterField, listFaults } from './faults.ts';
import { type Fit, findFit } from './fit-lines.ts';
import { type MrzField, type MrzFormat } from './layouts.ts';
import { withDigits, withLetters } from './look-alikes.ts';
import { type MrzChecks, type MrzFields, isDate } from './reading.ts';
import { listLineSets, splitText } from './split-lines.ts';

export type { MrzAlternate, MrzChecks, MrzFault, MrzField, MrzFields, MrzFormat };

/** A machine-readable zone as read. `lines` have the width of the format; faults point into them. */
export type Mrz = {
  /** null when nothing like a machine-readable zone was found; then `fields` and `checks` are empty. */
  readonly format: MrzFormat | null;
  /** Whether a format was found and every check digit of it fits. Other faults do not count. */
  readonly valid: boolean;
  /** As read: no look-alike repaired, fillers at the end cut, fillers within a name shown as spaces. */
  readonly fields: MrzFields;
  readonly checks: MrzChecks;
  /** The fields again, with what was misread beyond doubt set right: see `normaliseFields`. */
  readonly normalised: MrzFields;
  /** The name fills its field to the end, so it may have been cut when the document was printed. */
  readonly mayBeTruncated: boolean;
  readonly faults: readonly MrzFault[];
  /** Values that were not read but would make a broken check digit fit. */
  readonly alternates: readonly MrzAlternate[];
  readonly lines: readonly string[];
};

/** What `watchword mrz` prints, and no more. */
export type PrintableMrz = Pick<Mrz, 'format' | 'valid' | 'fields' | 'checks'>;

/**
 * Reads a machine-readable zone from its lines, or from one text with the lines joined by line breaks, | or nothing.
 * Takes small letters, spaces for fillers, marks of readers and lines somewhat too long or short. Broken check digits
 * stop nothing: they are reported. Never throws.
 */
export function parseMrz(lines: string | readonly string[]): Mrz {
  const fit = findFit(listLineSets(lines));
  if (!fit) return toUnreadable(lines);
  const { fields, checks, mayBeTruncated } = fit.reading;
  return {
    format: fit.layout.format,
    valid: Object.values(checks).every(Boolean),
    fields,
    checks,
    normalised: normaliseFields(fields, fit),
    mayBeTruncated,
    faults: listFaults(fit),
    alternates: listAlternates(fit.layout, fit.lines),
    lines: fit.lines,
  };
}

/** The four parts that programs outside read: names of fields and checks are stable. */
export function printableMrz(mrz: Mrz): PrintableMrz {
  const { format, valid, fields, checks } = mrz;
  return { format, valid, fields, checks };
}

function toUnreadable(lines: string | readonly string[]): Mrz {
  return {
    format: null, valid: false, fields: {}, checks: {}, normalised: {}, mayBeTruncated: false,
    faults: [UNREADABLE], alternates: [], lines: splitText(lines),
  };
}

/**
 * Digits in names and states become the letters they look like, letters in dates the digits: each of these is a fault
 * `look-alike` too. No faults are these: Germany's D becomes DEU, sex becomes M, F or X, and the holder of a French
 * card, which names no nationality, is French.
 */
function normaliseFields(fields: MrzFields, fit: Fit): MrzFields {
  const normalised: MrzFields = fit.layout.format === 'FRA_ID' ? { nationality: 'FRA' } : {};
  for (const [field, value] of Object.entries(fields) as Array<[MrzField, string]>) {
    normalised[field] = normaliseField(field, isLetterField(field, fit.lines) ? withLetters(value) : value);
  }
  return normalised;
}

function normaliseField(field: MrzField, value: string): string {
  if (isDate(field)) return withDigits(value);
  if (field === 'issuingState' || field === 'nationality') return value === 'D' ? 'DEU' : value;
  if (field === 'documentCode') return withLetters(value.slice(0, 1)) + value.slice(1);
  if (field === 'sex') return value === 'M' || value === 'F' ? value : 'X';
  return value;
}
