import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { KeyRuns, Run } from './key-runs.ts';

/** So many runs of like size become one: a look-up asks each run, so there must not be many. */
const FAN = 4;
/** Runs below this many keys are all of the first size. */
const SMALLEST = 1_000_000;
/** A step aims at this many milliseconds, because single writes wait behind it. */
const AIM = 3;
const FEWEST_PAIRS = 500;

/** Merging in small steps, each inside a transaction of the writer. */
export interface Merging {
  /** Does a few milliseconds of what is due; false when nothing is. */
  step(): boolean;
}

/**
 * Opens merging over the runs. One transaction publishes the merged run and takes its sources away, so that each
 * snapshot has every key. `now` is milliseconds of any clock that only goes forward.
 */
export function openMerging(connection: DatabaseSync, runs: KeyRuns, now: () => number): Merging {
  let pairs = 4000;
  // A rollback reads the list anew, so a run that is still the same object is still the same run.
  let copying: { run: Run; copy: StatementSync; last: StatementSync } | undefined;

  const paced = (work: (limit: number) => void): void => {
    const started = now();
    work(Math.floor(pairs));
    const took = now() - started;
    pairs = Math.max(FEWEST_PAIRS, pairs * Math.min(1.5, Math.max(0.3, AIM / Math.max(took, 0.01))));
  };

  const copySlice = (run: Run, limit: number): void => {
    if (copying?.run !== run) copying = { run, ...prepareCopy(connection, run) };
    const last = copying.last.get();
    const { changes } = copying.copy.run(Number(last?.['key'] ?? -1), Number(last?.['row'] ?? -1), limit);
    if (Number(changes) > 0) return;
    copying = undefined;
    publishMerged(runs, run);
  };

  return {
    step() {
      const all = [...runs.list.values()];
      const dropping = all.find((run) => run.state === 'dropping');
      if (dropping !== undefined) {
        paced((limit) => emptySlice(connection, runs, { run: dropping, limit }));
        return true;
      }
      const merging = all.find((run) => run.state === 'merging');
      if (merging !== undefined) {
        paced((limit) => copySlice(merging, limit));
        return true;
      }
      const due = findMergeable(all);
      if (due === undefined) return false;
      runs.create('merging', due.map((run) => run.run));
      return true;
    },
  };
}

/** The runs to merge next: four of one size, the smallest size first. */
export function findMergeable(runs: readonly Run[]): Run[] | undefined {
  const sizes = new Map<number, Run[]>();
  for (const run of runs) {
    if (run.state !== 'live') continue;
    const size = run.keys < SMALLEST ? 0 : 1 + Math.floor(Math.log(run.keys / SMALLEST) / Math.log(FAN));
    sizes.set(size, [...(sizes.get(size) ?? []), run]);
  }
  for (const size of [...sizes.keys()].sort((a, b) => a - b)) {
    const alike = sizes.get(size) ?? [];
    if (alike.length >= FAN) return alike;
  }
  return undefined;
}

/**
 * The next pairs of all sources in order, above the last pair of the target. A pair that was taken out of the sources
 * and the target in between is simply not there; one that is in two sources is copied once.
 */
function prepareCopy(connection: DatabaseSync, run: Run): { copy: StatementSync; last: StatementSync } {
  const arms = run.sources.map((source) => `SELECT key, row FROM key_run_${source} WHERE (key, row) > (?1, ?2)`);
  return {
    copy: connection.prepare(
      `INSERT OR IGNORE INTO key_run_${run.run} (key, row) ${arms.join(' UNION ALL ')} ORDER BY key, row LIMIT ?3`,
    ),
    last: connection.prepare(`SELECT key, row FROM key_run_${run.run} ORDER BY key DESC, row DESC LIMIT 1`),
  };
}

function publishMerged(runs: KeyRuns, merged: Run): void {
  for (const number of merged.sources) {
    const source = runs.list.get(number);
    if (source === undefined) continue;
    merged.keys += source.keys;
    source.state = 'dropping';
    runs.save(source);
  }
  merged.state = 'live';
  runs.save(merged);
}

/** Dropping a large table in one go would hold the writer for seconds: it is emptied first, from its low end. */
function emptySlice(connection: DatabaseSync, runs: KeyRuns, slice: { run: Run; limit: number }): void {
  const table = `key_run_${slice.run.run}`;
  const bound = connection.prepare(`SELECT key FROM ${table} ORDER BY key LIMIT 1 OFFSET ?`).get(slice.limit);
  if (bound === undefined) runs.drop(slice.run);
  else connection.prepare(`DELETE FROM ${table} WHERE key <= ?`).run(Number(bound['key']));
}
