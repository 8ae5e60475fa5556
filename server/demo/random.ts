/** Repeatable chance: the same seed makes the same world, on every machine. */
export type Chance = {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** One of these; they are not empty. */
  one<Value>(values: readonly Value[]): Value;
  /** True in `share` of the cases, 0 to 1. */
  in(share: number): boolean;
  /** Digits, the first of which may be 0. */
  digits(count: number): string;
  /** Capital letters that are not taken for digits. */
  letters(count: number): string;
};

const LETTERS = 'ACDEFGHJKLMNPRTUVWXY';

/** Chance from a seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    one(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new RangeError('nothing to choose from');
      return value;
    },
    in: (share) => next() < share,
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
    letters: (count) => Array.from({ length: count }, () => LETTERS.charAt(below(LETTERS.length))).join(''),
  };
}
