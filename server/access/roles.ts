import { PERMISSIONS, type Permission } from '@watchword/api/operation.ts';
import { ROLES, type Role } from '@watchword/api/organisations.ts';
import { ORGANISATION_KINDS } from '@watchword/api/rights/kinds.ts';
import { RIGHTS } from '@watchword/api/rights/rights.ts';

/**
 * What a person may do at most, by role, wherever he works: the policy of record decides it (`server/policy/people.cedar`), and takes
 * some of it away in an agency, at a partner or outside the secretariat.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = Object.fromEntries(ROLES.map((role) => [role, ofRole(role)])) as Record<Role, Permission[]>;

function ofRole(role: Role): Permission[] {
  const somewhere = new Set(ORGANISATION_KINDS.flatMap((kind) => RIGHTS.permissionsOf({ kind, role }, 'person')));
  return PERMISSIONS.filter((permission) => somewhere.has(permission));
}
