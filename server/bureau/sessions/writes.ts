import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, parseId } from '@watchword/api/ids.ts';
import { confirmSession, endAllSessions, endOneSession, endSession as endSessionOperation, lockSession, setRole, signInWithPasskey, signInWithProvider, startSession as startPersona } from '@watchword/api/people/sessions.ts';
import { peopleEntry } from '#audit/audit.ts';
import { writeOf } from '#door/implement.ts';
import type { Handlers, Write } from '#store/store.ts';
import { notePasskeyUse } from '../passkeys/queries.ts';
import { noteRemovalsOf } from '../mail/queries.ts';
import type { Answered } from '../passkeys/verify.ts';
import { stateNumber, stateOf } from '../people/present.ts';
import { findPersona, findPersonBySubject, forgetCodes, updatePerson } from '../people/queries.ts';
import { signedOf, visitorOf, whoOf } from '../visitor.ts';
import { hashCookie } from './cookie.ts';
import { endSession, endSessionsOf, forgetSessions, updateSession } from './queries.ts';
import { BARE, startSession } from './start.ts';

/** What was verified before the write: an answer of a passkey, or what the provider said of somebody. */
export type WithAnswer = { readonly answered: Answered };
export type WithSubject = { readonly subject: string; /** When the provider last asked who it is; ms since 1970, 0 when it does not say. */ readonly authenticatedAt: number };

const DAY_MS = 86_400_000;
/** Sessions are kept so long after they began or ended. */
const KEPT_MS = 30 * DAY_MS;

async function noteUse(tx: Write, { passkey, counter, synced }: Answered, at: number): Promise<void> {
  await notePasskeyUse(tx, passkey, { counter, synced: synced ? 1 : 0, used_on: Math.floor(at / DAY_MS) });
}

/** The writes of sessions, for the writer. */
export const sessionWrites = {
  ...writeOf(startPersona, async (tx, call) => {
    const person = await findPersona(tx, call.input.body.persona);
    if (person === undefined) throw fail('access.forbidden');
    return startSession(tx, { visitor: visitorOf(call), person: person.id, how: 'persona', at: call.at, confirmedAt: call.at });
  }),
  ...writeOf(signInWithPasskey, async (tx, call) => {
    const { answered } = call.input as unknown as WithAnswer;
    await noteUse(tx, answered, call.at);
    return startSession(tx, { visitor: visitorOf(call), person: answered.person, how: 'passkey', at: call.at, confirmedAt: call.at });
  }),
  ...writeOf(signInWithProvider, async (tx, call) => {
    const { subject, authenticatedAt } = call.input as unknown as WithSubject;
    const person = await findPersonBySubject(tx, subject);
    if (person === undefined) throw fail('access.provider-refused');
    if (stateOf(person.state) === 'invited') await updatePerson(tx, person.id, { state: stateNumber('active'), version: person.version + 1 });
    return startSession(tx, { visitor: visitorOf(call), person: person.id, how: 'provider', at: call.at, confirmedAt: Math.min(authenticatedAt, call.at) });
  }),
  ...writeOf(confirmSession, async (tx, call) => {
    const { answered } = call.input as unknown as WithAnswer;
    const { session, person, lockedAt } = signedOf(call);
    await noteUse(tx, answered, call.at);
    await updateSession(tx, session, { cookie: hashCookie(visitorOf(call).from.fresh), confirmed_at: call.at, seen_at: call.at, locked_at: null });
    await tx.appendChange({ at: call.at, kind: 'sessions.changed' });
    return { answer: BARE, entry: peopleEntry('session.confirmed', whoOf(call), { subject: idFromBytes('per', person), within: idFromBytes('ses', session), reason: lockedAt === undefined ? 'step-up' : 'unlock' }) };
  }),
  ...writeOf(endSessionOperation, async (tx, call) => {
    const { signed } = visitorOf(call);
    const ended = signed !== undefined && (await endSession(tx, { id: signed.session, person: signed.person }, call.at));
    await tx.appendChange({ at: call.at, kind: 'sessions.changed' });
    return { answer: BARE, entry: peopleEntry('sign-in.ended', whoOf(call), { ...(signed !== undefined && { subject: idFromBytes('per', signed.person) }), count: ended ? 1 : 0, reason: 'by-hand' }) };
  }),
  ...writeOf(endOneSession, async (tx, call) => {
    const { person } = signedOf(call);
    const id = parseId('ses', call.input.params.id);
    if (id === undefined || !(await endSession(tx, { id: idBytes(id), person }, call.at))) throw fail('session.not-found');
    await tx.appendChange({ at: call.at, kind: 'sessions.changed' });
    return { answer: { ended: 1 }, entry: peopleEntry('sign-in.ended', whoOf(call), { subject: idFromBytes('per', person), count: 1, reason: 'elsewhere' }) };
  }),
  ...writeOf(endAllSessions, async (tx, call) => {
    const { person } = signedOf(call);
    const ended = await endSessionsOf(tx, person, { at: call.at });
    // Whoever ends every session has lost a device, or fears so: none of hers opens messages any more.
    await noteRemovalsOf(tx, person, { at: call.at, reason: 'lost' });
    await tx.appendChange({ at: call.at, kind: 'sessions.changed' });
    return { answer: { ended }, entry: peopleEntry('sign-in.ended', whoOf(call), { subject: idFromBytes('per', person), count: ended, reason: 'everywhere' }) };
  }),
  ...writeOf(lockSession, async (tx, call) => {
    const { session, person, lockedAt } = signedOf(call);
    await updateSession(tx, session, { locked_at: lockedAt ?? call.at });
    await tx.appendChange({ at: call.at, kind: 'sessions.changed' });
    return { answer: BARE, entry: peopleEntry('session.locked', whoOf(call), { subject: idFromBytes('per', person), within: idFromBytes('ses', session) }) };
  }),
  ...writeOf(setRole, async (tx, call) => {
    const { session, person, roles } = signedOf(call);
    const { role } = call.input.body;
    if (!roles.includes(role)) throw fail('access.forbidden', { detail: 'You do not have this role.' });
    await updateSession(tx, session, { role });
    await updatePerson(tx, person, { role });
    await tx.appendChange({ at: call.at, kind: 'sessions.changed' });
    return { answer: BARE, entry: peopleEntry('session.role-set', whoOf(call), { subject: idFromBytes('per', person), within: idFromBytes('ses', session), reason: role }) };
  }),
};

/** Work beside the operations: it changes nothing that the audit log tells. */
export const SESSION_SLICES = {
  'sessions.seen': async (tx: Write, { session, at }: { session: Uint8Array; at: number }): Promise<void> => {
    await updateSession(tx, session, { seen_at: at });
    await tx.appendChange({ at, kind: 'sessions.changed' });
  },
  'sessions.forget': async (tx: Write, { at }: { at: number }): Promise<void> => {
    await forgetSessions(tx, at - KEPT_MS);
    await forgetCodes(tx, at);
    await tx.appendChange({ at, kind: 'sessions.changed' });
  },
} satisfies Handlers;
