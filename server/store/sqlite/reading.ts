import { createRequire } from 'node:module';
import type { DatabaseSync } from 'node:sqlite';
import type { AskedCandidates, CandidatePage, Change, OutboxEntry, Read, ReindexSpan } from '../store.ts';
import { fail } from '@watchword/api/errors.ts';
import { verified } from '../record-sum.ts';
import type { StoredRange, StoredRecord } from '../tables.ts';
import { guarded } from './failure.ts';
import { openKeyCheck } from './key-check.ts';
import { openKeyLookup, type KeyLookup } from './key-lookup.ts';
import { walkKeyPages, type WalkConnection } from './key-walk.ts';
import type * as Over from './kysely.ts';
import { openPostings } from './name-postings.ts';

/** The connections of a reader, or of the writer when both are the same. */
export interface ReadingOptions {
  /** For the prepared statements here: no other transaction is ever open on it, unless it is the writer's. */
  readonly hot: DatabaseSync;
  /** For Kysely. Apart, because a walk over a result holds an old snapshot, on which a check must not be answered. */
  readonly ordinary: DatabaseSync;
  /** Runs work on one snapshot of `hot`. */
  readonly onSnapshot: <Result>(work: () => Result) => Result;
  /** Gives the connection for a walk over all keys. */
  readonly openWalk: () => WalkConnection;
}

const requireHere = createRequire(import.meta.url);

/** Everything a reader can ask, over prepared statements. Kysely is hundreds of files: a thread that only looks up never loads them. */
export function openReading(options: ReadingOptions): Read {
  const { hot, onSnapshot } = options;
  let db: Read['db'] | undefined;
  const lookup = openKeyLookup(hot);
  const byRow = hot.prepare('SELECT * FROM record WHERE row = ?');
  const byId = hot.prepare('SELECT * FROM record WHERE id = ?');
  const fromRow = hot.prepare('SELECT * FROM record WHERE row >= ? ORDER BY row LIMIT ?');
  const expiring = hot.prepare(
    `SELECT * FROM record WHERE state = 0 AND owner = ? AND expires_on >> 5 BETWEEN ? AND ? AND (expires_on >> 5, row) > (?, ?)
     AND expires_on BETWEEN ? AND ? ORDER BY expires_on >> 5, row LIMIT ?`,
  );
  const last = hot.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'record'`);

  const records = (rows: readonly number[]): StoredRecord[] => {
    const found: StoredRecord[] = [];
    for (const row of rows) {
      const record = byRow.get(row);
      if (record !== undefined) found.push(verified(record as unknown as StoredRecord));
    }
    return found;
  };

  return {
    get db() {
      return (db ??= (requireHere('./kysely.ts') as typeof Over).kyselyOver(options.ordinary));
    },
    findByKeys: async (keys) => guarded(() => onSnapshot(() => whole(records, lookup.findRows(keys)))),
    findCandidates: async (asked) => guarded(() => onSnapshot(() => readCandidates(asked, lookup, records))),
    findRowsByKeys: async (keys) => guarded(() => onSnapshot(() => lookup.findRows(keys))),
    findById: async (id) =>
      guarded(() => {
        const record = byId.get(id) as unknown as StoredRecord | undefined;
        return record === undefined ? undefined : verified(record);
      }),
    findByRows: async (rows) => guarded(() => onSnapshot(() => records([...rows].sort((a, b) => a - b)))),
    readRows: async (from, limit) => guarded(() => (fromRow.all(from, limit) as unknown as StoredRecord[]).map(verified)),
    findExpiring: async ({ owner, fromDay, toDay, after, limit }) =>
      guarded(() => {
        const from = after ?? { row: 0, expires_on: fromDay };
        return (expiring.all(owner, from.expires_on >> 5, toDay >> 5, from.expires_on >> 5, from.row, fromDay, toDay, limit) as unknown as StoredRecord[]).map(verified);
      }),
    lastRow: async () => guarded(() => Number(last.get()?.['seq'] ?? 0)),
    walkKeys: (pageSize) => walkKeyPages(options.openWalk, pageSize),
    ...openPostings(hot, onSnapshot),
    ...openKeyCheck(hot, onSnapshot),
    ...openLogs(hot),
    ...openRanges(hot),
  };
}

/** Records are never deleted: a row to which the index leads and that is not there is damage, not absence. */
function whole(records: (rows: readonly number[]) => StoredRecord[], rows: readonly number[]): StoredRecord[] {
  const found = records(rows);
  if (found.length < rows.length) throw fail('store.broken', {}, new Error('The index leads to a row that is not there.'));
  return found;
}

function readCandidates({ keys, rows, after, limit }: AskedCandidates, lookup: KeyLookup, records: (rows: readonly number[]) => StoredRecord[]): CandidatePage {
  // One more than is read: so it is known whether there is another page.
  const byKey = keys.length === 0 ? [] : lookup.findRowsAbove(keys, after, limit + 1);
  const above = rows.filter((row) => row > after);
  const all = above.length === 0 ? byKey : [...new Set([...byKey, ...above])].sort((a, b) => a - b);
  const page = all.slice(0, limit);
  return { records: whole(records, page), next: all.length > limit ? page.at(-1) : undefined };
}

type Logs = Pick<Read, 'readChanges' | 'lastChange' | 'readOutbox' | 'findReindexSpan'>;

function openLogs(hot: DatabaseSync): Logs {
  const changes = hot.prepare(
    `SELECT seq, at, kind, database, owner, from_row AS fromRow, to_row AS toRow, detail FROM change WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  const lastChange = hot.prepare('SELECT max(seq) AS last FROM change');
  const outbox = hot.prepare('SELECT id, entry FROM outbox ORDER BY id LIMIT ?');
  const meta = hot.prepare('SELECT value FROM meta WHERE name = ?');
  return {
    readChanges: async (since, limit) => guarded(() => changes.all(since, limit).map(toChange)),
    lastChange: async () => guarded(() => Number(lastChange.get()?.['last'] ?? 0)),
    readOutbox: async (limit) => guarded(() => outbox.all(limit) as unknown as OutboxEntry[]),
    findReindexSpan: async () => guarded(() => parseSpan(meta.get('reindex')?.['value'])),
  };
}

function toChange(row: Record<string, unknown>): Change {
  const detail = row['detail'];
  return { ...(row as unknown as Change), detail: typeof detail === 'string' ? JSON.parse(detail) : null };
}

/** Reads `from-to` of the value `reindex` in `meta`. */
export function parseSpan(value: unknown): ReindexSpan | undefined {
  if (typeof value !== 'string') return undefined;
  const [from, to] = value.split('-').map(Number);
  return from === undefined || to === undefined ? undefined : { fromRow: from, toRow: to };
}

function openRanges(hot: DatabaseSync): Pick<Read, 'rangesVersion' | 'findRanges' | 'readRanges'> {
  const version = hot.prepare(`SELECT value FROM meta WHERE name = 'ranges'`);
  const holding = hot.prepare(
    `SELECT * FROM record_range WHERE database = ? AND kind = ? AND prefix = ? AND digits = ? AND low <= ? AND high >= ?`,
  );
  // Up to the row of the range after `limit` others: so a page never ends inside a row.
  const ofRows = hot.prepare(
    `SELECT * FROM record_range WHERE row BETWEEN ?1 AND
     coalesce((SELECT row FROM record_range WHERE row BETWEEN ?1 AND ?2 ORDER BY row LIMIT 1 OFFSET ?3 - 1), ?2) ORDER BY row`,
  );
  return {
    rangesVersion: async () => guarded(() => Number(version.get()?.['value'] ?? 0)),
    findRanges: async (asked) =>
      guarded(
        () =>
          holding.all(asked.database, asked.kind, asked.prefix, asked.digits, asked.number, asked.number) as unknown as StoredRange[],
      ),
    readRanges: async ({ fromRow, toRow, limit }) => guarded(() => ofRows.all(fromRow, toRow, limit) as unknown as StoredRange[]),
  };
}
