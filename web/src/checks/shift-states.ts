import type { CheckAnswer } from '@watchword/api/checks/answers.ts';
import type { Purpose } from '@watchword/api/checks/purposes.ts';
import type { AppError } from '@watchword/api/errors.ts';
import type { Question } from './questions.ts';

/** What an officer found of one person. `until`: the last day on which the next officer is told; absent when nothing is remembered. */
export type Compared = { readonly finding: 'same' | 'not-same'; readonly until?: string };

/** One question of the shift and what became of it. */
export type OneCheck = {
  readonly id: number;
  readonly question: Question;
  readonly purpose: Purpose;
  /** When it was asked, in ms since 1970. */
  readonly at: number;
  readonly acknowledged: boolean;
  /** What the officer found of persons that were shown, by the id of the record. */
  readonly compared?: Readonly<Record<string, Compared>>;
} & (
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly answer: CheckAnswer }
  | { readonly state: 'failed'; readonly error: AppError; readonly offline: boolean }
);

/**
 * The checks of a shift, newest first. `shown`: on the screen. `waiting`: asked while a hit held the screen, oldest first.
 * `held`: a question that waits for a purpose.
 */
export type Shift = {
  readonly checks: readonly OneCheck[];
  readonly waiting: readonly number[];
  readonly shown?: number;
  readonly held?: Question;
  readonly purpose?: Purpose;
};

/** The five states that a result can have on the screen, and `asking` before. */
export type Verdict = 'hit' | 'possible' | 'none' | 'unchecked' | 'offline' | 'asking';

export const EMPTY_SHIFT: Shift = { checks: [], waiting: [] };

/** How many checks of the shift are remembered. */
const REMEMBERED = 10;

/** What a check comes to. The worst that is known wins; an answer without one of its databases is not a "no". */
export function verdictOf(check: OneCheck): Verdict {
  if (check.state === 'asking') return 'asking';
  if (check.state === 'failed') return check.offline ? 'offline' : 'unchecked';
  const { outcome, databases } = check.answer;
  if (outcome === 'hit' || outcome === 'possible') return outcome;
  if (isTooCommon(check)) return 'unchecked';
  return outcome === 'unavailable' || databases.some((one) => one.outcome === 'unavailable') ? 'unchecked' : 'none';
}

/** Whether more persons bear a name like the one asked than were looked at: then finding none says little. */
export function isTooCommon(check: OneCheck): boolean {
  return answerOf(check)?.notes?.some(({ code }) => code === 'name-too-common') === true;
}

/** The answer of a check that has one. */
export function answerOf(check: OneCheck): CheckAnswer | undefined {
  return check.state === 'answered' ? check.answer : undefined;
}

/** Whether a result keeps the screen until the officer has acknowledged it. */
export function holdsScreen(check: OneCheck): boolean {
  const verdict = verdictOf(check);
  return !check.acknowledged && (verdict === 'hit' || verdict === 'possible');
}

/** The check on the screen. */
export function shownOf(shift: Shift): OneCheck | undefined {
  return shift.checks.find((check) => check.id === shift.shown);
}

/** A new question takes the screen, or waits behind an unacknowledged hit. */
export function withQuestion(shift: Shift, check: OneCheck): Shift {
  const shown = shownOf(shift);
  const behind = shown !== undefined && holdsScreen(shown);
  const waiting = behind ? [...shift.waiting, check.id] : shift.waiting;
  const { held: _, ...rest } = shift;
  return remember({ ...rest, waiting, checks: [check, ...shift.checks], shown: behind ? shown.id : check.id });
}

/** An answer arrives. One that holds the screen takes it, whatever came in between, unless another hit has it or it waits its turn. */
export function withAnswer(shift: Shift, answered: OneCheck): Shift {
  const checks = shift.checks.map((check) => (check.id === answered.id ? answered : check));
  const next = { ...shift, checks };
  if (!holdsScreen(answered) || shift.shown === answered.id || shift.waiting.includes(answered.id)) return next;
  const shown = shownOf(next);
  if (shown !== undefined && holdsScreen(shown)) return { ...next, waiting: [answered.id, ...shift.waiting] };
  return { ...next, shown: answered.id, waiting: shown === undefined || shown.id < answered.id ? shift.waiting : [shown.id, ...shift.waiting] };
}

/** The shown result is acknowledged, and the next that waits comes onto the screen. */
export function withAcknowledged(shift: Shift): Shift {
  const checks = shift.checks.map((check) => (check.id === shift.shown ? { ...check, acknowledged: true } : check));
  const [next, ...waiting] = shift.waiting;
  return next === undefined ? { ...shift, checks } : remember({ ...shift, checks, waiting, shown: next });
}

/** The officer has said of persons shown whether they are the one asked about. */
export function withCompared(shift: Shift, id: number, compared: Readonly<Record<string, Compared>>): Shift {
  return { ...shift, checks: shift.checks.map((check) => (check.id === id ? { ...check, compared: { ...check.compared, ...compared } } : check)) };
}

/** The screen is cleared, if nothing holds it. */
export function withoutShown(shift: Shift): Shift {
  const shown = shownOf(shift);
  if (shown !== undefined && holdsScreen(shown)) return shift;
  const { shown: _, ...rest } = shift;
  return rest;
}

/** An earlier result comes back onto the screen, if nothing holds it. */
export function withShown(shift: Shift, id: number): Shift {
  const shown = shownOf(shift);
  if (shown !== undefined && holdsScreen(shown) && shown.id !== id) return shift;
  return { ...shift, shown: id, waiting: shift.waiting.filter((one) => one !== id) };
}

/** Keeps the last ten, and whatever is on the screen, waits, or is a hit that nobody has acknowledged. */
function remember(shift: Shift): Shift {
  const checks = shift.checks.filter((check, at) => at < REMEMBERED || check.id === shift.shown || shift.waiting.includes(check.id) || holdsScreen(check));
  return { ...shift, checks };
}
