import { issueToken, revokeToken, type Token } from '@watchword/api/access.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId, parseId } from '@watchword/api/ids.ts';
import type { Permission } from '@watchword/api/operation.ts';
import { ROLES, SECRETARIAT, type Role } from '@watchword/api/organisations.ts';
import { tokenIssued, tokenRevoked } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';
import { writeOf } from '#door/implement.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { CredentialTable } from '#store/tables.ts';
import { findCredentialById, insertCredential, markRevoked } from './queries.ts';
import { hashSecret, newSecret } from './tokens.ts';

/** The writes of this domain, for the writer. */
export const accessWrites = {
  ...writeOf(issueToken, async (tx, { asker, input: { body }, at }) => {
    const organisation = body.organisation ?? asker.organisation;
    requireReach(asker, { organisation, role: body.role, permissions: body.permissions });
    const expiresAt = body.expiresAt === undefined ? null : parseExpiry(body.expiresAt, at);
    const id = newId('tok', at);
    const secret = newSecret();
    const credential: CredentialTable = {
      id: idBytes(id), organisation, name: body.name, token_hash: hashSecret(secret), permissions: JSON.stringify([...new Set(body.permissions)]),
      role: body.role, created_at: at, expires_at: expiresAt, revoked_at: null, last_used_on: null,
    };
    await insertCredential(tx, credential);
    await tx.appendChange({ at, kind: 'token.issued', owner: findOrganisationNumber(organisation) ?? 0 });
    return { answer: { token: presentToken(credential), secret }, entry: tokenIssued(whoOf(asker), { subject: id, owner: organisation }) };
  }),
  ...writeOf(revokeToken, async (tx, { asker, input: { params }, at }) => {
    const id = parseId('tok', params.id);
    const found = id === undefined ? undefined : await findCredentialById(tx, idBytes(id));
    if (id === undefined || found === undefined || !mayManage(asker, found.organisation)) throw fail('access.token-not-found');
    if (found.revoked_at === null) await markRevoked(tx, found.id, at);
    await tx.appendChange({ at, kind: 'token.revoked', owner: findOrganisationNumber(found.organisation) ?? 0 });
    const answer = presentToken({ ...found, revoked_at: found.revoked_at ?? at });
    return { answer, entry: tokenRevoked(whoOf(asker), { subject: id, owner: found.organisation, reason: 'by-hand' }) };
  }),
};

/** Whether the asker manages the tokens of this organisation: its own; the secretariat everybody's. */
export function mayManage(asker: Asker, organisation: string): boolean {
  return asker.organisation === organisation || asker.organisation === SECRETARIAT;
}

/** A token as it is shown: never its secret. */
export function presentToken(credential: CredentialTable): Token {
  const time = (ms: number): string => new Date(ms).toISOString();
  return {
    id: idFromBytes('tok', credential.id),
    organisation: credential.organisation,
    name: credential.name,
    role: parseRole(credential.role),
    permissions: JSON.parse(credential.permissions) as string[],
    createdAt: time(credential.created_at),
    ...(credential.expires_at !== null && { expiresAt: time(credential.expires_at) }),
    ...(credential.revoked_at !== null && { revokedAt: time(credential.revoked_at) }),
  };
}

/** The role kept with a credential; the narrowest one should it be unknown. */
export function parseRole(role: string | null): Role {
  return ROLES.find((one) => one === role) ?? 'front-line';
}

/** The asker as the audit log writes it: nothing else of it gets into the outbox. */
function whoOf({ organisation, actor }: Asker): { organisation: string; actor: string } {
  return { organisation, actor };
}

/** Roles that see every field of a record. */
const SEES_ALL: readonly Role[] = ['desk', 'reviewer', 'commission'];

/** Nobody gives away more than he has. */
function requireReach(asker: Asker, wanted: { organisation: string; role: Role; permissions: readonly Permission[] }): void {
  if (findOrganisationNumber(wanted.organisation) === undefined) {
    throw fail('request.invalid', { errors: [{ pointer: '/organisation', code: 'unknown', detail: 'Name a member country by its code, or XPO.' }] });
  }
  if (!mayManage(asker, wanted.organisation)) throw fail('access.forbidden', { detail: 'You issue tokens for your own organisation only.' });
  if (SEES_ALL.includes(wanted.role) && !SEES_ALL.includes(asker.role)) throw fail('access.forbidden', { detail: `Your role sees fewer fields than ${wanted.role} does.` });
  const frontLine = wanted.role === 'front-line' ? wanted.permissions.filter((permission) => permission !== 'check' && permission !== 'check:batch') : [];
  if (frontLine.length > 0) throw fail('access.forbidden', { detail: `The front line checks; it does not have: ${frontLine.join(', ')}.` });
  const beyond = wanted.permissions.filter((permission) => !asker.permissions.includes(permission));
  if (beyond.length > 0) throw fail('access.forbidden', { detail: `You do not have: ${beyond.join(', ')}.` });
}

function parseExpiry(text: string, at: number): number {
  const ms = Date.parse(text);
  if (Number.isFinite(ms) && ms > at) return ms;
  throw fail('request.invalid', { errors: [{ pointer: '/expiresAt', code: 'past', detail: 'Name a moment in the future, like 2027-01-31T00:00:00Z.' }] });
}
