/**
 * The sweep: records past their last day leave the index and are marked. No check ever finds such a record, swept or not; the
 * sweep only tidies, so it may be late.
 */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { encodeEntry, endedErased, recordExpired } from '#audit/audit.ts';
import { listOrganisations, organisationCode } from '#organisations/organisations.ts';
import type { Handlers, Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { eraseContent } from './erase.ts';
import { erasePhotos, expireRecords, listEndedBefore, noteEnds } from './queries.ts';
import { unindex } from './record-index.ts';
import { keepVersion } from './supersede.ts';

/** One portion of the sweep. `at`: now, in ms. `most`: so many records at most, for everything else that is written waits. */
export type SweepPortion = { readonly at: number; readonly most: number };

/** Slices of the writer that no operation stands behind. */
export const RECORD_SLICES = { 'records.sweep': sweep, 'records.erase-ended': eraseEnded } satisfies Handlers;

/** The way to the writer, of which the sweep needs this alone. */
type Sweeper = { run(name: 'records.sweep', payload: SweepPortion): Promise<{ readonly result: { readonly ended: number } }> };

/** A portion takes some five milliseconds of the writer. */
const PORTION = 50;

/** Ends every record past its last day, portion by portion, so that other writes go between. Returns how many. `now`: in ms. */
export async function sweepExpired(writer: Sweeper, now: number, portion: number = PORTION): Promise<number> {
  let ended = 0;
  for (;;) {
    const { result } = await writer.run('records.sweep', { at: now, most: portion });
    ended += result.ended;
    if (result.ended < portion) return ended;
  }
}

/** One portion of the erasing. `before`: the day (number since 1970) before which they ended. */
export type ErasingPortion = SweepPortion & { readonly before: number };

type Eraser = { run(name: 'records.erase-ended', payload: ErasingPortion): Promise<{ readonly result: { readonly erased: number } }> };

/** Erases what records say that ended more than so many days ago, portion by portion. Returns how many. `now`: in ms. */
export async function eraseLongEnded(writer: Eraser, now: number, keepDays: number): Promise<number> {
  let erased = 0;
  for (;;) {
    const { result } = await writer.run('records.erase-ended', { at: now, most: PORTION, before: dayOfMs(now) - keepDays });
    erased += result.erased;
    if (result.erased < PORTION) return erased;
  }
}

async function eraseEnded(tx: Write, { at, most, before }: ErasingPortion): Promise<{ erased: number }> {
  const rows = await listEndedBefore(tx, { day: before, limit: most });
  for (const record of await tx.findByRows(rows)) {
    await keepVersion(tx, record, { at, actor: 'server', change: 'erased' });
    await eraseContent(tx, record, record.state);
  }
  if (rows.length > 0) await logErased(tx, await tx.findByRows(rows), at);
  return { erased: rows.length };
}

async function logErased(tx: Write, records: readonly StoredRecord[], at: number): Promise<void> {
  for (const [number, ofDatabase] of Map.groupBy(records, ({ database }) => database)) {
    for (const [owner, own] of Map.groupBy(ofDatabase, (record) => record.owner)) {
      for (const { first, last } of spansOf(own)) await tx.appendChange({ at, kind: 'record.erased', database: number, owner, fromRow: first, toRow: last });
      await tx.appendOutbox(encodeEntry(endedErased({ database: getDatabaseByNumber(number).code, owner: organisationCode(owner), count: own.length })));
    }
  }
}

async function sweep(tx: Write, { at, most }: SweepPortion): Promise<{ ended: number }> {
  const toDay = dayOfMs(at) - 1;
  let ended = 0;
  for (const { number } of listOrganisations()) {
    if (ended >= most) break;
    const due = await tx.findExpiring({ owner: number, fromDay: 0, toDay, limit: most - ended });
    if (due.length > 0) await endAll(tx, due, at);
    ended += due.length;
  }
  return { ended };
}

/** Ends records of one owner: their history says so, and one entry for each database goes to the audit log. */
async function endAll(tx: Write, due: readonly StoredRecord[], at: number): Promise<void> {
  await expireRecords(tx, due, at);
  await erasePhotos(tx, due.map(({ row }) => row));
  await noteEnds(tx, due.map(({ row }) => row), dayOfMs(at));
  for (const record of due) await unindex(tx, record);
  for (const [number, records] of Map.groupBy(due, ({ database }) => database)) {
    for (const { first, last, owner } of spansOf(records)) await tx.appendChange({ at, kind: 'record.expired', database: number, owner, fromRow: first, toRow: last });
    const owner = organisationCode(records[0]?.owner ?? 0);
    await tx.appendOutbox(encodeEntry(recordExpired({ database: getDatabaseByNumber(number).code, owner, count: records.length })));
  }
}

/** Rows that follow one another, as records of a load do, are one change. */
function spansOf(records: readonly StoredRecord[]): { first: number; last: number; owner: number }[] {
  const spans: { first: number; last: number; owner: number }[] = [];
  for (const { row, owner } of [...records].sort((a, b) => a.row - b.row)) {
    const span = spans.at(-1);
    if (span !== undefined && span.last + 1 === row) span.last = row;
    else spans.push({ first: row, last: row, owner });
  }
  return spans;
}
