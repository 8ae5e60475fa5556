import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Read } from '../store.ts';
import { guarded } from './failure.ts';

/** Whether pairs are in the index, asked of each run that can be found in. See `key-lookup.ts` for why the version is enough. */
export function openKeyCheck(connection: DatabaseSync, onSnapshot: <Result>(work: () => Result) => Result): Pick<Read, 'findMissingPairs' | 'findWaitingRow'> {
  const readVersion = connection.prepare('SELECT version FROM key_manifest');
  const readRuns = connection.prepare(`SELECT run FROM key_run WHERE state IN ('open', 'live') ORDER BY run DESC`);
  const building = connection.prepare(`SELECT min(first_row) AS first FROM key_run WHERE state = 'building'`);
  const cutOff = connection.prepare(`SELECT value FROM meta WHERE name = 'reindex'`);
  let version = -1;
  let runs: StatementSync[] = [];

  const current = (): readonly StatementSync[] => {
    const now = Number(readVersion.get()?.['version']);
    if (now !== version) {
      runs = readRuns.all().map((row) => connection.prepare(`SELECT 1 FROM key_run_${Number(row['run'])} WHERE key = ? AND row = ?`));
      version = now;
    }
    return runs;
  };

  return {
    findMissingPairs: async ({ keys, rows }) =>
      guarded(() =>
        onSnapshot(() => {
          const asked = current();
          return keys.flatMap((key, at) => (asked.some((run) => run.get(key, rows[at] ?? 0) !== undefined) ? [] : [at]));
        }),
      ),
    findWaitingRow: async () =>
      guarded(() =>
        onSnapshot(() => {
          const first = building.get()?.['first'];
          const span = cutOff.get()?.['value'];
          const waiting = [...(typeof first === 'number' ? [first] : []), ...(typeof span === 'string' ? [Number(span.split('-')[0])] : [])];
          return waiting.length === 0 ? undefined : Math.min(...waiting);
        }),
      ),
  };
}
