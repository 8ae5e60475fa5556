import type { DatabaseSync } from 'node:sqlite';
import type { BulkRecords, Write } from '../store.ts';
import type { KeyRuns, Run } from './key-runs.ts';
import { createPendingKeys, type PendingKeys } from './pending-keys.ts';
import type { InsertRecords } from './record-insert.ts';
import { parseSpan } from './reading.ts';

/** What the parts of the writer share. */
export interface LoadParts {
  readonly connection: DatabaseSync;
  readonly runs: KeyRuns;
  readonly insertRecords: InsertRecords;
  /** Keeps what must be done if the present operation is rolled back. */
  readonly onRollback: (undo: () => void) => void;
  /** Keeps what must be done once the present operation is known to be stored. */
  readonly onCommit: (act: () => void) => void;
}

type LoadWrite = Pick<Write, 'beginRun' | 'insertRecords' | 'appendRun' | 'publishRun' | 'abandonRun' | 'markReindexed'>;

/** The part of the writer that loads use, and the keys that are pending because of them. */
export interface LoadRuns {
  readonly write: LoadWrite;
  /** Rows under a key that are stored but whose run is not published. */
  findPending(key: number): number[];
  removePending(row: number, keys: readonly number[]): void;
  /** Gives up the runs that were being built when the store was last closed or cut off. */
  recover(): void;
}

/**
 * Opens the writer's part for loads.
 *
 * Why no key is lost when a load is cut off. A run that is being built notes the first row that waits for it in the
 * commit that stores this row. So after a crash at any moment every row without its keys lies at or above the lowest of
 * these notes, and at or below the last row: this is the span that `recover` keeps in the store until the caller has
 * said, in commits, that the rows have their keys again. Rows in the span that have keys already get the same pairs once
 * more; pairs are a set, and a look-up gives each row once.
 */
export function openLoadRuns(parts: LoadParts): LoadRuns {
  const { connection, runs, insertRecords, onRollback, onCommit } = parts;
  const pending = new Map<number, PendingKeys>();
  const span = openSpan(connection);

  const building = (number: number): Run => {
    const run = runs.list.get(number);
    if (run?.state !== 'building') throw new Error(`Run ${number} is not being built.`);
    return run;
  };
  const giveUp = (run: Run): void => {
    if (run.firstRow !== null) span.widen(run.firstRow);
    run.state = 'dropping';
    runs.save(run);
  };
  const keepPending = (bulk: BulkRecords, first: number): void => {
    if (bulk.referenceKeys === undefined) return;
    const table = pending.get(bulk.run) ?? createPendingKeys();
    pending.set(bulk.run, table);
    const { referenceKeys } = bulk;
    referenceKeys.forEach((key, at) => key >= 0 && table.add(key, first + at));
    onRollback(() => referenceKeys.forEach((key, at) => table.remove(key, first + at)));
  };

  return {
    write: {
      beginRun: async () => runs.create('building').run,
      async insertRecords(bulk) {
        const run = building(bulk.run);
        const first = insertRecords(bulk.records);
        if (run.firstRow === null && bulk.records.length > 0) {
          run.firstRow = first;
          runs.save(run);
        }
        keepPending(bulk, first);
        return first;
      },
      appendRun: async (slice) => runs.append(slice),
      async publishRun(number) {
        const run = building(number);
        run.state = run.keys > 0 ? 'live' : 'dropping';
        run.firstRow = null;
        runs.save(run);
        onCommit(() => pending.delete(number));
      },
      abandonRun: async (number) => giveUp(building(number)),
      async markReindexed(upToRow) {
        if (!span.narrow(upToRow)) return;
        onCommit(() => {
          for (const run of pending.keys()) if (runs.list.get(run)?.state !== 'building') pending.delete(run);
        });
      },
    },
    findPending: (key) => [...pending.values()].flatMap((table) => table.find(key)),
    removePending(row, keys) {
      for (const table of pending.values()) {
        for (const key of keys) {
          if (!table.find(key).includes(row)) continue;
          table.remove(key, row);
          onRollback(() => table.add(key, row));
        }
      }
    },
    recover() {
      for (const run of runs.list.values()) if (run.state === 'building') giveUp(run);
    },
  };
}

/** The span of rows to be indexed again, kept in `meta`. */
function openSpan(connection: DatabaseSync) {
  const read = connection.prepare(`SELECT value FROM meta WHERE name = 'reindex'`);
  const write = connection.prepare(
    `INSERT INTO meta (name, value) VALUES ('reindex', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );
  const end = connection.prepare(`DELETE FROM meta WHERE name = 'reindex'`);
  const lastRow = connection.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'record'`);
  return {
    widen(fromRow: number): void {
      const known = parseSpan(read.get()?.['value']);
      write.run(`${Math.min(fromRow, known?.fromRow ?? fromRow)}-${Number(lastRow.get()?.['seq'] ?? fromRow)}`);
    },
    /** Returns whether nothing is left of it. */
    narrow(upToRow: number): boolean {
      const known = parseSpan(read.get()?.['value']);
      if (known === undefined) return true;
      if (upToRow >= known.toRow) end.run();
      else write.run(`${Math.max(upToRow + 1, known.fromRow)}-${known.toRow}`);
      return upToRow >= known.toRow;
    },
  };
}
