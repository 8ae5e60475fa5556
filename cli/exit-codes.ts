import { ERRORS, type ErrorCode } from '@watchword/api/errors.ts';
import type { Outcome } from '@watchword/api/checks/answers.ts';

/** How a command ends, for scripts. Stable. */
export const EXIT = { ok: 0, failure: 1, usage: 2, notFound: 3, access: 4, conflict: 5, unavailable: 6, partial: 7, hit: 10, possible: 11, interrupted: 130 } as const;

/** What each exit code means, as `watchword help exit-codes` prints it. */
export const EXIT_MEANINGS: readonly (readonly [number, string])[] = [
  [EXIT.ok, 'Done. For a check: NO HIT, no record shown to you'],
  [EXIT.failure, 'Failed: something broke here or on the server'],
  [EXIT.usage, 'The command or a value in it is not as it should be'],
  [EXIT.notFound, 'No such record, load, token or database for you'],
  [EXIT.access, 'Not signed in, or your rights do not cover it'],
  [EXIT.conflict, 'Conflict: the record has changed, has ended, or its reference is taken'],
  [EXIT.unavailable, 'No answer in time. For a check: NOT CHECKED, treat as unchecked'],
  [EXIT.partial, 'Partly done: some lines were rejected, the others stand'],
  [EXIT.hit, 'HIT: a possible match that the owner must confirm'],
  [EXIT.possible, 'POSSIBLE: similar records, a person must compare'],
  [EXIT.interrupted, 'Interrupted with Ctrl+C'],
];

const BY_STATUS: Readonly<Record<(typeof ERRORS)[ErrorCode]['status'], number>> = {
  400: EXIT.usage, 401: EXIT.access, 403: EXIT.access, 404: EXIT.notFound, 405: EXIT.usage, 408: EXIT.unavailable, 409: EXIT.conflict, 410: EXIT.notFound,
  412: EXIT.conflict, 413: EXIT.usage, 415: EXIT.usage, 422: EXIT.conflict, 423: EXIT.access, 428: EXIT.usage, 429: EXIT.unavailable, 500: EXIT.failure, 503: EXIT.unavailable,
};

/** The exit code of an error of the table. */
export function exitOfError(code: ErrorCode): number {
  if (code === 'load.too-many-errors') return EXIT.partial;
  if (code === 'config.invalid') return EXIT.usage;
  return BY_STATUS[ERRORS[code].status];
}

const BY_OUTCOME: Readonly<Record<Outcome, number>> = { hit: EXIT.hit, possible: EXIT.possible, none: EXIT.ok, unavailable: EXIT.unavailable };

/** The exit code of what checks found: the gravest of several. */
export function exitOfOutcomes(outcomes: Iterable<Outcome>): number {
  const seen = new Set(outcomes);
  const worst = (['hit', 'possible', 'unavailable'] as const).find((outcome) => seen.has(outcome));
  return BY_OUTCOME[worst ?? 'none'];
}
