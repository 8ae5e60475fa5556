/** The documents that the comparison of stores asks about: a number of its own, the same on every engine. */
import type { NewRecord } from '../../server/store/tables.ts';

/** A key of 53 bits, spread as a hash spreads them: the finaliser of MurmurHash3 on both halves. */
export function keyOf(number: number, kind: number): number {
  const mix = (seed: number): number => {
    let half = Math.imul(number ^ seed, 0x85ebca6b);
    half = Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
    return (half ^ (half >>> 16)) >>> 0;
  };
  return (mix(kind * 2 + 1) & 0x1f_ffff) * 0x1_0000_0000 + mix(kind * 2 + 77);
}

/** A number in the store, at random but the same in each run of the benchmark and on each engine. */
export function someNumber(at: number, records: number): number {
  return (keyOf(at, 5) % records) + 1;
}

/** What is printed on document `number`. */
export function documentOf(number: number): string {
  return `UT${number.toString(36).toUpperCase().padStart(7, '0')}`;
}

/** The fields of document `number`, packed. */
export function contentOf(number: number): string {
  return JSON.stringify([documentOf(number), 'passport', 'UTO', 'stolen', 20_000]);
}

/** The record of document `number`, as a load would store it. */
export function recordOf(number: number): NewRecord {
  const id = new Uint8Array(16);
  new DataView(id.buffer).setBigUint64(8, BigInt(number));
  return {
    id, database: 1, owner: 7, reference: `REF-${number}`, version: 1, state: 0, review: 0, expires_on: 20_000 + (number % 3650),
    created_at: 1_700_000_000_000, amended_at: null, verified_on: null, hidden_from: null, hidden_front: 0, confidentiality: 0, notice: null,
    content: contentOf(number),
  };
}

/** Keys of the records from `start` to below `end` in ascending order, two of each, with the rows they lead to: a row is its number. */
export function sortedKeys(start: number, end: number): { keys: Float64Array; rows: Float64Array } {
  const count = (end - start) * 2;
  const unsorted = Float64Array.from({ length: count }, (_, at) => keyOf(start + (at >> 1), at & 1));
  const order = Uint32Array.from({ length: count }, (_, at) => at).sort((a, b) => (unsorted[a] ?? 0) - (unsorted[b] ?? 0));
  return { keys: Float64Array.from(order, (at) => unsorted[at] ?? 0), rows: Float64Array.from(order, (at) => start + (at >> 1)) };
}
