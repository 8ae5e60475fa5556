/** Padmé (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019): sizes in few steps, for at most 12 % more. */

/** Nothing is smaller than this, so that a "yes" and a "no" are of one size. Bytes. */
export const SMALLEST = 4096;

/** The size to which so many bytes are padded with zeros. */
export function paddedSize(size: number): number {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('A size is a whole number of bytes.');
  if (size <= SMALLEST) return SMALLEST;
  const exponent = Math.floor(Math.log2(size));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(size / step) * step;
}
