/** Repeatable chance for many persons: it starts anew for each of them, so that person 7,000,000 is made without the ones before. */
export type Draw = {
  /** Begins the row of chances that belongs to this seed and number. */
  restart(seed: number, number: number): void;
  /** 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** True in `share` of the cases, 0 to 1. */
  in(share: number): boolean;
  /** One of these; they are not empty. */
  one<Value>(values: readonly Value[]): Value;
};

/** Chance by mulberry32; the start is mixed from seed and number, so that neighbours have nothing in common. */
export function createDraw(): Draw {
  let state = 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    restart(seed, number) {
      state = mix(mix(seed >>> 0) ^ mix((number >>> 0) ^ 0x9e37_79b9) ^ Math.floor(number / 2 ** 32));
    },
    next,
    below,
    in: (share) => next() < share,
    one(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new RangeError('nothing to choose from');
      return value;
    },
  };
}

/** The finaliser of MurmurHash3. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Chooses an index with these weights in constant time (Vose's alias method). They are not empty, and at least one is above 0. */
export function pickerOf(weights: readonly number[]): (draw: Draw) => number {
  const count = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new RangeError('nothing to choose from');
  const scaled = weights.map((weight) => (weight * count) / total);
  const limit = new Float64Array(count).fill(1);
  const other = new Uint32Array(count);
  const small = scaled.flatMap((weight, at) => (weight < 1 ? [at] : []));
  const large = scaled.flatMap((weight, at) => (weight < 1 ? [] : [at]));
  for (let low = small.pop(), high = large.at(-1); low !== undefined && high !== undefined; low = small.pop(), high = large.at(-1)) {
    limit[low] = scaled[low] ?? 1;
    other[low] = high;
    const left = (scaled[high] ?? 0) - (1 - (scaled[low] ?? 0));
    scaled[high] = left;
    if (left >= 1) continue;
    large.pop();
    small.push(high);
  }
  return (draw) => {
    const at = draw.below(count);
    return draw.next() < (limit[at] ?? 1) ? at : (other[at] ?? at);
  };
}
