import { setImmediate } from 'node:timers/promises';
import { addToCount, blockAt, setBits, type Filter } from './filter.ts';

/**
 * A page of keys, as a store hands them out in bulk: two halves, whole 64-bit keys, or the upper 53 bits as numbers
 * (`index53`; for a filter of 53 key bits only).
 */
export type KeyPage = { readonly hi: Uint32Array; readonly lo: Uint32Array } | BigUint64Array | Float64Array;

/** So many keys are inserted between two turns of the event loop: about a millisecond. */
const SLICE = 8192;
/** So many blocks are brought into the cache together: at 100 million keys this more than halves the time. */
const AHEAD = 64;

/**
 * Inserts a page of keys.
 * @throws TypeError when the page holds 53 bits a key and the filter takes 64: it would look for bits that were never set
 */
export function insertPage(filter: Filter, page: KeyPage): void {
  const { hi, lo } = splitPage(filter, page);
  let added = 0;
  for (let from = 0; from < hi.length; from += AHEAD) {
    const to = Math.min(from + AHEAD, hi.length);
    touchBlocks(filter, hi, from, to);
    for (let i = from; i < to; i += 1) {
      if (setBits(filter, hi[i] ?? 0, lo[i] ?? 0)) added += 1;
    }
  }
  addToCount(filter, added);
}

/** Inserts every page, and lets the event loop turn after each slice. Throws what the source throws. */
export async function insertPages(filter: Filter, pages: AsyncIterable<KeyPage>): Promise<void> {
  for await (const page of pages) {
    const { hi, lo } = splitPage(filter, page);
    for (let from = 0; from < hi.length; from += SLICE) {
      insertPage(filter, { hi: hi.subarray(from, from + SLICE), lo: lo.subarray(from, from + SLICE) });
      await setImmediate();
    }
  }
}

/** Plain reads can wait for memory side by side, atomic writes cannot: so the reads go first. */
function touchBlocks(filter: Filter, hi: Uint32Array, from: number, to: number): number {
  let seen = 0;
  for (let i = from; i < to; i += 1) seen ^= filter.words[blockAt(filter.blocks, hi[i] ?? 0)] ?? 0;
  return seen;
}

function splitPage(filter: Filter, page: KeyPage): { hi: Uint32Array; lo: Uint32Array } {
  if (page instanceof BigUint64Array) {
    const halves = new Uint32Array(page.buffer, page.byteOffset, page.length * 2);
    return split(page.length, (i) => halves[2 * i + 1] ?? 0, (i) => halves[2 * i] ?? 0);
  }
  if (page instanceof Float64Array) {
    if (filter.keyBits !== 53) throw new TypeError('A page of 53-bit keys does not fit a filter of 64-bit keys');
    return split(page.length, (i) => (page[i] ?? 0) / 0x20_0000, (i) => ((page[i] ?? 0) % 0x20_0000) << 11);
  }
  if (page.hi.length !== page.lo.length) throw new TypeError('A page of keys has as many lower as upper halves');
  return page;
}

function split(length: number, hiOf: (i: number) => number, loOf: (i: number) => number): { hi: Uint32Array; lo: Uint32Array } {
  const hi = new Uint32Array(length);
  const lo = new Uint32Array(length);
  for (let i = 0; i < length; i += 1) {
    hi[i] = hiOf(i);
    lo[i] = loOf(i);
  }
  return { hi, lo };
}
