/**
 * Days, partial dates and durations as plain values, on the proleptic Gregorian calendar and without time zones.
 * A day is an integer: days since 1970-01-01. Nothing here reads a clock; who needs today passes it in.
 */

const MS_PER_DAY = 86_400_000;

/** A calendar day. Months and days count from 1. */
export type CalendarDay = { year: number; month: number; day: number };

/** The number of days in a month of the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether the three numbers name a day that exists, in the years 1 to 9999. */
export function isCalendarDay({ year, month, day }: CalendarDay): boolean {
  return isBetween(year, 1, 9999) && isBetween(month, 1, 12) && isBetween(day, 1, daysInMonth(year, month));
}

/** The day number of a calendar day that exists. The year is counted from March, so that a leap day ends it. */
export function dayOfCalendar({ year, month, day }: CalendarDay): number {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The calendar day of a day number. */
export function calendarOfDay(dayNumber: number): CalendarDay {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The day number of a text `2026-11-24`, or undefined when it is no day of the calendar. */
export function parseDay(text: string): number | undefined {
  const date = parsePartialDate(text);
  return date?.month === undefined || date.day === undefined ? undefined : dayOfCalendar({ year: date.year, month: date.month, day: date.day });
}

/** The text `2026-11-24` of a day number. */
export function formatDay(dayNumber: number): string {
  return formatPartialDate(calendarOfDay(dayNumber));
}

/** The day number (in UTC) of a moment in milliseconds since 1970. */
export function dayOfMs(ms: number): number {
  return Math.floor(ms / MS_PER_DAY);
}

/** A moment in milliseconds since 1970 as RFC 3339 writes it, in UTC and to the millisecond: `2026-11-24T23:18:04.123Z`. */
export function formatMoment(ms: number): string {
  return new Date(ms).toISOString();
}

/** The moment, in milliseconds since 1970, at which a day begins in UTC. */
export function msOfDay(dayNumber: number): number {
  return dayNumber * MS_PER_DAY;
}

/** The same day some months later (earlier when negative); the last of the month where that day does not exist. */
export function addMonths(dayNumber: number, months: number): number {
  const from = calendarOfDay(dayNumber);
  const total = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return dayOfCalendar({ year, month, day: Math.min(from.day, daysInMonth(year, month)) });
}

/** The same day some years later; 29 February becomes the 28th in a year without it. */
export function addYears(dayNumber: number, years: number): number {
  return addMonths(dayNumber, years * 12);
}

/** A length of time in calendar units. */
export type Duration = { months: number; days: number };

/** Reads an ISO 8601 duration of whole years, months, weeks and days (`P10Y`, `P4M`, `P1Y6M`, `P15D`); else undefined. */
export function parseDuration(text: string): Duration | undefined {
  const found = /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/u.exec(text);
  if (found === null) return undefined;
  const [, years = '0', months = '0', weeks = '0', days = '0'] = found;
  return { months: Number(years) * 12 + Number(months), days: Number(weeks) * 7 + Number(days) };
}

/** The day that lies a duration after another: months first, then days. */
export function addDuration(dayNumber: number, { months, days }: Duration): number {
  return addMonths(dayNumber, months) + days;
}

/** A date as far as it is known: a year, a month of a year, or a day. */
export type PartialDate = { year: number; month?: number; day?: number };

/** Reads `1974`, `1974-08` or `1974-08-12`; undefined when it is something else or not in the calendar. */
export function parsePartialDate(text: string): PartialDate | undefined {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(text);
  if (found === null) return undefined;
  const [, year, month = '01', day = '01'] = found;
  const whole = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isCalendarDay(whole)) return undefined;
  if (found[2] === undefined) return { year: whole.year };
  return found[3] === undefined ? { year: whole.year, month: whole.month } : whole;
}

/** The text of a partial date: `1974`, `1974-08` or `1974-08-12`. */
export function formatPartialDate({ year, month, day }: PartialDate): string {
  let text = String(year).padStart(4, '0');
  if (month !== undefined) text += `-${String(month).padStart(2, '0')}`;
  if (month !== undefined && day !== undefined) text += `-${String(day).padStart(2, '0')}`;
  return text;
}

/** How two partial dates stand to one another, and the part that says so. */
export type DateComparison =
  | { outcome: 'equal' }
  /** They agree as far as both are known; `part` is the first that one of them lacks. */
  | { outcome: 'compatible'; part: 'month' | 'day' }
  /** `part` is the first that is known on both sides and not the same. `swapped`: day and month changed places. */
  | { outcome: 'differs'; part: 'year' | 'month' | 'day'; swapped: boolean };

/** Compares two partial dates, from year to day, as far as both are known. */
export function comparePartialDates(one: PartialDate, other: PartialDate): DateComparison {
  for (const part of ['year', 'month', 'day'] as const) {
    const [left, right] = [one[part], other[part]];
    if (left === undefined && right === undefined) return { outcome: 'equal' };
    if (left === undefined || right === undefined) return { outcome: 'compatible', part: part === 'day' ? 'day' : 'month' };
    if (left !== right) return { outcome: 'differs', part, swapped: areSwapped(one, other) };
  }
  return { outcome: 'equal' };
}

/** The first and the last day (as day numbers) that a partial date can mean. */
export function rangeOfPartialDate({ year, month, day }: PartialDate): { first: number; last: number } {
  const lastMonth = month ?? 12;
  return {
    first: dayOfCalendar({ year, month: month ?? 1, day: day ?? 1 }),
    last: dayOfCalendar({ year, month: lastMonth, day: day ?? daysInMonth(year, lastMonth) }),
  };
}

function areSwapped(one: PartialDate, other: PartialDate): boolean {
  return one.year === other.year && one.day !== undefined && one.day === other.month && other.day === one.month;
}

function isBetween(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}
