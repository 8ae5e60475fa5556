/**
 * The keys of the name index: whole numbers of 53 bits. From the top: the slot (1 bit), a hash of the code (33, of which 32 are used), the birth year (8), the
 * number of the block (11). So one span of keys reads a code in one year, in some years, or in all.
 */
import type { CodeFamily } from '#names/names.ts';
import type { PostingSpan } from '#store/postings.ts';

/**
 * The families of codes, as the index keeps them. Those of the engine, of which T is here of persons whose birth date is known to the day,
 * and U of all others; and B, the birth date alone, of all who were born on that day.
 */
export type IndexFamily = CodeFamily | 'U' | 'B';

const BLOCKS = 2 ** 11;
/** Numbers of years. */
export const YEARS = 2 ** 8;
/** Keys of one code. */
const OF_CODE = BLOCKS * YEARS;
const CODES = 2 ** 33;
/** Keys of one slot. */
const SLOT = CODES * OF_CODE;

/** The year that is 1 in a key; 0 is unknown. The last one has the number 255. */
const FIRST_YEAR = 1850;

/** The number that a key has of a birth year; 0, as if it were unknown, for one before 1850 or after 2104. */
export function yearNumber(year: number): number {
  const number = year - FIRST_YEAR + 1;
  return number > 0 && number < YEARS ? number : 0;
}

/** The birth year of a number that is not 0. */
export function yearOfNumber(number: number): number {
  return number + FIRST_YEAR - 1;
}

/** The first key of a code in slot 0, in a year given by its number. */
export function keyOf(family: IndexFamily, code: string, year: number): number {
  return hash32(family, code) * OF_CODE + year * BLOCKS;
}

/** The last key of what begins with this one. */
export function lastOf(first: number): number {
  return first + BLOCKS - 1;
}

/** Years as numbers, both included. */
export type YearSpan = { readonly from: number; readonly to: number };

/** The keys of a code in a slot, in some years or in all. */
export function spanOf(slot: 0 | 1, { family, code }: { family: IndexFamily; code: string }, { from, to }: YearSpan = { from: 0, to: YEARS - 1 }): PostingSpan {
  const first = inSlot(slot, keyOf(family, code, 0));
  return { first: first + from * BLOCKS, last: first + (to + 1) * BLOCKS - 1 };
}

/** A key of slot 0 in another slot. */
export function inSlot(slot: 0 | 1, key: number): number {
  return slot * SLOT + key;
}

/** All keys of a slot. */
export function spanOfSlot(slot: 0 | 1): PostingSpan {
  return { first: slot * SLOT, last: (slot + 1) * SLOT - 1 };
}

/** FNV-1a over UTF-16 units, then mixed as in MurmurHash3. Two codes with one hash only mean more candidates. */
function hash32(family: IndexFamily, code: string): number {
  let hash = 0x811c9dc5 ^ family.charCodeAt(0);
  for (let at = 0; at < code.length; at += 1) hash = Math.imul(hash ^ code.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
