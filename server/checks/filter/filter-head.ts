import { MAX_BLOCKS, type KeyBits } from './filter.ts';

/**
 * The file of a filter, all numbers little-endian:
 *
 *     head      256 bytes, see below
 *     body      the bitset as Parquet writes it, 32 bytes a block
 *     digests   SHA-256 of each MiB of the body, the last one shorter
 *     seal      SHA-256 of head and digests
 *
 *     head: 0 magic "WWFILTER", 8 version u32, 12 blocks u32, 16 capacity u32, 20 keys u32, 24 key bits u32,
 *           28 length of origin u32, 32 seq u64, 40 origin in UTF-8, zeros to 256
 */
export type FilterHead = FilterStamp & {
  readonly blocks: number;
  readonly capacity: number;
  readonly keys: number;
  readonly keyBits: KeyBits;
};

/**
 * What a file is of: the change number up to which it holds every key, and the origin, a text by which the owner of
 * the data knows its own history again (a store put back from a backup counts on from an older number, so the number
 * alone would fit by chance).
 */
export type FilterStamp = { readonly seq: number; readonly origin: string };

export const HEAD_BYTES = 256;
export const CHUNK_BYTES = 2 ** 20;
export const DIGEST_BYTES = 32;
const VERSION = 1;
const MAGIC = 'WWFILTER';
const ORIGIN_AT = 40;
const ORIGIN_BYTES = HEAD_BYTES - ORIGIN_AT;

/** Throws RangeError when the origin is longer than 216 bytes or `seq` is not a whole number from 0. */
export function encodeHead(head: FilterHead): Buffer<ArrayBuffer> {
  const origin = Buffer.from(head.origin, 'utf8');
  if (origin.length > ORIGIN_BYTES) throw new RangeError(`The origin of a filter is at most ${ORIGIN_BYTES} bytes`);
  if (!Number.isSafeInteger(head.seq) || head.seq < 0) throw new RangeError('A change number is a whole number from 0');
  const bytes = Buffer.alloc(HEAD_BYTES);
  bytes.write(MAGIC, 0, 'latin1');
  [VERSION, head.blocks, head.capacity, head.keys, head.keyBits, origin.length].forEach((value, i) => bytes.writeUInt32LE(value, 8 + 4 * i));
  bytes.writeBigUInt64LE(BigInt(head.seq), 32);
  origin.copy(bytes, ORIGIN_AT);
  return bytes;
}

/** Reads a head, or says why not. What it says is to be believed only after the seal was compared. */
export function parseHead(bytes: Buffer): FilterHead | 'not-a-filter' | 'other-version' | 'damaged' {
  if (bytes.length < HEAD_BYTES || bytes.toString('latin1', 0, 8) !== MAGIC) return 'not-a-filter';
  if (bytes.readUInt32LE(8) !== VERSION) return 'other-version';
  const [blocks, capacity, keys, keyBits, originLength] = [12, 16, 20, 24, 28].map((at) => bytes.readUInt32LE(at));
  const seq = bytes.readBigUInt64LE(32);
  const fits = blocks !== undefined && blocks >= 1 && blocks <= MAX_BLOCKS && capacity !== undefined && capacity >= 1 && keys !== undefined;
  if (!fits || (keyBits !== 53 && keyBits !== 64)) return 'damaged';
  if (originLength === undefined || originLength > ORIGIN_BYTES || seq > BigInt(Number.MAX_SAFE_INTEGER)) return 'damaged';
  const origin = bytes.toString('utf8', ORIGIN_AT, ORIGIN_AT + originLength);
  return { blocks, capacity, keys, keyBits, seq: Number(seq), origin };
}
