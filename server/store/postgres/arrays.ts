/**
 * Arrays of bigint as the database sends and takes them in binary: a head of 20 bytes (dimensions, nulls, type, length,
 * first index), then 4 bytes of length and 8 of number for each. Writing a number as text and reading it back costs ten
 * times as much on both sides.
 */
const INT8 = 20;
const HEAD_BYTES = 20;
const ENTRY_BYTES = 12;
const HIGH = 0x1_0000_0000;

/** Numbers, whole and from 0 to 2^53, as a value for `$n::bigint[]`. */
export function bigintArray(numbers: readonly number[] | Float64Array): Buffer {
  const buffer = Buffer.allocUnsafe(HEAD_BYTES + numbers.length * ENTRY_BYTES);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(INT8, 8);
  buffer.writeInt32BE(numbers.length, 12);
  buffer.writeInt32BE(1, 16);
  for (let index = 0; index < numbers.length; index += 1) {
    const at = HEAD_BYTES + index * ENTRY_BYTES;
    const number = numbers[index] ?? 0;
    if (!Number.isSafeInteger(number) || number < 0) throw new RangeError('A key or row is not a whole number below 2^53.');
    buffer.writeInt32BE(8, at);
    buffer.writeUInt32BE(Math.floor(number / HIGH), at + 4);
    buffer.writeUInt32BE(number % HIGH, at + 8);
  }
  return buffer;
}

/** Reads numbers of 8 bytes each that stand one behind the other. */
export function readBigints(bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Float64Array(bytes.byteLength / 8);
  for (let index = 0; index < numbers.length; index += 1) {
    numbers[index] = view.getUint32(index * 8) * HIGH + view.getUint32(index * 8 + 4);
  }
  return numbers;
}
