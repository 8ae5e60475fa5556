/** What loads ask of the store beyond its own methods. */
import { verified } from '#store/record-sum.ts';
import type { Read, Write } from '#store/store.ts';
import type { LoadTable, StoredRecord } from '#store/tables.ts';
import { readLoad, type StoredLoad } from './load-state.ts';

/** Stores a new load. */
export async function insertLoad(tx: Write, load: StoredLoad): Promise<void> {
  await tx.db.insertInto('load').values({ ...load, options: JSON.stringify(load.options), counts: JSON.stringify(load.counts) }).execute();
}

/** The load of this id (16 bytes). */
export async function findLoad(read: Read, id: Uint8Array): Promise<StoredLoad | undefined> {
  const row = await read.db.selectFrom('load').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : readLoad(row);
}

/** The last loads of an organisation, newest first. */
export async function listLoadsOf(read: Read, asked: { organisation: string; limit: number }): Promise<StoredLoad[]> {
  const rows = await read.db.selectFrom('load').selectAll().where('organisation', '=', asked.organisation).orderBy('id', 'desc').limit(asked.limit).execute();
  return rows.map(readLoad);
}

/** Sets columns of one load. */
export async function updateLoad(tx: Write, id: Uint8Array, change: Partial<Omit<StoredLoad, 'id'>>): Promise<void> {
  const { options, counts, ...rest } = change;
  const columns: Partial<LoadTable> = {
    ...rest,
    ...(options === undefined ? {} : { options: JSON.stringify(options) }),
    ...(counts === undefined ? {} : { counts: JSON.stringify(counts) }),
  };
  await tx.db.updateTable('load').set(columns).where('id', '=', id).execute();
}

/** A page of an owner's records of one database and state, above a row and in order of row. */
export type OwnPage = { owner: number; database: number; state: number; aboveRow: number; limit: number };

/** Records of a page. */
export async function listOwnPage(read: Read, { owner, database, state, aboveRow, limit }: OwnPage): Promise<StoredRecord[]> {
  const records = await read.db
    .selectFrom('record')
    .selectAll()
    .where('owner', '=', owner)
    .where('database', '=', database)
    .where('state', '=', state)
    .where('row', '>', aboveRow)
    .orderBy('row')
    .limit(limit)
    .execute();
  return records.map(verified);
}
