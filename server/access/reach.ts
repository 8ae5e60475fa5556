/** How far somebody reaches who gives a system access: nobody gives away more than he has. */
import { fail } from '@watchword/api/errors.ts';
import type { Permission } from '@watchword/api/operation.ts';
import { bureauOf, ROLES, SECRETARIAT, type Role } from '@watchword/api/organisations.ts';
import type { Asker } from '#door/calls.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';

/** Whether the asker manages the credentials of this organisation: its own and its agencies; the secretariat everybody's. */
export function mayManage(asker: Asker, organisation: string): boolean {
  return asker.organisation === bureauOf(organisation) || asker.organisation === SECRETARIAT;
}

/** The role kept with a credential; the narrowest one should it be unknown. */
export function parseRole(role: string | null): Role {
  return ROLES.find((one) => one === role) ?? 'front-line';
}

/** Roles that see every field of a record. */
const SEES_ALL: readonly Role[] = ['desk', 'reviewer', 'commission'];

/** What a system is to have. */
export type Reach = { readonly organisation: string; readonly role: Role; readonly permissions: readonly Permission[] };

/** Nobody gives away more than he has. @throws `request.invalid` for an unknown organisation, `access.forbidden` */
export function requireReach(asker: Asker, wanted: Reach): void {
  if (findOrganisationNumber(wanted.organisation) === undefined) {
    throw fail('request.invalid', { errors: [{ pointer: '/organisation', code: 'unknown', detail: 'Name a member country by its code, or XPO.' }] });
  }
  if (!mayManage(asker, wanted.organisation)) throw fail('access.forbidden', { detail: 'You give access to systems of your own organisation only.' });
  if (SEES_ALL.includes(wanted.role) && !SEES_ALL.includes(asker.role)) throw fail('access.forbidden', { detail: `Your role sees fewer fields than ${wanted.role} does.` });
  const frontLine = wanted.role === 'front-line' ? wanted.permissions.filter((permission) => permission !== 'check' && permission !== 'check:batch') : [];
  if (frontLine.length > 0) throw fail('access.forbidden', { detail: `The front line checks; it does not have: ${frontLine.join(', ')}.` });
  const beyond = wanted.permissions.filter((permission) => !asker.permissions.includes(permission));
  if (beyond.length > 0) throw fail('access.forbidden', { detail: `You do not have: ${beyond.join(', ')}.` });
}

/** The asker as the audit log writes it: nothing else of it gets into the outbox. */
export function whoOf({ organisation, actor }: Asker): { organisation: string; actor: string } {
  return { organisation, actor };
}
