/** The organisations of the network and their numbers. */
import { ORGANISATION_CODES as CODES, PARTNER_CODES } from '@watchword/api/organisations/numbers.ts';
import { bureauOf } from '@watchword/api/organisations.ts';

const isFree = (code: string): boolean => code.startsWith('#');
const NUMBERS: ReadonlyMap<string, number> = new Map(CODES.flatMap((code, number) => (isFree(code) ? [] : [[code, number]])));

/** Bytes of a mask. */
const MASK_BYTES = 32;

/** The number of an organisation, or undefined when there is none of this code. An agency has that of its bureau. */
export function findOrganisationNumber(code: string): number | undefined {
  return NUMBERS.get(bureauOf(code));
}

/** The code of a number that a record carries. @throws RangeError for a number that was never given */
export function organisationCode(number: number): string {
  const code = CODES[number];
  if (code === undefined || isFree(code)) throw new RangeError(`There is no organisation ${number}.`);
  return code;
}

/** The secretariat and every bureau, in the order of their numbers. Agencies and partners are in the store alone. */
export function listOrganisations(): readonly { code: string; number: number }[] {
  return CODES.flatMap((code, number) => (isFree(code) || PARTNER_CODES.includes(code) ? [] : [{ code, number }]));
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
