import { BANDS, type DateBand, leastScore } from './bands.ts';
import { compareNames } from './compare.ts';
import { compareBorn, dateBandOf } from './judge/born.ts';
import type { Agreement, AnalysedName, Band, BornEvidence, JudgeContext, NameComparison, PersonAsked, PersonJudgement, PersonRecorded } from './model.ts';

/** What is left of the whole when evidence speaks against; 1 where nothing does. */
const BORN_FACTOR: Readonly<Record<BornEvidence, number>> = { equal: 1, partial: 0.98, unknown: 0.95, flipped: 0.95, digit: 0.94, near: 0.88, differs: 0.6 };
const SEX_FACTOR = 0.85;
const NATIONALITY_FACTOR = 0.95;

/** Judges whether a recorded person could be the one asked about. The birth date can keep a name from counting, and never lifts a weak one. */
export function judgePerson(asked: PersonAsked, recorded: PersonRecorded, context: JudgeContext = {}): PersonJudgement {
  const { alias, best } = bestAlias(asked, recorded, context);
  const born = compareBorn(asked.born ?? [], recorded.born ?? []);
  const sex = compareSex(asked.sex, recorded.sex);
  const nationality = compareNationalities(asked.nationalities ?? [], recorded.nationalities ?? [], context);
  const whole = best.score * BORN_FACTOR[born] * (sex === 'differs' ? SEX_FACTOR : 1) * (nationality === 'differs' ? NATIONALITY_FACTOR : 1);
  const isWhole = !lacksWord(best.parts, asked.name, recorded.names[alias]);
  return { band: bandOf(best, { date: dateBandOf(asked.born ?? [], recorded.born ?? []), sex, nationality, isWhole }), name: best.score, whole, alias, parts: best.parts, born, sex, nationality };
}

function bestAlias(asked: PersonAsked, recorded: PersonRecorded, context: JudgeContext): { alias: number; best: NameComparison } {
  let alias = 0;
  let best: NameComparison = { score: 0, rarity: 0, parts: [] };
  recorded.names.forEach((name, at) => {
    // Nothing is better than equal.
    if (best.score >= 1) return;
    const found = compareNames(asked.name, name, context);
    if (found.score <= best.score) return;
    alias = at;
    best = found;
  });
  return { alias, best };
}

type Evidence = Pick<PersonJudgement, 'sex' | 'nationality'> & { readonly date: DateBand; readonly isWhole: boolean };

/** Whether a word that tells who somebody is stands on one side only, or differs. Passports leave out patronymics, and particles come and go. */
function lacksWord(parts: NameComparison['parts'], asked: AnalysedName, recorded: AnalysedName | undefined): boolean {
  return parts.some(({ how, asked: one, recorded: other }) => how === 'differs' || (how === 'asked-only' && tells(asked, one)) || (how === 'recorded-only' && tells(recorded, other)));
}

function tells(name: AnalysedName | undefined, text: string | undefined): boolean {
  const role = name?.words.find((word) => word.text === text)?.role;
  return role === 'name' || role === 'syllable';
}

function bandOf(name: NameComparison, { date, sex, nationality, isWhole }: Evidence): Band {
  const against = [...(sex === 'differs' ? [BANDS.against.sex] : []), ...(nationality === 'differs' ? [BANDS.against.nationality] : [])];
  if (date === 'equal' && against.length === 0 && isWhole && name.rarity >= BANDS.hit.rarity && name.score >= BANDS.hit.score) return 'hit';
  const score = against.reduce((left, one) => left - one.score, name.score);
  const rarity = date === 'equal' ? name.rarity : against.reduce((left, one) => left - one.rarity, name.rarity);
  return score >= leastScore(rarity, date) ? 'possible' : 'none';
}

/** Sexes other than M and F agree with every other: a document that says X tells nothing. */
function compareSex(asked: string | undefined, recorded: string | undefined): Agreement {
  if ((asked !== 'M' && asked !== 'F') || (recorded !== 'M' && recorded !== 'F')) return 'unknown';
  return asked === recorded ? 'agrees' : 'differs';
}

function compareNationalities(asked: readonly string[], recorded: readonly string[], { sameCountry = (one, other) => one === other }: JudgeContext): Agreement {
  if (asked.length === 0 || recorded.length === 0) return 'unknown';
  return asked.some((one) => recorded.some((other) => sameCountry(one, other))) ? 'agrees' : 'differs';
}
