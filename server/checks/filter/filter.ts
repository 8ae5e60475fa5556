import { endianness } from 'node:os';

/**
 * A split block Bloom filter in the layout of Apache Parquet (BloomFilter.md of parquet-format): blocks of eight 32-bit
 * words; the upper half of a key chooses the block, the lower half one bit in each word. It lies in shared memory: one
 * thread inserts while others read. It answers "certainly not" or "maybe"; it never says "certainly not" of a key that
 * was inserted.
 *
 * Threads. A bit is only ever set, and with an atomic "or", so that even two threads that insert at once lose nothing.
 * A reader needs no lock: it may see a key that is being inserted half, which reads as "not"; it sees it whole once it
 * was told of it (a message from the inserting thread, sent after `insert` returned). So insert before acknowledging.
 */
export type Filter = {
  readonly buffer: SharedArrayBuffer;
  /** Words of the bitset, eight a block. */
  readonly words: Uint32Array;
  readonly control: Uint32Array;
  readonly blocks: number;
  /** How many keys it was made for. More can be inserted; it then says "maybe" more often. */
  readonly capacity: number;
  readonly keyBits: KeyBits;
  /** Cuts the lower half of a key to the bits that count. */
  readonly lowMask: number;
};

/**
 * How much of a key counts. 53: the lowest 11 bits are taken as zero, for insertion and for questions, so that the
 * filter can be rebuilt from the store's index, which holds the upper 53 bits; this costs no measurable accuracy.
 * 64: the whole key.
 */
export type KeyBits = 53 | 64;

/** The multipliers that BloomFilter.md publishes: each takes one bit position out of the lower half of a key. */
const SALT = [0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31] as const;

export const BLOCK_BYTES = 32;
/** 2 GiB: a thousand million keys at 16 bits each. */
export const MAX_BLOCKS = 2 ** 26;

const CONTROL_BYTES = 64;
const MAGIC = 0x7766_6c31;
const AT = { magic: 0, blocks: 1, capacity: 2, keyBits: 3, keys: 4, complete: 5 } as const;

/**
 * Makes an empty filter.
 * @param capacity keys it shall hold, 1 to 2^32 - 1
 * @param bitsPerKey 8 to 32; 10 gives about 1 in 100 false "maybe", 12 1 in 250, 16 1 in 1,000
 * @throws RangeError when it would be larger than 2 GiB
 */
export function createFilter(capacity: number, bitsPerKey: number, keyBits: KeyBits = 53): Filter {
  if (!(bitsPerKey >= 8 && bitsPerKey <= 32)) throw new RangeError('A filter has 8 to 32 bits a key');
  return createFilterOfBlocks(Math.ceil((capacity * bitsPerKey) / (BLOCK_BYTES * 8)), capacity, keyBits);
}

/** Makes an empty filter with a given number of blocks, 1 to 2^26 (not necessarily a power of two). */
export function createFilterOfBlocks(blocks: number, capacity: number, keyBits: KeyBits): Filter {
  if (!Number.isInteger(blocks) || blocks < 1 || blocks > MAX_BLOCKS) throw new RangeError(`A filter has 1 to ${MAX_BLOCKS} blocks`);
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > 0xffff_ffff) throw new RangeError('The capacity of a filter is 1 to 2^32 - 1');
  const buffer = new SharedArrayBuffer(CONTROL_BYTES + blocks * BLOCK_BYTES);
  const control = new Uint32Array(buffer, 0, CONTROL_BYTES / 4);
  control[AT.blocks] = blocks;
  control[AT.capacity] = capacity;
  control[AT.keyBits] = keyBits;
  control[AT.complete] = 1;
  control[AT.magic] = MAGIC;
  return attachFilter(buffer);
}

/**
 * The filter that lies in `buffer`, as another thread handed it over.
 * @throws TypeError when it is no filter
 */
export function attachFilter(buffer: SharedArrayBuffer): Filter {
  if (endianness() !== 'LE') throw new TypeError('The filter needs a little-endian machine');
  if (buffer.byteLength < CONTROL_BYTES) throw new TypeError('The buffer holds no filter');
  const control = new Uint32Array(buffer, 0, CONTROL_BYTES / 4);
  const blocks = control[AT.blocks] ?? 0;
  const keyBits = control[AT.keyBits] === 64 ? 64 : 53;
  if (control[AT.magic] !== MAGIC || buffer.byteLength !== CONTROL_BYTES + blocks * BLOCK_BYTES) throw new TypeError('The buffer holds no filter');
  const words = new Uint32Array(buffer, CONTROL_BYTES);
  return { buffer, words, control, blocks, capacity: control[AT.capacity] ?? 0, keyBits, lowMask: keyBits === 64 ? ~0 : ~0x7ff };
}

/** First word of the block of a key: `(hi * blocks) >> 32`, exact without BigInt because hi is taken in two halves of 16 bits. */
export function blockAt(blocks: number, hi: number): number {
  const fromLower = (((hi & 0xffff) * blocks) / 0x1_0000) | 0;
  return ((((hi >>> 16) * blocks + fromLower) / 0x1_0000) | 0) << 3;
}

/** Sets the bits of a key; true when one of them was not set before. Does not count the key. */
export function setBits(filter: Filter, hi: number, lo: number): boolean {
  const { words } = filter;
  const at = blockAt(filter.blocks, hi);
  const low = lo & filter.lowMask;
  let added = false;
  for (let i = 0; i < 8; i += 1) {
    const bit = 1 << (Math.imul(low, SALT[i] ?? 0) >>> 27);
    if (((words[at + i] ?? 0) & bit) === 0 && (Atomics.or(words, at + i, bit) & bit) === 0) added = true;
  }
  return added;
}

/** Inserts a key, given as two 32-bit halves of either sign. From the return on, no reader that is told of it misses it. */
export function insert(filter: Filter, hi: number, lo: number): void {
  if (setBits(filter, hi, lo)) addToCount(filter, 1);
}

/** Whether a key may have been inserted. False is certain. While the filter is incomplete the answer is always true. */
export function mightContain(filter: Filter, hi: number, lo: number): boolean {
  const { words } = filter;
  const at = blockAt(filter.blocks, hi);
  const low = lo & filter.lowMask;
  let missing = 0;
  // All eight, whatever the first says: so the time does not tell of a key whether it is there.
  for (let i = 0; i < 8; i += 1) missing |= ~(words[at + i] ?? 0) & (1 << (Math.imul(low, SALT[i] ?? 0) >>> 27));
  return missing === 0 || !isComplete(filter);
}

/** How many different keys were inserted, less the few that were taken for one already in it. */
export function countKeys(filter: Filter): number {
  return Atomics.load(filter.control, AT.keys);
}

/** Adds to the count of keys: for those who set bits themselves, and for loading. */
export function addToCount(filter: Filter, keys: number): void {
  Atomics.add(filter.control, AT.keys, keys);
}

/** Whether every key of the store is in it. A filter that is not complete says "maybe" to everything. */
export function isComplete(filter: Filter): boolean {
  return filter.control[AT.complete] === 1;
}

/**
 * Says that the filter lacks keys of the store (before it is filled from there), or that it now has them all. Seen by
 * all threads that hold its buffer.
 */
export function declareComplete(filter: Filter, complete: boolean): void {
  Atomics.store(filter.control, AT.complete, complete ? 1 : 0);
}

/**
 * How full it is: the share of bits that are set, and the share of absent keys that it will say "maybe" to; both
 * from at most 4,096 blocks spread over the whole.
 */
export function measureFilter(filter: Filter): { fill: number; falsePositives: number } {
  const step = Math.max(1, Math.floor(filter.blocks / 4096));
  let measured = 0;
  let bits = 0;
  let falsePositives = 0;
  for (let block = 0; block < filter.blocks && measured < 4096; block += step) {
    let all = 1;
    for (let i = 0; i < 8; i += 1) {
      const set = countBits(filter.words[block * 8 + i] ?? 0);
      bits += set;
      all *= set / 32;
    }
    falsePositives += all;
    measured += 1;
  }
  return { fill: bits / (measured * 256), falsePositives: falsePositives / measured };
}

function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
