import { narrowCodes } from '../codes/word-codes.ts';
import type { Context, NameToken } from '../model.ts';
import { COMMON } from '../words/frequent-names.ts';

/** The share of persons who bear a word, as far as is known without a population: a name of the list of common names, any other. */
const COMMON_SHARE = 0.004;
const ANY_SHARE = 0.00005;
/** Nobody is sure of less than this: one in a million. */
const LEAST_SHARE = 1e-6;
/** Syllables are shared by many. */
const SHORT_SHARE = 0.004;
const SHORT = 4;

/** How rare it is to bear a word, in powers of ten: 2.4 for a common name, 4.3 for most. */
export function rarityOf(token: NameToken, context: Context): number {
  const [code] = context.commonness === undefined ? [] : narrowCodes(token);
  const known = code === undefined ? undefined : context.commonness?.(code);
  const share = known === undefined ? guess(token) : Math.max(known, LEAST_SHARE);
  return -Math.log10(share);
}

function guess(token: NameToken): number {
  if (token.readings.some((reading) => COMMON.has(reading))) return COMMON_SHARE;
  return token.folded.length < SHORT ? SHORT_SHARE : ANY_SHARE;
}
