/** What follows from where a hit stands: on whose list it is, and when something is due. Pure. */
import { CLEARING_DAYS, ESCALATION, KEEP_CLOSED_DAYS, minutesToAnswer, type Urgency } from '@watchword/api/hits/policy.ts';
import type { HitQueue, HitSide, HitState } from '@watchword/api/hits.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import type { HitTable } from '#store/hit-tables.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Days after which a hit that nobody does anything about is closed. */
export const IDLE_DAYS = 30;
export const CLEARING_MS = CLEARING_DAYS * DAY_MS;

/** A hit as stored, with its words typed. */
export type Standing = Pick<HitTable, 'state' | 'clearing_at' | 'cleared'>;

/** Whether the record waits to be cleared by its owner. */
export function isClearing({ clearing_at, cleared }: Standing): boolean {
  return clearing_at !== null && cleared === null;
}

/** Whether the answer came another way, and the finder noted it: the owner has not given it here. */
export function isHeard({ answered_by, owner, finder, state }: Pick<HitTable, 'answered_by' | 'owner' | 'finder' | 'state'>): boolean {
  return answered_by === finder && owner !== finder && (state === 'confirmed' || state === 'not-confirmed');
}

/** What an answer says of the owner's time. */
export function answerTime(hit: HitTable, at: number): { seconds: number | null; in_time?: number } {
  return { seconds: hit.first_asked_at === null ? null : Math.round((at - hit.first_asked_at) / 1000), ...inTime(hit, at) };
}

/** Whether the first thing that an owner says comes in time; what it says later changes nothing of that. */
export function inTime(hit: HitTable, at: number): { in_time?: number } {
  return hit.number === 1 && hit.state === 'asked' && hit.due_at !== null && at <= hit.due_at && hit.need_until === null ? { in_time: 1 } : {};
}

/** On which list of a desk a hit is. `waits`: checks wait to be released. */
export function queueOf(hit: Standing, side: HitSide, waits: boolean): HitQueue {
  const state = hit.state as HitState;
  const isAnswered = state === 'confirmed' || state === 'not-confirmed';
  const isAsked = state === 'asked' || state === 'need-time';
  if (side === 'secretariat') return state === 'stopped' ? 'stopped' : isAsked ? 'escalated' : 'done';
  if (side !== 'finder' && side !== 'delegate' && isClearing(hit)) return 'clearing';
  if (side === 'finder') {
    if (state === 'stopped') return 'stopped';
    if (waits && state !== 'withdrawn' && state !== 'closed') return 'to-release';
    return state === 'open' ? 'alerts' : isAsked ? 'waiting' : isAnswered ? 'answered' : 'done';
  }
  if (state === 'open') return 'alerts';
  if (isAsked) return 'to-answer';
  if (isAnswered) return side === 'own' ? 'answered' : 'waiting';
  return side === 'own' && state === 'stopped' ? 'stopped' : 'done';
}

/** The time that an owner has, in ms. */
export function timeToAnswer(hit: Pick<HitTable, 'database' | 'kind'>, urgency: string): number {
  return minutesToAnswer({ database: getDatabaseByNumber(hit.database).code, kind: hit.kind }, urgency as Urgency) * MINUTE_MS;
}

/** The next step of the escalation, and when it is due; undefined when all were taken. */
export function nextStep(hit: Pick<HitTable, 'database' | 'kind' | 'urgency' | 'asked_at' | 'steps'>): { readonly act: (typeof ESCALATION)[number]['act']; readonly at: number } | undefined {
  const step = ESCALATION[hit.steps];
  if (step === undefined || hit.asked_at === null || hit.urgency === null) return undefined;
  return { act: step.act, at: hit.asked_at + step.after * timeToAnswer(hit, hit.urgency) };
}

/** When the clock has to look at a hit again; null when it need not. `waits`: checks wait to be released by the clock. */
export function nextAt(hit: HitTable): number | null {
  const times: number[] = [];
  const state = hit.state as HitState;
  if (hit.releases_at !== null) times.push(hit.releases_at);
  if (isClearing(hit) && hit.clearing_at !== null) times.push(hit.clearing_at);
  if (state === 'asked') times.push(nextStep(hit)?.at ?? (hit.asked_at ?? hit.opened_at) + IDLE_DAYS * DAY_MS);
  else if (state === 'need-time') times.push(hit.need_until ?? hit.opened_at);
  else if (state === 'open') times.push(hit.opened_at + IDLE_DAYS * DAY_MS);
  else if (state === 'confirmed' || state === 'not-confirmed') times.push((hit.answered_at ?? hit.opened_at) + IDLE_DAYS * DAY_MS);
  else if (hit.closed_at !== null && !isClearing(hit)) times.push(hit.closed_at + KEEP_CLOSED_DAYS * DAY_MS);
  return times.length === 0 ? null : Math.min(...times);
}
