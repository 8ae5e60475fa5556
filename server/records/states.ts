/** What the store's numbers for state and review mean, and when a record is alive. */
import { RECORD_STATES, REVIEW_STATES } from '@watchword/api/records.ts';
import type { StoredRecord } from '#store/tables.ts';

export type RecordState = (typeof RECORD_STATES)[number];
export type ReviewState = (typeof REVIEW_STATES)[number];

/** `record.state` in the store. A number is never given to another state. */
export const STATE = { active: 0, withdrawn: 1, expired: 2 } as const satisfies Record<RecordState, number>;

/** `record.review` in the store. */
export const REVIEW = { 'not-needed': 0, pending: 1, released: 2, blocked: 3 } as const satisfies Record<ReviewState, number>;

const STATE_OF: ReadonlyMap<number, RecordState> = new Map(RECORD_STATES.map((state) => [STATE[state], state]));
const REVIEW_OF: ReadonlyMap<number, ReviewState> = new Map(REVIEW_STATES.map((review) => [REVIEW[review], review]));

type Stated = Pick<StoredRecord, 'state' | 'expires_on'>;

/** Whether a record matches on this day, in days since 1970: it was not withdrawn and its last day is not over. The sweep only tidies. */
export function isLive(record: Stated, day: number): boolean {
  return record.state === STATE.active && record.expires_on >= day;
}

/** The state as it is on this day: past its last day a record has expired, swept or not. */
export function stateOf(record: Stated, day: number): RecordState {
  if (record.state === STATE.active) return record.expires_on >= day ? 'active' : 'expired';
  return STATE_OF.get(record.state) ?? 'withdrawn';
}

/** The review of a record. A number of a newer program is taken for blocked, which shows the record to nobody else. */
export function reviewOf(record: Pick<StoredRecord, 'review'>): ReviewState {
  return REVIEW_OF.get(record.review) ?? 'blocked';
}

/** Whether other countries may find it: no review is needed, or it was released. */
export function isReleased(record: Pick<StoredRecord, 'review'>): boolean {
  return record.review === REVIEW['not-needed'] || record.review === REVIEW.released;
}
