import type { Read } from '../store.ts';
import { bigintArray } from './arrays.ts';
import { statement, type Ask } from './ask.ts';

const MISSING = statement(
  'missing-pairs',
  `SELECT asked.at FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS asked (key, "row", at)
   WHERE NOT EXISTS (SELECT FROM key_index k WHERE k.key = asked.key AND k."row" = asked."row" AND NOT EXISTS (SELECT FROM key_run hidden WHERE hidden.run = k.run))`,
);
// Loads of every server: those that run, and the spans of those that were cut off.
const WAITING = statement(
  'waiting-row',
  `SELECT least(
     (SELECT min(first_row) FROM key_run WHERE state = 'building'),
     (SELECT min(split_part(value, '-', 1)::bigint) FROM meta WHERE name = 'reindex' OR name LIKE 'reindex %')
   ) AS first`,
);

/** Whether pairs are in the index, and from which row on they may be still to come. */
export function openKeyCheck(ask: Ask): Pick<Read, 'findMissingPairs' | 'findWaitingRow'> {
  return {
    findMissingPairs: async ({ keys, rows }) =>
      keys.length === 0 ? [] : (await ask<{ at: number }>(MISSING, [bigintArray(keys), bigintArray(rows)])).map(({ at }) => Number(at) - 1).sort((a, b) => a - b),
    findWaitingRow: async () => (await ask<{ first: number | null }>(WAITING, []))[0]?.first ?? undefined,
  };
}
