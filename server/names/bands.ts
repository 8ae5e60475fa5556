import type { BornEvidence } from './model.ts';

/** The least name score from a rarity on: how rare it is to share by chance the words that agree, in powers of ten. */
export type BandStep = { readonly rarity: number; readonly score: number };

/**
 * How birth dates agree, as the bands count it. `newYear`: both say 1 January, which is often written where the day is not known. `partial`: the
 * question knows no more than the year or the month. `recordedYear`: the question knows the day, the record the year only. `askedNewYear`: the
 * question says 1 January, and the record knows another day of that year. `unrecorded`: asked for, and the record has none.
 */
export type DateBand = BornEvidence | 'newYear' | 'recordedYear' | 'askedNewYear' | 'unrecorded';

/** What speaks against: so much less score, and so much less rarity, as a name that fits tells less of somebody from elsewhere. */
export type AgainstBand = { readonly score: number; readonly rarity: number };

/**
 * The thresholds of the bands, as data. `names`: two names alone, which are never a hit. `possible`: the least name score by how the birth dates
 * agree and how rare the agreement is, rarest first; where no step is reached nothing is possible. `hit`: name and full birth date beyond doubt.
 * `against`: what sex and nationality take when they contradict; where the birth date agrees to the day, they take score only.
 *
 * What decides is how many others are expected by chance: persons, times the share that bears a name that agrees so, times the share of births
 * with such a date. A day is shared by one in 25,000, a year by one in 80; 1 January by one in 300; a day with one digit wrong by one in 500, and it
 * is seldom true. So a common name needs the day, a part of a common name with a year is nothing, and a year beside needs a name of several rare words.
 *
 * `hit` asks for a name that hardly anybody else of the world bears who was born on the same day: at a rarity of 5.5 less than one other is expected.
 * Measured. Two names alone, on pairs kept apart from development: precision 0.98, recall 0.96 (pairs of different scripts: 1.00 and 1.00). With birth
 * dates: docs/names.md, as `npm run bench:names` prints it.
 */
export const BANDS: {
  readonly names: { readonly possible: number };
  readonly possible: Readonly<Record<DateBand, readonly BandStep[]>>;
  readonly hit: BandStep;
  readonly against: { readonly sex: AgainstBand; readonly nationality: AgainstBand };
} = {
  names: { possible: 0.7 },
  possible: {
    equal: [{ rarity: 6, score: 0.7 }, { rarity: 4.5, score: 0.78 }, { rarity: 3, score: 0.85 }, { rarity: 0, score: 0.9 }],
    newYear: [{ rarity: 8, score: 0.8 }, { rarity: 6.5, score: 0.9 }, { rarity: 4.55, score: 0.97 }],
    flipped: [{ rarity: 8, score: 0.8 }, { rarity: 6, score: 0.88 }, { rarity: 4.5, score: 0.95 }],
    digit: [{ rarity: 10, score: 0.93 }, { rarity: 8.4, score: 0.97 }, { rarity: 7, score: 0.995 }],
    partial: [{ rarity: 8.4, score: 0.8 }, { rarity: 7.5, score: 0.88 }, { rarity: 6.5, score: 0.92 }, { rarity: 5.2, score: 0.93 }, { rarity: 4, score: 0.97 }],
    recordedYear: [{ rarity: 10, score: 0.86 }, { rarity: 8, score: 0.9 }, { rarity: 6.2, score: 0.92 }, { rarity: 5.2, score: 0.93 }, { rarity: 4, score: 0.97 }],
    askedNewYear: [{ rarity: 10, score: 0.93 }, { rarity: 8, score: 0.97 }],
    near: [{ rarity: 12, score: 0.97 }],
    unknown: [{ rarity: 8, score: 0.75 }, { rarity: 6, score: 0.85 }, { rarity: 0, score: 0.93 }],
    unrecorded: [{ rarity: 8.4, score: 0.97 }, { rarity: 7, score: 0.995 }],
    differs: [],
  },
  hit: { rarity: 5.5, score: 0.93 },
  against: { sex: { score: 0.12, rarity: 0 }, nationality: { score: 0.03, rarity: 0 } },
};

/** The least name score of `possible`; infinite where nothing is. */
export function leastScore(rarity: number, date: DateBand): number {
  return BANDS.possible[date].find((step) => rarity >= step.rarity)?.score ?? Number.POSITIVE_INFINITY;
}
