/** What flags on records and clearances ask of the store. */
import type { ClearanceTable, RecordDoubtTable } from '#store/hit-tables.ts';
import { keepStatement, rowsOf } from '#store/kept-statement.ts';
import type { Read, Write } from '#store/store.ts';

const numbers = <Row extends { at: number }>(row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'string' && (name === 'at' || name.endsWith('_at')) ? Number(value) : value])) as Row;

const NO_ID = new Uint8Array();
const underReview = keepStatement((db, count) => db.selectFrom('record_doubt').select('record').where('record', 'in', rowsOf(NO_ID, count)).where('state', '=', 'open'));
const goodClearances = keepStatement((db, count) => db.selectFrom('clearance').selectAll().where('record', 'in', rowsOf(NO_ID, count)).where('until_at', '>', 0).where('state', '=', 'good').orderBy('id', 'desc'));

/** Which of these records (ids) are flagged, and not decided yet; as hex. */
export async function findUnderReview(read: Read, records: readonly Uint8Array[]): Promise<ReadonlySet<string>> {
  if (records.length === 0) return new Set();
  const rows = await underReview(read.db, records, records.length);
  return new Set(rows.map(({ record }) => Buffer.from(record).toString('hex')));
}

/** Clearances of these records that are good at this moment, newest first. */
export async function findClearances(read: Read, records: readonly Uint8Array[], at: number): Promise<ClearanceTable[]> {
  if (records.length === 0) return [];
  return (await goodClearances(read.db, [...records, at], records.length)).map(numbers);
}

type Page = { readonly before: Uint8Array | undefined; readonly limit: number };

/** `organisation`: only its own. */
export async function listDoubtRows(read: Read, { organisation, state, before, limit }: Page & { readonly organisation: number | undefined; readonly state: string | undefined }): Promise<RecordDoubtTable[]> {
  let query = read.db.selectFrom('record_doubt').selectAll();
  if (organisation !== undefined) query = query.where('organisation', '=', organisation);
  if (state !== undefined) query = query.where('state', '=', state);
  if (before !== undefined) query = query.where('id', '<', before);
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(numbers);
}

export async function findDoubt(read: Read, id: Uint8Array): Promise<RecordDoubtTable | undefined> {
  const row = await read.db.selectFrom('record_doubt').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

export async function hasOpenDoubt(read: Read, record: Uint8Array, organisation: number): Promise<boolean> {
  return (await read.db.selectFrom('record_doubt').select('id').where('record', '=', record).where('state', '=', 'open').where('organisation', '=', organisation).executeTakeFirst()) !== undefined;
}

export async function insertDoubt(tx: Write, doubt: RecordDoubtTable): Promise<void> {
  await tx.db.insertInto('record_doubt').values(doubt).execute();
}

export async function updateDoubt(tx: Write, id: Uint8Array, change: Partial<RecordDoubtTable>): Promise<void> {
  await tx.db.updateTable('record_doubt').set(change).where('id', '=', id).execute();
}

export async function listClearanceRows(read: Read, { owner, before, limit }: Page & { readonly owner: number }): Promise<ClearanceTable[]> {
  let query = read.db.selectFrom('clearance').selectAll().where('owner', '=', owner);
  if (before !== undefined) query = query.where('id', '<', before);
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(numbers);
}

export async function findClearance(read: Read, id: Uint8Array): Promise<ClearanceTable | undefined> {
  const row = await read.db.selectFrom('clearance').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

export async function insertClearance(tx: Write, clearance: ClearanceTable): Promise<void> {
  await tx.db.insertInto('clearance').values(clearance).execute();
}

export async function updateClearance(tx: Write, id: Uint8Array, state: string): Promise<void> {
  await tx.db.updateTable('clearance').set({ state }).where('id', '=', id).execute();
}
