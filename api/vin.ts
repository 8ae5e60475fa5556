import { foldVin } from './folding.ts';

/** Parts of the world as ISO 3780 gives them the first character of a VIN. */
export type VinRegion = 'africa' | 'asia' | 'europe' | 'north-america' | 'oceania' | 'south-america';

/**
 * What the check digit (position 9) says. It never refuses a VIN: it binds in North America and China only, and
 * elsewhere the place holds whatever the maker likes.
 * - `fits`: the digit is the one that the other characters ask for (by chance in 1 of 11, where it does not bind).
 * - `differs`: it is not, and the maker's region binds: perhaps misread.
 * - `not-applicable`: `length`: not 17 characters; `characters`: something that is no letter or digit of ISO 3779;
 *   `region`: it does not fit, and the maker's region does not use it.
 * `expected` is the digit that would fit, `0` to `9` or `X`.
 */
export type VinCheckDigit =
  | { verdict: 'fits'; expected: string }
  | { verdict: 'differs'; expected: string }
  | { verdict: 'not-applicable'; reason: 'length' | 'characters' }
  | { verdict: 'not-applicable'; reason: 'region'; expected: string };

/** A VIN as read: folded, where its maker is registered, and what its check digit says. */
export type Vin = {
  folded: string;
  /** Seventeen characters of ISO 3779. A part of a VIN, or one of before 1981, is not, and is looked up all the same. */
  isComplete: boolean;
  region: VinRegion | undefined;
  checkDigit: VinCheckDigit;
};

const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** A character's value is its place here modulo ten (49 CFR 565.15, table III); the dots fill the gaps of that table. */
const VALUES = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';

/** Reads a VIN or a part of one. Takes any text and never throws. */
export function parseVin(text: string): Vin {
  const folded = foldVin(text);
  return {
    folded,
    isComplete: folded.length === 17 && hasVinCharacters(folded),
    region: findVinRegion(folded),
    checkDigit: judgeCheckDigit(folded),
  };
}

/** The last eight characters of a VIN (model year, plant and serial number), or undefined when there are fewer. */
export function last8(text: string): string | undefined {
  const folded = foldVin(text);
  return folded.length < 8 ? undefined : folded.slice(-8);
}

/**
 * The region of a VIN's maker by its first two characters (ISO 3780), or undefined when they are none of it. H,
 * once kept for Africa, is used in China; 7A to 7E is New Zealand, the rest of 7 the United States.
 * `folded`: what `foldVin` returned.
 */
export function findVinRegion(folded: string): VinRegion | undefined {
  const [first = '', second = ''] = folded;
  if (/[A-G]/.test(first)) return 'africa';
  if (/[HJ-NPR]/.test(first)) return 'asia';
  if (/[S-Z]/.test(first)) return 'europe';
  if (/[1-5]/.test(first)) return 'north-america';
  if (first === '6') return 'oceania';
  if (first === '7') return /[A-E]/.test(second) ? 'oceania' : 'north-america';
  return first === '8' || first === '9' ? 'south-america' : undefined;
}

function judgeCheckDigit(folded: string): VinCheckDigit {
  if (folded.length !== 17) return { verdict: 'not-applicable', reason: 'length' };
  if (!hasVinCharacters(folded)) return { verdict: 'not-applicable', reason: 'characters' };
  const expected = checkDigitOf(folded);
  if (folded[8] === expected) return { verdict: 'fits', expected };
  return isBinding(folded) ? { verdict: 'differs', expected } : { verdict: 'not-applicable', reason: 'region', expected };
}

function checkDigitOf(folded: string): string {
  let sum = 0;
  for (const [at, character] of [...folded].entries()) sum += (WEIGHTS[at] ?? 0) * (VALUES.indexOf(character) % 10);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/** North America (49 CFR 565) and China (GB 16735), whose makers have L and H. */
function isBinding(folded: string): boolean {
  return findVinRegion(folded) === 'north-america' || folded.startsWith('L') || folded.startsWith('H');
}

function hasVinCharacters(folded: string): boolean {
  return /^[A-HJ-NPR-Z0-9]+$/.test(folded);
}
