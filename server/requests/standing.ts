/** Where a request stands: what may follow what, and its clock. Pure. */
import { addDuration, formatDay } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { MONTHS_TO_ANSWER, type RequestKind, type RequestStanding, type RequestState } from '@watchword/api/requests.ts';
import type { PersonRequestTable } from '#store/request-tables.ts';

/** What is done with a request, and the states in which it can be. */
const MAY = {
  admit: ['received'],
  examine: ['admissible', 'under-examination'],
  extend: ['admissible', 'under-examination'],
  consent: ['received', 'admissible', 'under-examination', 'decided', 'carried-out'],
  // A complaint that is plain needs no examination.
  decide: ['admissible', 'under-examination'],
  receipt: ['decided', 'carried-out'],
  'erase-texts': ['decided', 'carried-out'],
  conclude: ['decided'],
  close: ['inadmissible', 'carried-out'],
} as const satisfies Record<string, readonly RequestState[]>;
export type Act = keyof typeof MAY;

/** @throws `case.state`, which names where the request stands */
export function requireState(request: PersonRequestTable, act: Act): void {
  const may: readonly string[] = MAY[act];
  if (!may.includes(request.state)) throw fail('case.state', { detail: `The request is: ${request.state}. This is done while it is: ${may.join(', ')}.` });
}

/** The last day in time of a request that is admissible from this day on. */
export function dueFrom(kind: RequestKind, day: number): number {
  return addDuration(day, { months: MONTHS_TO_ANSWER[kind], days: 0 });
}

/** The last day to which the time of a request may be extended in all. */
export function latestDue(request: PersonRequestTable): number {
  return dueFrom(request.kind as RequestKind, request.first_due_on ?? 0);
}

/** The clock of a request on this day; it stands still from the decision on. Undefined before the request is admissible. */
export function clockOf(request: PersonRequestTable, today: number): RequestStanding['clock'] {
  const { admitted_on, first_due_on, due_on, decided_on } = request;
  if (admitted_on === null || due_on === null) return undefined;
  const daysLeft = due_on - (decided_on ?? today);
  return { startedOn: formatDay(admitted_on), dueOn: formatDay(due_on), daysLeft, overdue: daysLeft < 0, extended: due_on !== first_due_on };
}
