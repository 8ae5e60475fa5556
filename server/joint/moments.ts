/** Moments that are asked about. */
import { parseDay } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';

/** A moment of a question, or this one (ms). @throws `request.invalid` for a moment that is no day, or is still to come */
export function momentOf(text: string | undefined, at: number): string {
  const ms = text === undefined ? at : Date.parse(text);
  if (Number.isNaN(ms) || parseDay(new Date(ms).toISOString().slice(0, 10)) === undefined || ms > at) throw fail('request.invalid', { errors: [{ pointer: '/cutOff', code: 'past', detail: 'A cut-off is a moment that has been.' }] });
  return new Date(ms).toISOString();
}
