/** The postings of many records one behind the other, as few arrays: so they travel between threads. */
import type { NamePostings } from './person-postings.ts';
import { PAYLOAD_BYTES } from './posting.ts';

/** Those of record `n` end at `ends[n]`. */
export type ManyPostings = NamePostings & { readonly ends: Uint32Array };

/** Joins the postings of records. */
export function joinPostings(records: readonly NamePostings[]): ManyPostings {
  const ends = new Uint32Array(records.length);
  let size = 0;
  records.forEach(({ keys }, at) => {
    size += keys.length;
    ends[at] = size;
  });
  const joined = { keys: new Float64Array(size), payloads: new Uint8Array(size * PAYLOAD_BYTES), ends };
  records.forEach(({ keys, payloads }, at) => {
    const from = (ends[at] ?? 0) - keys.length;
    joined.keys.set(keys, from);
    joined.payloads.set(payloads, from * PAYLOAD_BYTES);
  });
  return joined;
}

/** The postings of one of the records. */
export function postingsAt({ keys, payloads, ends }: ManyPostings, record: number): NamePostings {
  const [from, to] = [record === 0 ? 0 : (ends[record - 1] ?? 0), ends[record] ?? 0];
  return { keys: keys.subarray(from, to), payloads: payloads.subarray(from * PAYLOAD_BYTES, to * PAYLOAD_BYTES) };
}
