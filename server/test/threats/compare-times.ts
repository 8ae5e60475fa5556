/** Whether two sets of times differ: by their ranks, and by the whole of their distributions. */

/** Times in ms. */
export type Spread = { readonly tenth: number; readonly median: number; readonly ninth: number };
export type Compared = {
  readonly samples: number;
  readonly one: Spread;
  readonly other: Spread;
  /** Difference of the medians, in microseconds. */
  readonly gap: number;
  /** How often a time of the one set is longer than one of the other (0.5 when they are the same), and how likely chance alone goes as far (Mann-Whitney). */
  readonly longer: number;
  readonly rankP: number;
  /** The largest distance of the two distributions, and how likely chance alone goes as far (Kolmogorov-Smirnov). */
  readonly distance: number;
  readonly distanceP: number;
  /** How often whoever guesses from one answer is right at best: 0.5 is guessing blindly. */
  readonly guess: number;
};

/** Compares two sets of times, in ms. */
export function compareTimes(first: readonly number[], second: readonly number[]): Compared {
  const [one, other] = [first.toSorted((a, b) => a - b), second.toSorted((a, b) => a - b)];
  const [spread, against] = [spreadOf(one), spreadOf(other)];
  const distance = largestDistance(one, other);
  const root = Math.sqrt((one.length * other.length) / (one.length + other.length));
  return { samples: one.length, one: spread, other: against, gap: (spread.median - against.median) * 1000, ...compareRanks(one, other), distance, distanceP: kolmogorov(distance * (root + 0.12 + 0.11 / root)), guess: 0.5 + distance / 2 };
}

function spreadOf(sorted: readonly number[]): Spread {
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0;
  return { tenth: at(0.1), median: at(0.5), ninth: at(0.9) };
}

/** Mann-Whitney, by the normal distribution, with the correction for ties. Both are sorted. */
function compareRanks(one: readonly number[], other: readonly number[]): { longer: number; rankP: number } {
  const all = [...one.map((time) => ({ time, isOne: 1 })), ...other.map((time) => ({ time, isOne: 0 }))].sort((a, b) => a.time - b.time);
  let [ranks, ties] = [0, 0];
  for (let from = 0; from < all.length; ) {
    let to = from;
    let ones = 0;
    for (; to < all.length && all[to]?.time === all[from]?.time; to += 1) ones += all[to]?.isOne ?? 0;
    const count = to - from;
    ranks += ones * ((from + 1 + to) / 2);
    ties += count ** 3 - count;
    from = to;
  }
  const [n, m] = [one.length, other.length];
  const u = ranks - (n * (n + 1)) / 2;
  const deviation = Math.sqrt(((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1))));
  return { longer: u / (n * m), rankP: deviation === 0 ? 1 : erfc(Math.abs(u - (n * m) / 2) / deviation / Math.SQRT2) };
}

/** The complementary error function to seven digits (Abramowitz and Stegun 7.1.26 is too coarse in the tail; this is Numerical Recipes' `erfcc`). */
function erfc(x: number): number {
  const t = 1 / (1 + x / 2);
  const factors = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
  return t * Math.exp(-x * x + factors.reduceRight((sum, factor) => sum * t + factor, 0));
}

function largestDistance(one: readonly number[], other: readonly number[]): number {
  let [i, j, most] = [0, 0, 0];
  while (i < one.length && j < other.length) {
    const next = Math.min(one[i] ?? 0, other[j] ?? 0);
    while (one[i] === next) i += 1;
    while (other[j] === next) j += 1;
    most = Math.max(most, Math.abs(i / one.length - j / other.length));
  }
  return most;
}

/** How likely chance alone exceeds this. */
function kolmogorov(lambda: number): number {
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, Math.max(0, sum));
}
