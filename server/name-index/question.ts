/** A question about a person, as the index asks it. */
import { askedSignatureOf, questionCodes, type AnalysedName, type AskedSignature, type BirthDate, type QuestionCode } from '#names/names.ts';
import { yearNumber } from './keys.ts';
import { countryNumber, SEX_NUMBERS, yearOf, monthOf, dayOf, sexOf, countryOf, SEVERAL_COUNTRIES } from './posting.ts';

/** Whom somebody asks for. `born`: every date that may be meant. Plain, so that it can go to another thread. */
export type NameQuestion = { readonly name: AnalysedName; readonly born?: readonly BirthDate[]; readonly sex?: string; readonly nationalities?: readonly string[] };

/** A question, made ready once for many postings. */
export type ReadyQuestion = {
  readonly codes: readonly QuestionCode[];
  readonly signature: AskedSignature;
  readonly births: readonly BirthDate[];
  /** Numbers of the years asked for and of their neighbours, as spans that do not touch, unknown (0) among them; empty when no year is asked for. */
  readonly years: readonly { readonly from: number; readonly to: number }[];
  readonly sex: number;
  readonly countries: ReadonlySet<number>;
};

/** Makes a question ready. */
export function readyQuestion({ name, born = [], sex = '', nationalities = [] }: NameQuestion): ReadyQuestion {
  return {
    codes: questionCodes(name),
    signature: askedSignatureOf(name),
    births: born,
    years: spansOfYears(born),
    sex: SEX_NUMBERS[sex] ?? 0,
    countries: new Set(nationalities.map((code) => countryNumber([code]))),
  };
}

function spansOfYears(born: readonly BirthDate[]): { from: number; to: number }[] {
  if (born.length === 0) return [];
  const numbers = new Set([0, ...born.flatMap(({ year }) => [year - 1, year, year + 1].map(yearNumber))]);
  const spans: { from: number; to: number }[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last !== undefined && last.to + 1 === number) last.to = number;
    else spans.push({ from: number, to: number });
  }
  return spans;
}

/** How a birth date in a posting agrees with those asked for: the smaller, the better. */
export const BORN = { equal: 0, partial: 1, unknown: 2, flipped: 3, near: 4, sameYear: 5, nearYear: 6, differs: 7 } as const;

/** How the birth date of a posting agrees with the best of those asked for. */
export function bornOf(facts: number, { births }: ReadyQuestion): number {
  const year = yearOf(facts);
  if (year === 0 || births.length === 0) return BORN.unknown;
  let best: number = BORN.differs;
  for (const birth of births) best = Math.min(best, compareBirth(facts, birth));
  return best;
}

function compareBirth(facts: number, asked: BirthDate): number {
  const years = Math.abs(yearOf(facts) - yearNumber(asked.year));
  if (years > 1) return BORN.differs;
  const [month, day] = [monthOf(facts), dayOf(facts)];
  if (month === 0 || asked.month === undefined) return years === 0 ? BORN.partial : BORN.nearYear;
  const isMonth = month === asked.month;
  if (day === 0 || asked.day === undefined) return years === 1 ? BORN.nearYear : isMonth ? BORN.partial : BORN.sameYear;
  const isDay = day === asked.day;
  if (isMonth && isDay) return years === 0 ? BORN.equal : BORN.near;
  if (month === asked.day && day === asked.month) return BORN.flipped;
  if (isMonth || isDay) return years === 0 ? BORN.near : BORN.nearYear;
  return years === 0 ? BORN.sameYear : BORN.nearYear;
}

/** What sex and country of a posting say against it, for the order of candidates: 0 when nothing. */
export function againstOf(facts: number, { sex, countries }: ReadyQuestion): number {
  const recorded = sexOf(facts);
  const bySex = sex !== 0 && recorded !== 0 && sex !== recorded ? 2 : 0;
  const country = countryOf(facts);
  const byCountry = countries.size === 0 || country === 0 || country === SEVERAL_COUNTRIES || countries.has(country) ? 0 : 1;
  return bySex + byCountry;
}
