/** The tables of results: sums over the rows that were counted. */
import type { Results } from '@watchword/api/joint/results.ts';
import { PERSON_MEASURES, type Measure } from '@watchword/api/joint/words.ts';
import type { Counted } from './count.ts';
import { compare } from './standing.ts';

/** Numbers by measure; what is 0 is left out. */
export type Totals = { [name in Measure]?: number };

/** The sum of each measure. */
export function totalsOf(rows: readonly Counted[]): Totals {
  const totals: Totals = {};
  for (const { measure, value } of rows) totals[measure] = (totals[measure] ?? 0) + value;
  return totals;
}

type Tables = Pick<Results, 'totals' | 'nationalities' | 'persons' | 'byNationality' | 'byCountry' | 'byDay' | 'byCountryDay'>;

/** All tables. Every country of `countries` has a line, also when it has nothing. */
export function tablesOf(rows: readonly Counted[], { countries, own }: { readonly countries: readonly string[]; readonly own: ReadonlyMap<string, Totals> }): Tables {
  const people = rows.filter(isOfPersons);
  const byNationality = by(people.filter(({ nationality }) => nationality !== ''), ({ nationality }) => nationality);
  const found = new Map(by(rows, ({ country }) => country).map(({ key, counts }) => [key, counts]));
  return {
    totals: totalsOf(rows),
    nationalities: byNationality.filter(({ counts }) => (counts.migrants ?? 0) > 0).length,
    persons: PERSON_MEASURES.map((measure) => {
      const mine = rows.filter((row) => row.measure === measure);
      const sum = (is: (row: Counted) => boolean): number => mine.reduce((total, row) => total + (is(row) ? row.value : 0), 0);
      return { measure, named: sum(({ named }) => named), unnamed: sum(({ named }) => !named), female: sum(({ sex }) => sex === 'female'), male: sum(({ sex }) => sex === 'male'), minors: sum(({ age }) => age === 'minor') };
    }),
    byNationality: byNationality.map(({ key, counts }) => ({ nationality: key, counts: plain(counts) })),
    byCountry: [...new Set([...countries, ...found.keys()])].toSorted(compare).map((country) => ({ country, counts: plain(found.get(country) ?? {}), own: plain(own.get(country) ?? {}) })),
    byDay: by(rows, ({ day }) => day).map(({ key, counts }) => ({ day: key, counts: plain(counts) })),
    byCountryDay: by(rows, ({ country, day }) => `${country} ${day}`).map(({ key, counts }) => ({ country: key.slice(0, key.indexOf(' ')), day: key.slice(key.indexOf(' ') + 1), counts: plain(counts) })),
  };
}

function isOfPersons({ measure }: Counted): boolean {
  return (PERSON_MEASURES as readonly string[]).includes(measure);
}

function by(rows: readonly Counted[], keyOf: (row: Counted) => string): { key: string; counts: Totals }[] {
  const found = new Map<string, Totals>();
  for (const row of rows) {
    const key = keyOf(row);
    let counts = found.get(key);
    if (counts === undefined) found.set(key, (counts = {}));
    counts[row.measure] = (counts[row.measure] ?? 0) + row.value;
  }
  return [...found].map(([key, counts]) => ({ key, counts })).toSorted((one, other) => compare(one.key, other.key));
}

function plain(counts: Totals): Record<string, number> {
  return { ...counts };
}
