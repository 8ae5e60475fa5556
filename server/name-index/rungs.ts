/** Which spans of the index a question reads, rung by rung, from those that find the most with the least to those that find the rest. */
import { isWordEnough, placesOfCode, type QuestionCode } from '#names/names.ts';
import { findDay, findFlippedDay } from './birth-days.ts';
import { spanOf, type IndexFamily, type YearSpan } from './keys.ts';
import type { PostingSpan } from '#store/postings.ts';
import { ALL_SURE } from './candidates.ts';
import type { ReadyQuestion } from './question.ts';

/** A span to be read. `sure`: a bit for each word asked for whose codes its postings have. `narrowed`: what is read instead when it is too long; nothing, if it is too frequent to be read at all. */
export type Asked = { readonly span: PostingSpan; readonly sure: number; readonly narrowed?: readonly PostingSpan[] };

/**
 * With a birth date to the day: all who sound like the question and all who were born on that day, then by single words those whose day is
 * not known. With less of a date: those who sound like it, then by single words those of the year. Without one: those who sound like it,
 * those who may in another script, then single words.
 */
export function rungsOf(slot: 0 | 1, question: ReadyQuestion): Asked[][] {
  const { codes, births, isExact, years, nearYears } = question;
  const whole = (rung: number): Asked[] => codes.filter((code) => code.rung === rung && code.family !== 'T' && code.family !== 'X').map((code) => wholeName(slot, code, question));
  const words = codes.filter(({ family }) => family === 'T');
  if (births.length === 0) return [whole(1), whole(2), words.flatMap(({ code }) => wordSpans(slot, { code, question }, [['T', undefined], ['U', undefined]])).map((one) => ({ ...one, narrowed: [] }))];
  const days = births.flatMap((born) => [findDay(born), findFlippedDay(born)]).filter((day) => day !== undefined);
  const born = [...new Set(days)].map((code) => ({ span: spanOf(slot, { family: 'B', code }, { from: 0, to: 0 }), sure: 0 }));
  const ofWords = words.flatMap(({ code }) => wordSpans(slot, { code, question }, isExact ? [['U', nearYears]] : [['T', years], ['U', nearYears]]));
  return [[...whole(1), ...born], ofWords];
}

/** Names that sound alike over so many sounds are looked at, however their words are written. */
const LONG_WHOLE = 6;

/** A whole name is read in all years, for one digit of a year may be wrong; one that is too frequent in those of the question. */
function wholeName(slot: 0 | 1, code: QuestionCode, { nearYears, signature }: ReadyQuestion): Asked {
  const span = spanOf(slot, code);
  const sure = code.family === 'P' ? placesOfCode(signature, code.code) : code.code.length >= LONG_WHOLE ? ALL_SURE : 0;
  return nearYears.length === 1 && nearYears[0]?.to === 0 ? { span, sure } : { span, sure, narrowed: nearYears.map((years) => spanOf(slot, code, years)) };
}

type Word = { readonly code: string; readonly question: ReadyQuestion };

/** A single word is read only where it can be enough. */
function wordSpans(slot: 0 | 1, { code, question }: Word, families: readonly (readonly [IndexFamily, readonly YearSpan[] | undefined])[]): Asked[] {
  const { signature, births } = question;
  if (!isWordEnough(signature, code, births.length === 0 ? 'unknown' : 'partial')) return [];
  const sure = placesOfCode(signature, code);
  return families.flatMap(([family, years]) =>
    years === undefined ? [{ span: spanOf(slot, { family, code }), sure }] : years.map((some) => ({ span: spanOf(slot, { family, code }, some), sure })),
  );
}
