import type { BulkRecords, RunSlice, Write } from '../../store.ts';
import { bigintArray } from '../arrays.ts';
import { statement, type Ask } from '../ask.ts';
import { parseSpan, reindexName } from '../reading.ts';
import { RECORD_COLUMNS, unnestRecords, valuesOf } from './record-columns.ts';
import type { WritingSession } from './session.ts';

type LoadWrites = Pick<Write, 'beginRun' | 'insertRecords' | 'appendRun' | 'publishRun' | 'abandonRun' | 'markReindexed'>;

const STATEMENTS = {
  begin: statement('begin-run', `INSERT INTO key_run (server, state) VALUES ($1, 'building') RETURNING run`),
  building: statement('building-run', `SELECT run, first_row AS "firstRow" FROM key_run WHERE run = $1 AND state = 'building'`),
  noteFirst: statement('note-first-row', 'UPDATE key_run SET first_row = $2 WHERE run = $1'),
  insertRecords: statement(
    'insert-records',
    `INSERT INTO record ("row", ${RECORD_COLUMNS.join(', ')})
     SELECT $1::bigint - 1 + made.at, ${RECORD_COLUMNS.map((column) => `made.${column}`).join(', ')}
     FROM unnest(${unnestRecords(2)}) WITH ORDINALITY AS made (${RECORD_COLUMNS.join(', ')}, at)`,
  ),
  keepPending: statement('keep-pending', 'INSERT INTO key_pending (run, key, "row") SELECT $1, key, "row" FROM unnest($2::bigint[], $3::bigint[]) AS made (key, "row")'),
  // A pair that another run has hidden is found from now on: early for one of the two, never too late.
  append: statement(
    'append-run',
    `INSERT INTO key_index (key, "row", run) SELECT key, "row", $1::integer FROM unnest($2::bigint[], $3::bigint[]) AS made (key, "row")
     WHERE NOT EXISTS (SELECT FROM key_removed gone WHERE gone.run = $1 AND gone.key = made.key AND gone."row" = made."row")
     ON CONFLICT (key, "row") DO UPDATE SET run = 0 WHERE key_index.run NOT IN (0, excluded.run)`,
  ),
  publish: statement('publish-run', 'DELETE FROM key_run WHERE run = $1'),
  forgetRemoved: statement('forget-removed', 'DELETE FROM key_removed WHERE run = $1'),
  giveUp: statement('give-up-run', `UPDATE key_run SET state = 'dropped' WHERE run = $1`),
  span: statement('reindex-span', 'SELECT value FROM meta WHERE name = $1'),
  keepSpan: statement('keep-span', 'INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value'),
  endSpan: statement('end-span', 'DELETE FROM meta WHERE name = $1'),
  /** Runs of a server that were given up and whose rows have their keys again. */
  droppedPending: statement(
    'dropped-pending',
    `SELECT g.run FROM key_run g WHERE g.server = $1 AND g.state = 'dropped' AND to_regclass('key_pending_' || g.run) IS NOT NULL`,
  ),
  left: statement('runs-left', `SELECT run, first_row AS "firstRow" FROM key_run WHERE server = $1 AND state = 'building' ORDER BY run`),
} as const;

interface BuildingRun {
  readonly run: number;
  readonly firstRow: number | null;
}

/**
 * The part of a writer that loads use. The pairs of a run go straight into the index, hidden until its line leaves
 * `key_run`: publishing is one row, however large the run. A run that was given up stays in `key_run` for ever, because
 * its pairs stay in the index; those that are made anew for `findReindexSpan` are found again one by one.
 *
 * Why no key is lost when a load is cut off: see the same on SQLite (`sqlite/load-runs.ts`). Here each server has its own
 * runs and its own span, since others go on writing meanwhile.
 */
export function openLoadWrites(session: WritingSession): LoadWrites {
  const { ask, server, head } = session;
  const building = async (number: number): Promise<BuildingRun> => {
    const [run] = await ask<BuildingRun>(STATEMENTS.building, [number]);
    if (run === undefined) throw new Error(`Run ${number} is not being built.`);
    return run;
  };
  return {
    async beginRun() {
      const [made] = await ask<{ run: number }>(STATEMENTS.begin, [server]);
      if (made === undefined) throw new Error('No run was made.');
      await ask(unnamed(`CREATE TABLE key_pending_${made.run} PARTITION OF key_pending FOR VALUES IN (${made.run})`));
      return made.run;
    },
    async insertRecords(bulk) {
      const run = await building(bulk.run);
      const first = head.row + 1;
      if (bulk.records.length === 0) return first;
      head.row += bulk.records.length;
      const work = [insertRecords(ask, bulk, first), keepPending(ask, bulk, first)];
      if (run.firstRow === null) work.push(ask(STATEMENTS.noteFirst, [bulk.run, first]));
      await Promise.all(work);
      return first;
    },
    async appendRun(slice: RunSlice) {
      await building(slice.run);
      await ask(STATEMENTS.append, [slice.run, bigintArray(slice.keys), bigintArray(slice.rows)]);
    },
    async publishRun(number) {
      await building(number);
      await Promise.all([ask(STATEMENTS.publish, [number]), ask(STATEMENTS.forgetRemoved, [number]), dropPending(ask, number)]);
    },
    abandonRun: async (number) => giveUp(session, await building(number)),
    async markReindexed(upToRow) {
      const name = reindexName(server);
      const known = await findSpan(ask, name);
      if (known !== undefined && upToRow < known.toRow) {
        await ask(STATEMENTS.keepSpan, [name, `${Math.max(upToRow + 1, known.fromRow)}-${known.toRow}`]);
        return;
      }
      await ask(STATEMENTS.endSpan, [name]);
      for (const { run } of await ask<{ run: number }>(STATEMENTS.droppedPending, [server])) await dropPending(ask, run);
    },
  };
}

/** Gives up the runs that were being built when this server was last closed or cut off. */
export async function giveUpLeftRuns(session: WritingSession): Promise<void> {
  for (const run of await session.ask<BuildingRun>(STATEMENTS.left, [session.server])) await giveUp(session, run);
}

async function giveUp({ ask, server, head }: WritingSession, run: BuildingRun): Promise<void> {
  if (run.firstRow !== null) {
    const name = reindexName(server);
    const known = await findSpan(ask, name);
    await ask(STATEMENTS.keepSpan, [name, `${Math.min(run.firstRow, known?.fromRow ?? run.firstRow)}-${head.row}`]);
  }
  await Promise.all([ask(STATEMENTS.giveUp, [run.run]), ask(STATEMENTS.forgetRemoved, [run.run])]);
}

async function findSpan(ask: Ask, name: string) {
  return parseSpan((await ask<{ value: string }>(STATEMENTS.span, [name]))[0]?.value);
}

async function insertRecords(ask: Ask, { records }: BulkRecords, first: number): Promise<unknown> {
  const rows = records.map(valuesOf);
  const columns = RECORD_COLUMNS.map((_, at) => rows.map((row) => row[at]));
  return ask(STATEMENTS.insertRecords, [first, ...columns]);
}

async function keepPending(ask: Ask, { run, referenceKeys = [] }: BulkRecords, first: number): Promise<unknown> {
  const kept = referenceKeys.map((key, at) => [key, first + at] as const).filter(([key]) => key >= 0);
  if (kept.length === 0) return undefined;
  return ask(STATEMENTS.keepPending, [run, bigintArray(kept.map(([key]) => key)), bigintArray(kept.map(([, row]) => row))]);
}

async function dropPending(ask: Ask, run: number): Promise<unknown> {
  return ask(unnamed(`DROP TABLE IF EXISTS key_pending_${run}`));
}

function unnamed(text: string) {
  return statement('', text);
}
