import type { DatabaseSync } from 'node:sqlite';
import type { OutboxEntry, Write } from '../store.ts';
import { guarded } from './failure.ts';

/** Told of what the operation appends. */
export interface LogListener {
  changed(seq: number): void;
  entered(entry: OutboxEntry): void;
}

type LogWrites = Pick<Write, 'appendChange' | 'appendOutbox' | 'forgetOutbox' | 'overwriteDeleted' | 'addRanges' | 'removeRanges'>;

/**
 * Appending to the change log and the outbox, and the number ranges. The change log needs no counter: SQLite numbers a
 * row one above the highest there is, the single writer makes that the order of the commits, and what is rolled back
 * gives its numbers back. So no gap can come about. Changes are never deleted.
 */
export function prepareLogWrites(connection: DatabaseSync, listener: LogListener): LogWrites {
  const change = connection.prepare(
    'INSERT INTO change (at, kind, database, owner, from_row, to_row, detail) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const outbox = connection.prepare('INSERT INTO outbox (entry) VALUES (?)');
  const forget = connection.prepare('DELETE FROM outbox WHERE id <= ?');
  const addRange = connection.prepare(
    'INSERT OR IGNORE INTO record_range (database, kind, prefix, digits, low, high, row) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const removeRanges = connection.prepare('DELETE FROM record_range WHERE row = ?');
  const raiseRanges = connection.prepare(
    `INSERT INTO meta (name, value) VALUES ('ranges', '1') ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`,
  );

  return {
    appendChange: async (made) =>
      guarded(() => {
        const detail = made.detail === undefined || made.detail === null ? null : JSON.stringify(made.detail);
        const { lastInsertRowid } = change.run(
          made.at, made.kind, made.database ?? null, made.owner ?? null, made.fromRow ?? null, made.toRow ?? null, detail,
        );
        listener.changed(Number(lastInsertRowid));
        return Number(lastInsertRowid);
      }),
    appendOutbox: async (entry) =>
      guarded(() => {
        const id = Number(outbox.run(entry).lastInsertRowid);
        listener.entered({ id, entry });
        return id;
      }),
    forgetOutbox: async (upTo) => guarded(() => void forget.run(upTo)),
    overwriteDeleted: async () => guarded(() => connection.exec('PRAGMA secure_delete = ON')),
    addRanges: async (ranges) =>
      guarded(() => {
        for (const { database, kind, prefix, digits, low, high, row } of ranges) {
          addRange.run(database, kind, prefix, digits, low, high, row);
        }
        if (ranges.length > 0) raiseRanges.run();
      }),
    removeRanges: async (row) =>
      guarded(() => {
        if (Number(removeRanges.run(row).changes) > 0) raiseRanges.run();
      }),
  };
}
