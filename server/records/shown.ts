/**
 * Which records exist for somebody who looks. It is tested before anything is compared, counted or shown, so a hidden record and an
 * absent one lead to the same answer.
 */
import type { Role } from '@watchword/api/organisations.ts';
import { isMasked } from '#organisations/organisations.ts';
import type { StoredRecord } from '#store/tables.ts';
import { findStanding } from './standing.ts';
import { isLive } from './states.ts';

/** Who looks: number of the organisation, role, and the day (number since 1970) on which it is asked. */
export type Viewer = { readonly organisation: number; readonly role: Role; readonly today: number };

/**
 * The record in the version that this viewer sees; undefined when it does not exist for them today. It ends after its last day, whether
 * or not the sweep has been there. Its owner sees it as it is, everybody else the version that was released.
 */
export function findShown(record: StoredRecord, viewer: Viewer): StoredRecord | undefined {
  if (!isLive(record, viewer.today)) return undefined;
  const seen = record.owner === viewer.organisation ? record : findStanding(record);
  // Hidden from the front line means of every country, the owner's own too.
  if (seen === undefined || (seen.hidden_front === 1 && viewer.role === 'front-line')) return undefined;
  return seen.owner === viewer.organisation || !isMasked(seen.hidden_from, viewer.organisation) ? seen : undefined;
}
