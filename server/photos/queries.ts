/** Photographs as rows. The bytes are read only where they are asked for. */
import type { Read, Write } from '#store/store.ts';
import type { PhotoTable } from '#store/tables.ts';

const COLUMNS = ['id', 'row', 'since', 'main', 'width', 'height', 'bytes', 'digest', 'taken_on', 'caption', 'added_at'] as const;

/** A photograph without its bytes. */
export type StoredPhoto = Omit<PhotoTable, 'data'>;

/** The photographs of these records: of each the main one first, then in the order in which they were added. */
export async function listOfRows(read: Read, rows: readonly number[]): Promise<StoredPhoto[]> {
  if (rows.length === 0) return [];
  return await read.db.selectFrom('photo').select(COLUMNS).where('row', 'in', rows).orderBy('row').orderBy('main', 'desc').orderBy('id').execute();
}

/** The bytes of a photograph. */
export async function findData(read: Read, id: Uint8Array): Promise<Uint8Array | undefined> {
  const found = await read.db.selectFrom('photo').select('data').where('id', '=', id).executeTakeFirst();
  return found?.data;
}

/** Keeps a photograph. */
export async function insertPhoto(tx: Write, photo: PhotoTable): Promise<void> {
  await tx.db.insertInto('photo').values(photo).execute();
}

/** Sets columns of a photograph. */
export async function updatePhoto(tx: Write, id: Uint8Array, columns: Partial<Pick<PhotoTable, 'since' | 'main' | 'taken_on' | 'caption'>>): Promise<void> {
  await tx.db.updateTable('photo').set(columns).where('id', '=', id).execute();
}

/** Erases a photograph. */
export async function erasePhoto(tx: Write, id: Uint8Array): Promise<void> {
  await tx.overwriteDeleted();
  await tx.db.deleteFrom('photo').where('id', '=', id).execute();
}
