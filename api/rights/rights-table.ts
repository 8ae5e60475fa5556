/** The form of the printed table. */
import type { Permission } from '../operation.ts';
import type { Role } from '../organisations.ts';
import type { OrganisationKind, Principal } from './kinds.ts';

/**
 * What the policy decides, for every case.
 * - `digest`: of the rules and of what they were worked out for.
 * - `permissions`: by kind of organisation and role, of people and of machines.
 * - `hidden`: by kind, the roles that do not find what is hidden while an operation runs.
 * - `classes`: what is seen of records: by database (code) and purpose, six digits of base 16 of `SEEN` bits: for each level of
 *   confidentiality those of another's record and those of one's own. What is absent may not be asked.
 * - `classOf`: the place in `classes`, by kind and role.
 */
export type RightsTable = {
  readonly digest: string;
  readonly permissions: Readonly<Record<OrganisationKind, Readonly<Record<Role, Readonly<Record<Principal, readonly Permission[]>>>>>>;
  readonly hidden: Readonly<Record<OrganisationKind, readonly Role[]>>;
  readonly classOf: Readonly<Record<OrganisationKind, Readonly<Record<Role, number>>>>;
  readonly classes: readonly Readonly<Record<string, Readonly<Record<string, string>>>>[];
};
