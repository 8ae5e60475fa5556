import type { Permission } from '@watchword/api/operation.ts';
import type { Role } from '@watchword/api/organisations.ts';

/**
 * What a person may do, by role. A bureau that acts for an officer says the role, and the officer has the permissions that
 * both the role and the bureau's own credential have.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  'front-line': ['check'],
  desk: ['check', 'check:batch', 'record:read', 'record:write', 'record:load', 'record:export', 'policy:read'],
  system: ['check', 'check:batch', 'record:read', 'record:write', 'record:load', 'record:export', 'audit:witness', 'policy:read'],
  reviewer: ['check', 'record:read', 'record:review', 'policy:read'],
  administrator: ['people:manage', 'token:manage', 'organisation:manage', 'policy:read'],
  'data-protection': ['audit:read', 'policy:read'],
  commission: ['audit:read', 'case:manage', 'policy:read'],
  security: ['key:manage', 'token:manage', 'export:approve', 'policy:read'],
  partner: ['check', 'policy:read'],
};
