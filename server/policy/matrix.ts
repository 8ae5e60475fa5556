/**
 * Every operation of the hub by role and country, worked out from the contract and the policy of record: what somebody of the country
 * that owns a record, of one from which it is hidden, and of any other country may do. A test calls each cell.
 */
import type { Operation, Permission } from '@watchword/api/operation.ts';
import { ROLES, type Role } from '@watchword/api/organisations.ts';
import { RIGHTS } from '@watchword/api/rights/rights.ts';

/** Where somebody works, seen from a record. */
export const RELATIONS = ['owner', 'other', 'excluded'] as const;
export type Relation = (typeof RELATIONS)[number];

/** A column: a role in a bureau, or in the secretariat. */
export type Seat = { readonly role: Role; readonly at: 'bureau' | 'secretariat' };
export const SEATS: readonly Seat[] = [...ROLES.map((role) => ({ role, at: 'bureau' }) as const), { role: 'reviewer', at: 'secretariat' }, { role: 'commission', at: 'secretariat' }];

/**
 * What a cell says.
 * - `open`: anybody, signed in or not. `done`: the operation is done, on what is one's own where it is about something.
 * - `refused`: the role has not the permission. `absent`: there is no such record for them.
 */
export type Verdict = 'open' | 'done' | 'refused' | 'absent';

/** Operations on a record that another country may do with one that it finds. */
const ON_FOUND: ReadonlySet<string> = new Set(['photos.list', 'photos.get', 'comparisons.record']);

/** Operations that name a record of one's own in the body. */
const ON_OWN: ReadonlySet<string> = new Set(['clearances.issue']);

/** Operations on one record, whichever. */
export function isAboutRecord({ path, id }: Pick<Operation, 'path' | 'id'>): boolean {
  return path.startsWith('/v1/records/:') || ON_FOUND.has(id);
}

/** The verdict of a cell. `reviewed`: the record is of a database that the secretariat reviews. */
export function verdictOf(operation: Pick<Operation, 'id' | 'path' | 'permission'>, { role, at }: Seat, relation: Relation): Verdict {
  if (operation.permission === 'public') return 'open';
  // Whoever is signed in may ask who he is.
  if (operation.permission === 'session') return 'done';
  if (!RIGHTS.permissionsOf({ kind: at, role }, 'person').includes(operation.permission as Permission)) return 'refused';
  if (ON_OWN.has(operation.id)) return relation === 'owner' ? 'done' : 'absent';
  if (!isAboutRecord(operation)) return 'done';
  if (relation === 'excluded') return 'absent';
  // The secretariat decides on what others own; what it reads without a review is its own.
  if (operation.permission === 'record:review') return 'done';
  if (relation === 'owner') return 'done';
  return ON_FOUND.has(operation.id) ? 'done' : 'absent';
}
