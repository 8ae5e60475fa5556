/** Which spans of the index a question reads, rung by rung, from those that find the most with the least to those that find the rest. */
import { isOwnCode, isPairEnough, isWordEnough, isWordWorth, pairsInstead, type QuestionCode } from '#names/names.ts';
import { findDay, findFlippedDay } from './birth-days.ts';
import { spanOf, type IndexFamily, type YearSpan } from './keys.ts';
import type { PostingSpan } from '#store/postings.ts';
import type { ReadyQuestion } from './question.ts';

/** A span to be read. `isSure`: whoever is in it sounds alike as a whole. `narrowed`: what is read instead when it is too long; nothing, if it is too frequent to be read at all. */
export type Asked = { readonly span: PostingSpan; readonly isSure: boolean; readonly narrowed?: readonly PostingSpan[] };

/**
 * With a birth date to the day: all who sound like the question and all who were born on that day, then by single words those whose day is
 * not known. With less of a date: those who sound like it, then by single words those of the year. Without one: those who sound like it,
 * those who may in another script, then single words.
 */
export function rungsOf(slot: 0 | 1, question: ReadyQuestion): Asked[][] {
  const { codes, births, signature } = question;
  const whole = (rung: number): Asked[] => codes.filter((code) => code.rung === rung && code.family !== 'T').flatMap((code) => wholeName(slot, code, question));
  const words = codes.filter(({ family, code }) => family === 'T' && (births.length === 0 || isWordWorth(signature, code)));
  if (births.length === 0) return [whole(1), whole(2), words.flatMap(({ code }) => wordSpans(slot, { code, question }, ['T', 'U'])).map((one) => ({ ...one, narrowed: [] }))];
  const days = births.flatMap((born) => [findDay(born), findFlippedDay(born)]).filter((day) => day !== undefined);
  const born = [...new Set(days)].map((code) => ({ span: spanOf(slot, { family: 'B', code }, { from: 0, to: 0 }), isSure: false }));
  if (isPairEnough(signature)) return [[...whole(1), ...born]];
  const ofWords = words.flatMap(({ code }) => {
    const pairs = pairsInstead(signature, code);
    return pairs === undefined ? [...datedWords(slot, { code, question }), ...undatedWords(slot, { code, question })] : pairs.flatMap((pair) => inYears(slot, { family: 'P', code: pair }, question.years));
  });
  return [onlyOnce([...whole(1), ...born, ...ofWords])];
}

/** Each span once, as it was asked for first. */
function onlyOnce(asked: readonly Asked[]): Asked[] {
  const seen = new Set<number>();
  return asked.filter(({ span: { first } }) => {
    const isNew = !seen.has(first);
    seen.add(first);
    return isNew;
  });
}

/** Names that sound alike over so many sounds are looked at, however their words are written. Of longer ones the code says the beginning only. */
const LONG_WHOLE = 6;

/** A whole name is read in all years where one digit of a year may be wrong; one that is too frequent, and every other, in those of the question. */
function wholeName(slot: 0 | 1, code: QuestionCode, { births, nearYears, isAnyYear }: ReadyQuestion): Asked[] {
  const isSure = code.family === 'J' && code.code.length === LONG_WHOLE;
  const narrowed = nearYears.map((years) => spanOf(slot, code, years));
  if (!isAnyYear) return narrowed.map((span) => ({ span, isSure }));
  return [births.length === 0 ? { span: spanOf(slot, code), isSure } : { span: spanOf(slot, code), isSure, narrowed }];
}

type Word = { readonly code: string; readonly question: ReadyQuestion };

/** A single word is read only where it can be enough: without a birth date, in all years. */
function wordSpans(slot: 0 | 1, { code, question }: Word, families: readonly IndexFamily[]): Asked[] {
  const { signature } = question;
  if (!isWordEnough(signature, code, 'unknown')) return [];
  return families.map((family) => ({ span: spanOf(slot, { family, code }), isSure: false }));
}

/** Those whose day is known, for a question that does not know it. A question that does finds them by their day. */
function datedWords(slot: 0 | 1, { code, question }: Word): Asked[] {
  const { signature, years, isExact } = question;
  return isExact || !isWordEnough(signature, code, 'partial') ? [] : inYears(slot, { family: 'T', code }, years);
}

/**
 * Those whose day is not known, of the years asked for. Where the record has no date, or one of a year beside, only a name that agrees as
 * a whole can do, and that is found by its pairs of words; a name of one word has none.
 */
function undatedWords(slot: 0 | 1, { code, question }: Word): Asked[] {
  const { signature, years, nearYears, isExact } = question;
  if ((isExact && !isOwnCode(signature, code)) || !isWordEnough(signature, code, isExact ? 'recordedYear' : 'partial')) return [];
  return inYears(slot, { family: 'U', code }, signature.words.length === 1 ? nearYears : years);
}

function inYears(slot: 0 | 1, { family, code }: { family: IndexFamily; code: string }, years: readonly YearSpan[]): Asked[] {
  return years.map((some) => ({ span: spanOf(slot, { family, code }, some), isSure: false }));
}
