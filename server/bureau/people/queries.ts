import type { Read, Write } from '#store/store.ts';
import type { PersonTable, SignInCodeTable, UnitTable } from '#store/people-tables.ts';

/** A person as it is shown: with the name of its unit, its passkeys counted, and until when a code is out. */
export type PersonRow = PersonTable & { readonly unit_name: string | null; readonly passkeys: number; readonly code_until: number | null };

/** What of a list of people is wanted. `states`: those whose people are listed; `before`: the last of the page before. */
export type PeoplePage = { readonly states: readonly number[]; readonly role?: string | undefined; readonly unit?: Uint8Array | undefined; readonly before: Uint8Array | undefined; readonly limit: number };

function selectPeople(read: Read) {
  return read.db
    .selectFrom('person')
    .leftJoin('unit', 'unit.id', 'person.unit')
    .leftJoin('sign_in_code', 'sign_in_code.person', 'person.id')
    .selectAll('person')
    .select(['unit.name as unit_name', 'sign_in_code.expires_at as code_until'])
    .select((of) => of.selectFrom('passkey').select((count) => count.fn.countAll<number>().as('count')).whereRef('passkey.person', '=', 'person.id').as('passkeys'));
}

function asRow(found: Omit<PersonRow, 'passkeys'> & { passkeys: number | null }): PersonRow {
  return { ...found, passkeys: Number(found.passkeys ?? 0) };
}

export async function findPerson(read: Read, id: Uint8Array): Promise<PersonRow | undefined> {
  const found = await selectPeople(read).where('person.id', '=', id).executeTakeFirst();
  return found === undefined ? undefined : asRow(found);
}

/** People, newest first. */
export async function listPeople(read: Read, { states, role, unit, before, limit }: PeoplePage): Promise<PersonRow[]> {
  let asked = selectPeople(read).where('person.state', 'in', states).orderBy('person.id', 'desc').limit(limit);
  if (role !== undefined) asked = asked.where('person.roles', 'like', `%"${role}"%`);
  if (unit !== undefined) asked = asked.where('person.unit', '=', unit);
  if (before !== undefined) asked = asked.where('person.id', '<', before);
  return (await asked.execute()).map(asRow);
}

export function findPersonBySubject(read: Read, subject: string): Promise<PersonTable | undefined> {
  return read.db.selectFrom('person').selectAll().where('subject', '=', subject).executeTakeFirst();
}

export function findPersona(read: Read, persona: string): Promise<PersonTable | undefined> {
  return read.db.selectFrom('person').selectAll().where('persona', '=', persona).executeTakeFirst();
}

/** Active people who hold a role, and can sign in. */
export async function listHolders(read: Read, role: string, active: number): Promise<PersonRow[]> {
  const found = await selectPeople(read).where('person.state', '=', active).where('person.roles', 'like', `%"${role}"%`).execute();
  return found.map(asRow).filter(({ passkeys, subject, persona }) => passkeys > 0 || subject !== null || persona !== null);
}

export async function insertPerson(tx: Write, person: PersonTable): Promise<void> {
  await tx.db.insertInto('person').values(person).execute();
}

export async function updatePerson(tx: Write, id: Uint8Array, change: Partial<Omit<PersonTable, 'id'>>): Promise<void> {
  await tx.db.updateTable('person').set(change).where('id', '=', id).execute();
}

export function findCode(read: Read, handle: string): Promise<SignInCodeTable | undefined> {
  return read.db.selectFrom('sign_in_code').selectAll().where('handle', '=', handle).executeTakeFirst();
}

/** Puts a code in the place of the one that the person has, if any. */
export async function replaceCode(tx: Write, code: SignInCodeTable): Promise<void> {
  await removeCode(tx, code.person);
  await tx.db.insertInto('sign_in_code').values(code).execute();
}

export async function removeCode(tx: Write, person: Uint8Array): Promise<void> {
  await tx.db.deleteFrom('sign_in_code').where('person', '=', person).execute();
}

/** Takes one try from a code. */
export async function missCode(tx: Write, handle: string): Promise<void> {
  await tx.db.updateTable('sign_in_code').set((of) => ({ tries: of('tries', '-', 1) })).where('handle', '=', handle).execute();
}

/** Forgets codes that are good no more. */
export async function forgetCodes(tx: Write, at: number): Promise<void> {
  await tx.db.deleteFrom('sign_in_code').where((of) => of.or([of('expires_at', '<=', at), of('tries', '<=', 0)])).execute();
}

/** A unit, and how many people are in it who have not left. */
export type UnitRow = UnitTable & { readonly people: number };

export async function listUnits(read: Read, left: number): Promise<UnitRow[]> {
  const found = await read.db
    .selectFrom('unit').leftJoin('person', (join) => join.onRef('person.unit', '=', 'unit.id').on('person.state', '!=', left))
    .select(['unit.id', 'unit.name']).select((of) => of.fn.count<number>('person.id').as('people'))
    .groupBy(['unit.id', 'unit.name']).orderBy('unit.name').execute();
  return found.map((unit) => ({ ...unit, people: Number(unit.people) }));
}

export async function insertUnit(tx: Write, unit: UnitTable): Promise<void> {
  await tx.db.insertInto('unit').values(unit).execute();
}

export async function renameUnit(tx: Write, { id, name }: UnitTable): Promise<void> {
  await tx.db.updateTable('unit').set({ name }).where('id', '=', id).execute();
}

/** Removes a unit; people who have left are in none from now on. */
export async function removeUnit(tx: Write, id: Uint8Array): Promise<void> {
  await tx.db.updateTable('person').set({ unit: null }).where('unit', '=', id).execute();
  await tx.db.deleteFrom('unit').where('id', '=', id).execute();
}
