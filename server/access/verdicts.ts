/** Whose a token is, looked up in the store: issued ones and fetched ones. */
import { fail } from '@watchword/api/errors.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { Permission } from '@watchword/api/operation.ts';
import { holderOf, RIGHTS } from '@watchword/api/rights/rights.ts';
import type { Asker } from '#door/calls.ts';
import type { Read } from '#store/store.ts';
import { findFetched } from './clients/queries.ts';
import { findCredential } from './queries.ts';
import { parseRole } from './reach.ts';
import { hashSecret, isFetched } from './tokens.ts';
import { findMembership } from './units/membership.ts';

/** A token that is good until `expiresAt` (ms since 1970), when it comes with this certificate if one is named. */
export type Verdict = { readonly asker: Asker; /** What the credential names, before the policy takes off what such a machine may not do. */ readonly granted: readonly Permission[]; readonly expiresAt: number; readonly certificate: string | undefined; /** Its organisation is suspended: it is known, and refused. */ readonly isSuspended: boolean };

/** Looks a token up. @throws `access.unauthenticated` */
export async function findVerdict(read: Read, secret: string): Promise<Verdict> {
  const verdict = await (isFetched(secret) ? ofFetched(read, secret) : ofIssued(read, secret));
  if (verdict === undefined) throw fail('access.unauthenticated');
  return verdict;
}

async function ofIssued(read: Read, secret: string): Promise<Verdict | undefined> {
  const found = await findCredential(read, hashSecret(secret));
  if (found === undefined || found.revoked_at !== null) return undefined;
  const known = await askerOf(read, { ...found, actor: idFromBytes('tok', found.id) });
  return known === undefined ? undefined : { ...known, expiresAt: found.expires_at ?? Number.POSITIVE_INFINITY, certificate: undefined };
}

/** A fetched token falls with its client, with the key that fetched it, and with the certificate to which it is bound. */
async function ofFetched(read: Read, secret: string): Promise<Verdict | undefined> {
  const found = await findFetched(read, hashSecret(secret));
  if (found === undefined || found.client.revoked_at !== null || found.key === undefined) return undefined;
  const { token, client } = found;
  const certificates = JSON.parse(client.certificates) as string[];
  if (token.certificate === null ? certificates.length > 0 : !certificates.includes(token.certificate)) return undefined;
  const known = await askerOf(read, { ...client, permissions: token.permissions, actor: idFromBytes('cli', client.id) });
  return known === undefined ? undefined : { ...known, expiresAt: Math.min(token.expires_at, found.key.expires_at), certificate: token.certificate ?? undefined };
}

type Holder = { readonly organisation: string; readonly name: string; readonly role: string | null; readonly permissions: string; readonly actor: string };

async function askerOf(read: Read, { organisation: code, name, role: kept, permissions, actor }: Holder): Promise<Pick<Verdict, 'asker' | 'granted' | 'isSuspended'> | undefined> {
  const member = await findMembership(read, code);
  if (member === undefined) return undefined;
  const { isSuspended, ...belongs } = member;
  const role = parseRole(kept);
  const granted = JSON.parse(permissions) as Permission[];
  const allowed = RIGHTS.permissionsOf(holderOf({ ...belongs, role }), 'system');
  return { asker: { ...belongs, role, actor, name, permissions: granted.filter((permission) => allowed.includes(permission)) }, granted, isSuspended };
}
