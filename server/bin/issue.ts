import { PERMISSIONS, type Permission } from '@watchword/api/operation.ts';
import { SECRETARIAT, type Role } from '@watchword/api/organisations.ts';
import { OPERATOR as ACTOR } from '#access/access.ts';
import type { Asker } from '#door/calls.ts';
import type { WritePayload, WriteResult } from '#door/writes.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Handlers, Writer } from '#store/store.ts';

/** Whoever runs the server itself, at its own machine: the one way to the first token. */
const OPERATOR: Asker = { organisation: SECRETARIAT, number: findOrganisationNumber(SECRETARIAT) ?? 0, role: 'reviewer', actor: ACTOR, name: 'operator', permissions: PERMISSIONS };

export type Issue = { readonly organisation: string; readonly name: string; readonly role: Role; readonly permissions: readonly Permission[]; /** Without it the token has no end. */ readonly expiresAt?: string | undefined; readonly at: number };

/** Issues a token past the network, through the same write and audit entry as the operation `tokens.issue`. */
export async function issueDirectly(writer: Pick<Writer<Handlers>, 'run'>, { at, ...body }: Issue): Promise<{ secret: string; token: { id: string } }> {
  const payload: WritePayload = { call: { asker: OPERATOR, input: { body: { ...body, permissions: [...body.permissions] } }, at } as never, repeat: undefined };
  const { result } = await writer.run('tokens.issue', payload as never);
  return (result as WriteResult).answer as { secret: string; token: { id: string } };
}
