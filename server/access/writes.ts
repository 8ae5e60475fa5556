import { issueToken, MOST_TOKEN_DAYS, revokeToken, type Token } from '@watchword/api/access.ts';
import { fail, type AppError } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId, parseId } from '@watchword/api/ids.ts';
import { tokenIssued, tokenRevoked } from '#audit/audit.ts';
import { writeOf } from '#door/implement.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { CredentialTable } from '#store/tables.ts';
import { clientWrites } from './clients/writes.ts';
import { findCredentialById, insertCredential, markRevoked } from './queries.ts';
import { mayManage, parseRole, requireReach, whoOf } from './reach.ts';
import { requireMember } from './units/membership.ts';
import { unitWrites } from './units/writes.ts';
import { hashSecret, newSecret } from './tokens.ts';

/** The actor of whoever runs the server, at its own machine; nobody on the network has this name. */
export const OPERATOR = 'operator';

/** The writes of this domain, for the writer. */
export const accessWrites = {
  ...clientWrites,
  ...unitWrites,
  ...writeOf(issueToken, async (tx, { asker, input: { body }, at }) => {
    const organisation = body.organisation ?? asker.organisation;
    requireReach(asker, { organisation, role: body.role, permissions: body.permissions });
    await requireMember(tx, organisation);
    const expiresAt = parseExpiry(body.expiresAt, { at, endless: asker.actor === OPERATOR });
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
    ...(credential.last_used_on !== null && { lastUsedOn: time(credential.last_used_on * DAY_MS).slice(0, 10) }),
    ...(credential.revoked_at !== null && { revokedAt: time(credential.revoked_at) }),
  };
}

const DAY_MS = 86_400_000;

/** A token ends after a year at most. Whoever runs the server can issue one without an end, at its own machine and nowhere else. */
function parseExpiry(text: string | undefined, { at, endless }: { at: number; endless: boolean }): number | null {
  if (text === undefined) return endless ? null : at + MOST_TOKEN_DAYS * DAY_MS;
  const ms = Date.parse(text);
  const fault = (code: string, detail: string): AppError => fail('request.invalid', { errors: [{ pointer: '/expiresAt', code, detail }] });
  if (!Number.isFinite(ms) || ms <= at) throw fault('past', 'Name a moment in the future, like 2027-01-31T00:00:00Z.');
  if (!endless && ms > at + MOST_TOKEN_DAYS * DAY_MS) throw fault('out-of-range', `A token is good for ${MOST_TOKEN_DAYS} days at most. Register a client for a system that lasts.`);
  return ms;
}
