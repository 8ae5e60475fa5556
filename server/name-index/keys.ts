/**
 * The keys of the name index: whole numbers of 53 bits. From the top: the slot (1 bit), a hash of the code (32), whether the code is one
 * of a single word (1), then for single words the birth year (8) and the number of the block (11), for all others the block (19). So one
 * span of keys reads a word in one year, in some years, or in all.
 */
import type { CodeFamily } from '#names/names.ts';
import type { PostingSpan } from '#store/postings.ts';

const BLOCKS_OF_YEAR = 2 ** 11;
const YEARS = 2 ** 8;
/** Keys of one code. */
const BLOCKS = BLOCKS_OF_YEAR * YEARS;
const CODES = 2 ** 33;
/** Keys of one slot. */
const SLOT = CODES * BLOCKS;

/** The year that is 1 in a key; 0 is unknown. The last one has the number 255. */
const FIRST_YEAR = 1850;

/** The number that a key has of a birth year; 0, as if it were unknown, for one before 1850 or after 2104. */
export function yearNumber(year: number): number {
  const number = year - FIRST_YEAR + 1;
  return number > 0 && number < YEARS ? number : 0;
}

/** The first key of a code in slot 0. `year`: its number; without it, of all years together. */
export function keyOf(family: CodeFamily, code: string, year = 0): number {
  const isWord = family === 'T';
  return (hash32(family, code) * 2 + (isWord ? 1 : 0)) * BLOCKS + (isWord ? year * BLOCKS_OF_YEAR : 0);
}

/** The last key of what begins with this one. */
export function lastOf(first: number): number {
  const isWord = Math.floor(first / BLOCKS) % 2 === 1;
  return first + (isWord ? BLOCKS_OF_YEAR : BLOCKS) - 1;
}

/** The keys of a code in a slot. `years`: numbers of the first and last year, for single words; all years without. */
export function spanOf(slot: 0 | 1, { family, code }: { family: CodeFamily; code: string }, years?: { from: number; to: number }): PostingSpan {
  const first = slot * SLOT + keyOf(family, code);
  if (family !== 'T' || years === undefined) return { first, last: first + BLOCKS - 1 };
  return { first: first + years.from * BLOCKS_OF_YEAR, last: first + (years.to + 1) * BLOCKS_OF_YEAR - 1 };
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
function hash32(family: CodeFamily, code: string): number {
  let hash = 0x811c9dc5 ^ family.charCodeAt(0);
  for (let at = 0; at < code.length; at += 1) hash = Math.imul(hash ^ code.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
