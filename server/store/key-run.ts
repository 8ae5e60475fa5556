/** The keys of the records of one run, and their sorting. */

/** Pairs of key and row, collected in any order. */
export type KeyRun = {
  add(key: number, row: number): void;
  readonly size: number;
  /** All pairs in order of key, then of being added. */
  sorted(): { keys: Float64Array<ArrayBuffer>; rows: Float64Array<ArrayBuffer> };
};

/** An empty run; it grows as needed. */
export function createKeyRun(places = 1 << 13): KeyRun {
  let keys = new Float64Array(places);
  let rows = new Float64Array(places);
  let size = 0;
  const grow = (): void => {
    const [oldKeys, oldRows] = [keys, rows];
    keys = new Float64Array(size * 2);
    rows = new Float64Array(size * 2);
    keys.set(oldKeys);
    rows.set(oldRows);
  };
  return {
    add(key, row) {
      if (size === keys.length) grow();
      keys[size] = key;
      rows[size] = row;
      size += 1;
    },
    get size() {
      return size;
    },
    sorted: () => sortPairs(keys.subarray(0, size), rows.subarray(0, size)),
  };
}

/** Bits of one pass: 2^11 counters lie in the first cache. */
const BITS = 11;
const PLACES = 1 << BITS;

/** Where a pass finds its bits: three passes over the lower 32 bits of a key, two over the 21 above them. */
const PASSES = [
  { divisor: 1, shift: 0 },
  { divisor: 1, shift: BITS },
  { divisor: 1, shift: 2 * BITS },
  { divisor: 2 ** 32, shift: 0 },
  { divisor: 2 ** 32, shift: BITS },
] as const;

type Pairs = { keys: Float64Array<ArrayBuffer>; rows: Float64Array<ArrayBuffer> };

/**
 * Sorts pairs by key, keeping the order of equal ones, in five passes over the 53 bits of a key. The time is the same
 * for all keys, so that nobody can make it long by choosing them.
 */
export function sortPairs(keys: Float64Array, rows: Float64Array): Pairs {
  let from: Pairs = { keys: new Float64Array(keys), rows: new Float64Array(rows) };
  let to: Pairs = { keys: new Float64Array(keys.length), rows: new Float64Array(keys.length) };
  for (const pass of PASSES) {
    distribute(from, to, pass);
    [from, to] = [to, from];
  }
  return from;
}

function distribute(from: Pairs, to: Pairs, { divisor, shift }: (typeof PASSES)[number]): void {
  const { keys } = from;
  const digits = new Uint16Array(keys.length);
  const starts = new Uint32Array(PLACES + 1);
  for (let at = 0; at < keys.length; at += 1) {
    // `>>>` takes the lower 32 bits of a number, however large.
    const digit = (((keys[at] ?? 0) / divisor) >>> shift) & (PLACES - 1);
    digits[at] = digit;
    starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
  }
  for (let digit = 1; digit <= PLACES; digit += 1) starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
  for (let at = 0; at < keys.length; at += 1) {
    const digit = digits[at] ?? 0;
    const place = starts[digit] ?? 0;
    starts[digit] = place + 1;
    to.keys[place] = keys[at] ?? 0;
    to.rows[place] = from.rows[at] ?? 0;
  }
}
