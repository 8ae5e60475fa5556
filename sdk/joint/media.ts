/** Figures for the public: rounded, and small numbers withheld with so many others that they cannot be worked out. */
import type { Results } from '@watchword/api/joint/results.ts';
import { PERSON_MEASURES, type Measure } from '@watchword/api/joint/words.ts';

/** Counts below `smallest`, other than 0, are withheld; the others are rounded to a multiple of `round`. */
export type MediaRules = { readonly smallest: number; readonly round: number };
export const MEDIA_RULES: MediaRules = { smallest: 10, round: 5 };

/** A figure; null: withheld. */
export type Figure = number | null;
export type MediaTable = readonly { readonly key: string; readonly figures: Readonly<Record<string, Figure>> }[];
export type MediaFigures = { readonly operation: string; readonly state: string; readonly totals: Readonly<Record<string, Figure>>; readonly nationalities: number; readonly byCountry: MediaTable; readonly byNationality: MediaTable; readonly rules: MediaRules };

/** Measures that are numbers of things or sums, and tell of nobody. */
const OPEN: readonly Measure[] = ['accounts-frozen', 'networks-dismantled', 'checks', 'hits', 'flights', 'persons-moved', 'notices-red', 'notices-blue', 'notices-yellow', 'notices-purple'];

/** The figures for the public of some results. Names, incidents and days are not among them. */
export function mediaFigures(results: Results, state: string, rules: MediaRules = MEDIA_RULES): MediaFigures {
  const totals: Record<string, Figure> = {};
  for (const measure of PERSON_MEASURES) if (results.totals[measure] !== undefined) totals[measure] = figure(results.totals[measure], rules);
  for (const measure of OPEN) if (results.totals[measure] !== undefined) totals[measure] = results.totals[measure];
  if (results.totals['usd'] !== undefined) totals['usd'] = roundTo(results.totals['usd'] / 100, 10_000);
  return {
    operation: results.operation, state, totals, nationalities: results.nationalities, rules,
    byCountry: tableOf(results.byCountry.map(({ country, counts }) => ({ key: country, counts })), rules),
    byNationality: tableOf(results.byNationality.map(({ nationality, counts }) => ({ key: nationality, counts })), rules),
  };
}

function figure(value: number, { smallest, round }: MediaRules): Figure {
  return value !== 0 && value < smallest ? null : roundTo(value, round);
}

function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step;
}

/** Each column is closed by itself: where a single number is withheld, the next smallest goes with it, so that the total does not tell. */
function tableOf(lines: readonly { key: string; counts: Readonly<Record<string, number>> }[], rules: MediaRules): MediaTable {
  const columns = new Map(PERSON_MEASURES.map((measure) => [measure, withheldOf(lines.map(({ counts }) => counts[measure] ?? 0), rules)] as const));
  return lines.map(({ key, counts }, at) => ({ key, figures: Object.fromEntries(PERSON_MEASURES.map((measure) => [measure, columns.get(measure)?.has(at) === true ? null : roundTo(counts[measure] ?? 0, rules.round)])) }));
}

function withheldOf(values: readonly number[], { smallest }: MediaRules): ReadonlySet<number> {
  const withheld = new Set(values.flatMap((value, at) => (value !== 0 && value < smallest ? [at] : [])));
  if (withheld.size !== 1) return withheld;
  const next = values.map((value, at) => ({ value, at })).filter(({ value, at }) => value > 0 && !withheld.has(at)).toSorted((one, other) => one.value - other.value || one.at - other.at)[0];
  if (next !== undefined) withheld.add(next.at);
  return withheld;
}
