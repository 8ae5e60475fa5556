/** The organisations of the network and their numbers. */
import { ORGANISATION_CODES as CODES } from '@watchword/api/organisation-numbers.ts';

const NUMBERS: ReadonlyMap<string, number> = new Map(CODES.map((code, number) => [code, number]));

/** Bytes of a mask. */
const MASK_BYTES = 32;

/** The number of an organisation, or undefined when there is none of this code. */
export function findOrganisationNumber(code: string): number | undefined {
  return NUMBERS.get(code);
}

/** The code of a number that a record carries. @throws RangeError for a number that was never given */
export function organisationCode(number: number): string {
  const code = CODES[number];
  if (code === undefined) throw new RangeError(`There is no organisation ${number}.`);
  return code;
}

/** Every organisation, in the order of their numbers. */
export function listOrganisations(): readonly { code: string; number: number }[] {
  return CODES.map((code, number) => ({ code, number }));
}

/** The mask of these organisations; null when there are none. Codes are known ones. */
export function maskOf(codes: readonly string[]): Uint8Array | null {
  if (codes.length === 0) return null;
  const mask = new Uint8Array(MASK_BYTES);
  for (const code of codes) {
    const number = NUMBERS.get(code);
    if (number !== undefined) mask[number >> 3] = (mask[number >> 3] ?? 0) | (1 << (number & 7));
  }
  return mask;
}

/** Whether the mask holds this organisation. */
export function isMasked(mask: Uint8Array | null, number: number): boolean {
  return mask !== null && (((mask[number >> 3] ?? 0) >> (number & 7)) & 1) === 1;
}

/** The codes in a mask, in the order of their numbers. */
export function codesOfMask(mask: Uint8Array | null): string[] {
  return mask === null ? [] : CODES.filter((_, number) => isMasked(mask, number));
}
