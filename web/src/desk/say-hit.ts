import type { Hit, HitCheck } from '@watchword/api/hits.ts';
import { echoOf } from '../checks/questions.ts';
import type { WordId, Words } from '../words/words.tsx';

/** What a hit is about, in one line: "Passport – stolen". */
export function sayHit({ database, kind }: Pick<Hit, 'database' | 'kind'>, { t, coded }: Pick<Words, 't' | 'coded'>): string {
  return t('match.title', { kind: coded('kind', kind), thing: t(`thing.${database}` as WordId) });
}

/** What was asked, in a few characters, and whether it is a name. Empty when it was forgotten. */
export function sayAsked({ asked }: Pick<HitCheck, 'asked'>): { readonly text: string; readonly isName: boolean } {
  if (asked === undefined) return { text: '', isName: false };
  const { kind, text, country } = echoOf({ kind: 'document', subject: asked });
  return { text: country === undefined ? text : `${text} ${country}`, isName: kind === 'person' };
}

/** So long ago, in one word or two: 20 s, 4 min, 3 h, 2 d. `ms`: below 0 counts as 0. */
export function sayAgo(ms: number, locale: string): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [value, unit] = seconds < 60 ? [seconds, 'second'] : seconds < 3600 ? [Math.floor(seconds / 60), 'minute'] : seconds < 86_400 ? [Math.floor(seconds / 3600), 'hour'] : [Math.floor(seconds / 86_400), 'day'];
  return new Intl.RelativeTimeFormat(locale, { style: 'narrow', numeric: 'always' }).format(-value, unit as 'second');
}
