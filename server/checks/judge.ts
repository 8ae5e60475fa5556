/** Comparing what was asked with what a record says. Pure: no clock, no store. */
import { findCountry, type Country } from '@watchword/api/countries/countries.ts';
import type { PersonMatch, Reason } from '@watchword/api/checks/answers.ts';
import { lookalikeSkeleton } from '@watchword/api/folding.ts';

/** What came of comparing a question with one record. `misread`: the alternate reading that was needed; `person`: why a person is shown. */
export type Judgement = { outcome: 'hit' | 'possible'; reasons: readonly Reason[]; misread?: string; person?: PersonMatch };

/** A number that was asked, as read, folded and in its look-alike form; `alternates` are folded readings that may have been meant. */
export type AskedNumber = { text: string; folded: string; skeleton: string; alternates: readonly string[] };

const NO_ALTERNATES: readonly string[] = [];

/** A number as asked; `fold` is the fold of its kind. */
export function askNumber(text: string, fold: (text: string) => string, alternates: readonly string[] = NO_ALTERNATES): AskedNumber {
  const folded = fold(text);
  return { text, folded, skeleton: lookalikeSkeleton(folded), alternates };
}

/** How two numbers compare; `misread` when an alternate reading was needed. Undefined: they differ, even as look-alikes. */
export type NumberMatch = { how: 'equal' | 'look-alike'; misread?: string };

/** Compares a number asked with a recorded one that was folded in the same way. Look-alike is the weaker match. */
export function compareNumbers(asked: AskedNumber, recorded: string): NumberMatch | undefined {
  if (asked.folded === recorded) return { how: 'equal' };
  if (asked.alternates.includes(recorded)) return { how: 'look-alike', misread: recorded };
  const skeleton = lookalikeSkeleton(recorded);
  if (skeleton === asked.skeleton) return { how: 'look-alike' };
  const near = asked.alternates.find((one) => lookalikeSkeleton(one) === skeleton);
  return near === undefined ? undefined : { how: 'look-alike', misread: near };
}

/**
 * Compares two country codes however they are written: D and DEU are equal; a former state and a successor, a state and its
 * special nationalities are compatible. A code of no country may be a misread one, so it contradicts nothing.
 */
export function compareCountries(asked: string | undefined, recorded: string | undefined): 'equal' | 'compatible' | 'differs' | 'missing' {
  if (asked === undefined || recorded === undefined || asked === '' || recorded === '') return 'missing';
  if (asked === recorded) return 'equal';
  const [one, other] = [findCountry(asked), findCountry(recorded)];
  if (one === undefined || other === undefined) return 'compatible';
  if (one.code === other.code) return 'equal';
  return listStates(one).some((state) => listStates(other).includes(state)) ? 'compatible' : 'differs';
}

/** Whether two codes may mean one country. */
export function sameCountry(asked: string, recorded: string): boolean {
  return compareCountries(asked, recorded) !== 'differs';
}

/** The states of today that a code may stand for. */
function listStates(country: Country): readonly string[] {
  return [country.code, ...country.successors, ...(country.of === undefined ? [] : [country.of])];
}

/** Compares two short texts (a make, a calibre): one inside the other is compatible. */
export function compareTexts(asked: string | undefined, recorded: string, fold: (text: string) => string): 'equal' | 'compatible' | 'differs' | 'missing' {
  const [one, other] = [fold(asked ?? ''), fold(recorded)];
  if (one === '' || other === '') return 'missing';
  if (one === other) return 'equal';
  return one.includes(other) || other.includes(one) ? 'compatible' : 'differs';
}

/** One line of the comparison; what is not known on a side is left out. */
export function reasonOf(field: string, how: Reason['how'], texts: { asked?: string | undefined; recorded?: string | undefined }): Reason {
  const reason: Reason = { field, how };
  if (texts.asked !== undefined && texts.asked !== '') reason.asked = texts.asked;
  if (texts.recorded !== undefined && texts.recorded !== '') reason.recorded = texts.recorded;
  return reason;
}

/** What one mark of a thing says: `strong` may be a hit, `weak` is possible at most, `missing` when a side does not say. */
export type Mark = { strength: 'strong' | 'weak' | 'differs' | 'missing'; reasons: readonly Reason[] };

/**
 * The marks of a thing together, the most telling first. A hit needs a strong mark and no mark before it that differs: a stolen
 * car with other plates is a hit, another car with the plates of a stolen one is possible.
 */
export function judgeMarks(marks: readonly Mark[]): Judgement | undefined {
  if (!marks.some(({ strength }) => strength === 'strong' || strength === 'weak')) return undefined;
  const reasons = marks.flatMap((mark) => mark.reasons);
  for (const { strength } of marks) {
    if (strength === 'strong') return { outcome: 'hit', reasons };
    if (strength === 'differs') break;
  }
  return { outcome: 'possible', reasons };
}

/** The mark of a number that may be recorded once, several times or not at all. */
export function compareMark(field: string, asked: AskedNumber, recorded: readonly string[], fold: (text: string) => string): Mark {
  if (recorded.length === 0) return { strength: 'missing', reasons: [reasonOf(field, 'missing', { asked: asked.text })] };
  let best: { how: 'equal' | 'look-alike'; text: string } | undefined;
  for (const text of recorded) {
    const match = compareNumbers(asked, fold(text));
    if (match !== undefined && best?.how !== 'equal') best = { how: match.how, text };
  }
  const reason = reasonOf(field, best?.how ?? 'differs', { asked: asked.text, recorded: best?.text ?? recorded[0] });
  return { strength: best === undefined ? 'differs' : best.how === 'equal' ? 'strong' : 'weak', reasons: [reason] };
}
