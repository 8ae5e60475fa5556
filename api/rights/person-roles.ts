/** Roles of people at their bureau, and what everybody there may meet: apart from the operations on people, which the first page does not need. */
import { Type } from 'typebox';
import { CountryCode, type Role } from '../organisations.ts';

/** Roles of people; `system` is for machines. A person may hold several and works as one of them at a time. */
export const PERSON_ROLES = ['front-line', 'desk', 'reviewer', 'administrator', 'data-protection', 'commission', 'security', 'partner'] as const satisfies readonly Role[];
export type PersonRole = (typeof PERSON_ROLES)[number];

/** Roles that give rights over others: granting one needs two persons. */
export const GUARDED_ROLES: readonly PersonRole[] = ['administrator', 'security', 'data-protection', 'commission'];

/** Roles that exist at the secretariat alone. */
export const SECRETARIAT_ROLES: readonly PersonRole[] = ['reviewer', 'commission'];

/** What everybody signed in may meet at the bureau. */
export const BUREAU_ERRORS = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'access.locked', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
/** What writes may meet beside that. */
export const BUREAU_WRITE_ERRORS = [...BUREAU_ERRORS, 'request.malformed', 'request.key-reused', 'request.in-flight'] as const;

/** Which bureau this is, for pages that name it. */
export const BureauName = Type.Object({ code: CountryCode, name: Type.String() });
