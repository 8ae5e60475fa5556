import { calendarOfDay, daysInMonth, type PartialDate, rangeOfPartialDate } from '../dates.ts';

/**
 * What the six characters YYMMDD of a machine-readable zone say once a century is chosen.
 * - `known`: a date, whole or as far as its known parts go (ICAO Doc 9303-3, 4.8: unknown parts are filled with `<`).
 * - `unknown`: the issuer says that it does not know even the year, or gives a month or day without a year.
 * - `unlimited`: an expiry that stands for "never".
 * - `invalid`: not a date (a misread, or no day of the calendar).
 */
export type MrzDate = { outcome: 'known'; date: PartialDate } | { outcome: 'unknown' } | { outcome: 'unlimited' } | { outcome: 'invalid' };

type Parts = { year: number; month?: number; day?: number };

/**
 * Reads a birth date. The holder was born on or before the day of reading, so the later century is taken when that
 * allows it, else the earlier: YY alone cannot tell 1924 from 2024. Some issuers write 00 for what they do not know.
 * `today`: the day number of the day of reading.
 */
export function parseMrzBirth(text: string, today: number): MrzDate {
  return readDate(text, (parts) => {
    const thisCentury = Math.floor(calendarOfDay(today).year / 100) * 100;
    const late = inCentury(parts, thisCentury);
    return late !== undefined && rangeOfPartialDate(late).first <= today ? late : inCentury(parts, thisCentury - 100);
  });
}

/**
 * Reads an expiry date: the one year with these digits that lies between 49 years before and 50 years after the day of
 * reading. Two digits need a window of a hundred years. Fifty years forward holds the longest validities in use (identity
 * cards of old people run for decades); machine-readable documents have existed since 1980 only, so nothing is lost behind.
 * 99-01-01 and 99-12-31 are how issuers write 9999, "never"; they count as that unless the day of reading
 * lies within 20 years of the day itself.
 * `today`: the day number of the day of reading.
 */
export function parseMrzExpiry(text: string, today: number): MrzDate {
  const thisYear = calendarOfDay(today).year;
  const read = readDate(text, (parts) => {
    const lowest = thisYear - 49;
    const year = lowest + ((((parts.year - lowest) % 100) + 100) % 100);
    return inCentury(parts, year - parts.year);
  });
  if (read.outcome === 'known' && (text === '990101' || text === '991231') && Math.abs(read.date.year - thisYear) > 20) return { outcome: 'unlimited' };
  return read;
}

function readDate(text: string, place: (parts: Parts) => PartialDate | undefined): MrzDate {
  if (!/^(?:\d\d|<<)(?:\d\d|<<)(?:\d\d|<<)$/u.test(text)) return { outcome: 'invalid' };
  const [year, month, day] = [partAt(text, 0), partAt(text, 2), partAt(text, 4)];
  if (year === undefined) return { outcome: 'unknown' };
  // A day without its month says nothing that could be compared.
  const date = place({ year, ...(month ? { month } : {}), ...(month && day ? { day } : {}) });
  return date === undefined ? { outcome: 'invalid' } : { outcome: 'known', date };
}

function partAt(text: string, at: number): number | undefined {
  const digits = text.slice(at, at + 2);
  return digits === '<<' ? undefined : Number(digits);
}

/** The date in that century, or undefined when the calendar has no such day (29 February 1900, month 13). */
function inCentury(parts: Parts, century: number): PartialDate | undefined {
  const date = { ...parts, year: century + parts.year };
  if (date.month !== undefined && date.month > 12) return undefined;
  if (date.month !== undefined && date.day !== undefined && date.day > daysInMonth(date.year, date.month)) return undefined;
  return date;
}

/** Whether a date as far as it is known lies wholly before a day. */
export function isBeforeDay(date: PartialDate, dayNumber: number): boolean {
  return rangeOfPartialDate(date).last < dayNumber;
}
