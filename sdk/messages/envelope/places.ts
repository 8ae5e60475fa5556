/**
 * The line of messages from one organisation to another: each has a number, and names the one before it. What is kept is small, and shows a message that
 * comes twice, was dropped, held back or replaced.
 */
import { fail, type ErrorCode } from '@watchword/api/errors.ts';
import type { Wrap } from '@watchword/api/message-format.ts';

/** A message that came: its number, its id, and the id it names as the one before. */
type Came = readonly [sequence: number, id: string, prev: string | null];

/** What is kept of a line. `missing`: numbers that have not come. A plain object of JSON. */
export type LineState = { readonly sequence: number; readonly recent: readonly Came[]; readonly missing: readonly number[] };

/** A line of which nothing came yet. */
export const EMPTY_LINE: LineState = { sequence: 0, recent: [], missing: [] };

/** How many messages are kept to tell a copy from another message of the same number. */
const RECENT = 128;
const MISSING = 1000;

/**
 * Takes a message into its line. `notices`: `message.gap` when messages before it have not come, `message.reordered` when it comes after later ones.
 * @throws AppError `message.replayed`, `message.forked`, `message.malformed`
 */
export function takePlace(line: LineState, { sequence, prev }: Pick<Wrap, 'sequence' | 'prev'>, id: string): { line: LineState; notices: ErrorCode[] } {
  if (sequence < 1 || (sequence === 1) !== (prev === null)) throw fail('message.malformed', { detail: 'The first message of a line has none before it, and every other has.' });
  const at = (number: number): Came | undefined => line.recent.find(([one]) => one === number);
  const same = at(sequence);
  if (same !== undefined && same[1] !== id) throw fail('message.forked', { detail: `There are two messages with number ${sequence}.` });
  if (same !== undefined || (sequence <= line.sequence && !line.missing.includes(sequence))) throw fail('message.replayed', { detail: `Message ${sequence} had arrived before.` });
  const [before, after] = [at(sequence - 1), at(sequence + 1)];
  if ((before !== undefined && before[1] !== prev) || (after !== undefined && after[2] !== id)) throw fail('message.forked', { detail: `Message ${sequence} does not follow the one before it, or is not followed by the next.` });
  const recent = [...line.recent, [sequence, id, prev] as const].toSorted(([one], [other]) => one - other).slice(-RECENT);
  if (sequence <= line.sequence) return { line: { ...line, recent, missing: line.missing.filter((one) => one !== sequence) }, notices: ['message.reordered'] };
  const skipped = sequence - line.sequence - 1;
  const missing = [...line.missing, ...Array.from({ length: Math.min(skipped, MISSING) }, (_, back) => sequence - 1 - back).toReversed()].slice(-MISSING);
  return { line: { sequence, recent, missing }, notices: skipped > 0 ? ['message.gap'] : [] };
}
