import type { BornEvidence } from './model.ts';

/** The least name score from a rarity on: how rare it is to share by chance the words that agree, in powers of ten. */
export type BandStep = { readonly rarity: number; readonly score: number };

/** How birth dates agree; `unrecorded`: asked for, and the record has none. */
export type DateBand = BornEvidence | 'unrecorded';

/**
 * The thresholds of the bands, as data. `names`: two names alone, which are never a hit. `possible`: the least name score by how the birth dates
 * agree and how rare the agreement is, rarest first; where no step is reached nothing is possible. The rarer the date by chance (a full date is
 * shared by one in 25,000, a year by one in 80), the weaker the names may agree. `hit`: name and full birth date beyond doubt. `against`: what sex
 * and nationality add to the least score when they contradict.
 *
 * `hit` asks for a name that hardly anybody else of the world bears who was born on the same day: at a rarity of 5.5 less than one other is expected.
 * Measured. Two names alone, on pairs kept apart from development: precision 0.98, recall 0.96 (pairs of different scripts: 1.00 and 1.00). With birth
 * dates: docs/names.md, as `npm run bench:names` prints it.
 */
export const BANDS: {
  readonly names: { readonly possible: number };
  readonly possible: Readonly<Record<DateBand, readonly BandStep[]>>;
  readonly hit: BandStep;
  readonly against: { readonly sex: number; readonly nationality: number };
} = {
  names: { possible: 0.7 },
  possible: {
    equal: [{ rarity: 6, score: 0.7 }, { rarity: 4.5, score: 0.78 }, { rarity: 3, score: 0.85 }, { rarity: 0, score: 0.9 }],
    flipped: [{ rarity: 8, score: 0.8 }, { rarity: 6, score: 0.88 }, { rarity: 4.5, score: 0.95 }],
    digit: [{ rarity: 8, score: 0.9 }, { rarity: 7, score: 0.97 }],
    partial: [{ rarity: 8.4, score: 0.8 }, { rarity: 6.5, score: 0.89 }, { rarity: 5.2, score: 0.92 }, { rarity: 4, score: 0.97 }],
    near: [{ rarity: 10, score: 0.95 }],
    unknown: [{ rarity: 8, score: 0.75 }, { rarity: 6, score: 0.85 }, { rarity: 0, score: 0.93 }],
    unrecorded: [{ rarity: 8.4, score: 0.95 }, { rarity: 6.9, score: 0.98 }],
    differs: [],
  },
  hit: { rarity: 5.5, score: 0.93 },
  against: { sex: 0.12, nationality: 0.03 },
};

/** The least name score of `possible`; infinite where nothing is. */
export function leastScore(rarity: number, date: DateBand): number {
  return BANDS.possible[date].find((step) => rarity >= step.rarity)?.score ?? Number.POSITIVE_INFINITY;
}
