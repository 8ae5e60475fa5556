import type { BornEvidence } from './model.ts';

/**
 * How rare a coincidence of birth dates is among people who have nothing to do with each other, in powers of ten: a full date is shared by one in
 * 25,000, a year by one in 80.
 */
const DATE_RARITY: Readonly<Record<BornEvidence, number>> = { equal: 4.4, flipped: 4.1, digit: 3.1, partial: 1.9, near: 1.6, unknown: 0, differs: 0 };

/**
 * The thresholds of the bands, as data. `names`: two names alone, which are never a hit. `possible`: the least name score by how rare the coincidence is (of the words that
 * agree and of the dates, in powers of ten): the rarer, the weaker the names may agree. `differs`: where the birth dates contradict each other.
 * `hit`: name and full birth date beyond doubt. `against`: what sex and nationality add to the least score when they contradict.
 */
export const BANDS = {
  names: { possible: 0.7 },
  dateRarity: DATE_RARITY,
  possible: [{ rarity: 11, score: 0.65 }, { rarity: 9, score: 0.7 }, { rarity: 7.5, score: 0.8 }, { rarity: 6, score: 0.88 }, { rarity: 0, score: 0.94 }],
  differs: { rarity: 11, score: 0.96 },
  hit: { rarity: 8, score: 0.93 },
  against: { sex: 0.12, nationality: 0.03 },
} as const;
