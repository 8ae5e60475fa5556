/** A session begins: the same steps, however somebody signed in. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId } from '@watchword/api/ids.ts';
import type { Session } from '@watchword/api/people/sessions.ts';
import { encodeEntry, peopleEntry, type Who } from '#audit/audit.ts';
import type { WriteReply } from '#door/calls.ts';
import type { Write } from '#store/store.ts';
import { stateOf } from '../people/present.ts';
import { findPerson, updatePerson } from '../people/queries.ts';
import { parseRole, parseRoles } from '../people/roles.ts';
import type { Signed, Visitor } from '../visitor.ts';
import { hashCookie } from './cookie.ts';
import { endSession, insertSession, listSessions } from './queries.ts';

/** What a write about sessions answers. The pages are told everything else where the hub can be asked: outside of the writer. */
export const BARE: Session = { demo: false, ways: { passkey: true }, personas: [] };

const DAY_MS = 86_400_000;
/** Sessions that one person has at a time; with one more the oldest ends. Personas of the demo are many people at once. */
export const MOST_SESSIONS = 5;

export type Starting = { readonly visitor: Visitor; readonly person: Uint8Array; readonly how: Signed['how']; readonly at: number; /** When the person proved who it is; ms since 1970. */ readonly confirmedAt: number };

/**
 * Begins a session under the cookie that this request will set, and ends the one that the browser had. @throws `access.passkey-refused` or
 * `access.provider-refused` for a person who may not sign in: whoever tries is not told that there is such a person
 */
export async function startSession(tx: Write, { visitor, person, how, at, confirmedAt }: Starting): Promise<WriteReply<Session>> {
  const found = await findPerson(tx, person);
  const roles = found === undefined ? [] : parseRoles(found.roles);
  const role = roles.find((one) => one === parseRole(found?.role ?? null)) ?? roles[0];
  if (found === undefined || stateOf(found.state) !== 'active' || role === undefined) throw fail(how === 'provider' ? 'access.provider-refused' : 'access.passkey-refused');
  if (visitor.signed !== undefined) await endSession(tx, { id: visitor.signed.session, person: visitor.signed.person }, at);
  const id = newId('ses', at);
  await insertSession(tx, {
    id: idBytes(id), cookie: hashCookie(visitor.from.fresh), person, role, how, client: visitor.from.client ?? null, started_at: at, seen_at: at, confirmed_at: confirmedAt, locked_at: null, ended_at: null,
  });
  const who = { organisation: visitor.organisation, actor: found.pseudonym };
  if (how !== 'persona') await endOldest(tx, person, { at, who });
  await updatePerson(tx, person, { seen_on: Math.floor(at / DAY_MS) });
  await tx.appendChange({ at, kind: 'sessions.changed' });
  const entry = peopleEntry('sign-in.accepted', who, { subject: idFromBytes('per', person), within: id, reason: how });
  return { answer: BARE, entry };
}

async function endOldest(tx: Write, person: Uint8Array, { at, who }: { at: number; who: Who }): Promise<void> {
  const beyond = (await listSessions(tx, person)).slice(MOST_SESSIONS);
  for (const { id } of beyond) await endSession(tx, { id, person }, at);
  if (beyond.length > 0) await tx.appendOutbox(encodeEntry(peopleEntry('sign-in.ended', who, { subject: idFromBytes('per', person), count: beyond.length, reason: 'too-many' })));
}
