/** Channels of numbered events, and those who listen to them, each at his own place. */
import type { EndReason, LiveSignal } from '@watchword/api/live/signals.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { createListening } from './listening.ts';
import type { ChannelTimes, Numbered } from './numbered.ts';

/** The past of a channel: its oldest number that is kept and its newest, and what follows a number. */
export type Past = {
  head(channel: number): Promise<{ readonly first: number; readonly last: number }>;
  list(channel: number, after: number, limit: number): Promise<readonly Numbered[]>;
};

/**
 * Who listens. `after`: the last number he knows; undefined: from now on. `hears` says which kinds, and throws when he may hear no more:
 * then the stream ends, and `whyEnded` says why.
 */
export type Listener = { readonly channel: number; readonly after: number | undefined; readonly hears: () => Promise<(kind: string) => boolean>; readonly whyEnded?: (error: unknown) => EndReason };

/** What is said on a stream; `return` ends it at once, also while it waits. */
export type Signals = AsyncIterableIterator<LiveSignal>;

export type Channels = {
  /** How many listen to a channel. */
  count(channel: number): number;
  /** Channels to which somebody listens. */
  listened(): readonly number[];
  listen(listener: Listener): Signals;
  /** Number up to which listeners of a channel were told. */
  reached(channel: number): number | undefined;
  /** All events of a channel after one number, up to another, in order. When `after` is beyond `reached`, what lies between is read from the past. */
  push(channel: number, pushed: { readonly events: readonly Numbered[]; readonly after: number; readonly upTo: number }): void;
  /** Ends every stream and takes no more. */
  close(): void;
};

const TIMES: ChannelTimes = { heartbeat: 15_000, askAgain: 2000 };

/** Events of a channel that are kept in memory, and that a listener takes from the past at once. */
const TAIL = 2000;
const PORTION = 500;

/** `tail`: events after the number `from`, up to `last`. */
export type Channel = { from: number; last: number; tail: Numbered[]; readonly wakers: Set<() => void> };

/** `now`: the server's clock, for heartbeats. */
export function openChannels({ past, now, times = TIMES }: { past: Past; now: () => number; times?: ChannelTimes }): Channels {
  const channels = new Map<number, Channel>();
  let isClosed = false;

  const join = (number: number, last: number): Channel => {
    const found = channels.get(number);
    if (found !== undefined) return found;
    const made: Channel = { from: last, last, tail: [], wakers: new Set() };
    channels.set(number, made);
    return made;
  };
  const portion = async (number: number, channel: Channel, at: number): Promise<readonly Numbered[]> => {
    if (at >= channel.last) return [];
    if (at >= channel.from) {
      const begin = firstAfter(channel.tail, at);
      return channel.tail.slice(begin, begin + PORTION);
    }
    return await past.list(number, at, PORTION);
  };

  return {
    count: (number) => channels.get(number)?.wakers.size ?? 0,
    listened: () => [...channels.keys()],
    reached: (number) => channels.get(number)?.last,
    listen({ channel: number, after, hears, whyEnded }) {
      const stop = new AbortController();
      let wake = (): void => undefined;
      let isWoken = false;
      const waker = (): void => {
        isWoken = true;
        wake();
      };
      let channel: Channel | undefined;
      const signals = createListening({
        times, now, hears, whyEnded, after,
        isClosed: () => isClosed || stop.signal.aborted,
        async begin() {
          const head = await past.head(number);
          channel = join(number, head.last);
          channel.wakers.add(waker);
          return head;
        },
        async portion(at) {
          isWoken = false;
          return channel === undefined ? [] : await portion(number, channel, at);
        },
        async pause(ms) {
          // Something came since it was asked.
          if (isWoken) return;
          const { promise, resolve } = Promise.withResolvers<void>();
          wake = resolve;
          const calm = new AbortController();
          await Promise.race([promise, wait(ms, undefined, { signal: calm.signal, ref: false }).catch(() => undefined)]);
          calm.abort();
        },
      });
      const leave = (): void => {
        channel?.wakers.delete(waker);
        if (channel !== undefined && channel.wakers.size === 0 && channels.get(number) === channel) channels.delete(number);
      };
      return {
        [Symbol.asyncIterator]() { return this; },
        async next() {
          const next = await signals.next().catch((error: unknown) => {
            leave();
            throw error;
          });
          if (next.done === true) leave();
          return next;
        },
        async return() {
          stop.abort();
          leave();
          wake();
          return await signals.return(undefined);
        },
      };
    },
    push(number, { events, after, upTo }) {
      const channel = channels.get(number);
      if (channel === undefined || upTo <= channel.last) return;
      if (after > channel.last) {
        channel.tail = [];
        channel.from = after;
      }
      for (const event of events) if (event.seq > channel.last) channel.tail.push(event);
      channel.last = upTo;
      const surplus = channel.tail.length - TAIL;
      if (surplus > 0) channel.from = channel.tail.splice(0, surplus).at(-1)?.seq ?? channel.from;
      if (events.length === 0) return;
      for (const waker of channel.wakers) waker();
    },
    close() {
      isClosed = true;
      for (const { wakers } of channels.values()) for (const waker of wakers) waker();
    },
  };
}

/** Place of the first event after a number. */
function firstAfter(tail: readonly Numbered[], at: number): number {
  let [low, high] = [0, tail.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tail[middle]?.seq ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
