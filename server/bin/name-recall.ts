/** Is a name found by another one among many persons? For `watchword names recall`: pairs of names, one of each pair planted in a population. */
import type { Content } from '@watchword/api/databases/database.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPersonStore } from './person-store.ts';
import { searchFor } from './person-search.ts';

/** Whom somebody asks for, and as whom he is recorded. */
export type RecallPair = { readonly query: string; readonly candidate: string };

/** `found`: the record was among the candidates that were judged. `rank`: its place among those shown, from 1; 0 when it is not shown. */
export type Recalled = { readonly found: boolean; readonly rank: number; readonly shown: number };

/** A pair, searched by name alone and by name with birth year. */
export type RecalledPair = RecallPair & { readonly name: Recalled; readonly year: Recalled };

/** `folder`: where the population is kept for the next time; without one it is made anew and removed. */
export type RecallOptions = { readonly persons: number; readonly seed: number; readonly folder?: string; readonly onProgress: (what: 'making' | 'searching', done: number) => void };

/** Plants every candidate once, with a birth date, and asks for it. Yields the pairs in their order. */
export async function* recallPairs(pairs: readonly RecallPair[], { persons, seed, folder, onProgress }: RecallOptions): AsyncGenerator<RecalledPair> {
  const candidates = [...new Set(pairs.map(({ candidate }) => candidate).filter(isName))];
  const places = new Map(candidates.map((candidate, at) => [candidate, at]));
  const place = folder ?? (await mkdtemp(join(tmpdir(), 'watchword-names-')));
  try {
    const store = await openPersonStore({ folder: place, persons, seed, planted: candidates.map(planted), onProgress: (made) => { onProgress('making', made / (persons || 1)); } });
    try {
      for (const [at, pair] of pairs.entries()) {
        const number = places.get(pair.candidate);
        const recall = async (born?: string): Promise<Recalled> => {
          if (number === undefined || !isName(pair.query)) return NOBODY;
          const { shown, judged } = await searchFor(store.read, { name: { text: pair.query }, ...(born !== undefined && { born }) });
          const row = persons + number + 1;
          return { found: judged.has(row), rank: shown.findIndex((one) => one.row === row) + 1, shown: shown.length };
        };
        yield { ...pair, name: await recall(), year: await recall(String(yearOf(number ?? 0))) };
        onProgress('searching', (at + 1) / pairs.length);
      }
    } finally {
      await store.close();
    }
  } finally {
    if (folder === undefined) await rm(place, { recursive: true, force: true });
  }
}

const NOBODY: Recalled = { found: false, rank: 0, shown: 0 };
const LONGEST = 120;

/** Whether a record can carry this as a name. */
function isName(text: string): boolean {
  return /\p{L}/u.test(text) && text.length <= LONGEST;
}

/** Spread over the years in which most persons were born, so that the year says as much as it does in life. */
function yearOf(number: number): number {
  return 1960 + ((number * 17) % 45);
}

function planted(candidate: string, number: number): Content {
  const [month, day] = [1 + ((number * 7) % 12), 1 + ((number * 11) % 28)].map((part) => String(part).padStart(2, '0'));
  return { kind: 'wanted', status: 'accused', names: [{ full: candidate, kind: 'primary' }], born: [`${yearOf(number)}-${month}-${day}`] };
}
