/** A question about a person, as the index asks it. */
import { askedSignatureOf, compareBorn, questionCodes, type AnalysedName, type AskedSignature, type BirthDate, type DateBand, type QuestionCode } from '#names/names.ts';
import { findDay } from './birth-days.ts';
import { yearNumber, type YearSpan } from './keys.ts';
import { bornOf, countryNumber, countryOf, dateOf, SEVERAL_COUNTRIES, SEX_NUMBERS, sexOf } from './posting.ts';

/** Whom somebody asks for. `born`: every date that may be meant. Plain, so that it can go to another thread. */
export type NameQuestion = { readonly name: AnalysedName; readonly born?: readonly BirthDate[]; readonly sex?: string; readonly nationalities?: readonly string[] };

/** A question, made ready once for many postings. */
export type ReadyQuestion = {
  readonly codes: readonly QuestionCode[];
  readonly signature: AskedSignature;
  readonly births: readonly BirthDate[];
  /** Whether every birth date asked for is known to the day. */
  readonly isExact: boolean;
  /** Years asked for; with their neighbours; the second with unknown (0) among them. */
  readonly years: readonly YearSpan[];
  readonly nearYears: readonly YearSpan[];
  readonly sex: number;
  readonly countries: ReadonlySet<number>;
  /** Evidence of birth dates that were met, by the part of the facts that holds them. */
  readonly evidence: Map<number, DateBand>;
};

/** Makes a question ready. */
export function readyQuestion({ name, born = [], sex = '', nationalities = [] }: NameQuestion): ReadyQuestion {
  return {
    codes: questionCodes(name),
    signature: askedSignatureOf(name),
    births: born,
    isExact: born.length > 0 && born.every((one) => findDay(one) !== undefined),
    years: spansOf(born.map(({ year }) => yearNumber(year))),
    nearYears: spansOf([0, ...born.flatMap(({ year }) => [year - 1, year, year + 1].map(yearNumber))]),
    sex: SEX_NUMBERS[sex] ?? 0,
    countries: new Set(nationalities.map((code) => countryNumber([code]))),
    evidence: new Map(),
  };
}

function spansOf(numbers: readonly number[]): YearSpan[] {
  const spans: { from: number; to: number }[] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last !== undefined && last.to + 1 === number) last.to = number;
    else spans.push({ from: number, to: number });
  }
  return spans;
}

/** How the birth date of a posting agrees with those asked for. */
export function evidenceOf(facts: number, { births, evidence }: ReadyQuestion): DateBand {
  const date = dateOf(facts);
  let found = evidence.get(date);
  if (found === undefined) {
    const born = bornOf(facts);
    found = born === undefined && births.length > 0 ? 'unrecorded' : compareBorn(births, born === undefined ? [] : [born]);
    evidence.set(date, found);
  }
  return found;
}

/** What sex and country of a posting say against it, for the order of candidates: 0 when nothing. */
export function againstOf(facts: number, { sex, countries }: ReadyQuestion): number {
  const recorded = sexOf(facts);
  const bySex = sex !== 0 && recorded !== 0 && sex !== recorded ? 2 : 0;
  const country = countryOf(facts);
  const byCountry = countries.size === 0 || country === 0 || country === SEVERAL_COUNTRIES || countries.has(country) ? 0 : 1;
  return bySex + byCountry;
}
