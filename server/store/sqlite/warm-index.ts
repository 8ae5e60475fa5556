import type { DatabaseSync } from 'node:sqlite';
import { guarded } from './failure.ts';

/** Keys between two that are asked: about half of those below one page of the second level. */
const APART = 100_000;
/** A run that is still open may have more keys than the list says. */
const OPEN_KEYS = 1_000_000;

/**
 * Brings the upper pages of the key index into memory, so that a look-up after a start reads little more than the leaves. Asks keys
 * at even distances: keys are hashes, so those lie evenly among the pages. One step reads about as much as one look-up.
 */
export function* warmIndex(connection: DatabaseSync): Generator<void, void, undefined> {
  const runs = guarded(() => connection.prepare(`SELECT run, state, keys FROM key_run WHERE state IN ('open', 'live') ORDER BY keys DESC`).all());
  for (const { run, state, keys } of runs) {
    const steps = Math.ceil(Math.max(Number(keys), state === 'open' ? OPEN_KEYS : 0) / APART);
    for (let step = 0; step < steps; step += 1) {
      // Prepared anew: the run may have been merged and dropped since.
      const isThere = guarded(() => {
        const found = connection.prepare(`SELECT state FROM key_run WHERE run = ?`).get(Number(run));
        if (found === undefined) return false;
        connection.prepare(`SELECT row FROM key_run_${Number(run)} WHERE key >= ? LIMIT 1`).get(Math.floor((Number.MAX_SAFE_INTEGER * step) / steps));
        return true;
      });
      if (!isThere) break;
      yield;
    }
  }
}
