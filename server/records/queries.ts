/** What the records ask of the store beyond its own methods. */
import { DATABASES } from '@watchword/api/databases/databases.ts';
import { sql } from 'kysely';
import { recordSum, verified } from '#store/record-sum.ts';
import type { Read, Write } from '#store/store.ts';
import type { RecordVersionTable, StoredRecord } from '#store/tables.ts';
import { REVIEW, STATE } from './states.ts';

/** Columns of a record that may change. */
export type Changing = Partial<Omit<StoredRecord, 'row' | 'id' | 'database' | 'owner' | 'created_at' | 'sum'>>;

/** Sets columns of a record, and its checksum with them. Returns the record as it is now. */
export async function updateRecord(tx: Write, record: StoredRecord, columns: Changing): Promise<StoredRecord> {
  const changed = { ...record, ...columns };
  const sum = recordSum(changed);
  await tx.db.updateTable('record').set({ ...columns, sum }).where('row', '=', record.row).execute();
  return { ...changed, sum };
}

/** Keeps a version that is superseded. */
export async function insertVersion(tx: Write, version: RecordVersionTable): Promise<void> {
  await tx.db.insertInto('record_version').values(version).execute();
}

/** Ends records past their day, many at a time: keeps the versions that stood and marks what has become of them. `at`: now, in ms. */
export async function expireRecords(tx: Write, records: readonly StoredRecord[], at: number): Promise<void> {
  const kept = ['row', 'version', 'reference', 'state', 'review', 'expires_on', 'verified_on', 'hidden_from', 'hidden_front', 'confidentiality', 'notice', 'content'] as const;
  await tx.db
    .insertInto('record_version')
    .columns([...kept, 'at', 'actor', 'change'])
    .expression((all) =>
      all
        .selectFrom('record')
        .select(kept)
        .select([sql<number>`CAST(${at} AS BIGINT)`.as('at'), sql.lit('server').as('actor'), sql.lit('expired').as('change')])
        .where('row', 'in', records.map(({ row }) => row)),
    )
    .execute();
  // Each with a checksum of its own.
  for (const record of records) await updateRecord(tx, record, { state: STATE.expired, version: record.version + 1, released: null });
}

/** Erases the photographs of records that have ended. */
export async function erasePhotos(tx: Write, rows: readonly number[]): Promise<void> {
  await tx.overwriteDeleted();
  await tx.db.deleteFrom('photo').where('row', 'in', rows).execute();
}

/** The version of each of these records that was released last; a record that never was is not in it. */
export async function findReleasedVersions(read: Read, rows: readonly number[]): Promise<Map<number, number>> {
  if (rows.length === 0) return new Map();
  const found = await read.db
    .selectFrom('record_version')
    .select((all) => ['row', all.fn.max('version').as('version')])
    .where('row', 'in', rows)
    .where('change', '=', 'released')
    .groupBy('row')
    .execute();
  return new Map(found.map(({ row, version }) => [row, Number(version)]));
}

/** The superseded versions of a record, newest first. */
export async function listVersions(read: Read, row: number): Promise<RecordVersionTable[]> {
  return await read.db.selectFrom('record_version').selectAll().where('row', '=', row).orderBy('version', 'desc').execute();
}

/** The reason of the last review of each of these rows, where one was given. */
export async function findReviewReasons(read: Read, rows: readonly number[]): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  if (rows.length === 0) return found;
  const reviews = await read.db
    .selectFrom('record_version')
    .select(['row', 'reason'])
    .where('row', 'in', rows)
    // The Commission gives none, and what was said before is not its reason.
    .where('change', 'in', ['released', 'blocked', 'held'])
    .orderBy('row')
    .orderBy('version')
    .execute();
  for (const { row, reason } of reviews) {
    if (reason === null) found.delete(row);
    else found.set(row, reason);
  }
  return found;
}

/** One owner, one database, one state: the records of it lie in one place of an index, in order of row. */
export type OwnRecords = { owner: number; database: number; state: number; belowRow: number; limit: number };

/** Rows of own records, newest first. */
export async function listOwnRows(read: Read, { owner, database, state, belowRow, limit }: OwnRecords): Promise<number[]> {
  const rows = await read.db
    .selectFrom('record')
    .select('row')
    .where('owner', '=', owner)
    .where('database', '=', database)
    .where('state', '=', state)
    .where('row', '<', belowRow)
    .orderBy('row', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ row }) => row);
}

const REVIEWED = DATABASES.filter(({ review }) => review).map(({ number }) => number);

/** Active records of databases that are reviewed, in this state of review, oldest first. */
export async function listReviewed(read: Read, asked: { review: keyof typeof REVIEW; aboveRow: number; limit: number }): Promise<StoredRecord[]> {
  const records = await read.db
    .selectFrom('record')
    .selectAll()
    .where('review', '=', REVIEW[asked.review])
    // A record of any other is blocked by the Commission alone, and the secretariat has no part in it.
    .where('database', 'in', REVIEWED)
    // Word for word the condition of the index, or the index is not used.
    .where(sql<boolean>`review > 0 AND state = ${sql.lit(STATE.active)}`)
    .where('row', '>', asked.aboveRow)
    .orderBy('row')
    .limit(asked.limit)
    .execute();
  return records.map(verified);
}

/** Erases what every kept version of a record says; `content` takes its place. */
export async function eraseVersions(tx: Write, row: number, content: string): Promise<void> {
  const kept = tx.db.updateTable('record_version').set({ reference: null, reason: null, hidden_from: null, hidden_front: 0, notice: null }).where('row', '=', row);
  await kept.execute();
  await kept.set({ content }).where('content', '<>', '').execute();
}

/**
 * Forgets answers to writes that speak of a record: they would be told again when a request is repeated. Their keys stay, or a creation that is
 * repeated would enter the record again. Reads every answer of a day.
 */
export async function forgetAnswersAbout(tx: Write, id: string): Promise<void> {
  await tx.db.updateTable('idempotency').set({ request: new Uint8Array(), answer: '' }).where('answer', 'like', `%${id}%`).execute();
}

/** Notes on which day records ended: what they say is erased some time later. */
export async function noteEnds(tx: Write, rows: readonly number[], day: number): Promise<void> {
  if (rows.length === 0) return;
  await tx.db.insertInto('record_end').values(rows.map((row) => ({ row, ended_on: day }))).onConflict((conflict) => conflict.column('row').doUpdateSet({ ended_on: day })).execute();
}

/** Nothing of this record is left to be erased. */
export async function forgetEnd(tx: Write, row: number): Promise<void> {
  await tx.db.deleteFrom('record_end').where('row', '=', row).execute();
}

/** Rows of records that ended before this day and still say something, at most `limit`. */
export async function listEndedBefore(read: Read, { day, limit }: { day: number; limit: number }): Promise<number[]> {
  const rows = await read.db.selectFrom('record_end').select('row').where('ended_on', '<', day).orderBy('ended_on').limit(limit).execute();
  return rows.map(({ row }) => row);
}

/** Whether the Commission holds this record back. */
export async function isHeld(read: Read, row: number): Promise<boolean> {
  return (await read.db.selectFrom('record_hold').select('row').where('row', '=', row).executeTakeFirst()) !== undefined;
}

/** Holds a record back from now on. `at`: in ms. */
export async function keepHold(tx: Write, row: number, at: number): Promise<void> {
  await tx.db.insertInto('record_hold').values({ row, since: at }).onConflict((conflict) => conflict.column('row').doNothing()).execute();
}

/** Ends the hold. */
export async function endHold(tx: Write, row: number): Promise<void> {
  await tx.db.deleteFrom('record_hold').where('row', '=', row).execute();
}

/** The reasons with which the secretariat has classified a record; each begins with the level. */
export async function listClassifications(read: Read, row: number): Promise<string[]> {
  const found = await read.db.selectFrom('record_version').select('reason').where('row', '=', row).where('change', '=', 'classified').execute();
  return found.flatMap(({ reason }) => reason ?? []);
}

/** Rows of active records whose hiding from the front line has lapsed by this minute since 1970, at most `limit`. */
export async function listHidingEnded(read: Read, { minute, limit }: { minute: number; limit: number }): Promise<number[]> {
  const rows = await read.db.selectFrom('record').select('row').where(sql<boolean>`hidden_front > 0`).where('hidden_front', '<=', minute).where('state', '=', STATE.active).limit(limit).execute();
  return rows.map(({ row }) => row);
}

/**
 * Rows of active records that are restricted in any way, hidden from the front line, or otherwise, from one row to another, both included.
 * Word for word the condition of the index, or all records are read.
 */
export async function listRestrictedRows(read: Read, { fromRow, toRow, limit }: { fromRow: number; toRow: number; limit: number }): Promise<number[]> {
  const rows = await read.db
    .selectFrom('record')
    .select('row')
    .where(sql<boolean>`state = 0 AND (hidden_front > 0 OR hidden_from IS NOT NULL OR confidentiality > 0 OR review NOT IN (0, 2))`)
    .where(sql<boolean>`"row" + 0 >= ${fromRow} AND "row" + 0 <= ${toRow}`)
    .orderBy(sql`"row" + 0`)
    .limit(limit)
    .execute();
  return rows.map(({ row }) => row);
}

/** Rows of active records that are hidden from the front line, at most `limit`. */
export async function listHiddenFrontRows(read: Read, limit: number): Promise<number[]> {
  const rows = await read.db.selectFrom('record').select('row').where(sql<boolean>`hidden_front > 0`).where('state', '=', STATE.active).limit(limit).execute();
  return rows.map(({ row }) => row);
}

/** Active records of an owner that end in a span of days, both ends included, by database. */
export async function countEnding(read: Read, { owner, fromDay, toDay }: { owner: number; fromDay: number; toDay: number }): Promise<{ database: number; count: number; first: number }[]> {
  const rows = await read.db
    .selectFrom('record')
    .select((all) => ['database', all.fn.countAll().as('count'), all.fn.min('expires_on').as('first')])
    .where('owner', '=', owner)
    // As the index has it: in spans of 32 days.
    .where(sql<boolean>`state = ${sql.lit(STATE.active)} AND (expires_on >> 5) BETWEEN ${sql.lit(fromDay >> 5)} AND ${sql.lit(toDay >> 5)}`)
    .where('expires_on', '>=', fromDay)
    .where('expires_on', '<=', toDay)
    .groupBy('database')
    .execute();
  return rows.map(({ database, count, first }) => ({ database, count: Number(count), first: Number(first) }));
}
