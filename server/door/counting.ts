/** Items of batches and streams against the limits of whoever sends them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Limits, RateHeaders } from '#limits/limits.ts';
import type { Asker } from './calls.ts';

/** Whose items they are. `rate` is set when a batch was counted and its headers are worth sending. */
export type Counting = { readonly limits: Limits | undefined; readonly asker: Asker; readonly streamed: boolean; readonly signal: AbortSignal | undefined; rate: RateHeaders | undefined };

/** A stream looks again at least so often whether it is broken off. */
const LONGEST_WAIT_MS = 1000;

/** The portions, counted: a batch that is too much is refused, a stream waits until it may go on. @throws `request.rate-limited` */
export async function* countItems(portions: AsyncIterable<readonly unknown[]>, counting: Counting): AsyncGenerator<readonly unknown[]> {
  const { limits, asker, streamed, signal } = counting;
  for await (const portion of portions) {
    if (limits !== undefined && !streamed) counting.rate = limits.take(asker, 'item', portion.length);
    if (limits !== undefined && streamed) {
      for (let wait = limits.tryTake(asker, 'item', portion.length); wait > 0; wait = limits.tryTake(asker, 'item', portion.length)) {
        await sleep(Math.min(wait, LONGEST_WAIT_MS), undefined, signal === undefined ? {} : { signal });
      }
    }
    yield portion;
  }
}
