/** What live asks of the store. */
import type { EventHeadTable, EventTable } from '#store/live-tables.ts';
import { keepStatement, rowsOf } from '#store/kept-statement.ts';
import type { Read, Write } from '#store/store.ts';

const moveHeads = keepStatement((db, count) => db.insertInto('event_head').values(rowsOf({ organisation: 0, first: 1, last: 0, touched: 0 }, count))
  .onConflict((conflict) => conflict.column('organisation').doUpdateSet((all) => ({ last: all('event_head.last', '+', all.ref('excluded.last')), touched: all.ref('excluded.touched') })))
  .returning(['organisation', 'last']));

/** Takes so many numbers of each organisation; answers the last number of each. `touched`: number of the change that tells of them. */
export async function takeNumbers(tx: Write, wanted: ReadonlyMap<number, number>, touched: number): Promise<Map<number, number>> {
  // Always in one order, so that two servers over one database never wait for one another.
  const values = [...wanted].toSorted(([one], [other]) => one - other).flatMap(([organisation, last]) => [organisation, 1, last, touched]);
  const taken = await moveHeads(tx.db, values, wanted.size);
  return new Map(taken.map(({ organisation, last }) => [organisation, Number(last)]));
}

const insertRows = keepStatement((db, count) => db.insertInto('event').values(rowsOf({ organisation: 0, seq: 0, at: 0, kind: '', subject: '' }, count)));

export async function insertEvents(tx: Write, events: readonly EventTable[]): Promise<void> {
  await insertRows(tx.db, events.flatMap(({ organisation, seq, at, kind, subject }) => [organisation, seq, at, kind, subject]), events.length);
}

const touchedAfter = keepStatement((db) => db.selectFrom('event_head').selectAll().where('touched', '>', 0));

/** Organisations that were told of something by a change after this one. */
export async function listTouched(read: Read, after: number): Promise<EventHeadTable[]> {
  return (await touchedAfter(read.db, [after])).map(headOf);
}

/** How far an organisation's events are; undefined when there never was one. */
export async function findHead(read: Read, organisation: number): Promise<EventHeadTable | undefined> {
  const row = await read.db.selectFrom('event_head').selectAll().where('organisation', '=', organisation).executeTakeFirst();
  return row === undefined ? undefined : headOf(row);
}

/** Events of an organisation after this number, in order. */
export async function listEvents(read: Read, { organisation, after, limit }: { organisation: number; after: number; limit: number }): Promise<EventTable[]> {
  const rows = await read.db.selectFrom('event').selectAll().where('organisation', '=', organisation).where('seq', '>', after).orderBy('seq').limit(limit).execute();
  return rows.map((row) => ({ ...row, seq: Number(row.seq), at: Number(row.at) }));
}

function headOf({ organisation, first, last, touched }: EventHeadTable): EventHeadTable {
  return { organisation, first: Number(first), last: Number(last), touched: Number(touched) };
}

export async function listHeads(read: Read): Promise<EventHeadTable[]> {
  return (await read.db.selectFrom('event_head').selectAll().orderBy('organisation').execute()).map(headOf);
}

/** Number of the first event of an organisation that happened at this moment or later. */
export async function findFirstSince(read: Read, organisation: number, since: number): Promise<number | undefined> {
  const row = await read.db.selectFrom('event').select('seq').where('organisation', '=', organisation).where('at', '>=', since).orderBy('seq').limit(1).executeTakeFirst();
  return row === undefined ? undefined : Number(row.seq);
}

/** Forgets the events of an organisation before this number. */
export async function deleteEvents(tx: Write, organisation: number, before: number): Promise<void> {
  await tx.db.deleteFrom('event').where('organisation', '=', organisation).where('seq', '<', before).execute();
}

export async function moveFirst(tx: Write, organisation: number, first: number): Promise<void> {
  await tx.db.updateTable('event_head').set({ first }).where('organisation', '=', organisation).execute();
}
