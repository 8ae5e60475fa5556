/** A record that matched, as the one who asked sees it. */
import type { ComparedBefore, Match } from '@watchword/api/checks/answers.ts';
import { STEPS } from '@watchword/api/checks/steps.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { dayOfMs, formatDay } from '@watchword/api/dates.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { fieldsSeen } from '@watchword/api/rights/rights.ts';
import type { PhotoRef } from '@watchword/api/photos.ts';
import { organisationCode } from '#organisations/organisations.ts';
import { confidentialityOf, isReleased } from '#records/records.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { Asking } from './asking.ts';
import type { Judgement } from './judge.ts';
import { formatMoment } from './moment.ts';
import { cutContent, cutReasons, seenBits, type Viewer } from './viewer.ts';

/** A record with what came of judging it. */
export type Judged = { readonly record: StoredRecord; readonly content: Content; readonly judgement: Judgement };

/** The same with how its database is asked, what officers found who compared the traveller with it before, its photographs, and whether it is doubted or its holder cleared. */
export type Found = Judged & { readonly asking: Asking; readonly compared?: readonly ComparedBefore[]; readonly photos?: readonly PhotoRef[]; readonly beside?: Pick<Match, 'underReview' | 'clearance'> };

/** The order of matches: hits first, then those with more that is equal, persons by how well they fit, then the newest. */
export function compareFound(one: Judged, other: Judged): number {
  return rankOf(other) - rankOf(one) || fitOf(other) - fitOf(one) || other.record.created_at - one.record.created_at || other.record.row - one.record.row;
}

const MOST_FIT = 1_000_000;

/** An equal document goes before any name; then the whole first, the name after it: the name alone is equal for too many. */
function fitOf({ judgement: { person } }: Judged): number {
  if (person === undefined) return 0;
  return person.scores === undefined ? MOST_FIT : (person.rule === 'document' ? MOST_FIT : 0) + person.scores.whole * 1000 + person.scores.name;
}

function rankOf({ judgement }: Judged): number {
  const equal = judgement.person !== undefined ? 0 : judgement.reasons.filter(({ how }) => how === 'equal' || how === 'in-range').length;
  return (judgement.outcome === 'hit' ? 1000 : 0) + (judgement.misread === undefined ? 100 : 0) + equal;
}

/** Cuts the record to the viewer and says what to do. Kind and steps are shown whatever fields are withheld. */
export function toMatch({ asking, record, content, judgement, compared, photos, beside }: Found, viewer: Viewer): Match {
  const { database } = asking;
  const fields = fieldsSeen(database, seenBits(record, viewer));
  const seen = cutContent(content, fields);
  const steps = new Set([...(asking.steps?.(content, viewer.today) ?? []), ...database.stepsFor(content)]);
  return {
    outcome: judgement.outcome,
    record: idFromBytes('rec', record.id),
    database: database.code,
    kind: database.kindOf(content),
    owner: organisationCode(record.owner),
    reasons: cutReasons(database, judgement.reasons, fields),
    ...(judgement.person === undefined ? {} : { person: compared === undefined ? judgement.person : { ...judgement.person, comparedBefore: [...compared] } }),
    ...(photos === undefined ? {} : { photos: [...photos] }),
    content: seen,
    warnings: [...(asking.warnings?.(seen, viewer.today) ?? []), ...(database.warningsOf?.(seen) ?? [])],
    steps: [...steps].map((code) => ({ code, text: STEPS[code] })),
    freshness: toFreshness(record, viewer.today),
    ...(judgement.misread === undefined ? {} : { misread: judgement.misread }),
    ...(record.confidentiality === 0 ? {} : { confidentiality: confidentialityOf(record) }),
    ...(isReleased(record) ? {} : { waiting: true }),
    ...beside,
  };
}

function toFreshness(record: StoredRecord, today: number): Match['freshness'] {
  const { version, created_at, amended_at, verified_on, expires_on } = record;
  const touched = Math.max(dayOfMs(created_at), amended_at === null ? 0 : dayOfMs(amended_at), verified_on ?? 0);
  return {
    version,
    enteredAt: formatMoment(created_at),
    ...(amended_at === null ? {} : { amendedAt: formatMoment(amended_at) }),
    ...(verified_on === null ? {} : { lastVerifiedOn: formatDay(verified_on) }),
    ageDays: Math.max(0, today - touched),
    expiresOn: formatDay(expires_on),
  };
}
