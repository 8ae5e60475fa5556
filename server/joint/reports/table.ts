/** A report as CSV: one figure a line. Codes, days and numbers only, so that nothing has to be quoted. */
import type { ReportContent } from '@watchword/api/joint/reports.ts';

export const REPORT_COLUMNS = ['table', 'country', 'day', 'nationality', 'measure', 'value'] as const;

/** Its lines. */
export function* linesOfReport({ results, annex }: ReportContent): Generator<string> {
  yield line(...REPORT_COLUMNS);
  yield* tablesOf('', results);
  for (const { currency, amount, transactions, cents } of results.money) {
    yield line('money', '', '', '', `${currency} amount`, amount);
    yield line('money', '', '', '', `${currency} transactions`, String(transactions));
    yield line('money', '', '', '', `${currency} usd cents`, String(cents));
  }
  for (const { measure, named, unnamed, female, male, minors } of results.persons) for (const [name, value] of Object.entries({ named, unnamed, female, male, minors })) yield line('persons', '', '', '', `${measure} ${name}`, String(value));
  if (annex !== undefined) yield* tablesOf('annex-', annex.results);
}

function* tablesOf(before: string, { totals, byCountry, byDay, byCountryDay, byNationality }: ReportContent['results']): Generator<string> {
  const cells = (counts: Readonly<Record<string, number>>): [string, number][] => Object.entries(counts);
  for (const [measure, value] of cells(totals)) yield line(`${before}totals`, '', '', '', measure, String(value));
  for (const { country, counts } of byCountry) for (const [measure, value] of cells(counts)) yield line(`${before}country`, country, '', '', measure, String(value));
  for (const { day, counts } of byDay) for (const [measure, value] of cells(counts)) yield line(`${before}day`, '', day, '', measure, String(value));
  for (const { country, day, counts } of byCountryDay) for (const [measure, value] of cells(counts)) yield line(`${before}country-day`, country, day, '', measure, String(value));
  for (const { nationality, counts } of byNationality) for (const [measure, value] of cells(counts)) yield line(`${before}nationality`, '', '', nationality, measure, String(value));
}

function line(...values: readonly string[]): string {
  return `${values.join(',')}\n`;
}
