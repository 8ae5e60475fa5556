/** The name engine for who tunes it at a command line; the CLI loads this file only when it is asked for. */
export { analyseName, BANDS, compareNames, decodeArabicMrz, encodeArabicMrz, ICAO_TABLES, icaoTransliterate, JUDGE_VERSION, romanise } from '#names/names.ts';
export type { AnalysedName, Band, IcaoTable, NameComparison, PartComparison } from '#names/names.ts';
