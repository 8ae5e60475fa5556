import { fail } from '@watchword/api/errors.ts';
import type { Kysely } from 'kysely';
import type { Change, OutboxEntry, Read, ReindexSpan } from '../store.ts';
import { verified } from '../record-sum.ts';
import type { StoredRange, StoredRecord, Tables } from '../tables.ts';
import { bigintArray } from './arrays.ts';
import { statement, type Ask } from './ask.ts';
import { openKeyCheck } from './key-check.ts';
import { openPostings } from './name-postings.ts';

/** What reading needs. */
export interface ReadingOptions {
  /** For the short questions here. */
  readonly ask: Ask;
  /** For those whose answer may be long: a short one must not stand behind them. */
  readonly askPage: Ask;
  readonly db: Kysely<Tables>;
  readonly walkKeys: Read['walkKeys'];
  /** Whose audit entries and cut-off loads these are. */
  readonly server: string;
}

/** Pairs `k` of the key index that can be found: those of a run that is not published, or was given up, cannot. */
export const FOUND = 'NOT EXISTS (SELECT FROM key_run hidden WHERE hidden.run = k.run)';

const ROWS_BY_KEYS = `SELECT k."row" FROM key_index k WHERE k.key = ANY ($1::bigint[]) AND ${FOUND}`;
/** For a single key, the usual question: the index gives each row once and in order, so nothing is sorted or thrown out. */
const BY_KEY = `k.key = $1::bigint AND ${FOUND} ORDER BY k."row"`;
const STATEMENTS = {
  recordsByKey: statement('records-by-key', `SELECT r.* FROM key_index k JOIN record r ON r."row" = k."row" WHERE ${BY_KEY}`),
  rowsByKey: statement('rows-by-key', `SELECT k."row" FROM key_index k WHERE ${BY_KEY}`),
  recordsByKeys: statement('records-by-keys', `SELECT * FROM record WHERE "row" IN (${ROWS_BY_KEYS}) ORDER BY "row"`),
  rowsByKeys: statement('rows-by-keys', `SELECT DISTINCT found."row" FROM (${ROWS_BY_KEYS}) found ORDER BY 1`),
  // Each key gives its lowest rows, so the lowest of all are among them; a key that many share is never read whole.
  candidates: statement(
    'candidates',
    `SELECT found."row" AS candidate, r.* FROM (
       SELECT k."row" FROM unnest($1::bigint[]) asked (key) CROSS JOIN LATERAL
         (SELECT k."row" FROM key_index k WHERE k.key = asked.key AND k."row" > $3::bigint AND ${FOUND} ORDER BY k."row" LIMIT $4::bigint) k
       UNION SELECT given."row" FROM unnest($2::bigint[]) given ("row") WHERE given."row" > $3::bigint
       ORDER BY 1 LIMIT $4::bigint
     ) found LEFT JOIN record r ON r."row" = found."row" ORDER BY 1`,
  ),
  byId: statement('record-by-id', 'SELECT * FROM record WHERE id = $1'),
  byRows: statement('records-by-rows', 'SELECT * FROM record WHERE "row" = ANY ($1::bigint[]) ORDER BY "row"'),
  fromRow: statement('records-from-row', 'SELECT * FROM record WHERE "row" >= $1 ORDER BY "row" LIMIT $2'),
  expiring: statement(
    'records-expiring',
    `SELECT * FROM record WHERE state = 0 AND owner = $1 AND (expires_on >> 5) BETWEEN $2::integer AND $3::integer
     AND ((expires_on >> 5), "row") > ($4::integer, $5::bigint) AND expires_on BETWEEN $6::integer AND $7::integer
     ORDER BY owner, (expires_on >> 5), "row" LIMIT $8`,
  ),
  lastRow: statement('last-row', 'SELECT last_row AS last FROM head'),
  lastChange: statement('last-change', 'SELECT last_change AS last FROM head'),
  changes: statement(
    'changes',
    `SELECT seq, at, kind, database, owner, from_row AS "fromRow", to_row AS "toRow", detail FROM change WHERE seq > $1 ORDER BY seq LIMIT $2`,
  ),
  outbox: statement('outbox', 'SELECT id, entry FROM outbox WHERE server = $1 ORDER BY id LIMIT $2'),
  meta: statement('meta', 'SELECT value FROM meta WHERE name = $1'),
  ranges: statement(
    'ranges',
    'SELECT * FROM record_range WHERE database = $1 AND kind = $2 AND prefix = $3 AND digits = $4 AND low <= $5 AND high >= $5',
  ),
  // Up to the row of the range after `limit` others: so a page never ends inside a row.
  rangesOfRows: statement(
    'ranges-of-rows',
    `SELECT * FROM record_range WHERE "row" BETWEEN $1 AND
     coalesce((SELECT "row" FROM record_range WHERE "row" BETWEEN $1 AND $2 ORDER BY "row" LIMIT 1 OFFSET $3::bigint - 1), $2) ORDER BY "row"`,
  ),
} as const;

/** The name in `meta` of the rows that the cut-off loads of a server left without keys. */
export function reindexName(server: string): string {
  return `reindex ${server}`;
}

/** Everything a reader can ask. Each method is one statement, hence one snapshot. */
export function openReading({ ask, askPage, db, walkKeys, server }: ReadingOptions): Read {
  return {
    db,
    walkKeys,
    ...openKeyCheck(ask),
    ...openPostings(ask),
    async findByKeys(keys) {
      if (keys.length === 0) return [];
      if (keys.length === 1) return (await ask<StoredRecord>(STATEMENTS.recordsByKey, keys)).map(verified);
      return (await ask<StoredRecord>(STATEMENTS.recordsByKeys, [bigintArray(keys)])).map(verified);
    },
    async findCandidates({ keys, rows, after, limit }) {
      if (keys.length === 0 && rows.length === 0) return { records: [], next: undefined };
      // One more than is wanted: so it is known whether there is another page.
      const found = await askPage<Candidate>(STATEMENTS.candidates, [bigintArray(keys), bigintArray(rows), after, limit + 1]);
      const page = found.slice(0, limit);
      return { records: page.flatMap(toRecord), next: found.length > limit ? page.at(-1)?.candidate : undefined };
    },
    async findRowsByKeys(keys) {
      if (keys.length === 0) return [];
      const found = keys.length === 1 ? ask<{ row: number }>(STATEMENTS.rowsByKey, keys) : ask<{ row: number }>(STATEMENTS.rowsByKeys, [bigintArray(keys)]);
      return (await found).map(({ row }) => row);
    },
    findById: async (id) => (await ask<StoredRecord>(STATEMENTS.byId, [id])).map(verified)[0],
    findByRows: async (rows) => (rows.length === 0 ? [] : (await askPage<StoredRecord>(STATEMENTS.byRows, [bigintArray(rows)])).map(verified)),
    readRows: async (fromRow, limit) => (await askPage<StoredRecord>(STATEMENTS.fromRow, [fromRow, limit])).map(verified),
    async findExpiring({ owner, fromDay, toDay, after, limit }) {
      const from = after ?? { row: 0, expires_on: fromDay };
      const values = [owner, from.expires_on >> 5, toDay >> 5, from.expires_on >> 5, from.row, fromDay, toDay, limit];
      return (await askPage<StoredRecord>(STATEMENTS.expiring, values)).map(verified);
    },
    lastRow: () => askLast(ask, STATEMENTS.lastRow),
    lastChange: () => askLast(ask, STATEMENTS.lastChange),
    readChanges: async (since, limit) => (await askPage<StoredChange>(STATEMENTS.changes, [since, limit])).map(toChange),
    readOutbox: (limit) => askPage<OutboxEntry>(STATEMENTS.outbox, [server, limit]),
    findReindexSpan: async () => parseSpan(await askMeta(ask, reindexName(server))),
    rangesVersion: async () => Number((await askMeta(ask, 'ranges')) ?? 0),
    findRanges: ({ database, kind, prefix, digits, number }) =>
      ask<StoredRange>(STATEMENTS.ranges, [database, kind, prefix, digits, number]),
    readRanges: ({ fromRow, toRow, limit }) => askPage<StoredRange>(STATEMENTS.rangesOfRows, [fromRow, toRow, limit]),
  };
}

type Candidate = { readonly candidate: number } & (StoredRecord | { readonly row: null });

function toRecord({ candidate: _, ...record }: Candidate): StoredRecord[] {
  // Records are never deleted.
  if (record.row === null) throw fail('store.broken', {}, new Error('The index leads to a row that is not there.'));
  return [verified(record)];
}

type StoredChange = Omit<Change, 'detail'> & { readonly detail: string | null };

function toChange(row: StoredChange): Change {
  return { ...row, detail: row.detail === null ? null : JSON.parse(row.detail) };
}

async function askLast(ask: Ask, asked: (typeof STATEMENTS)[keyof typeof STATEMENTS]): Promise<number> {
  return (await ask<{ last: number }>(asked))[0]?.last ?? 0;
}

async function askMeta(ask: Ask, name: string): Promise<string | undefined> {
  return (await ask<{ value: string }>(STATEMENTS.meta, [name]))[0]?.value;
}

/** Reads `from-to` of a value in `meta`. */
export function parseSpan(value: string | undefined): ReindexSpan | undefined {
  const [from, to] = (value ?? '').split('-').map(Number);
  return from === undefined || to === undefined ? undefined : { fromRow: from, toRow: to };
}
