import { compareFound, type ComparisonRequest } from '@watchword/api/comparisons.ts';
import { asAppError, client } from '../../../api.ts';
import type { OneCheck } from '../../shift-states.ts';
import { noteCompared } from '../../shift.ts';

/** Tells the server what the officer found; the result shows it once it is kept. Returns what went wrong, for the page to say. */
export async function sendComparison(check: OneCheck, found: Pick<ComparisonRequest, 'records' | 'finding' | 'reason'>): Promise<{ code: string } | undefined> {
  try {
    await client.call(compareFound, { body: { purpose: check.purpose, subject: check.question.subject, ...found } });
    noteCompared(check.id, found.records, found.finding);
    return undefined;
  } catch (cause) {
    return asAppError(cause);
  }
}
