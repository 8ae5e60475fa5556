/** Birth dates that are known to the day, by which persons are found whatever their name. */
import { isCalendarDay } from '@watchword/api/dates.ts';
import type { BirthDate } from '#names/names.ts';

/** The code of a day; undefined when the day is not known. 1 January is what many states write who know the year only. */
export function findDay({ year, month, day }: BirthDate): string | undefined {
  if (!month || !day || (month === 1 && day === 1)) return undefined;
  return `${year}-${month}-${day}`;
}

/** The same day with month and day changed, where the calendar has it. */
export function findFlippedDay({ year, month, day }: BirthDate): string | undefined {
  if (!month || !day || !isCalendarDay({ year, month: day, day: month })) return undefined;
  return findDay({ year, month: day, day: month });
}
