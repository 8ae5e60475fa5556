/** What live asks of the store. */
import type { EventHeadTable, EventTable } from '#store/live-tables.ts';
import type { Read, Write } from '#store/store.ts';

/** Takes so many numbers of each organisation; answers the last number of each. `touched`: number of the change that tells of them. */
export async function takeNumbers(tx: Write, wanted: ReadonlyMap<number, number>, touched: number): Promise<Map<number, number>> {
  // Always in one order, so that two servers over one database never wait for one another.
  const rows = [...wanted].toSorted(([one], [other]) => one - other).map(([organisation, last]) => ({ organisation, first: 1, last, touched }));
  const taken = await tx.db.insertInto('event_head').values(rows)
    .onConflict((conflict) => conflict.column('organisation').doUpdateSet((all) => ({ last: all('event_head.last', '+', all.ref('excluded.last')), touched })))
    .returning(['organisation', 'last']).execute();
  return new Map(taken.map(({ organisation, last }) => [organisation, Number(last)]));
}

export async function insertEvents(tx: Write, events: readonly EventTable[]): Promise<void> {
  await tx.db.insertInto('event').values([...events]).execute();
}

/** Organisations that were told of something by a change after this one. */
export async function listTouched(read: Read, after: number): Promise<EventHeadTable[]> {
  const rows = await read.db.selectFrom('event_head').selectAll().where('touched', '>', after).execute();
  return rows.map(headOf);
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
