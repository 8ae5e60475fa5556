/** Whose a token is, looked up in the store: issued ones and fetched ones. */
import { fail } from '@watchword/api/errors.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { Permission } from '@watchword/api/operation.ts';
import type { Asker } from '#door/calls.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import { findFetched } from './clients/queries.ts';
import { findCredential } from './queries.ts';
import { parseRole } from './reach.ts';
import { hashSecret, isFetched } from './tokens.ts';

/** A token that is good until `expiresAt` (ms since 1970), when it comes with this certificate if one is named. */
export type Verdict = { readonly asker: Asker; readonly expiresAt: number; readonly certificate: string | undefined };

/** Looks a token up. @throws `access.unauthenticated` */
export async function findVerdict(read: Read, secret: string): Promise<Verdict> {
  const verdict = await (isFetched(secret) ? ofFetched(read, secret) : ofIssued(read, secret));
  if (verdict === undefined) throw fail('access.unauthenticated');
  return verdict;
}

async function ofIssued(read: Read, secret: string): Promise<Verdict | undefined> {
  const found = await findCredential(read, hashSecret(secret));
  if (found === undefined || found.revoked_at !== null) return undefined;
  const asker = askerOf({ ...found, actor: idFromBytes('tok', found.id) });
  return asker === undefined ? undefined : { asker, expiresAt: found.expires_at ?? Number.POSITIVE_INFINITY, certificate: undefined };
}

/** A fetched token falls with its client, with the key that fetched it, and with the certificate to which it is bound. */
async function ofFetched(read: Read, secret: string): Promise<Verdict | undefined> {
  const found = await findFetched(read, hashSecret(secret));
  if (found === undefined || found.client.revoked_at !== null || found.key === undefined) return undefined;
  const { token, client } = found;
  const certificates = JSON.parse(client.certificates) as string[];
  if (token.certificate === null ? certificates.length > 0 : !certificates.includes(token.certificate)) return undefined;
  const asker = askerOf({ ...client, permissions: token.permissions, actor: idFromBytes('cli', client.id) });
  return asker === undefined ? undefined : { asker, expiresAt: Math.min(token.expires_at, found.key.expires_at), certificate: token.certificate ?? undefined };
}

type Holder = { readonly organisation: string; readonly name: string; readonly role: string | null; readonly permissions: string; readonly actor: string };

function askerOf({ organisation, name, role, permissions, actor }: Holder): Asker | undefined {
  const number = findOrganisationNumber(organisation);
  if (number === undefined) return undefined;
  return { organisation, number, role: parseRole(role), actor, name, permissions: JSON.parse(permissions) as Permission[] };
}
