/** What keys ask of the store. */
import type { KeyEntryTable, KeyringTable, KeyStateTable } from '#store/key-tables.ts';
import type { Read, Write } from '#store/store.ts';

export async function findState(read: Read, organisation: number): Promise<KeyStateTable | undefined> {
  const row = await read.db.selectFrom('key_state').selectAll().where('organisation', '=', organisation).executeTakeFirst();
  return row === undefined ? undefined : stateOf(row);
}

/** The states of these organisations, or of all. */
export async function listStates(read: Read, organisations?: readonly number[]): Promise<KeyStateTable[]> {
  const asked = read.db.selectFrom('key_state').selectAll().orderBy('organisation');
  return (await (organisations === undefined ? asked : asked.where('organisation', 'in', [...organisations])).execute()).map(stateOf);
}

export async function saveState(tx: Write, state: KeyStateTable): Promise<void> {
  const { organisation: _, ...change } = state;
  await tx.db.insertInto('key_state').values(state).onConflict((conflict) => conflict.column('organisation').doUpdateSet(change)).execute();
}

/** The newest line. */
export async function findLastLine(read: Read): Promise<Pick<KeyEntryTable, 'n' | 'head'> | undefined> {
  const row = await read.db.selectFrom('key_entry').select(['n', 'head']).orderBy('n', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : { n: Number(row.n), head: row.head };
}

/** The line with this number. */
export async function findHeadAt(read: Read, n: number): Promise<Uint8Array | undefined> {
  return (await read.db.selectFrom('key_entry').select('head').where('n', '=', n).executeTakeFirst())?.head;
}

/** Lines after this one, without their entries. */
export async function listLinesAfter(read: Read, after: number, limit: number): Promise<Omit<KeyEntryTable, 'object'>[]> {
  const rows = await read.db.selectFrom('key_entry').select(['n', 'organisation', 'sequence', 'hash', 'head']).where('n', '>', after).orderBy('n').limit(limit).execute();
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
}

/** Entries of an organisation from a place on. */
export async function listEntriesOf(read: Read, { organisation, from, limit }: { organisation: number; from: number; limit: number }): Promise<KeyEntryTable[]> {
  const rows = await read.db.selectFrom('key_entry').selectAll().where('organisation', '=', organisation).where('sequence', '>=', from).orderBy('sequence').limit(limit).execute();
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
}

export async function insertEntry(tx: Write, entry: KeyEntryTable): Promise<void> {
  await tx.db.insertInto('key_entry').values(entry).execute();
}

/** Keyrings of an organisation from a place on. */
export async function listKeyringsOf(read: Read, { organisation, from, limit }: { organisation: number; from: number; limit: number }): Promise<KeyringTable[]> {
  return await read.db.selectFrom('keyring').selectAll().where('organisation', '=', organisation).where('sequence', '>=', from).orderBy('sequence').limit(limit).execute();
}

export async function findLastKeyring(read: Read, organisation: number): Promise<KeyringTable | undefined> {
  return await read.db.selectFrom('keyring').selectAll().where('organisation', '=', organisation).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
}

export async function countKeyrings(read: Read, organisation: number): Promise<number> {
  return ((await findLastKeyring(read, organisation))?.sequence ?? -1) + 1;
}

export async function insertKeyring(tx: Write, keyring: KeyringTable): Promise<void> {
  await tx.db.insertInto('keyring').values(keyring).execute();
}

function stateOf(row: KeyStateTable): KeyStateTable {
  return { ...row, epoch_at: Number(row.epoch_at), epoch_until: Number(row.epoch_until), due_at: row.due_at === null ? null : Number(row.due_at) };
}
