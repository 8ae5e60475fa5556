/** Who is asking at a bureau: the session of the cookie, whether it still counts, and whether it may do this now. */
import { fail } from '@watchword/api/errors.ts';
import type { Operation } from '@watchword/api/operation.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Credentials } from '#access/access.ts';
import type { Clock } from '../../clock.ts';
import type { Read } from '#store/store.ts';
import { stateOf } from '../people/present.ts';
import { BUREAU_RIGHTS, parseRole, parseRoles } from '../people/roles.ts';
import type { BureauCredentials, Place, Signed, Visitor } from '../visitor.ts';
import { hashCookie } from './cookie.ts';
import { findSession, type SessionRow } from './queries.ts';

/** How long sessions last, in ms. `stepUpMs`: for so long whoever confirmed is not asked again. */
export type SessionLimits = { readonly idleMs: number; readonly longestMs: number; readonly stepUpMs: number };

export type BureauAccess = {
  /** For the door: what this operation asks of whoever stands before it. @throws (authenticate) `access.unauthenticated`, `access.locked`, `access.step-up` */
  of(operation: Operation): { authenticate(credentials: Credentials): Promise<Visitor> };
  /** The session of a cookie at a place, when it counts. It is no sign of life. */
  find(cookie: string | undefined, place: Place): Promise<Signed | undefined>;
  /** Whether somebody has confirmed just now. */
  isConfirmed(signed: Signed): boolean;
  /** Notes a sign of life. */
  touch(signed: Signed): void;
  /** Forgets what is kept of sessions in memory: after every write. */
  forget(): void;
};

export type AccessParts = {
  readonly read: Read;
  readonly clock: Clock;
  readonly limits: SessionLimits;
  /** Writes down that a session was heard of; nobody waits for it. */
  readonly note: (session: Uint8Array, at: number) => void;
};

/** A sign of life is written down so seldom: a restart may end a session so much earlier. */
const NOTE_EVERY_MS = 60_000;
const MOST_KNOWN = 20_000;
/** Somebody could ask these for ever without being there. */
const NO_SIGN_OF_LIFE = new Set(['sessions.get', 'sessions.begin-confirm', 'sessions.list', 'sessions.lock', 'presence.tell']);

export function openBureauAccess({ read, clock, limits, note }: AccessParts): BureauAccess {
  /** Sessions by the hash of their cookie, until something is written. */
  let known = new Map<string, Signed>();
  const seen = new Map<string, { at: number; noted: number }>();

  const look = async (cookie: string): Promise<Signed | undefined> => {
    const hash = hashCookie(cookie);
    const key = Buffer.from(hash).toString('latin1');
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const began = known;
    const found = await findSession(read, hash);
    const signed = found === undefined ? undefined : signedOf(found);
    if (signed !== undefined && began === known && known.size < MOST_KNOWN) known.set(key, signed);
    return signed;
  };
  const find: BureauAccess['find'] = async (cookie, place) => {
    const signed = cookie === undefined ? undefined : await look(cookie);
    if (signed === undefined || (signed.persona ?? place.persona) !== place.persona) return undefined;
    const now = clock.now();
    const heard = seen.get(keyOf(signed))?.at ?? 0;
    const current = heard > signed.seenAt ? { ...signed, seenAt: heard } : signed;
    if (now >= endOf(current, limits)) return undefined;
    return current;
  };
  const touch = (signed: Signed): void => {
    const now = clock.now();
    const key = keyOf(signed);
    const { noted } = seen.get(key) ?? { noted: signed.seenAt };
    const due = now - noted >= NOTE_EVERY_MS;
    if (seen.size >= MOST_KNOWN) seen.clear();
    seen.set(key, { at: now, noted: due ? now : noted });
    if (due) note(signed.session, now);
  };
  const isConfirmed = (signed: Signed): boolean => clock.now() - signed.confirmedAt < limits.stepUpMs;
  return {
    find, touch, isConfirmed,
    forget: () => void (known = new Map()),
    of: (operation) => ({
      async authenticate(credentials) {
        const from = credentials as BureauCredentials;
        const signed = await find(from.cookie, from.place);
        if (operation.permission !== 'public') {
          if (signed === undefined) throw fail('access.unauthenticated');
          // Whoever may not do it at all is not asked for the passkey: the door refuses him.
          const mayAsk = BUREAU_RIGHTS[signed.role].includes(operation.permission);
          requireNow(mayAsk ? operation : { ...(operation.locked === true && { locked: true }) }, signed, isConfirmed);
          if (!NO_SIGN_OF_LIFE.has(operation.id)) touch(signed);
        }
        return visitorOf(signed, from);
      },
    }),
  };
}

/** @throws `access.locked`, `access.step-up` when somebody signed in has to do something before this operation */
export function requireNow(operation: Pick<Operation, 'locked' | 'stepUp'>, signed: Signed, isConfirmed: (signed: Signed) => boolean): void {
  if (signed.lockedAt !== undefined && operation.locked !== true) throw fail('access.locked');
  if (operation.stepUp === true && !isConfirmed(signed)) throw fail('access.step-up');
}

/** When a session ends if nothing is heard of it. One that is locked waits for its person until its last hour: without the passkey it is worth nothing. */
export function endOf({ startedAt, seenAt, lockedAt }: Pick<Signed, 'startedAt' | 'seenAt' | 'lockedAt'>, { idleMs, longestMs }: SessionLimits): number {
  return lockedAt === undefined ? Math.min(startedAt + longestMs, seenAt + idleMs) : startedAt + longestMs;
}

function keyOf({ session }: Signed): string {
  return Buffer.from(session).toString('latin1');
}

/** A session that is kept, with what its person may be now: undefined when the person may be nothing any more. */
function signedOf(row: SessionRow): Signed | undefined {
  const roles = parseRoles(row.roles);
  const role = roles.find((one) => one === parseRole(row.role)) ?? roles[0];
  const how = row.how === 'persona' || row.how === 'provider' ? row.how : 'passkey';
  if (stateOf(row.state) !== 'active' || role === undefined) return undefined;
  return {
    session: row.id, person: row.person, name: row.name, pseudonym: row.pseudonym, roles, role, how, unit: row.unit_name ?? undefined, persona: row.persona ?? undefined,
    startedAt: row.started_at, seenAt: row.seen_at, confirmedAt: row.confirmed_at, lockedAt: row.locked_at ?? undefined,
  };
}

/** What an asker is at this bureau. */
function visitorOf(signed: Signed | undefined, from: BureauCredentials): Visitor {
  const organisation = from.place.code;
  const number = findOrganisationNumber(organisation) ?? 0;
  if (signed === undefined) return { organisation, number, role: 'front-line', actor: 'unknown', name: 'unknown', permissions: [], signed, from };
  return { organisation, number, role: signed.role, actor: signed.pseudonym, name: signed.pseudonym, permissions: BUREAU_RIGHTS[signed.role], signed, from };
}
