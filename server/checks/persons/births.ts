/** How the birth dates of a question compare with those of a record, each as far as it is known. */
import { comparePartialDates, parsePartialDate } from '@watchword/api/dates.ts';
import type { Birth } from '../facts.ts';

/**
 * The best pair. `equal`: the whole day, on both sides. `partial`: they agree as far as both say something. `compatible`: they agree
 * if the two digits of a year mean the century before. `misread`: the reading that was needed.
 */
export type BirthMatch = { how: 'equal' | 'partial' | 'compatible' | 'differs' | 'missing'; asked?: string; recorded?: string; misread?: string };

/** A match as read goes before each that needs another reading. */
const RANK = { equal: 7, partial: 6, compatible: 5, missing: 1, differs: 0 } as const;
const MISREAD = 3;

/** Compares every pair and returns the best. */
export function compareBirths(asked: readonly Birth[], recorded: readonly string[]): BirthMatch {
  const [first] = asked;
  if (first === undefined || recorded.length === 0) {
    return { how: 'missing', ...(first === undefined ? {} : { asked: first.text }), ...(recorded[0] === undefined ? {} : { recorded: recorded[0] }) };
  }
  let best: BirthMatch | undefined;
  for (const birth of asked) {
    for (const text of recorded) {
      const match = compareOne(birth, text);
      if (best === undefined || valueOf(match) > valueOf(best)) best = match;
    }
  }
  return best ?? { how: 'missing', asked: first.text };
}

function valueOf({ how, misread }: BirthMatch): number {
  return RANK[how] - (misread === undefined ? 0 : MISREAD);
}

function compareOne(birth: Birth, text: string): BirthMatch {
  const date = parsePartialDate(text);
  const texts = { asked: birth.text, recorded: text };
  if (date === undefined) return { how: 'missing', ...texts };
  const compared = comparePartialDates(birth.date, date);
  if (compared.outcome === 'differs') return { how: 'differs', ...texts };
  const how = birth.distant === true ? 'compatible' : compared.outcome === 'equal' && date.day !== undefined ? 'equal' : 'partial';
  return { how, ...texts, ...(birth.misread === undefined ? {} : { misread: birth.misread }) };
}
