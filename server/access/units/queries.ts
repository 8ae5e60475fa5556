import type { Read, Write } from '#store/store.ts';
import type { OrganisationTable } from '#store/tables.ts';

/** The organisation of this code, as the store knows it. */
export function findOrganisation(read: Read, code: string): Promise<OrganisationTable | undefined> {
  return read.db.selectFrom('organisation').selectAll().where('code', '=', code).executeTakeFirst();
}

/** Every organisation, bureaus and partners in the order of their numbers, agencies behind their bureau. */
export function listAll(read: Read): Promise<OrganisationTable[]> {
  return read.db.selectFrom('organisation').selectAll().orderBy('number').orderBy('code').execute();
}

/** The codes of partners that were ever admitted. */
export async function listPartners(read: Read): Promise<string[]> {
  return (await read.db.selectFrom('organisation').select('code').where('kind', '=', 'partner').execute()).map(({ code }) => code);
}

export async function insertOrganisation(tx: Write, organisation: OrganisationTable): Promise<void> {
  await tx.db.insertInto('organisation').values(organisation).execute();
}

/** `at`: in ms; null ends the suspension. */
export async function markSuspended(tx: Write, code: string, at: number | null): Promise<void> {
  await tx.db.updateTable('organisation').set({ suspended_at: at }).where('code', '=', code).execute();
}
