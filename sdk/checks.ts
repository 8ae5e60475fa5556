import { BATCH_LIMIT, runBatch, runCheck, streamChecks, type BatchItem, type CheckRequest } from '@watchword/api/checks/checks.ts';
import type { CheckAnswer } from '@watchword/api/checks/answers.ts';
import type { Calls, StreamOptions } from './calls.ts';
import type { CallOptions } from './request.ts';
import { formatNdjson } from './streams.ts';

/** Checks: one, many at once, or a list as it comes. */
export type Checks = {
  run(request: CheckRequest, options?: CallOptions): Promise<CheckAnswer>;
  /** Up to 1,000 in one request; an item that fails fails alone. */
  batch(requests: readonly CheckRequest[], options?: CallOptions): Promise<readonly BatchItem[]>;
  /** Any number, answered in order. `index` counts from 0 over the whole list. */
  stream(requests: AsyncIterable<CheckRequest> | Iterable<CheckRequest>, options?: StreamOptions): AsyncIterable<BatchItem>;
};

/** Without `streaming` (browsers cannot send a stream over HTTP/1.1) a stream becomes batches. */
export function createChecks(calls: Calls, streaming: boolean): Checks {
  const batch: Checks['batch'] = async (requests, options) => (await calls.call(runBatch, { body: { checks: [...requests] } }, options)).items;
  return {
    run: (body, options) => calls.call(runCheck, { body }, options),
    batch,
    stream: (requests, options) => (streaming ? calls.exchange(streamChecks, formatNdjson(requests), options) : inBatches(requests, (some) => batch(some, options))),
  };
}

async function* inBatches(requests: AsyncIterable<CheckRequest> | Iterable<CheckRequest>, ask: Checks['batch']): AsyncGenerator<BatchItem> {
  let first = 0;
  let waiting: CheckRequest[] = [];
  const flush = async (): Promise<readonly BatchItem[]> => {
    const items = await ask(waiting);
    const counted = items.map((item) => ({ ...item, index: item.index + first }));
    first += waiting.length;
    waiting = [];
    return counted;
  };
  for await (const request of requests) {
    waiting.push(request);
    if (waiting.length === BATCH_LIMIT) yield* await flush();
  }
  if (waiting.length > 0) yield* await flush();
}
