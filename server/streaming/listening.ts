/** What one listener is told, one signal after the other, when he is ready for it. */
import type { EndReason, LiveSignal } from '@watchword/api/live/signals.ts';
import type { ChannelTimes, Numbered } from './numbered.ts';

/** `portion`: what follows a place; `pause` ends early when there may be more. */
export type Listening = {
  readonly times: ChannelTimes;
  readonly now: () => number;
  readonly after: number | undefined;
  readonly hears: () => Promise<(kind: string) => boolean>;
  readonly whyEnded: ((error: unknown) => EndReason) | undefined;
  readonly isClosed: () => boolean;
  readonly begin: () => Promise<{ readonly first: number; readonly last: number }>;
  readonly portion: (at: number) => Promise<readonly Numbered[]>;
  readonly pause: (ms: number) => Promise<void>;
};

/** Makes the signals. Ends when the channels are closed, or `hears` throws. */
export async function* createListening(listening: Listening): AsyncGenerator<LiveSignal, undefined, undefined> {
  const { times, now, after, isClosed } = listening;
  const { first, last } = await listening.begin();
  let at = after ?? last;
  yield { type: 'ready', after: at, last };
  const next = at > last ? last + 1 : Math.max(first, at + 1);
  if (next !== at + 1) {
    yield { type: 'gap', after: at, next };
    at = next - 1;
  }
  let said = performance.now();
  let asked = Number.NEGATIVE_INFINITY;
  let hears = (_kind: string): boolean => false;
  while (!isClosed()) {
    const events = await listening.portion(at);
    if (events.length > 0 || performance.now() - asked >= times.askAgain) {
      try {
        hears = await listening.hears();
      } catch (error) {
        yield { type: 'end', why: listening.whyEnded?.(error) ?? 'revoked' };
        return;
      }
      asked = performance.now();
    }
    for (const event of events) {
      at = event.seq;
      if (!hears(event.kind)) continue;
      yield { type: 'event', seq: event.seq, kind: event.kind, subject: event.subject, at: new Date(event.at).toISOString() };
      said = performance.now();
    }
    if (events.length > 0) continue;
    if (performance.now() - said >= times.heartbeat) {
      yield { type: 'heartbeat', at, time: new Date(now()).toISOString() };
      said = performance.now();
    }
    await listening.pause(Math.max(1, Math.min(times.askAgain, times.heartbeat - (performance.now() - said))));
  }
  yield { type: 'end', why: 'stopping' };
}
