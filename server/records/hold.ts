/** The Commission holds a record back: no other country's check finds any version of it, and neither its owner nor the secretariat changes that. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import type { Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { endHold, keepHold, updateRecord } from './queries.ts';
import { indexedOf, reindex } from './record-index.ts';
import { REVIEW } from './states.ts';
import { keepVersion, logChange, type Happening, type NextVersion } from './supersede.ts';

/** Holds it back from this commit on. Returns the number of the change. */
export async function holdRecord(tx: Write, record: StoredRecord, happening: Omit<Happening, 'change'>): Promise<number> {
  await keepHold(tx, record.row, happening.at);
  return await change(tx, record, { ...happening, change: 'held' }, { review: REVIEW.blocked, released: null });
}

/** Ends it. A record that is reviewed stays blocked until the secretariat releases it; any other is found again. */
export async function liftHold(tx: Write, record: StoredRecord, happening: Omit<Happening, 'change'>): Promise<number> {
  await endHold(tx, record.row);
  const review = getDatabaseByNumber(record.database).review ? record.review : REVIEW['not-needed'];
  return await change(tx, record, { ...happening, change: 'hold-lifted' }, { review });
}

async function change(tx: Write, record: StoredRecord, happening: Happening, next: NextVersion): Promise<number> {
  await keepVersion(tx, record, happening);
  const changed = await updateRecord(tx, record, { ...next, version: record.version + 1 });
  await reindex(tx, record.row, { before: indexedOf(record), after: indexedOf(changed) });
  return await logChange(tx, record, happening);
}
