/** The name engine for who tunes it at a command line; the CLI loads this file only when it is asked for. */
export { analyseName, BANDS, compareNames, JUDGE_VERSION } from '#names/names.ts';
export type { AnalysedName, Band, NameComparison, PartComparison } from '#names/names.ts';
