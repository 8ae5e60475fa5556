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

/** Chance by sfc32: 128 bits of state, so that no two of ten million persons begin alike by accident. */
export function createDraw(): Draw {
  let [a, b, c, counter] = [0, 0, 0, 1];
  const step = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  const next = (): number => step() / 2 ** 32;
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    restart(seed, number) {
      [a, b, c, counter] = [mix(seed >>> 0) | 0, mix((number >>> 0) ^ 0x9e37_79b9) | 0, Math.floor(number / 2 ** 32) | 0, 1];
      // As many as it takes until every bit of the beginning has reached every other.
      for (let round = 0; round < 12; round += 1) step();
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
