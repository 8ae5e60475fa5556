import type { Change, Write } from '../../store.ts';
import type { NewRecord } from '../../tables.ts';
import { bigintArray } from '../arrays.ts';
import { statement } from '../ask.ts';
import { openLoadWrites } from './load-writes.ts';
import { openPostingWrites } from '../name-postings.ts';
import { openReading } from '../reading.ts';
import { RECORD_COLUMNS, valuesOf } from './record-columns.ts';
import type { WritingSession } from './session.ts';
import { walkPages } from '../walk-keys.ts';

/** A pair that is there already but hidden, for its load was cut off, becomes one that is found. */
const ADD_KEYS = `INSERT INTO key_index (key, "row", run) SELECT DISTINCT key, $1::bigint, 0 FROM unnest($2::bigint[]) AS key
  ON CONFLICT (key, "row") DO UPDATE SET run = 0 WHERE key_index.run <> 0`;

const STATEMENTS = {
  insertRecord: statement(
    'insert-record',
    `INSERT INTO record ("row", ${RECORD_COLUMNS.join(', ')}) VALUES ($1, ${RECORD_COLUMNS.map((_, at) => `$${at + 2}`).join(', ')})`,
  ),
  addKeys: statement('add-keys', ADD_KEYS),
  // A run that is being built may yet bring these pairs: it is told to leave them out.
  removeKeys: statement(
    'remove-keys',
    `WITH pending AS (DELETE FROM key_pending WHERE "row" = $1 AND key = ANY ($2::bigint[])),
     noted AS (
       INSERT INTO key_removed (run, key, "row") SELECT DISTINCT g.run, key, $1::bigint FROM key_run g, unnest($2::bigint[]) AS key
       WHERE g.state = 'building' AND g.first_row <= $1 ON CONFLICT DO NOTHING)
     DELETE FROM key_index WHERE "row" = $1 AND key = ANY ($2::bigint[])`,
  ),
  pendingRows: statement('pending-rows', 'SELECT "row" FROM key_pending WHERE key = $1'),
  appendChange: statement(
    'append-change',
    'INSERT INTO change (seq, at, kind, database, owner, from_row, to_row, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
  ),
  appendOutbox: statement('append-outbox', 'INSERT INTO outbox (id, server, entry) VALUES ($1, $2, $3)'),
  forgetOutbox: statement('forget-outbox', 'DELETE FROM outbox WHERE server = $1 AND id <= $2'),
  addRange: statement(
    'add-range',
    'INSERT INTO record_range (database, kind, prefix, digits, low, high, "row") VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING',
  ),
  removeRanges: statement('remove-ranges', 'DELETE FROM record_range WHERE "row" = $1 RETURNING 1'),
  raiseRanges: statement(
    'raise-ranges',
    `INSERT INTO meta (name, value) VALUES ('ranges', '1') ON CONFLICT (name) DO UPDATE SET value = (meta.value::bigint + 1)::text`,
  ),
} as const;

/**
 * Writing on one connection, inside the transaction that holds the lock on `head`. Numbers are counted on in memory and
 * written back at its end. What does not depend on the answer before is sent at once: the connection is a pipeline.
 */
export function openWrite(session: WritingSession): Write {
  const { ask, server, head } = session;
  const reading = openReading({ ask, askPage: ask, db: session.db, walkKeys: (pageSize) => walkPages(ask, pageSize), server });
  return {
    ...reading,
    // What is stored of `head` is the last commit; this transaction has gone further.
    lastRow: async () => head.row,
    lastChange: async () => head.change,
    ...openPostingWrites(ask),
    ...openLoadWrites(session),
    ...openLogWrites(session),
    async insertRecord(record: NewRecord, keys) {
      head.row += 1;
      const row = head.row;
      const stored = ask(STATEMENTS.insertRecord, [row, ...valuesOf(record)]);
      if (keys.length === 0) await stored;
      else await Promise.all([stored, ask(STATEMENTS.addKeys, [row, bigintArray(keys)])]);
      return row;
    },
    addKeys: async (row, keys) => {
      if (keys.length > 0) await ask(STATEMENTS.addKeys, [row, bigintArray(keys)]);
    },
    removeKeys: async (row, keys) => {
      if (keys.length > 0) await ask(STATEMENTS.removeKeys, [row, bigintArray(keys)]);
    },
    async findRowsByKeyIncludingPending(key) {
      const [stored, pending] = await Promise.all([reading.findRowsByKeys([key]), ask<{ row: number }>(STATEMENTS.pendingRows, [key])]);
      return pending.length === 0 ? stored : [...new Set([...stored, ...pending.map(({ row }) => row)])].sort((a, b) => a - b);
    },
  };
}

type LogWrites = Pick<Write, 'appendChange' | 'appendOutbox' | 'forgetOutbox' | 'overwriteDeleted' | 'addRanges' | 'removeRanges'>;

function openLogWrites({ ask, server, head, operation }: WritingSession): LogWrites {
  return {
    async appendChange(made) {
      head.change += 1;
      const seq: Change['seq'] = head.change;
      operation.first ||= seq;
      operation.last = seq;
      const detail = made.detail === undefined || made.detail === null ? null : JSON.stringify(made.detail);
      const { at, kind, database = null, owner = null, fromRow = null, toRow = null } = made;
      await ask(STATEMENTS.appendChange, [seq, at, kind, database, owner, fromRow, toRow, detail]);
      return seq;
    },
    async appendOutbox(entry) {
      head.outbox += 1;
      const id = head.outbox;
      operation.outbox.push({ id, entry });
      await ask(STATEMENTS.appendOutbox, [id, server, entry]);
      return id;
    },
    forgetOutbox: async (upTo) => void (await ask(STATEMENTS.forgetOutbox, [server, upTo])),
    overwriteDeleted: async () => undefined,
    async addRanges(ranges) {
      if (ranges.length === 0) return;
      const added = ranges.map(({ database, kind, prefix, digits, low, high, row }) =>
        ask(STATEMENTS.addRange, [database, kind, prefix, digits, low, high, row]),
      );
      await Promise.all([...added, ask(STATEMENTS.raiseRanges)]);
    },
    async removeRanges(row) {
      if ((await ask(STATEMENTS.removeRanges, [row])).length > 0) await ask(STATEMENTS.raiseRanges);
    },
  };
}
