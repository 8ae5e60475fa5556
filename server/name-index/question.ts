/** A question about a person, as the index asks it. */
import { askedSignatureOf, dateBandOf, isReachable, questionCodes, type AnalysedName, type AskedSignature, type BirthDate, type DateBand, type QuestionCode } from '#names/names.ts';
import { findDay } from './birth-days.ts';
import { yearNumber, yearOfNumber, YEARS, type YearSpan } from './keys.ts';
import { bornOf, countryNumber, countryOf, dateOf, SEVERAL_COUNTRIES, SEX_NUMBERS, sexOf, yearOf } from './posting.ts';

/** Whom somebody asks for. `born`: every date that may be meant. Plain, so that it can go to another thread. */
export type NameQuestion = { readonly name: AnalysedName; readonly born?: readonly BirthDate[]; readonly sex?: string; readonly nationalities?: readonly string[] };

/** A question, made ready once for many postings. */
export type ReadyQuestion = {
  readonly codes: readonly QuestionCode[];
  readonly signature: AskedSignature;
  readonly births: readonly BirthDate[];
  /** Whether every birth date asked for is known to the day. */
  readonly isExact: boolean;
  /** Years asked for, none where nobody can match by a year; and with unknown (0) and their neighbours, where such a name can do with so little. */
  readonly years: readonly YearSpan[];
  readonly nearYears: readonly YearSpan[];
  /** Whether any year may be right: without a birth date, and where a digit of a whole date may be wrong. */
  readonly isAnyYear: boolean;
  /** By the number of a year: 1 where a birth date of that year can agree with one that is asked for. */
  readonly canAgree: Uint8Array;
  readonly sex: number;
  readonly countries: ReadonlySet<number>;
  /** Evidence of birth dates that were met, by the part of the facts that holds them. */
  readonly evidence: Map<number, DateBand>;
};

/** Makes a question ready. */
export function readyQuestion({ name, born = [], sex = '', nationalities = [] }: NameQuestion): ReadyQuestion {
  const signature = askedSignatureOf(name);
  const isAnyone = born.some(({ day }) => day !== undefined) || isReachable(signature, 'partial');
  const years = isAnyone ? spansOf(born.map(({ year }) => yearNumber(year))) : [];
  const steps = isReachable(signature, 'near') ? [-1, 0, 1] : isAnyone ? [0] : [];
  return {
    codes: questionCodes(name, born.length > 0),
    signature,
    births: born,
    isExact: born.length > 0 && born.every((one) => findDay(one) !== undefined),
    years,
    nearYears: spansOf([...(isReachable(signature, 'unrecorded') ? [0] : []), ...born.flatMap(({ year }) => steps.map((step) => yearNumber(year + step)))]),
    isAnyYear: born.length === 0 || (isReachable(signature, 'digit') && born.some(({ month, day }) => month !== undefined && day !== undefined)),
    canAgree: listYears(born),
    sex: SEX_NUMBERS[sex] ?? 0,
    countries: new Set(nationalities.map((code) => countryNumber([code]))),
    evidence: new Map(),
  };
}

/** Years in which some date would not differ: those near, and those that are misread by a digit. */
function listYears(births: readonly BirthDate[]): Uint8Array {
  const [first, ...others] = births;
  if (first === undefined) return ALL_YEARS;
  if (others.length === 0) return yearsBeside(first.year);
  return yearsBeside(first.year).map((known, number) => known | Number(others.some(({ year }) => yearsBeside(year)[number])));
}
const ALL_YEARS = new Uint8Array(YEARS).fill(1);
const beside = new Map<number, Uint8Array>();

/** Made once for each year that anybody can be born in. */
function yearsBeside(year: number): Uint8Array {
  const known = beside.get(year);
  if (known !== undefined) return known;
  const years = Uint8Array.from({ length: YEARS }, (_, number) => Number(isNear(year, yearOfNumber(number))));
  // Of persons whose year is not known.
  years[0] = 1;
  if (yearNumber(year) > 0) beside.set(year, years);
  return years;
}

const isNear = (asked: number, year: number): boolean => Math.abs(asked - year) <= 1 || isSlip(asked, year);

/** Whether one digit differs, or two neighbours changed places. */
function isSlip(asked: number, year: number): boolean {
  let places = 0;
  let sum = 0;
  for (let unit = 1; unit <= 1000; unit *= 10) {
    const gap = (Math.floor(asked / unit) % 10) - (Math.floor(year / unit) % 10);
    if (gap !== 0) places += 1;
    sum += gap;
  }
  return places < 2 || (places === 2 && sum === 0);
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
export function evidenceOf(facts: number, { births, evidence, canAgree }: ReadyQuestion): DateBand {
  if (canAgree[yearOf(facts)] === 0) return 'differs';
  const date = dateOf(facts);
  let found = evidence.get(date);
  if (found === undefined) {
    const born = bornOf(facts);
    found = dateBandOf(births, born === undefined ? [] : [born]);
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
