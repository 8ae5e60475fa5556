/**
 * For whom a record does not exist, as little as is needed to know it without reading the record: the checks keep it in memory. A test holds
 * it against `findShown`, of which it is the shadow.
 */
import type { StoredRecord } from '#store/tables.ts';
import { isSeenBy, type SeenTerms, type Viewer } from './shown.ts';
import { findStanding } from './standing.ts';
import { isLive, isReleased, STATE } from './states.ts';

/** What is kept of a record. `own`: as its owner sees it; `standing`: as everybody else does, undefined when they see none. */
export type Veil = { readonly days: Pick<StoredRecord, 'state' | 'expires_on'>; readonly own: SeenTerms; readonly standing: SeenTerms | undefined };

/** The veil of a record, undefined when it exists for everybody who may ask its database, or for nobody any more. @throws `store.broken` */
export function veilOf(record: StoredRecord): Veil | undefined {
  if (record.state !== STATE.active || !isRestricted(record)) return undefined;
  const standing = findStanding(record);
  return { days: { state: record.state, expires_on: record.expires_on }, own: termsOf(record), standing: standing === undefined ? undefined : termsOf(standing) };
}

/** Whether the record does not exist for this viewer: as `findShown` would say of it. */
export function isVeiled({ days, own, standing }: Veil, viewer: Viewer): boolean {
  if (!isLive(days, viewer.today)) return true;
  const seen = own.owner === viewer.organisation ? own : standing;
  return seen === undefined || !isSeenBy(seen, viewer);
}

function isRestricted(record: StoredRecord): boolean {
  return record.hidden_front > 0 || record.hidden_from !== null || record.confidentiality > 0 || !isReleased(record);
}

function termsOf({ database, owner, hidden_front, hidden_from, confidentiality }: StoredRecord): SeenTerms {
  return { database, owner, hidden_front, hidden_from, confidentiality };
}
