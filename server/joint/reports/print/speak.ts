/** How a report speaks in one language: numbers, days, countries, measures. */
import { findCountry } from '@watchword/api/countries/countries.ts';
import type { ReportLanguage } from '@watchword/api/joint/reports.ts';
import { REPORT_WORDS, type ReportWords } from './words.ts';

export type Speech = {
  readonly language: ReportLanguage; readonly words: ReportWords; readonly isMirrored: boolean;
  fill(word: string, values: Readonly<Record<string, string>>): string;
  number(value: number): string; dollars(cents: number): string; decimal(text: string): string; signed(value: number): string;
  day(text: string): string; shortDay(text: string): string; moment(text: string): string;
  country(code: string): string; measure(name: string): string; kind(name: string): string; currency(code: string): string;
  /** Left to right within whatever surrounds it. */
  ltr(text: string): string;
};

/** `ar` with the digits that the pages have. */
const LOCALES: Readonly<Record<ReportLanguage, string>> = { en: 'en-GB', fr: 'fr', es: 'es', ar: 'ar-u-nu-latn' };
/** Spaces that are wider or narrower than the fonts know. */
const SPACES = /[\u202f\u2009]/gu;

/** The speech of a language. `page`: words of the pages, by their keys. */
export function speak(language: ReportLanguage, page: Readonly<Record<string, string>>): Speech {
  const locale = LOCALES[language];
  const words = REPORT_WORDS[language];
  const plain = new Intl.NumberFormat(locale);
  const whole = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 6 });
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  const currencies = new Intl.DisplayNames(locale, { type: 'currency' });
  const clean = (text: string): string => text.replaceAll(SPACES, '\u00a0').replaceAll(/[\u200e\u200f\u061c]/gu, '');
  const isMirrored = language === 'ar';
  const ltr = (text: string): string => (isMirrored ? `\u2066${text}\u2069` : text);
  const number = (value: number): string => ltr(clean(plain.format(value)));
  return {
    language, words, isMirrored, ltr, number,
    fill: (word, values) => word.replaceAll(/\{(\w+)\}/gu, (_, name: string) => values[name] ?? ''),
    dollars: (cents) => ltr(`${clean(plain.format(Math.round(cents / 100)))}\u00a0USD`),
    decimal: (text) => ltr(clean(whole.format(text as unknown as number))),
    signed: (value) => (value === 0 ? '=' : ltr(`${isMirrored ? '\u200e' : ''}${value > 0 ? '+' : '−'}${clean(plain.format(Math.abs(value)))}`)),
    day: (text) => clean(long.format(new Date(`${text}T00:00:00Z`))),
    shortDay: (text) => clean(short.format(new Date(`${text}T00:00:00Z`))),
    moment: (text) => `${clean(long.format(new Date(text)))}, ${ltr(`${time.format(new Date(text))} UTC`)}`,
    country(code) {
      const found = findCountry(code);
      const name = found?.alpha2 === undefined ? undefined : regions.of(found.alpha2);
      return name === undefined || name === found?.alpha2 ? (found?.name ?? code) : name;
    },
    measure: (name) => page[`operations.measure.${name}`] ?? name,
    kind: (name) => page[`operations.kind.${name}`] ?? name,
    currency: (code) => currencies.of(code) ?? code,
  };
}
