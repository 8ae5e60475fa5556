import type { CheckAnswer } from '@watchword/api/checks/answers.ts';
import { runCheck } from '@watchword/api/checks/checks.ts';
import type { Purpose } from '@watchword/api/checks/purposes.ts';
import type { AppError } from '@watchword/api/errors.ts';
import { useSyncExternalStore } from 'react';
import { asAppError, client } from '../api.ts';
import { nowMs } from '../clock.ts';
import { onForget } from '../session/session.ts';
import { onReturn } from '../ui/connection.ts';
import type { Question } from './questions.ts';
import { answerOf, type Compared, EMPTY_SHIFT, type OneCheck, type Shift, withAcknowledged, withAnswer, withCompared, withoutShown, withQuestion, withShown } from './shift-states.ts';

/** Purposes that hold for one check only: the next traveller must never inherit them. */
export const NEVER_STICK: ReadonlySet<Purpose> = new Set<Purpose>(['asylum', 'victim-care']);

/** The shift lives in memory only: what was asked here is gone when the page is closed. */
let shift: Shift = EMPTY_SHIFT;
let lastId = 0;
const listeners = new Set<() => void>();

/** The checks of this shift, for a component. */
export function useShift(): Shift {
  return useSyncExternalStore(subscribe, () => shift);
}

/** Why this officer asks at present; undefined until he has said so. */
export function usePurpose(): Purpose | undefined {
  return useShift().purpose;
}

/** Says why the next checks are made. A question that waited for it is asked now. */
export function setPurpose(purpose: Purpose): void {
  const { held, ...rest } = shift;
  change({ ...rest, purpose });
  if (held !== undefined) ask(held);
}

/** Asks the server; without a purpose the question waits until one is given. */
export function ask(question: Question): void {
  const { purpose } = shift;
  if (purpose === undefined) return change({ ...shift, held: question });
  lastId += 1;
  const check: OneCheck = { id: lastId, question, purpose, at: nowMs(), state: 'asking', acknowledged: false };
  const { purpose: _, ...once } = shift;
  change(withQuestion(NEVER_STICK.has(purpose) ? once : shift, check));
  void send(check);
}

/** Asks again what had no answer. */
export function retry(check: OneCheck): void {
  const again: OneCheck = { id: check.id, question: check.question, purpose: check.purpose, at: nowMs(), state: 'asking', acknowledged: false };
  change(withAnswer(shift, again));
  void send(again);
}

/** The officer has read the result. That decides nothing; it only lets the next one onto the screen. */
export function acknowledge(): void {
  change(withAcknowledged(shift));
}

/** The officer has said of these persons whether they are the one asked about, and the server keeps it. */
export function noteCompared(id: number, compared: Readonly<Record<string, Compared>>): void {
  change(withCompared(shift, id, compared));
}

/** Takes the result off the screen, unless it is a hit that nobody has acknowledged. */
export function clearResult(): void {
  change(withoutShown(shift));
}

/** Drops the question that waits for a purpose. */
export function dropHeld(): void {
  const { held: _, ...rest } = shift;
  change(rest);
}

/** Shows an earlier result again. */
export function showCheck(id: number): void {
  change(withShown(shift, id));
}

async function send(check: OneCheck): Promise<void> {
  const first = await request(check, check.question.subject);
  const { also } = check.question;
  const done = also !== undefined && answerOf(first)?.outcome === 'none' ? await request(check, also) : first;
  if (shift.checks.some((one) => one.id === check.id)) change(withAnswer(shift, done));
}

async function request(check: OneCheck, subject: Question['subject']): Promise<OneCheck> {
  const { id, question, purpose, at, acknowledged } = check;
  const base = { id, question, purpose, at, acknowledged };
  try {
    const answer: CheckAnswer = await client.call(runCheck, { body: { purpose, subject } }, { timeout: 8000, retries: 0 });
    return { ...base, state: 'answered', answer };
  } catch (cause) {
    const error: AppError = asAppError(cause);
    return { ...base, state: 'failed', error, offline: error.code === 'server.unreachable' };
  }
}

function change(next: Shift): void {
  shift = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Somebody else sits here now, or the same person with other rights. */
onForget(() => change(EMPTY_SHIFT));

/** What was asked while the server was silent is asked as soon as it is back. */
onReturn(() => {
  for (const check of shift.checks) if (check.state === 'failed' && check.offline) retry(check);
});
