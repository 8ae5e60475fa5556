import { readFileSync } from 'node:fs';

/** A pair of names, and whether an informed person would say that both may be one person. */
export type QualityPair = { query: string; candidate: string; matches: boolean; note: string };

/** The pairs of the table beside this file. */
export function readPairs(): QualityPair[] {
  const rows = readFileSync(new URL('pairs.tsv', import.meta.url), 'utf8').trimEnd().split('\n').slice(1);
  return rows.map((row) => {
    const [query = '', candidate = '', label = '', , note = ''] = row.split('\t');
    return { query, candidate, matches: label === 'match', note };
  });
}
