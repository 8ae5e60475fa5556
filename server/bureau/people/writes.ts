import { fail } from '@watchword/api/errors.ts';
import { idBytes, newId, parseId } from '@watchword/api/ids.ts';
import { admitPerson, amendPerson, issueCode, setPersonState, PROPOSAL_STATES, type PersonRole } from '@watchword/api/people.ts';
import { peopleEntry } from '#audit/audit.ts';
import { randomBytes } from 'node:crypto';
import { writeOf } from '#door/implement.ts';
import type { Handlers, Write } from '#store/store.ts';
import { removePasskeysOf } from '../passkeys/queries.ts';
import { closeProposalsOf } from '../proposals/queries.ts';
import { endSessionsOf } from '../sessions/queries.ts';
import { signedOf, whoOf } from '../visitor.ts';
import { CODE_MS, CODE_TRIES, digestCode, formatCode, newCode } from './codes.ts';
import { presentPerson, stateNumber, stateOf } from './present.ts';
import { findPerson, findPersona, findPersonBySubject, insertPerson, listHolders, listUnits, removeCode, replaceCode, updatePerson, type PersonRow } from './queries.ts';
import { isGuarded, packRoles, parseRoles, requireRoles } from './roles.ts';

/** A new pseudonym: random, so that it says nothing, and for good. */
export function newPseudonym(): string {
  return `ofc_${randomBytes(6).toString('hex')}`;
}

/** The person of an id from outside. @throws `person.not-found` */
export async function getPersonRow(tx: Pick<Write, 'db'>, text: string): Promise<PersonRow> {
  const id = parseId('per', text);
  const found = id === undefined ? undefined : await findPerson(tx as Write, idBytes(id));
  if (found === undefined) throw fail('person.not-found');
  return found;
}

/** Issues a code in the place of the one that is out. */
export async function issueCodeFor(tx: Write, person: Uint8Array, { at, lost }: { at: number; lost: boolean }): Promise<{ code: string; until: string }> {
  const code = newCode();
  const expires = at + CODE_MS;
  await replaceCode(tx, { handle: code.handle, person, digest: digestCode(code), lost: lost ? 1 : 0, tries: CODE_TRIES, expires_at: expires });
  return { code: formatCode(code.handle, code.first, code.second), until: new Date(expires).toISOString() };
}

/** @throws `person.last-administrator` when the bureau would have no administrator who can sign in without this person */
export async function requireAdministrator(tx: Write, without: Uint8Array): Promise<void> {
  const others = (await listHolders(tx, 'administrator', stateNumber('active'))).filter(({ id }) => Buffer.compare(id, without) !== 0);
  if (others.length === 0) throw fail('person.last-administrator');
}

/** @throws `person.subject-taken` */
export async function requireFreeSubject(tx: Write, subject: string, person?: Uint8Array): Promise<void> {
  const taken = await findPersonBySubject(tx, subject);
  if (taken !== undefined && (person === undefined || Buffer.compare(taken.id, person) !== 0)) throw fail('person.subject-taken');
}

async function parseUnit(tx: Write, text: string | undefined): Promise<Uint8Array | null> {
  if (text === undefined) return null;
  const id = parseId('unt', text);
  const found = id === undefined ? undefined : (await listUnits(tx, stateNumber('left'))).find((unit) => Buffer.compare(unit.id, idBytes(id)) === 0);
  if (found === undefined) throw fail('unit.not-found');
  return found.id;
}

/** The person after a write, as it is shown. */
export async function presentAfter(tx: Write, id: Uint8Array, at: number): Promise<ReturnType<typeof presentPerson>> {
  const row = await findPerson(tx, id);
  if (row === undefined) throw fail('person.not-found');
  return presentPerson(row, at);
}

const TWO_PERSONS = 'Roles that give rights over others need two persons. Propose it (grant-roles).';

/** Roles that somebody gets who has none of them yet. */
function addedRoles(before: readonly PersonRole[], after: readonly PersonRole[]): PersonRole[] {
  return after.filter((role) => !before.includes(role));
}

/** The writes of people, for the writer. */
export const peopleWrites = {
  ...writeOf(admitPerson, async (tx, call) => {
    const { name, roles, unit, subject } = call.input.body;
    const { at, asker } = call;
    if (roles.some(isGuarded)) throw fail('access.two-persons', { detail: TWO_PERSONS });
    requireRoles(roles, asker.organisation);
    if (subject !== undefined) await requireFreeSubject(tx, subject);
    const id = newId('per', at);
    await insertPerson(tx, {
      id: idBytes(id), name, pseudonym: newPseudonym(), state: stateNumber('invited'), roles: packRoles(roles), role: null, unit: await parseUnit(tx, unit), subject: subject ?? null, persona: null,
      version: 1, admitted_at: at, seen_on: null,
    });
    const code = await issueCodeFor(tx, idBytes(id), { at, lost: false });
    await tx.appendChange({ at, kind: 'people.changed' });
    return { answer: { person: await presentAfter(tx, idBytes(id), at), ...code }, entry: peopleEntry('person.admitted', whoOf(call), { subject: id, version: 1, reason: roles.join(' ') }) };
  }),
  ...writeOf(amendPerson, async (tx, call) => {
    const { at, input: { params, body }, asker } = call;
    const person = await getPersonRow(tx, params.id);
    if (person.version !== call.version) throw fail('person.version-conflict', { currentVersion: person.version });
    if (stateOf(person.state) === 'left') throw fail('person.state');
    const before = parseRoles(person.roles);
    const after = body.roles ?? before;
    const isSelf = Buffer.compare(person.id, signedOf(call).person) === 0;
    const added = addedRoles(before, after);
    // Nobody gives himself a role, also not a harmless one.
    if (added.some(isGuarded) || (isSelf && added.length > 0)) throw fail('access.two-persons', { detail: TWO_PERSONS });
    requireRoles(after, asker.organisation);
    if (before.includes('administrator') && !after.includes('administrator')) await requireAdministrator(tx, person.id);
    const subject = body.subject === undefined ? person.subject : body.subject;
    if (subject !== person.subject) await requireSubjectAlone(tx, person, subject);
    // Without a passkey the provider is the only way in.
    if (subject === null && person.subject !== null && person.passkeys === 0 && person.persona === null && after.includes('administrator')) await requireAdministrator(tx, person.id);
    const unit = body.unit === undefined ? person.unit : body.unit === null ? null : await parseUnit(tx, body.unit);
    await updatePerson(tx, person.id, { name: body.name ?? person.name, roles: packRoles(after), unit, subject, version: person.version + 1 });
    // Whoever signed in as the one before is not known to be this person any more.
    if (subject !== person.subject) await endSessionsOf(tx, person.id, { at, but: signedOf(call).session });
    await tx.appendChange({ at, kind: 'people.changed' });
    return { answer: await presentAfter(tx, person.id, at), entry: peopleEntry('person.amended', whoOf(call), { subject: params.id, version: person.version + 1, reason: after.join(' ') }) };
  }),
  ...writeOf(setPersonState, async (tx, call) => {
    const { at, input: { params, body } } = call;
    const person = await getPersonRow(tx, params.id);
    const from = stateOf(person.state);
    if (Buffer.compare(person.id, signedOf(call).person) === 0) throw fail('access.forbidden', { detail: 'Nobody does this to himself.' });
    if (from === 'left' || from === body.state || (body.state === 'active' && from !== 'suspended')) throw fail('person.state');
    const roles = parseRoles(person.roles);
    if (body.state !== 'active' && roles.includes('administrator')) await requireAdministrator(tx, person.id);
    if (body.state !== 'active') await endAll(tx, person.id, at);
    if (body.state === 'left') await removePasskeysOf(tx, person.id);
    const kept = body.state === 'active' ? roles.filter((role) => !isGuarded(role)) : roles;
    const isNew = body.state === 'active' && person.passkeys === 0 && person.subject === null;
    await updatePerson(tx, person.id, {
      state: stateNumber(isNew ? 'invited' : body.state), roles: packRoles(kept.length > 0 ? kept : ['front-line']), version: person.version + 1, ...(body.state === 'left' && { subject: null }),
    });
    await tx.appendChange({ at, kind: 'people.changed' });
    return { answer: await presentAfter(tx, person.id, at), entry: peopleEntry('person.state-set', whoOf(call), { subject: params.id, version: person.version + 1, reason: body.state, detail: body.reason }) };
  }),
  ...writeOf(issueCode, async (tx, call) => {
    const { at, input: { params } } = call;
    const person = await getPersonRow(tx, params.id);
    const state = stateOf(person.state);
    if (state === 'left' || state === 'suspended') throw fail('person.state');
    // Else one administrator alone could become somebody else.
    if (state !== 'invited' || person.passkeys > 0 || parseRoles(person.roles).some(isGuarded)) throw fail('access.two-persons', { detail: 'Propose it (lost-keys).' });
    const answer = await issueCodeFor(tx, person.id, { at, lost: false });
    await tx.appendChange({ at, kind: 'people.changed' });
    return { answer, entry: peopleEntry('code.issued', whoOf(call), { subject: params.id, reason: 'first' }) };
  }),
};

/** Ends whatever somebody has that could go on: sessions, a code that is out, proposals. */
async function endAll(tx: Write, person: Uint8Array, at: number): Promise<void> {
  await endSessionsOf(tx, person, { at });
  await removeCode(tx, person);
  await closeProposalsOf(tx, person, { open: PROPOSAL_STATES.indexOf('open'), state: PROPOSAL_STATES.indexOf('withdrawn'), decided_at: at });
}

/** One administrator alone says whom the provider's word is about only before that person has ever signed in. */
async function requireSubjectAlone(tx: Write, person: PersonRow, subject: string | null): Promise<void> {
  if (subject === null) return;
  if (stateOf(person.state) !== 'invited' || parseRoles(person.roles).some(isGuarded)) throw fail('access.two-persons', { detail: 'Propose it (subject).' });
  await requireFreeSubject(tx, subject, person.id);
}

export type Persona = { readonly id: string; readonly name: string; readonly role: PersonRole };

/** Writes of the house itself: the people of a demo world, and the first administrators. */
export const PEOPLE_SLICES = {
  'people.personas': async (tx: Write, { personas, at }: { personas: readonly Persona[]; at: number }): Promise<void> => {
    for (const { id, name, role } of personas) {
      if ((await findPersona(tx, id)) !== undefined) continue;
      await insertPerson(tx, {
        id: idBytes(newId('per', at)), name, pseudonym: newPseudonym(), state: stateNumber('active'), roles: packRoles([role]), role, unit: null, subject: null, persona: id, version: 1, admitted_at: at, seen_on: null,
      });
    }
    await tx.appendChange({ at, kind: 'people.changed' });
  },
} satisfies Handlers;
