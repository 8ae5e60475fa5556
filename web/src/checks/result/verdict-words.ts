import type { Match } from '@watchword/api/checks/answers.ts';
import { dayOfCalendar, parsePartialDate, rangeOfPartialDate, calendarOfDay, dayOfMs } from '@watchword/api/dates.ts';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { sayTime } from '../../words/say-dates.ts';
import type { WordId, Words } from '../../words/words.tsx';
import { answerOf, isTooCommon, type OneCheck, verdictOf } from '../shift-states.ts';
import type { Shape } from './verdict-shape.tsx';

/** The verdict of a check in the one word that stands first, and its meaning in one line. */
export type VerdictWords = { readonly shape: Shape; readonly word: string; readonly meaning: string };

/** What a check comes to, in words. Never "clear", "safe" or "OK": a record may be hidden, or not yet entered. */
export function verdictWords(check: OneCheck, { t, coded, locale }: Words): VerdictWords {
  const verdict = verdictOf(check);
  const answer = answerOf(check);
  const worst = answer?.matches.find((match) => match.outcome === verdict) ?? answer?.matches[0];
  if (verdict === 'hit' && worst !== undefined && needsProtection(worst, Date.parse(answer?.at ?? ''))) {
    return { shape: 'protect', word: t('verdict.protect'), meaning: t('meaning.protect') };
  }
  if (verdict === 'none') {
    const asOf = (answer?.databases ?? []).map((one) => one.asOf).toSorted()[0] ?? check.at;
    return { shape: 'none', word: t('verdict.none'), meaning: t('meaning.none', { databases: namesOf(answer?.databases ?? [], coded, locale), time: sayTime(asOf, locale) }) };
  }
  if (verdict === 'possible') return { shape: 'possible', word: t('verdict.possible'), meaning: t('meaning.possible', { count: answer?.matches.length ?? 0 }) };
  if (verdict === 'unchecked' && isTooCommon(check)) return { shape: 'unchecked', word: t('verdict.unchecked'), meaning: t('meaning.tooCommon') };
  if (verdict === 'unchecked' && answer !== undefined) {
    const silent = answer.databases.filter((one) => one.outcome === 'unavailable');
    return { shape: 'unchecked', word: t('verdict.unchecked'), meaning: t('meaning.uncheckedOf', { databases: namesOf(silent, coded, locale) }) };
  }
  return { shape: verdict, word: t(`verdict.${verdict}` as WordId), meaning: t(`meaning.${verdict}` as WordId) };
}

/** The names of databases in one list. */
export function namesOf(databases: readonly { database: string }[], coded: Words['coded'], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).format(databases.map((one) => coded('database', one.database)));
}

/** What a match is about, in one line: "Stolen passport", "Wanted person". */
export function titleOf(match: Match, { t, coded }: Pick<Words, 't' | 'coded'>): string {
  const type = typeof match.content['type'] === 'string' ? coded('value', match.content['type']) : t(`thing.${match.database}` as WordId);
  return t('match.title', { kind: coded('kind', match.kind), thing: type });
}

/** Whether a match is about a missing person who is a minor, or whose age nobody knows. `at`: ms since 1970. */
export function needsProtection(match: Match, at: number): boolean {
  if (match.kind !== 'missing') return false;
  const born = Array.isArray(match.content['born']) ? match.content['born'] : [];
  const dates = born.map((text) => parsePartialDate(String(text))).filter((date) => date !== undefined);
  if (dates.length === 0) return true;
  const today = calendarOfDay(dayOfMs(at));
  const adultSince = dayOfCalendar({ ...today, year: today.year - 18, day: Math.min(today.day, 28) });
  return dates.some((date) => rangeOfPartialDate(date).last > adultSince);
}

/** Shown above, each in its place. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['warnings', 'identityMisused', 'names']);

/** The fields of the record to show below the match table, in the order of their database, without what was compared there. */
export function fieldsToShow(match: Match): readonly (readonly [field: string, value: unknown])[] {
  const compared = new Set(match.reasons.map((reason) => reason.field));
  return Object.keys(getDatabase(match.database).fields.properties)
    .filter((field) => match.content[field] !== undefined && !compared.has(field) && !SHOWN_ELSEWHERE.has(field))
    .map((field) => [field, match.content[field]]);
}
