/** How far somebody reaches who gives a system access: nobody gives away more than he has. */
import { fail } from '@watchword/api/errors.ts';
import type { Permission } from '@watchword/api/operation.ts';
import { bureauOf, ROLES, SECRETARIAT, type Role } from '@watchword/api/organisations.ts';
import { RIGHTS } from '@watchword/api/rights/rights.ts';
import type { Asker } from '#door/calls.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';

/**
 * Whether the asker manages the credentials of this organisation: a bureau its own and its agencies', the secretariat everybody's. An agency acts under
 * its bureau's code, and manages nobody's; neither does a partner.
 */
export function mayManage(asker: Asker, organisation: string): boolean {
  return asker.unit === undefined && (asker.organisation === bureauOf(organisation) || asker.organisation === SECRETARIAT);
}

/** Whose credentials are listed for the asker; undefined is everybody's. */
export function listedFor({ organisation }: Asker): string | undefined {
  return organisation === SECRETARIAT ? undefined : organisation;
}

/** The role kept with a credential; the narrowest one should it be unknown. */
export function parseRole(role: string | null): Role {
  return ROLES.find((one) => one === role) ?? 'front-line';
}

/** Roles that see every field of a record. */
const SEES_ALL: readonly Role[] = ['desk', 'reviewer', 'commission'];

/** What the policy of record gives the front line, and systems that act for it. */
const OF_FRONT_LINE = RIGHTS.permissionsOf({ kind: 'bureau', role: 'front-line' }, 'system');

/** What a system is to have. */
export type Reach = { readonly organisation: string; readonly role: Role; readonly permissions: readonly Permission[] };

/** Nobody gives away more than he has. @throws `request.invalid` for an unknown organisation, `access.forbidden` */
export function requireReach(asker: Asker, wanted: Reach): void {
  if (findOrganisationNumber(wanted.organisation) === undefined) {
    throw fail('request.invalid', { errors: [{ pointer: '/organisation', code: 'unknown', detail: 'Name a member country by its code, or XPO.' }] });
  }
  if (!mayManage(asker, wanted.organisation)) throw fail('access.forbidden', { detail: 'You give access to systems of your own organisation only.' });
  if (SEES_ALL.includes(wanted.role) && !SEES_ALL.includes(asker.role)) throw fail('access.forbidden', { detail: `Your role sees fewer fields than ${wanted.role} does.` });
  const frontLine = wanted.role === 'front-line' ? wanted.permissions.filter((permission) => !OF_FRONT_LINE.includes(permission)) : [];
  if (frontLine.length > 0) throw fail('access.forbidden', { detail: `The front line checks; it does not have: ${frontLine.join(', ')}.` });
  const beyond = wanted.permissions.filter((permission) => !asker.permissions.includes(permission));
  if (beyond.length > 0) throw fail('access.forbidden', { detail: `You do not have: ${beyond.join(', ')}.` });
}

/** The asker as the audit log writes it: nothing else of it gets into the outbox. */
export function whoOf({ organisation, actor }: Asker): { organisation: string; actor: string } {
  return { organisation, actor };
}
