/** To which organisation a credential belongs, and what that one may do. */
import type { Purpose } from '@watchword/api/checks/purposes.ts';
import { fail } from '@watchword/api/errors.ts';
import { PARTNER_CODES } from '@watchword/api/organisations/numbers.ts';
import { bureauOf } from '@watchword/api/organisations.ts';
import type { Unit } from '@watchword/api/rights/rights.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import { findOrganisation } from './queries.ts';

/** `organisation`, `number`: of the bureau for an agency, so that it has the bureau's place in masks and logs. */
export type Membership = { readonly organisation: string; readonly number: number; readonly unit?: Unit; readonly isSuspended: boolean };

/** The membership of this code; undefined when no such organisation was admitted. An agency is suspended with its bureau. */
export async function findMembership(read: Read, code: string): Promise<Membership | undefined> {
  const organisation = bureauOf(code);
  const number = findOrganisationNumber(organisation);
  if (number === undefined) return undefined;
  const [found, bureau] = await Promise.all([findOrganisation(read, code), organisation === code ? undefined : findOrganisation(read, organisation)]);
  const isSuspended = [found, bureau].some((one) => one !== undefined && one.suspended_at !== null);
  if (found?.kind === 'agency' || found?.kind === 'partner') {
    const unit: Unit = { code, kind: found.kind, purposes: JSON.parse(found.purposes ?? '[]') as Purpose[], databases: JSON.parse(found.databases ?? '[]') as string[] };
    return { organisation, number, unit, isSuspended };
  }
  // Bureaus are there from the beginning; agencies and partners only once they are admitted.
  return organisation === code && !PARTNER_CODES.includes(code) ? { organisation, number, isSuspended } : undefined;
}

/** Refuses an agency or a partner that was never admitted. Bureaus need no look. @throws `request.invalid` */
export async function requireMember(read: Read, code: string): Promise<void> {
  if (bureauOf(code) === code && !PARTNER_CODES.includes(code)) return;
  if ((await findOrganisation(read, code)) === undefined) throw fail('request.invalid', { errors: [{ pointer: '/organisation', code: 'unknown', detail: 'No such agency or partner was admitted.' }] });
}
