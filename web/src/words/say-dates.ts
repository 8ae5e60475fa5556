import { parsePartialDate } from '@watchword/api/dates.ts';

/** A day as far as it is known, in words that cannot be misread: `12 Aug 1974`, `Aug 1974`, `1974`. Other text stays. */
export function sayDay(text: string, locale: string): string {
  const date = parsePartialDate(text);
  if (date === undefined) return text;
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC', year: 'numeric',
    ...(date.month !== undefined && { month: 'short' as const }),
    ...(date.day !== undefined && { day: 'numeric' as const }),
  });
  return format.format(Date.UTC(date.year, (date.month ?? 1) - 1, date.day ?? 1));
}

/** The day of a moment (RFC 3339), in the officer's own time zone. */
export function sayDate(moment: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric' }).format(Date.parse(moment));
}

/** Hours, minutes and seconds of a moment (RFC 3339 or ms since 1970), in the officer's own time zone, of 24 hours. */
export function sayTime(moment: string | number, locale: string, seconds = true): string {
  const at = typeof moment === 'number' ? moment : Date.parse(moment);
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(seconds && { second: '2-digit' as const }) }).format(at);
}

/** Day and time of a moment. */
export function sayMoment(moment: string, locale: string): string {
  return `${sayDate(moment, locale)}, ${sayTime(moment, locale, false)}`;
}
