/** The name engine: what is a name, when are two the same, who could be whom. Pure: it imports nothing of the house, and everyone may import it. */
export { ANALYSER_VERSION, JUDGE_VERSION } from './versions.ts';
export { analyseName } from './analyse.ts';
export { compareNames } from './compare.ts';
export { judgePerson } from './judge.ts';
export { BANDS, type DateBand } from './bands.ts';
export { storedCodes, questionCodes } from './codes.ts';
export { askedSignatureOf, giveBack, isOwnCode, isPairEnough, isReachable, isWordEnough, isWordWorth, pairsInstead, SIGNATURE_BYTES, signatureBound, styleOf, writeSignature } from './signature.ts';
export type { StoredSignature } from './signature.ts';
export { compareBorn, dateBandOf } from './judge/born.ts';
export { decodeArabicMrz, encodeArabicMrz, ICAO_TABLES, icaoTransliterate, romanise } from './romanise/romanise.ts';
export type { IcaoTable } from './romanise/romanise.ts';
export type * from './model.ts';
