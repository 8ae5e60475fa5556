import { idFromBytes } from '@watchword/api/ids.ts';
import { PERSON_STATES, type Person, type PersonState, type Unit } from '@watchword/api/people.ts';
import type { PersonRow, UnitRow } from './queries.ts';
import { parseRoles } from './roles.ts';

/** The number under which the store keeps a state. */
export function stateNumber(state: PersonState): number {
  return PERSON_STATES.indexOf(state);
}

/** The state of a number in the store; an unknown one is the narrowest. */
export function stateOf(number: number): PersonState {
  return PERSON_STATES[number] ?? 'suspended';
}

/** A person as its administrators see it. `at`: a code that ended before is not told. */
export function presentPerson(row: PersonRow, at: number): Person {
  return {
    id: idFromBytes('per', row.id), name: row.name, pseudonym: row.pseudonym, state: stateOf(row.state), roles: parseRoles(row.roles),
    ...(row.unit !== null && row.unit_name !== null && { unit: { id: idFromBytes('unt', row.unit), name: row.unit_name } }),
    ...(row.subject !== null && { subject: row.subject }),
    passkeys: row.passkeys,
    ...(row.code_until !== null && row.code_until > at && { codeUntil: new Date(row.code_until).toISOString() }),
    version: row.version, admittedAt: new Date(row.admitted_at).toISOString(),
    ...(row.seen_on !== null && { lastSeenAt: new Date(row.seen_on * 86_400_000).toISOString().slice(0, 10) }),
  };
}

export function presentUnit({ id, name, people }: UnitRow): Unit {
  return { id: idFromBytes('unt', id), name, people };
}
