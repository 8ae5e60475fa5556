import type { Read, Write } from '#store/store.ts';
import type { PersonSessionTable, PersonTable } from '#store/people-tables.ts';

/** A session that was not ended, with what its person is now. */
export type SessionRow = PersonSessionTable & Pick<PersonTable, 'name' | 'pseudonym' | 'state' | 'roles' | 'persona'> & { readonly unit_name: string | null };

/** By the hash of the cookie. */
export async function findSession(read: Read, cookie: Uint8Array): Promise<SessionRow | undefined> {
  return read.db
    .selectFrom('person_session').innerJoin('person', 'person.id', 'person_session.person').leftJoin('unit', 'unit.id', 'person.unit')
    .selectAll('person_session').select(['person.name', 'person.pseudonym', 'person.state', 'person.roles', 'person.persona', 'unit.name as unit_name'])
    .where('person_session.cookie', '=', cookie).where('person_session.ended_at', 'is', null).executeTakeFirst();
}

/** Sessions of a person that were not ended, newest first. */
export function listSessions(read: Read, person: Uint8Array): Promise<PersonSessionTable[]> {
  return read.db.selectFrom('person_session').selectAll().where('person', '=', person).where('ended_at', 'is', null).orderBy('id', 'desc').execute();
}

export async function insertSession(tx: Write, session: PersonSessionTable): Promise<void> {
  await tx.db.insertInto('person_session').values(session).execute();
}

export async function updateSession(tx: Write, id: Uint8Array, change: Partial<Omit<PersonSessionTable, 'id' | 'person'>>): Promise<void> {
  await tx.db.updateTable('person_session').set(change).where('id', '=', id).execute();
}

/** Ends a session of a person; returns whether there was one. */
export async function endSession(tx: Write, { id, person }: Pick<PersonSessionTable, 'id' | 'person'>, at: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.db.updateTable('person_session').set({ ended_at: at }).where('id', '=', id).where('person', '=', person).where('ended_at', 'is', null).executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** Ends all sessions of a person but perhaps one; returns how many. */
export async function endSessionsOf(tx: Write, person: Uint8Array, { at, but }: { at: number; but?: Uint8Array }): Promise<number> {
  let ending = tx.db.updateTable('person_session').set({ ended_at: at }).where('person', '=', person).where('ended_at', 'is', null);
  if (but !== undefined) ending = ending.where('id', '!=', but);
  return Number((await ending.executeTakeFirst()).numUpdatedRows);
}

/** Forgets sessions that began, or were ended, before a moment: what happened stands in the audit log. */
export async function forgetSessions(tx: Write, before: number): Promise<void> {
  await tx.db.deleteFrom('person_session').where((of) => of.or([of('started_at', '<', before), of('ended_at', '<', before)])).execute();
}
