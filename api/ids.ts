/**
 * Identifiers that leave the store: a prefix that says what it names, `_`, and a UUIDv7 (RFC 9562) as 32 lowercase
 * hexadecimal digits without hyphens. They ascend with time, so rows that are made together lie together.
 */
export const ID_PREFIXES = ['rec', 'chk', 'load', 'tok', 'aud', 'org', 'req', 'ver', 'pho', 'cas', 'msr', 'per', 'unt', 'key', 'ses', 'prp', 'flg', 'cli', 'hit', 'hov', 'dbt', 'clr', 'drf', 'alm', 'whk', 'whd', 'opn', 'inc', 'lnk', 'dup', 'cht', 'tsk', 'rpt', 'att', 'evd'] as const;
export type IdPrefix = (typeof ID_PREFIXES)[number];

/** An identifier with its prefix: `rec_019ab1f0c4d07c3f8a51d2b6e9f04417`. */
export type Id<P extends IdPrefix = IdPrefix> = `${P}_${string}`;

/** Fills the bytes it is given with random ones. */
export type RandomSource = (bytes: Uint8Array<ArrayBuffer>) => void;

const UUID7_HEX = '[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}';
const UUID7 = new RegExp(`^${UUID7_HEX}$`, 'u');
const LARGEST_MS = 2 ** 48 - 1;

/** The 16 bytes last given out and their time. One line for all prefixes, so ids of one process never repeat. `head`: the first 12 in hex, or empty when they changed. */
const last = { ms: -1, bytes: new Uint8Array(16), head: '' };

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Makes a new id that is greater than every id this process made before, whatever its prefix.
 * In the same millisecond, or when the clock went back, the id before is counted up by one (RFC 9562, 6.2, method 2).
 * An id is no secret: the next one can be guessed. What guards a record are the viewer's rules.
 * `nowMs`: milliseconds since 1970. Throws RangeError when that is no whole number of 48 bits.
 */
export function newId<P extends IdPrefix>(prefix: P, nowMs: number, random: RandomSource = fillRandom): Id<P> {
  moveOn(nowMs, random);
  const { bytes } = last;
  // What comes before the last four bytes stays the same for as long as they are counted up.
  if (last.head === '') last.head = hexOf(bytes.subarray(0, 12));
  return `${prefix}_${last.head}${HEX[bytes[12] ?? 0]}${HEX[bytes[13] ?? 0]}${HEX[bytes[14] ?? 0]}${HEX[bytes[15] ?? 0]}`;
}

/** Writes the 16 bytes of a new id into `target` from `at` on, as `newId` makes them: for many at once. */
export function writeNewId(target: Uint8Array, at: number, nowMs: number, random: RandomSource = fillRandom): void {
  moveOn(nowMs, random);
  target.set(last.bytes, at);
}

function moveOn(nowMs: number, random: RandomSource): void {
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs > LARGEST_MS) throw new RangeError('nowMs is not a time in milliseconds');
  if (nowMs > last.ms || !countUp(last.bytes)) startAt(Math.max(nowMs, last.ms + 1), random);
}

/** The id in a text from outside, when it is well formed and has this prefix. */
export function parseId<P extends IdPrefix>(prefix: P, text: string): Id<P> | undefined {
  return text.startsWith(`${prefix}_`) && UUID7.test(text.slice(prefix.length + 1)) ? (text as Id<P>) : undefined;
}

/** The pattern of an id with this prefix, for a schema. */
export function ID_PATTERN(prefix: IdPrefix): string {
  return `^${prefix}_${UUID7_HEX}$`;
}

/** The 16 bytes of an id, as the store keeps them. Throws TypeError when the text is no id. */
export function idBytes(id: Id): Uint8Array<ArrayBuffer> {
  const hex = id.slice(id.indexOf('_') + 1);
  if (!UUID7.test(hex)) throw new TypeError('not an id');
  const bytes = new Uint8Array(16);
  for (let at = 0; at < 16; at += 1) bytes[at] = 16 * nibbleAt(hex, 2 * at) + nibbleAt(hex, 2 * at + 1);
  return bytes;
}

/** The id of 16 bytes from the store. Throws TypeError when they are no UUIDv7. */
export function idFromBytes<P extends IdPrefix>(prefix: P, bytes: Uint8Array): Id<P> {
  const hex = hexOf(bytes);
  if (!UUID7.test(hex)) throw new TypeError('not the bytes of an id');
  return `${prefix}_${hex}`;
}

function startAt(ms: number, random: RandomSource): void {
  const { bytes } = last;
  random(bytes);
  const high = Math.floor(ms / 2 ** 32);
  const low = ms % 2 ** 32;
  bytes[0] = high >>> 8;
  bytes[1] = high;
  bytes[2] = low >>> 24;
  bytes[3] = low >>> 16;
  bytes[4] = low >>> 8;
  bytes[5] = low;
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  last.ms = ms;
  last.head = '';
}

/** Adds one to the 74 random bits; false when they were all set, so that the next millisecond must be taken. */
function countUp(bytes: Uint8Array): boolean {
  for (let at = 15; at >= 6; at -= 1) {
    const mask = at === 8 ? 0x3f : at === 6 ? 0x0f : 0xff;
    const byte = bytes[at] ?? 0;
    if ((byte & mask) !== mask) {
      bytes[at] = byte + 1;
      return true;
    }
    bytes[at] = byte & ~mask;
    if (at === 12) last.head = '';
  }
  return false;
}

/** The value of a digit that is known to be 0 to 9 or a to f. */
function nibbleAt(hex: string, at: number): number {
  const code = hex.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87;
}

function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX[byte] ?? '';
  return hex;
}

function fillRandom(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes);
}
