/**
 * Keys of references that this load has met and that the filter does not have yet: a hash table of numbers, 8 bytes a place
 * (a Set of JavaScript takes some 40).
 */
export type SeenKeys = {
  /** Whether it was not there. */
  add(key: number): boolean;
  has(key: number): boolean;
  readonly size: number;
};

const EMPTY = -1;

/** An empty set; it doubles when it is two thirds full. Keys are whole numbers from 0. */
export function createSeenKeys(places = 1 << 12): SeenKeys {
  let keys = new Float64Array(places).fill(EMPTY);
  let size = 0;

  const placeOf = (key: number): number => {
    // Keys are hashes already: their halves, mixed, spread well.
    const mixed = (key % 0x1_0000_0000) ^ Math.imul(Math.floor(key / 0x1_0000_0000), 0x9e37_79b1);
    let place = (mixed >>> 0) & (keys.length - 1);
    while (keys[place] !== EMPTY && keys[place] !== key) place = (place + 1) & (keys.length - 1);
    return place;
  };
  const grow = (): void => {
    const before = keys;
    keys = new Float64Array(before.length * 2).fill(EMPTY);
    for (const key of before) if (key !== EMPTY) keys[placeOf(key)] = key;
  };

  return {
    add(key) {
      if (size * 3 >= keys.length * 2) grow();
      const place = placeOf(key);
      if (keys[place] === key) return false;
      keys[place] = key;
      size += 1;
      return true;
    },
    has: (key) => keys[placeOf(key)] === key,
    get size() {
      return size;
    },
  };
}
