import { compareFound, type ComparisonRequest } from '@watchword/api/comparisons.ts';
import type { AppError } from '@watchword/api/errors.ts';
import { asAppError, client } from '../../../api.ts';
import { answerOf, type Compared, type OneCheck } from '../../shift-states.ts';
import { noteCompared } from '../../shift.ts';

/** What an officer found of one or more persons, and why. */
export type Finding = Pick<ComparisonRequest, 'records' | 'finding' | 'reason'>;

/** Tells the server what the officer found; the result shows it once it is kept. Returns what went wrong, for the page to say. */
export async function sendComparison(check: OneCheck, found: Finding): Promise<AppError | undefined> {
  const answer = answerOf(check);
  try {
    const { items } = await client.call(compareFound, { body: { purpose: check.purpose, subject: check.question.subject, ...(answer !== undefined && found.finding === 'same' && { check: answer.id }), ...found } });
    noteCompared(check.id, Object.fromEntries(items.map(({ record, until }): [string, Compared] => [record, { finding: found.finding, ...(until !== undefined && { until }) }])));
    return undefined;
  } catch (cause) {
    return asAppError(cause);
  }
}
