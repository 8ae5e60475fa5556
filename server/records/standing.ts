/**
 * The version of a record that other countries see. It is the record itself when that was released, or needs no review. While an
 * amendment waits, or was blocked alone, it is the version released last, which lies packed beside the record.
 */
import type { Content } from '@watchword/api/databases/database.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import { unpackContent } from '#databases/databases.ts';
import type { StoredRecord } from '#store/tables.ts';
import { isReleased, REVIEW } from './states.ts';

/** `besideWaits`: something beside the content (a photograph) waits, too. */
type Kept = readonly [version: number, amendedAt: number | null, verifiedOn: number | null, hiddenFrom: string | null, hiddenFront: number, content: string, besideWaits?: true];

/** Packs what others saw of a record, before an amendment of it waits. */
export function packStanding({ version, amended_at, verified_on, hidden_from, hidden_front, content }: StoredRecord): string {
  const kept: Kept = [version, amended_at, verified_on, hidden_from === null ? null : Buffer.from(hidden_from).toString('hex'), hidden_front, content];
  return JSON.stringify(kept);
}

/**
 * The version that other countries see, as a record of its own; undefined when they see none. Its days are those of the record.
 * It is hidden from everybody from whom the record or the version is: a restriction that was added holds at once, one that was
 * lifted is lifted with the release. @throws `store.broken`
 */
export function findStanding(record: StoredRecord): StoredRecord | undefined {
  if (isReleased(record)) return record;
  if (record.released === null) return undefined;
  const [version, amended_at, verified_on, mask, hiddenFront, content] = unpack(record.released);
  const hidden_from = joinMasks(record.hidden_from, mask === null ? null : Buffer.from(mask, 'hex'));
  return { ...record, version, amended_at, verified_on, hidden_from, hidden_front: Math.max(record.hidden_front, hiddenFront), content, review: REVIEW.released, released: null };
}

/** Every content by which a record is found: its own, and that of the version which stands while another waits. @throws `store.broken` */
export function contentsOf(record: Pick<StoredRecord, 'database' | 'content' | 'released'>): Content[] {
  const database = getDatabaseByNumber(record.database);
  const own = unpackContent(database, record.content);
  return record.released === null ? [own] : [own, unpackContent(database, unpack(record.released)[5])];
}

/** What an amendment of the content makes of the review: it waits, unless it goes back to what the secretariat let stand. */
export function reviewAfterAmending(record: StoredRecord, content: string): Pick<StoredRecord, 'review' | 'released'> {
  const released = record.review === REVIEW.released ? packStanding(record) : record.released;
  if (released !== null && isBack(unpack(released), content)) return { review: REVIEW.released, released: null };
  return { review: REVIEW.pending, released };
}

/** What a change beside the content makes of the review. `waits`: whether anything beside it has yet to be released. */
export function reviewBeside(record: StoredRecord, waits: boolean): Pick<StoredRecord, 'review' | 'released'> {
  const released = record.review === REVIEW.released ? packStanding(record) : record.released;
  if (waits) return { review: REVIEW.pending, released: released === null ? null : markWaiting(released, true) };
  if (released === null || record.review === REVIEW.released) return { review: record.review, released: record.released };
  const marked = markWaiting(released, false);
  // It was the last thing that waited.
  return unpack(marked)[5] === record.content ? { review: REVIEW.released, released: null } : { review: record.review, released: marked };
}

function isBack([, , , , , kept, besideWaits]: Kept, content: string): boolean {
  return kept === content && besideWaits !== true;
}

function markWaiting(released: string, waits: boolean): string {
  const parts = unpack(released).slice(0, 6);
  return JSON.stringify(waits ? [...parts, true] : parts);
}

function unpack(text: string): Kept {
  try {
    return JSON.parse(text) as Kept;
  } catch {
    // What was thrown may quote the content.
    throw fail('store.broken', {}, new Error('The released version of a record cannot be read.'));
  }
}

function joinMasks(one: Uint8Array | null, other: Uint8Array | null): Uint8Array | null {
  if (one === null || other === null) return one ?? other;
  return one.map((byte, at) => byte | (other[at] ?? 0));
}
