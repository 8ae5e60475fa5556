/** The front of access: who is asking, and whether they may. */
import { hash } from 'node:crypto';
import { fail, type AppError } from '@watchword/api/errors.ts';
import type { Operation, Permission } from '@watchword/api/operation.ts';
import { ROLES } from '@watchword/api/organisations.ts';
import { holderOf, RIGHTS } from '@watchword/api/rights/rights.ts';
import type { Clock } from '../clock.ts';
import type { Asker } from '#door/calls.ts';
import type { ChangeSpan, Read, Writer } from '#store/store.ts';
import { isSecret } from './tokens.ts';
import { UsedToday, type USED_SLICES } from './used.ts';
import { findVerdict, type Verdict } from './verdicts.ts';

export { hasCredentials } from './queries.ts';
export { ROLE_PERMISSIONS } from './roles.ts';
export { accessWrites, OPERATOR } from './writes.ts';
export { GRANT_SLICES, OAuthRefusal, openGrants, type Grants } from './clients/grant.ts';
export { USED_SLICES } from './used.ts';
export { accessRoutes } from './routes.ts';
export { unitRoutes } from './units/routes.ts';

/** What a request says of its sender. */
export type Credentials = { readonly authorization: string | undefined; readonly officer: string | undefined; readonly role: string | undefined; /** Thumbprint (`x5t#S256`) of the certificate with which the sender proved itself. */ readonly certificate?: string | undefined };

/** Verifies who asks. Verdicts on tokens are kept in memory, by their hash, until anything about tokens changes. */
export type Access = {
  /** At once when the token was seen before. @throws `access.unauthenticated`, `access.forbidden` */
  authenticate(credentials: Credentials): Asker | Promise<Asker>;
  /** Forgets every verdict: to be called before a change of tokens or clients is answered. */
  forget(): void;
  /** Forgets every verdict if one of these changes, of whichever server, is about tokens. Never rejects. */
  follow(changes: ChangeSpan): Promise<void>;
  /** Writes down which credentials were used today. To be called now and then. */
  writeUsed(writer: Pick<Writer<typeof USED_SLICES>, 'run'>): Promise<void>;
};

/** `staleFor`: milliseconds since it was last known that `follow` had been told of every change. */
export type AccessParts = { readonly read: Read; readonly clock: Clock; readonly staleFor?: () => number };

/** Verdicts kept; a flood of unknown tokens is never kept at all. */
const MOST_KNOWN = 50_000;
/** A token that another server revoked is good here for so many milliseconds at most. */
const MOST_STALE_MS = 1000;
/** Changes that are looked through for one about tokens; of more than that one is assumed to be. */
const MOST_CHANGES = 1000;
const DAY_MS = 86_400_000;
const PSEUDONYM = /^ofc_[A-Za-z0-9]{4,40}$/;

export function openAccess({ read, clock, staleFor = () => 0 }: AccessParts): Access {
  const known = new Map<string, Verdict>();
  /** Counts changes, so that a verdict read from the store before one is not kept after it. */
  let epoch = 0;
  const used = new UsedToday();
  /** When the present day ends. */
  let dayEnds = endOfDay(clock.now());

  const look = async (secret: string, key: string): Promise<Verdict> => {
    const began = epoch;
    const verdict = await findVerdict(read, secret);
    if (began === epoch) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(key, verdict);
    }
    return verdict;
  };
  const judge = ({ asker, granted, expiresAt, certificate, isSuspended }: Verdict, credentials: Credentials, isNew: boolean): Asker => {
    const now = clock.now();
    if (expiresAt <= now) throw fail('access.unauthenticated');
    // Bound to a certificate: whoever copied the token has not the key of that one.
    if (certificate !== undefined && certificate !== credentials.certificate) throw refusing(asker, fail('access.unauthenticated'));
    if (isSuspended) throw refusing(asker, fail('access.suspended'));
    // A verdict that is known was noted today, unless the day has changed.
    const isNewDay = now >= dayEnds;
    if (isNewDay) {
      dayEnds = endOfDay(now);
      known.clear();
    }
    if (isNew || isNewDay) used.note(asker.actor, now);
    return credentials.officer === undefined && credentials.role === undefined ? asker : actingFor(asker, granted, credentials);
  };

  const forget = (): void => {
    epoch += 1;
    known.clear();
  };

  return {
    authenticate(credentials) {
      const secret = secretOf(credentials.authorization);
      const key = hash('sha256', secret, 'base64');
      const verdict = staleFor() > MOST_STALE_MS ? undefined : known.get(key);
      if (verdict !== undefined) return judge(verdict, credentials, false);
      return look(secret, key).then((found) => judge(found, credentials, true));
    },
    forget,
    writeUsed: (writer) => used.write(writer),
    async follow({ first, last }) {
      const count = last - first + 1;
      const kinds = count > MOST_CHANGES ? undefined : await read.readChanges(first - 1, count).then((changes) => changes.map(({ kind }) => kind), () => undefined);
      if (kinds === undefined || kinds.length < count || kinds.some((kind) => kind.startsWith('token.') || kind === 'client.changed' || kind === 'organisation.changed')) forget();
    },
  };
}

function endOfDay(now: number): number {
  return (Math.floor(now / DAY_MS) + 1) * DAY_MS;
}

/** Throws `access.forbidden` unless the asker may do this operation. */
export function authorise(operation: Pick<Operation, 'permission' | 'side'>, asker: Asker): void {
  // At the hub nobody comes without a token, so whoever asks about himself may.
  if (operation.permission === 'session' && operation.side === 'hub') return;
  if (operation.permission !== 'public' && !asker.permissions.includes(operation.permission)) {
    throw fail('access.forbidden', { detail: `This needs the permission ${operation.permission}.` });
  }
}

function secretOf(authorization: string | undefined): string {
  if (authorization !== undefined && /^Bearer /i.test(authorization)) {
    const secret = authorization.slice(7).trim();
    if (isSecret(secret)) return secret;
  }
  throw fail('access.unauthenticated');
}

/** Who was refused, of errors that came up after the token was known: beside them, for an error's own details reach the caller. */
const refused = new WeakMap<Error, Asker>();

function refusing(asker: Asker, error: AppError): AppError {
  refused.set(error, asker);
  return error;
}

/** Whose token it was, when `authenticate` knew it and refused all the same: for the audit log. */
export function findRefused(error: Error): Asker | undefined {
  return refused.get(error);
}

/** A bureau's system that asks for one of its officers: the officer's pseudonym is what the audit log shows. */
function actingFor(system: Asker, granted: readonly Permission[], { officer, role }: Credentials): Asker {
  if (!system.permissions.includes('act-for-officer')) throw refusing(system, fail('access.forbidden', { detail: 'This token may not act for an officer.' }));
  const named = ROLES.find((one) => one === role);
  if (officer === undefined || !PSEUDONYM.test(officer) || named === undefined) {
    throw refusing(system, fail('request.invalid', { errors: [{ pointer: '/headers', code: 'officer', detail: 'Send Watchword-Officer (ofc_ and 4 to 40 letters or digits) and Watchword-Role together.' }] }));
  }
  const permissions = RIGHTS.permissionsOf(holderOf({ ...system, role: named }), 'person').filter((permission) => granted.includes(permission));
  return { ...system, role: named, actor: officer, officer, via: system.actor, permissions };
}
