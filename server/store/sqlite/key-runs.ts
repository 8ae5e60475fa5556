/**
 * The key index as the writer sees it: numbered runs of (key, row) in order, and the list of them.
 *
 * One tree for all keys would be written at random places: at 200 million keys each insert reads a page from the disk.
 * So single writes go into a small *open* run that fits into memory. When it is full it becomes *live* and a new one is
 * opened. A load sorts its keys and appends them to a *building* run, found by nobody until it is published, in one
 * commit, as *live*. `merge.ts` copies several live runs into a *merging* one and then drops them (*dropping*).
 *
 * After a crash each run is as its last commit left it. A building run never holds the only copy of anything: its keys
 * are made again from the records, which were committed before (`findReindexSpan`). A merging run is continued.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RunSlice } from '../store.ts';

export type RunState = 'open' | 'live' | 'building' | 'merging' | 'dropping';

/** One run, as the list says. */
export interface Run {
  readonly run: number;
  state: RunState;
  /** How many pairs; exact for open and building, near enough for the rest. */
  keys: number;
  /** Of a building run: the first row that waits for it. */
  firstRow: number | null;
  /** Of a merging run: the runs that it takes the place of. */
  sources: readonly number[];
}

export interface KeyRuns {
  readonly list: ReadonlyMap<number, Run>;
  addKeys(row: number, keys: readonly number[]): void;
  removeKeys(row: number, keys: readonly number[]): void;
  /** Makes an empty run. */
  create(state: 'open' | 'building' | 'merging', sources?: readonly number[]): Run;
  append(slice: RunSlice): void;
  /** Writes the state, keys and first row of a run to the list. */
  save(run: Run): void;
  /** Removes a run and its table. */
  drop(run: Run): void;
  /** Opens a new run when the open one is full. */
  turnOver(): void;
  /** Brings the list in memory back to that in the store: at the start and after anything was rolled back. */
  reload(): void;
  /** The transaction is stored: the list in memory is the one in the store. */
  settle(): void;
}

interface RunStatements {
  readonly insert: StatementSync;
  readonly insertMany: StatementSync;
  readonly remove: StatementSync;
}

/** Pairs that one statement of a load inserts. */
const PAIRS = 64;

/** How the runs are kept. */
export interface KeyRunOptions {
  /** Keys at which the open run is full. */
  readonly openLimit: number;
  /** Keeps what must be done if the present operation is rolled back. */
  readonly onRollback: (undo: () => void) => void;
}

/** Opens the runs for writing. */
export function openKeyRuns(connection: DatabaseSync, { openLimit, onRollback }: KeyRunOptions): KeyRuns {
  /** Whether the list in memory may differ from the one that a rollback leaves in the store. */
  let changed = true;
  const list = new Map<number, Run>();
  const prepared = new Map<number, RunStatements>();
  /** Pairs taken from a building run before they were appended to it. */
  const removed = new Map<number, Set<string>>();
  const raise = connection.prepare('UPDATE key_manifest SET version = version + 1');
  const insertRun = connection.prepare('INSERT INTO key_run (state, keys, first_row, sources) VALUES (?, 0, NULL, ?)');
  const updateRun = connection.prepare('UPDATE key_run SET state = ?, keys = ?, first_row = ? WHERE run = ?');
  const deleteRun = connection.prepare('DELETE FROM key_run WHERE run = ?');

  const statements = (run: number): RunStatements => {
    const found = prepared.get(run);
    if (found !== undefined) return found;
    const made = prepareRun(connection, run);
    prepared.set(run, made);
    return made;
  };
  const openRun = (): Run => {
    for (const run of list.values()) if (run.state === 'open') return run;
    return runs.create('open');
  };

  const runs: KeyRuns = {
    list,
    addKeys(row, keys) {
      const open = openRun();
      const { insert } = statements(open.run);
      for (const key of keys) open.keys += Number(insert.run(key, row).changes);
    },
    removeKeys(row, keys) {
      for (const run of list.values()) {
        if (run.state === 'dropping') continue;
        const { remove } = statements(run.run);
        for (const key of keys) remove.run(key, row);
        if (run.state !== 'building' || run.firstRow === null || run.firstRow > row) continue;
        for (const pair of noteRemoved(removed, run.run, { row, keys })) onRollback(() => removed.get(run.run)?.delete(pair));
      }
    },
    create(state, sources = []) {
      const { lastInsertRowid } = insertRun.run(state, sources.length > 0 ? JSON.stringify(sources) : null);
      const run: Run = { run: Number(lastInsertRowid), state, keys: 0, firstRow: null, sources };
      connection.exec(
        `CREATE TABLE key_run_${run.run} (key INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) STRICT, WITHOUT ROWID`,
      );
      list.set(run.run, run);
      changed = true;
      raise.run();
      return run;
    },
    append(slice) {
      const run = list.get(slice.run);
      if (run?.state !== 'building') throw new Error(`Run ${slice.run} is not being built.`);
      const pairs = withoutRemoved(slice, removed.get(slice.run));
      appendPairs(statements(slice.run), pairs);
      run.keys += pairs.keys.length;
    },
    save(run) {
      updateRun.run(run.state, run.keys, run.firstRow, run.run);
      if (run.state !== 'building') removed.delete(run.run);
      changed = true;
      raise.run();
    },
    drop(run) {
      prepared.delete(run.run);
      connection.exec(`DROP TABLE key_run_${run.run}`);
      deleteRun.run(run.run);
      list.delete(run.run);
      changed = true;
      raise.run();
    },
    turnOver() {
      const open = openRun();
      if (open.keys < openLimit) return;
      open.state = 'live';
      runs.save(open);
      runs.create('open');
    },
    reload() {
      if (!changed) return;
      prepared.clear();
      readList(connection, list);
    },
    settle() {
      changed = false;
    },
  };
  return runs;
}

function prepareRun(connection: DatabaseSync, run: number): RunStatements {
  const into = `INSERT OR IGNORE INTO key_run_${run} (key, row) VALUES`;
  return {
    insert: connection.prepare(`${into} (?, ?)`),
    insertMany: connection.prepare(`${into} ${Array.from({ length: PAIRS }, () => '(?, ?)').join(', ')}`),
    remove: connection.prepare(`DELETE FROM key_run_${run} WHERE key = ? AND row = ?`),
  };
}

/** Counts are taken from memory where there is one: after a rollback it is a little too high, which does no harm. */
function readList(connection: DatabaseSync, list: Map<number, Run>): void {
  const before = new Map(list);
  list.clear();
  for (const row of connection.prepare('SELECT run, state, keys, first_row, sources FROM key_run ORDER BY run').all()) {
    const run = Number(row['run']);
    const state = String(row['state']) as RunState;
    const firstRow = row['first_row'];
    const sources = row['sources'];
    const growing = state === 'open' || state === 'building';
    list.set(run, {
      run,
      state,
      keys: growing ? (before.get(run)?.keys ?? countKeys(connection, run)) : Number(row['keys']),
      firstRow: typeof firstRow === 'number' ? firstRow : null,
      sources: typeof sources === 'string' ? (JSON.parse(sources) as number[]) : [],
    });
  }
}

function countKeys(connection: DatabaseSync, run: number): number {
  return Number(connection.prepare(`SELECT count(*) AS keys FROM key_run_${run}`).get()?.['keys'] ?? 0);
}

function appendPairs(statements: RunStatements, pairs: { keys: Float64Array; rows: Float64Array }): void {
  const { keys, rows } = pairs;
  const whole = keys.length - (keys.length % PAIRS);
  const values = Array.from({ length: PAIRS * 2 }, () => 0);
  for (let at = 0; at < whole; at += PAIRS) {
    for (let pair = 0; pair < PAIRS; pair += 1) {
      values[pair * 2] = keys[at + pair] ?? 0;
      values[pair * 2 + 1] = rows[at + pair] ?? 0;
    }
    statements.insertMany.run(...values);
  }
  for (let at = whole; at < keys.length; at += 1) statements.insert.run(keys[at] ?? 0, rows[at] ?? 0);
}

function noteRemoved(removed: Map<number, Set<string>>, run: number, gone: { row: number; keys: readonly number[] }): string[] {
  const known = removed.get(run) ?? new Set<string>();
  removed.set(run, known);
  const added = gone.keys.map((key) => `${key} ${gone.row}`).filter((pair) => !known.has(pair));
  for (const pair of added) known.add(pair);
  return added;
}

function withoutRemoved(slice: RunSlice, gone: ReadonlySet<string> | undefined): { keys: Float64Array; rows: Float64Array } {
  if (gone === undefined || gone.size === 0) return slice;
  const kept: number[] = [];
  for (let at = 0; at < slice.keys.length; at += 1) {
    if (!gone.has(`${slice.keys[at]} ${slice.rows[at]}`)) kept.push(at);
  }
  return { keys: Float64Array.from(kept, (at) => slice.keys[at] ?? 0), rows: Float64Array.from(kept, (at) => slice.rows[at] ?? 0) };
}
