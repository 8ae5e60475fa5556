/** A stored record as its owner and the reviewer see it. Checks cut records to the viewer and have a form of their own. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs, formatDay, formatMoment } from '@watchword/api/dates.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { RecordAnswer, RecordVersion } from '@watchword/api/records.ts';
import { unpackContent } from '#databases/databases.ts';
import { codesOfMask, organisationCode } from '#organisations/organisations.ts';
import type { RecordVersionTable, StoredRecord } from '#store/tables.ts';
import { findStanding } from './standing.ts';
import { confidentialityOf, minuteOfMs } from './shown.ts';
import { reviewOf, stateOf } from './states.ts';

/** The answer for one record. `at`: now, in ms; a record past its last day is shown as expired. `reviewReason`: of the last review. */
export function presentRecord(record: StoredRecord, { at, reviewReason }: { at: number; reviewReason?: string | undefined }): RecordAnswer {
  const database = getDatabaseByNumber(record.database);
  const review = reviewOf(record);
  const answer: RecordAnswer = {
    id: idFromBytes('rec', record.id),
    database: database.code,
    owner: organisationCode(record.owner),
    version: record.version,
    state: stateOf(record, dayOfMs(at)),
    review,
    content: unpackContent(database, record.content),
    expiresOn: formatDay(record.expires_on),
    enteredAt: formatMoment(record.created_at),
  };
  if (record.reference !== null) answer.reference = record.reference;
  if (reviewReason !== undefined && (review === 'blocked' || review === 'released')) answer.reviewReason = reviewReason;
  if (record.amended_at !== null) answer.amendedAt = formatMoment(record.amended_at);
  if (record.verified_on !== null) answer.lastVerifiedOn = formatDay(record.verified_on);
  if (record.hidden_from !== null) answer.hiddenFrom = codesOfMask(record.hidden_from);
  if (record.hidden_front > minuteOfMs(at)) {
    answer.hiddenFromFrontLine = true;
    answer.hiddenFromFrontLineUntil = momentOf(record.hidden_front);
  }
  if (record.confidentiality !== 0) answer.confidentiality = confidentialityOf(record);
  const standing = review === 'pending' || review === 'blocked' ? findStanding(record) : undefined;
  if (standing !== undefined) answer.released = { version: standing.version, content: unpackContent(database, standing.content) };
  return answer;
}

/**
 * The versions of a record, newest first: the record itself and those that it superseded, given newest first. The store notes
 * with each version what ended it, which is what made the next; the first of a load has only the time and the owner. `isOwner`:
 * whether it is the owner who reads, who alone sees the authority of a hiding.
 */
export function presentHistory(record: StoredRecord, superseded: readonly RecordVersionTable[], isOwner = false): RecordVersion[] {
  const database = getDatabaseByNumber(record.database);
  const makers = new Map(superseded.map((version) => [version.version + 1, version]));
  return [record, ...superseded.filter(({ version }) => version > 0)].map(({ version, content, expires_on, hidden_front, confidentiality }) => {
    const maker = makers.get(version);
    const answer: RecordVersion = {
      version,
      at: formatMoment(maker?.at ?? record.created_at),
      by: maker?.actor ?? organisationCode(record.owner),
      change: maker?.change ?? 'created',
      content: unpackContent(database, content),
      expiresOn: formatDay(expires_on),
    };
    // Whoever enters or amends gives no reason but the authority for which the record is hidden.
    const isAuthority = maker?.change === 'created' || maker?.change === 'amended';
    if (maker?.reason !== undefined && maker.reason !== null) {
      if (!isAuthority) answer.reason = maker.reason;
      else if (isOwner) answer.hidingAuthority = maker.reason;
    }
    if (hidden_front !== 0) answer.hiddenFromFrontLineUntil = momentOf(hidden_front);
    if (confidentiality !== 0) answer.confidentiality = confidentialityOf({ confidentiality });
    return answer;
  });
}

function momentOf(minute: number): string {
  return formatMoment(minute * 60_000);
}
