/**
 * Which records exist for somebody who looks. It is tested before anything is compared, counted or shown, so a hidden record and an
 * absent one lead to the same answer. What the policy of record says of each case stands in a table; a test holds this file against it.
 */
import { PURPOSES, type Purpose } from '@watchword/api/checks/purposes.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import type { Role } from '@watchword/api/organisations.ts';
import { CONFIDENTIALITY_LEVELS, type Confidentiality, type OrganisationKind } from '@watchword/api/rights/kinds.ts';
import { holderOf, RIGHTS, SEEN } from '@watchword/api/rights/rights.ts';
import type { Asker } from '#door/calls.ts';
import { isMasked } from '#organisations/organisations.ts';
import type { StoredRecord } from '#store/tables.ts';
import { findStanding } from './standing.ts';
import { isLive } from './states.ts';

/**
 * Who looks: number of the organisation, its kind, the role, the day (number since 1970) and minute (since 1970) at which it is
 * asked, and why. Without a purpose: whatever could be found for some purpose.
 */
export type Viewer = { readonly organisation: number; readonly kind: OrganisationKind; readonly role: Role; readonly today: number; readonly minute: number; readonly purpose?: Purpose };

/** Whoever asks, as a viewer. `at`: now, in ms. */
export function viewerOf({ asker, at }: { readonly asker: Asker; readonly at: number }, purpose?: Purpose): Viewer {
  const { kind, role } = holderOf(asker);
  return { organisation: asker.number, kind, role, today: dayOfMs(at), minute: minuteOfMs(at), ...(purpose !== undefined && { purpose }) };
}

/** The minute since 1970 of a moment in ms. */
export function minuteOfMs(at: number): number {
  return Math.floor(at / 60_000);
}

/** The level of confidentiality of a record. A number of a newer program is taken for the highest. */
export function confidentialityOf({ confidentiality }: Pick<StoredRecord, 'confidentiality'>): Confidentiality {
  return CONFIDENTIALITY_LEVELS[confidentiality] ?? 'confidential';
}

/**
 * The record in the version that this viewer sees; undefined when it does not exist for them today. It ends after its last day, whether
 * or not the sweep has been there. Its owner sees it as it is, everybody else the version that was released.
 */
export function findShown(record: StoredRecord, viewer: Viewer): StoredRecord | undefined {
  if (!isLive(record, viewer.today)) return undefined;
  const isOwn = record.owner === viewer.organisation;
  const seen = isOwn ? record : findStanding(record);
  return seen !== undefined && isSeenBy(seen, viewer) ? seen : undefined;
}

/** The terms of a record on which it depends who sees it, beside its days. */
export type SeenTerms = Pick<StoredRecord, 'database' | 'owner' | 'hidden_front' | 'hidden_from' | 'confidentiality'>;

/** Whether a version with these terms exists for this viewer, for whom it is the one that stands. */
export function isSeenBy(seen: SeenTerms, viewer: Viewer): boolean {
  // Hidden from the front line means of every country, the owner's own too.
  if (seen.hidden_front > viewer.minute && RIGHTS.isHiddenFrom(viewer)) return false;
  if (seen.owner !== viewer.organisation && isMasked(seen.hidden_from, viewer.organisation)) return false;
  return (seenBits(seen, viewer) & SEEN.found) !== 0;
}

/** Bits of `SEEN`: what the policy lets this viewer see of a record that stands. */
export function seenBits(record: Pick<StoredRecord, 'database' | 'owner' | 'confidentiality'>, viewer: Viewer): number {
  const asked = { database: getDatabaseByNumber(record.database).code, confidentiality: confidentialityOf(record), own: record.owner === viewer.organisation };
  if (viewer.purpose !== undefined) return RIGHTS.seenOf(viewer, { ...asked, purpose: viewer.purpose });
  return PURPOSES.reduce((bits, purpose) => bits | RIGHTS.seenOf(viewer, { ...asked, purpose }), 0);
}
