/** Which roles a person may hold together, who proposes and who approves: data, so that it can be read and argued about. */
import { fail } from '@watchword/api/errors.ts';
import type { BureauPermission, Permission } from '@watchword/api/operation.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { GUARDED_ROLES, PERSON_ROLES, SECRETARIAT_ROLES, type PersonRole, type ProposalKind } from '@watchword/api/people.ts';

/** Roles that one person never holds together, and why. */
export const NEVER_TOGETHER: readonly { readonly role: PersonRole; readonly with: readonly PersonRole[]; readonly why: string }[] = [
  { role: 'data-protection', with: ['administrator', 'security'], why: 'Whoever watches over the use of data does not decide who uses it.' },
  { role: 'reviewer', with: ['desk'], why: 'Nobody reviews what he has entered.' },
  { role: 'commission', with: PERSON_ROLES.filter((role) => role !== 'commission'), why: 'The Commission is independent of everybody else.' },
  { role: 'partner', with: PERSON_ROLES.filter((role) => role !== 'partner'), why: 'A partner has narrow rights and no others.' },
];

/** What may be done at the bureau itself, by the role in which somebody works. */
export const BUREAU_RIGHTS: Readonly<Record<PersonRole, readonly (Permission | BureauPermission)[]>> = {
  'front-line': ['session'],
  desk: ['session', 'hit:read', 'message:read', 'message:send'],
  reviewer: ['session', 'hit:read', 'message:read', 'message:send'],
  administrator: ['session', 'people:read', 'people:manage', 'people:approve'],
  'data-protection': ['session', 'people:read', 'people:approve'],
  commission: ['session'],
  security: ['session', 'people:read', 'people:approve'],
  partner: ['session'],
};

/** In which roles something is proposed, and in which approved. */
export const TWO_PERSONS: Readonly<Record<ProposalKind, { readonly propose: readonly PersonRole[]; readonly approve: readonly PersonRole[] }>> = {
  'grant-roles': { propose: ['administrator'], approve: ['administrator', 'security'] },
  'lost-keys': { propose: ['administrator', 'security'], approve: ['administrator', 'security'] },
  subject: { propose: ['administrator'], approve: ['administrator', 'security'] },
  'mass-export': { propose: ['desk', 'data-protection'], approve: ['security', 'administrator'] },
};

/** Approves where a bureau is so small that nobody else is left who could. */
export const STANDS_IN: PersonRole = 'data-protection';

/** Whether a role gives rights over others, so that it needs two persons. */
export function isGuarded(role: PersonRole): boolean {
  return GUARDED_ROLES.includes(role);
}

/** Why these roles may not be held together at this bureau; undefined when they may. */
export function findConflict(roles: readonly PersonRole[], bureau: string): string | undefined {
  const elsewhere = bureau === SECRETARIAT ? undefined : roles.find((role) => SECRETARIAT_ROLES.includes(role));
  if (elsewhere !== undefined) return `The role ${elsewhere} exists at the secretariat only.`;
  const rule = NEVER_TOGETHER.find(({ role, with: others }) => roles.includes(role) && others.some((other) => roles.includes(other)));
  if (rule === undefined) return undefined;
  const other = rule.with.find((one) => roles.includes(one));
  return `${rule.role} and ${other}: ${rule.why}`;
}

/** @throws `person.roles` when these roles may not be held together at this bureau */
export function requireRoles(roles: readonly PersonRole[], bureau: string): void {
  const detail = findConflict(roles, bureau);
  if (detail !== undefined) throw fail('person.roles', { detail });
}

/**
 * The roles somebody holds after others were granted. A seat on the Commission goes with nothing else, so it takes the place of roles that one
 * person alone can give and take; of others it does not: they are taken first, or it is refused.
 */
export function rolesAfter(held: readonly PersonRole[], granted: readonly PersonRole[]): PersonRole[] {
  if (granted.includes('commission') && !held.some(isGuarded)) return [...granted];
  return [...new Set([...held, ...granted])];
}

/** The roles in a text from the store, in the order of the contract. */
export function parseRoles(text: string): PersonRole[] {
  const kept = JSON.parse(text) as unknown[];
  return PERSON_ROLES.filter((role) => kept.includes(role));
}

/** One role from the store; undefined when it is unknown. */
export function parseRole(text: string | null): PersonRole | undefined {
  return PERSON_ROLES.find((role) => role === text);
}

/** Roles as the store keeps them. */
export function packRoles(roles: readonly PersonRole[]): string {
  return JSON.stringify(PERSON_ROLES.filter((role) => roles.includes(role)));
}
