/** Many postings, collected in any order and sorted once: a tree that is written in its order is written fast. */
import { createKeyRun } from '#store/key-run.ts';
import type { NamePostings } from './person-postings.ts';
import { PAYLOAD_BYTES } from './posting.ts';

/** Postings with their rows, in order of key. Keys are those of slot 0; payload `n` belongs to row `n`. */
export type SortedPostings = { readonly keys: Float64Array<ArrayBuffer>; readonly rows: Float64Array<ArrayBuffer>; readonly payloads: Uint8Array<ArrayBuffer> };

/** Collects postings. */
export type PostingRun = {
  add(row: number, postings: NamePostings): void;
  readonly size: number;
  sorted(): SortedPostings;
};

/** An empty run; it grows as needed. */
export function createPostingRun(places = 1 << 12): PostingRun {
  const order = createKeyRun(places);
  let rows = new Float64Array(places);
  let payloads = new Uint8Array(places * PAYLOAD_BYTES);
  const grow = (size: number): void => {
    const [oldRows, oldPayloads] = [rows, payloads];
    rows = new Float64Array(size);
    rows.set(oldRows);
    payloads = new Uint8Array(size * PAYLOAD_BYTES);
    payloads.set(oldPayloads);
  };
  return {
    add(row, { keys, payloads: own }) {
      const size = order.size;
      if (size + keys.length > rows.length) grow(Math.max(rows.length * 2, size + keys.length));
      payloads.set(own, size * PAYLOAD_BYTES);
      rows.fill(row, size, size + keys.length);
      keys.forEach((key, at) => order.add(key, size + at));
    },
    get size() {
      return order.size;
    },
    sorted() {
      const { keys, rows: places } = order.sorted();
      const sortedPayloads = new Uint8Array(keys.length * PAYLOAD_BYTES);
      places.forEach((place, at) => sortedPayloads.set(payloads.subarray(place * PAYLOAD_BYTES, (place + 1) * PAYLOAD_BYTES), at * PAYLOAD_BYTES));
      return { keys, rows: places.map((place) => rows[place] ?? 0), payloads: sortedPayloads };
    },
  };
}

/** The postings from one place to another, as arrays of their own that can go to another thread. */
export function sliceOf({ keys, rows, payloads }: SortedPostings, from: number, to: number): SortedPostings {
  return { keys: keys.slice(from, to), rows: rows.slice(from, to), payloads: payloads.slice(from * PAYLOAD_BYTES, to * PAYLOAD_BYTES) };
}
