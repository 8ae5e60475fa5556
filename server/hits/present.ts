/** A hit as one desk sees it. What was not told to the owner is not in what the owner sees: no check, no count, no time. */
import type { Reason } from '@watchword/api/checks/answers.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { formatMoment } from '@watchword/api/dates.ts';
import { presetOf } from '@watchword/api/hits/policy.ts';
import type { Hit, HitCheck, HitEvent, HitRequest, HitSide, HitStanding } from '@watchword/api/hits.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { HitCheckTable, HitEventTable, HitSideTable, HitTable } from '#store/hit-tables.ts';
import { isClearing } from './states.ts';

/** What a hit is shown with. `checks`: all of them, oldest first. `phone`: of the owner's desk. `at`: now, in ms. */
export type Shown = {
  readonly hit: HitTable;
  readonly side: HitSideTable;
  readonly checks: readonly HitCheckTable[];
  readonly escalations: readonly HitEventTable[];
  readonly isUnderReview: boolean;
  readonly phone: string | undefined;
  readonly at: number;
};

/** Of an owner only what it was told; the secretariat sees neither place nor question. */
export function presentHit({ hit, side, checks: all, escalations, isUnderReview, phone, at }: Shown): Hit {
  const as = side.side as HitSide;
  const isOwners = as === 'owner' || as === 'delegate';
  const checks = isOwners || as === 'secretariat' ? all.filter(({ told_at }) => told_at !== null || as === 'secretariat') : all;
  const last = checks.at(-1) ?? all.at(-1);
  const isHidden = isOwners && (hit.state === 'stopped' || hit.shielded === 1);
  const request = requestOf(hit, phone, at);
  return {
    id: idFromBytes('hit', hit.id), side: as, state: isHidden ? 'withdrawn' : (hit.state as Hit['state']),
    record: idFromBytes('rec', hit.record), database: getDatabaseByNumber(hit.database).code, kind: hit.kind,
    owner: organisationCode(hit.owner), finder: organisationCode(hit.finder),
    openedAt: formatMoment(isOwners ? (checks[0]?.told_at ?? hit.released_at ?? hit.opened_at) : hit.opened_at), changedAt: formatMoment(side.changed_at),
    checks: checks.length,
    last: last === undefined ? lostCheck(hit) : presentCheck(last, as),
    ...(hit.retro === 1 && !isOwners && { retro: true as const }),
    ...(hit.discreet === 1 && { discreet: true as const }),
    ...(as === 'finder' && { telling: tellingFor(hit, all) }),
    ...(request !== undefined && { request }),
    ...(hit.state === 'need-time' && hit.need_until !== null && { needTime: { until: formatMoment(hit.need_until), ...(hit.need_reason !== null && { reason: hit.need_reason }), overdue: hit.need_until < at } }),
    ...answerOf(hit),
    escalations: escalations.map(presentEscalation),
    ...(hit.outcome !== null && hit.outcome_at !== null && { outcome: { finding: hit.outcome as 'same', at: formatMoment(hit.outcome_at) } }),
    ...(hit.clearing_at !== null && { clearing: { dueAt: formatMoment(hit.clearing_at), ...(hit.cleared !== null && { done: hit.cleared as 'cleared' }) } }),
    ...(hit.delegate !== null && { delegate: organisationCode(hit.delegate) }),
    ...(side.assigned !== null && side.assigned_at !== null && { assigned: { to: side.assigned, since: formatMoment(side.assigned_at) } }),
    ...(side.merged !== null && { group: idFromBytes('hit', side.merged) }),
    rings: rings(hit, side),
    ...deadlineOf(hit, as),
    ...(isUnderReview && { underReview: true as const }),
    ...(side.note !== null && { note: side.note }),
  };
}

/** Only what is urgent rings, at the desk that has it, until somebody takes it. */
function rings(hit: HitTable, { side, assigned, queue }: HitSideTable): boolean {
  if (assigned !== null || queue === 'done') return false;
  if (side === 'finder') return queue === 'to-release' && hit.wanted === 'urgent';
  if (side === 'secretariat') return hit.state === 'stopped' || hit.urgency === 'urgent';
  return hit.state === 'asked' && hit.urgency === 'urgent';
}

function deadlineOf(hit: HitTable, side: HitSide): { deadline?: string } {
  if (side === 'owner' || side === 'own' || side === 'delegate') {
    if (hit.state === 'asked' && hit.due_at !== null) return { deadline: formatMoment(hit.due_at) };
    if (hit.state === 'need-time' && hit.need_until !== null) return { deadline: formatMoment(hit.need_until) };
    if (side !== 'delegate' && isClearing(hit) && hit.clearing_at !== null) return { deadline: formatMoment(hit.clearing_at) };
  }
  if (side === 'finder' && hit.releases_at !== null) return { deadline: formatMoment(hit.releases_at) };
  return {};
}

function tellingFor(hit: HitTable, checks: readonly HitCheckTable[]): NonNullable<Hit['telling']> {
  const waits = checks.some(({ telling, told_at }) => telling === 'on-release' && told_at === null);
  const isTold = checks.some(({ told_at }) => told_at !== null);
  const when = waits ? 'on-release' : isTold ? (checks.some(({ telling, told_at }) => telling === 'at-once' && told_at !== null) ? 'at-once' : 'on-release') : 'never';
  return {
    when,
    ...(hit.releases_at !== null && { releasesAt: formatMoment(hit.releases_at) }),
    ...(hit.released_at !== null && { releasedAt: formatMoment(hit.released_at) }),
    ...(hit.wanted !== null && { wanted: hit.wanted as 'urgent' }),
  };
}

/** A check; the secretariat sees neither where it was nor what was asked. */
export function presentCheck(check: HitCheckTable, side: HitSide): HitCheck {
  const isWhole = side !== 'secretariat';
  return {
    id: idFromBytes('chk', check.check_id), at: formatMoment(check.at), outcome: check.outcome as 'hit', purpose: check.purpose,
    ...(isWhole && check.place !== null && { place: check.place }),
    ...(isWhole && check.officer !== '' && { officer: check.officer }),
    ...(check.role !== null && { role: check.role as NonNullable<HitCheck['role']> }),
    ...(isWhole && check.asked !== null && { asked: JSON.parse(check.asked) as Subject }),
    matched: isWhole ? (JSON.parse(check.matched) as Reason[]) : [],
  };
}

function lostCheck(hit: HitTable): HitCheck {
  return { id: idFromBytes('chk', hit.id), at: formatMoment(hit.opened_at), outcome: 'hit', purpose: '', matched: [] };
}

function requestOf(hit: HitTable, phone: string | undefined, at: number): HitRequest | undefined {
  if (hit.urgency === null || hit.first_asked_at === null || hit.due_at === null) return undefined;
  return {
    urgency: hit.urgency as 'urgent', number: hit.number, askedAt: formatMoment(hit.first_asked_at), dueAt: formatMoment(hit.due_at),
    ...(hit.callback !== null && { callback: hit.callback }), ...(hit.message !== null && { message: hit.message }),
    ...(hit.delivered_at !== null && { deliveredAt: formatMoment(hit.delivered_at) }), ...(hit.read_at !== null && { openedAt: formatMoment(hit.read_at) }),
    ...(phone !== undefined && { phone }), overdue: hit.state === 'asked' && (at > hit.due_at || hit.number > 1),
  };
}

function answerOf(hit: HitTable): Pick<Hit, 'answer'> {
  if (hit.verdict === null || hit.answered_at === null || hit.answered_by === null) return {};
  return {
    answer: {
      at: formatMoment(hit.answered_at), by: organisationCode(hit.answered_by), verdict: hit.verdict as 'confirmed', valid: hit.valid as 'yes', same: hit.same as 'yes',
      ...(hit.instruction !== null && { instruction: hit.instruction }),
      seconds: hit.first_asked_at === null ? 0 : Math.max(0, Math.round((hit.answered_at - hit.first_asked_at) / 1000)),
      ...(hit.answered_by === hit.finder && hit.owner !== hit.finder && { heard: true as const }),
    },
  };
}

function presentEscalation({ act, at, words }: HitEventTable): Hit['escalations'][number] {
  const [desk, language] = (words ?? '').split(' ');
  return { act: act as 'phone', at: formatMoment(at), ...(desk !== undefined && desk !== '' && { desk }), ...(language !== undefined && { language }) };
}

/** A step, for those who see it. The pseudonym of an officer is for his own organisation alone. */
export function presentEvent({ at, act, organisation, officer, words }: HitEventTable, viewer: number): HitEvent {
  return {
    at: formatMoment(at), act, ...(organisation !== null && { by: organisationCode(organisation) }),
    ...(officer !== null && organisation === viewer && { officer }), ...(words !== null && { text: words }),
  };
}

/** What the officer who made the check may know of it. */
export function presentStanding({ hit, checks, escalations, phone, at }: Omit<Shown, 'side' | 'isUnderReview'>): HitStanding {
  const request = requestOf(hit, phone, at);
  const database = getDatabaseByNumber(hit.database).code;
  const isTold = checks.some(({ told_at }) => told_at !== null);
  const waiting = hit.state === 'stopped' ? 'compliance' : hit.state === 'asked' || hit.state === 'need-time' ? 'owner' : hit.wanted !== null && !isTold ? 'own-desk' : undefined;
  return {
    id: idFromBytes('hit', hit.id), record: idFromBytes('rec', hit.record), database, kind: hit.kind, owner: organisationCode(hit.owner), state: hit.state as HitStanding['state'],
    ...(waiting !== undefined && { waiting }), preset: presetOf({ database, kind: hit.kind }, checks.at(-1)?.purpose ?? ''),
    ...(request !== undefined && { request }),
    ...(hit.state === 'need-time' && hit.need_until !== null && { needTime: { until: formatMoment(hit.need_until), ...(hit.need_reason !== null && { reason: hit.need_reason }), overdue: hit.need_until < at } }),
    ...answerOf(hit), escalations: escalations.map(presentEscalation),
  };
}
