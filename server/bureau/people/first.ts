/** The first administrators of a bureau: by a code that the operator prints at the machine itself, while there are not two who could admit others. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId } from '@watchword/api/ids.ts';
import { encodeEntry, peopleEntry } from '#audit/audit.ts';
import type { Handlers, Write } from '#store/store.ts';
import { issueCodeFor, newPseudonym } from './writes.ts';
import { stateNumber, stateOf } from './present.ts';
import { findPerson, insertPerson, listHolders, listPeople, type PersonRow } from './queries.ts';
import { packRoles, parseRoles } from './roles.ts';

/** So many administrators can do everything that needs two. */
const ENOUGH = 2;

export type FirstWanted = { readonly bureau: string; readonly name: string; readonly at: number };
export type First = { readonly id: string; readonly code: string; readonly until: string };

async function findAdministrator(tx: Write, name: string): Promise<PersonRow | undefined> {
  const people = await listPeople(tx, { states: [stateNumber('invited'), stateNumber('active')], role: 'administrator', before: undefined, limit: 1000 });
  return people.find((person) => person.name === name);
}

export const FIRST_SLICES = {
  /**
   * Admits an administrator, or gives a new code to one of this name: one who lost all keys, or whose code ran out. The audit log says
   * that it was the operator. @throws `access.two-persons` when there are two administrators beside him who can do it
   */
  'people.first': async (tx: Write, { bureau, name, at }: FirstWanted): Promise<First> => {
    const there = await findAdministrator(tx, name);
    const able = (await listHolders(tx, 'administrator', stateNumber('active'))).filter(({ id }) => there === undefined || Buffer.compare(id, there.id) !== 0);
    if (able.length >= ENOUGH) throw fail('access.two-persons', { detail: 'This bureau has two administrators: one admits, the other approves.' });
    const id = there === undefined ? newId('per', at) : idFromBytes('per', there.id);
    if (there === undefined) {
      await insertPerson(tx, {
        id: idBytes(id), name, pseudonym: newPseudonym(), state: stateNumber('invited'), roles: packRoles(['administrator']), role: null, unit: null, subject: null, persona: null, version: 1, admitted_at: at, seen_on: null,
      });
    }
    const code = await issueCodeFor(tx, idBytes(id), { at, lost: there !== undefined && stateOf(there.state) === 'active' });
    await tx.appendChange({ at, kind: 'people.changed' });
    const person = await findPerson(tx, idBytes(id));
    await tx.appendOutbox(encodeEntry(peopleEntry('code.issued', { organisation: bureau, actor: 'operator' }, { subject: id, reason: `by the operator: ${parseRoles(person?.roles ?? '[]').join(' ')}` })));
    return { id, ...code };
  },
} satisfies Handlers;
