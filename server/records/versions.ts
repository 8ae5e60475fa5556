/** What a record is at first, and what an amendment makes of it. Single writes and loads do it here. */
import type { Database } from '@watchword/api/databases/database.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { idBytes, newId } from '@watchword/api/ids.ts';
import { packContent } from '#databases/databases.ts';
import type { NewRecord, StoredRecord } from '#store/tables.ts';
import type { ParsedRecord } from './parse-record.ts';
import { reviewAfterAmending } from './standing.ts';
import { REVIEW, STATE } from './states.ts';
import type { NextVersion } from './supersede.ts';

/** A record of its first version. `owner`: number of the organisation. `at`: now, in ms. */
export function newRecord({ content, terms }: ParsedRecord, { database, owner, at }: { database: Database; owner: number; at: number }): NewRecord {
  return {
    ...terms,
    id: idBytes(newId('rec', at)),
    database: database.number,
    owner,
    version: 1,
    state: STATE.active,
    review: database.review ? REVIEW.pending : REVIEW['not-needed'],
    created_at: at,
    amended_at: null,
    verified_on: null,
    notice: null,
    content: packContent(database, content),
  };
}

/** What a record becomes by an amendment; undefined when all of it stays as it is. */
export function nextVersion(record: StoredRecord, { content, terms }: ParsedRecord, { at, verified }: { at: number; verified: boolean }): NextVersion | undefined {
  const database = getDatabaseByNumber(record.database);
  const packed = packContent(database, content);
  const next: NextVersion = { ...terms, content: packed };
  const contentStays = packed === record.content;
  const termsStay =
    terms.reference === record.reference && terms.expires_on === record.expires_on && terms.hidden_front === record.hidden_front && terms.confidentiality === record.confidentiality && sameMask(terms.hidden_from, record.hidden_from);
  if (contentStays && termsStay && !verified) return undefined;
  if (verified) next.verified_on = dayOfMs(at);
  if (!contentStays || !termsStay) next.amended_at = at;
  // Others would see what the secretariat has not: it waits, and they go on seeing what was released.
  if (database.review && !contentStays) Object.assign(next, reviewAfterAmending(record, packed));
  return next;
}

function sameMask(one: Uint8Array | null, other: Uint8Array | null): boolean {
  return one === null || other === null ? one === other : Buffer.compare(one, other) === 0;
}
