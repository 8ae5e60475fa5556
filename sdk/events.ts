import { ERRORS, AppError } from '@watchword/api/errors.ts';
import { listEvents, readEvents, type LiveEvent, type LiveGap } from '@watchword/api/live.ts';
import { readSignals, type LiveSignal } from '@watchword/api/live/signals.ts';
import type { OutputOf } from '@watchword/api/operation.ts';
import type { Calls } from './calls.ts';
import type { CallOptions } from './request.ts';
import { sleep } from './transport.ts';

export type { LiveEvent, LiveGap };

/** Whether the line is there. `live` comes with the number that was reached, `lost` with the reason. */
export type LineState = { readonly state: 'live'; readonly at: number } | { readonly state: 'lost'; readonly error: AppError };

/** What is heard: an event, or that events between two numbers are no longer kept and everything should be read anew. */
export type Heard = ({ readonly type: 'event' } & LiveEvent) | ({ readonly type: 'gap' } & LiveGap);

/** `after`: the last number that you know; without it from now on. `onState`: told whenever the line comes, lives or is lost. */
export type EventOptions = { after?: number | undefined; signal?: AbortSignal | undefined; onState?: ((state: LineState) => void) | undefined };

/** What concerns your organisation. */
export type Events = {
  /**
   * Events as they happen. A line that is lost is taken up again where it was, for as long as it takes; leave the loop or abort the signal to end it.
   * @throws AppError when the server refuses and another try would be refused as well
   */
  (options?: EventOptions): AsyncGenerator<Heard, void, undefined>;
  /** Events of the last 30 days, a page of them. */
  past(query?: { after?: number; limit?: number }, options?: CallOptions): Promise<OutputOf<typeof listEvents>>;
};

/** Without a sign of life for so long a line counts as lost: the server gives one every 15 s. */
const SILENT_MS = 45_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;
/** A line that lived so long begins again without a long pause. */
const LIVED_MS = 5000;

/** The events of one client. */
export function createEvents(calls: Calls): Events {
  return Object.assign((options: EventOptions = {}) => hear(calls, options), {
    past: (query: { after?: number; limit?: number } = {}, options?: CallOptions) => calls.call(listEvents, { query }, options),
  });
}

async function* hear(calls: Calls, { after, signal, onState }: EventOptions): AsyncGenerator<Heard, void, undefined> {
  let at = after;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const began = performance.now();
    try {
      for await (const told of line(calls, at, signal)) {
        if (told.type === 'ready') at ??= told.after;
        else if (told.type === 'event') at = told.seq;
        else if (told.type === 'gap') at = told.next - 1;
        else if (told.type === 'heartbeat') at = Math.max(at ?? 0, told.at);
        else break;
        if (told.type !== 'gap') onState?.({ state: 'live', at: at ?? 0 });
        if (told.type === 'event' || told.type === 'gap') yield told;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof AppError) || !ERRORS[error.code].retryable) throw error;
      onState?.({ state: 'lost', error });
      if (performance.now() - began >= LIVED_MS) pause = FIRST_PAUSE_MS;
      await sleep(Math.max((error.details.retryAfter ?? 0) * 1000, pause * (0.5 + Math.random() / 2)), signal);
      continue;
    }
    // It was ended in order: the server stops, or wants to know anew who listens.
    if (performance.now() - began >= LIVED_MS) pause = FIRST_PAUSE_MS;
    await sleep(pause * (0.5 + Math.random() / 2), signal);
  }
}

/** One line, until it is lost or ended. A line that says nothing for too long is lost. */
async function* line(calls: Calls, after: number | undefined, signal: AbortSignal | undefined): AsyncGenerator<LiveSignal> {
  const silent = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heardSomething = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silent.abort(new DOMException('The line says nothing.', 'TimeoutError')), SILENT_MS);
  };
  try {
    heardSomething();
    const download = await calls.download(readEvents, { query: after === undefined ? {} : { after } }, { signal: signal === undefined ? silent.signal : AbortSignal.any([signal, silent.signal]), retries: 0, onBytes: heardSomething });
    const read = readSignals();
    for await (const text of download.lines()) {
      const told = read(text);
      if (told !== undefined) yield told;
    }
  } catch (error) {
    throw silent.signal.aborted && !(error instanceof AppError) ? new AppError('server.unreachable', { detail: 'The line says nothing.' }, error) : error;
  } finally {
    clearTimeout(timer);
    silent.abort();
  }
}
