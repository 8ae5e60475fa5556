import type { DateBand } from '../bands.ts';
import type { BirthDate, BornEvidence } from '../model.ts';

/** From what speaks most for one person to what speaks most against. */
const ORDER: readonly BornEvidence[] = ['equal', 'partial', 'flipped', 'digit', 'near', 'differs'];
const BAND_ORDER: readonly DateBand[] = ['equal', 'newYear', 'partial', 'flipped', 'recordedYear', 'askedNewYear', 'digit', 'near', 'differs'];
/** Years by which an estimated year may be wrong. */
const NEAR_YEARS = 1;

/** How the best of the dates on both sides agree. */
export function compareBorn(asked: readonly BirthDate[], recorded: readonly BirthDate[]): BornEvidence {
  let best: BornEvidence = 'unknown';
  for (const one of asked) {
    for (const other of recorded) {
      const found = compareDates(one, other);
      if (best === 'unknown' || ORDER.indexOf(found) < ORDER.indexOf(best)) best = found;
    }
  }
  return best;
}

/** How the best of the dates on both sides agree, as the bands count it. */
export function dateBandOf(asked: readonly BirthDate[], recorded: readonly BirthDate[]): DateBand {
  if (asked.length === 0) return 'unknown';
  let best = BAND_ORDER.length;
  for (const one of asked) for (const other of recorded) best = Math.min(best, BAND_ORDER.indexOf(bandOfDates(bare(one), bare(other))));
  return BAND_ORDER[best] ?? 'unrecorded';
}

/** 1 January is no day to count on; and a day that only one side knows tells less when the question has it. */
function bandOfDates(one: BirthDate, other: BirthDate): DateBand {
  const found = compareDates(one, other);
  if (found === 'equal') return isNewYear(one) ? 'newYear' : 'equal';
  if (found !== 'partial' || one.day === undefined) return found;
  if (isNewYear(one)) return other.day === undefined ? 'partial' : 'askedNewYear';
  return other.month === undefined || isNewYear(other) ? 'recordedYear' : 'partial';
}

function compareDates(asked: BirthDate, recorded: BirthDate): BornEvidence {
  const [one, other] = [bare(asked), bare(recorded)];
  if (one.month === undefined || other.month === undefined || one.day === undefined || other.day === undefined) return comparePartial(one, other);
  if (one.year === other.year && one.month === other.month && one.day === other.day) return 'equal';
  if (isNewYear(one) || isNewYear(other)) return comparePartial(isNewYear(one) ? { year: one.year } : one, isNewYear(other) ? { year: other.year } : other);
  if (one.year === other.year && one.month === other.day && one.day === other.month) return 'flipped';
  if (isMisread(digitsOf(one), digitsOf(other))) return 'digit';
  return one.month === other.month && one.day === other.day && Math.abs(one.year - other.year) <= NEAR_YEARS ? 'near' : 'differs';
}

/** A day without its month tells nothing; 0 is how some write that they do not know. */
function bare({ year, month, day }: BirthDate): BirthDate {
  if (!month) return { year };
  return day ? { year, month, day } : { year, month };
}

/** 1 January is what many states write when they know the year only. */
export const isNewYear = ({ month, day }: BirthDate): boolean => month === 1 && day === 1;

function comparePartial(one: BirthDate, other: BirthDate): BornEvidence {
  if (one.year !== other.year) return Math.abs(one.year - other.year) <= NEAR_YEARS && (one.month === undefined || other.month === undefined) ? 'near' : 'differs';
  return one.month === undefined || other.month === undefined || one.month === other.month ? 'partial' : 'differs';
}

const digitsOf = ({ year, month = 0, day = 0 }: BirthDate): string => `${String(year).padStart(4, '0')}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;

/** Whether one digit differs, or two neighbours changed places. */
function isMisread(one: string, other: string): boolean {
  const different = [...one].flatMap((digit, at) => (digit === other.charAt(at) ? [] : [at]));
  const [first = 0, second] = different;
  if (different.length === 1) return true;
  return different.length === 2 && second === first + 1 && one.charAt(first) === other.charAt(second) && one.charAt(second) === other.charAt(first);
}
