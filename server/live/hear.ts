/** Those who hear of events at this server, and how they are told of a commit. */
import { EVENT_KINDS, type EventKind } from '@watchword/api/live.ts';
import { fail } from '@watchword/api/errors.ts';
import { openChannels, type Signals } from '#streaming/channels.ts';
import type { Asker } from '#door/calls.ts';
import type { Commit, Read } from '#store/store.ts';
import { findHead, listEvents, listTouched } from './queries.ts';

/** Streams that an organisation has at most at one server. */
export const MOST_STREAMS = 100;
/** Events that are read at once, and ms until reading that failed is tried again. */
const AT_ONCE = 500;
const AGAIN_MS = 500;

export type Live = {
  /** Signals for somebody. `after`: the last number he knows. @throws `request.rate-limited` when the organisation has too many streams */
  listen(asker: Asker, after: number | undefined, stillAllowed: () => Promise<Asker>): Signals;
  /** Streams that are open here. */
  streams(): number;
  /** Ends every stream, so that a server can stop. */
  close(): void;
};

export type LiveParts = {
  readonly read: Read;
  readonly now: () => number;
  readonly subscribe: (listener: (commit: Commit) => void) => () => void;
  readonly onFailure: (error: unknown) => void;
  readonly heartbeatMs?: number;
};

/** Whether somebody with these permissions hears of a kind. */
export function hearsOf(permissions: Asker['permissions'], kind: string): boolean {
  const known = Object.hasOwn(EVENT_KINDS, kind) ? EVENT_KINDS[kind as EventKind] : undefined;
  return known !== undefined && permissions.includes(known.needs);
}

/** Opens it. Whoever subscribes hears of commits of other servers as well. */
export async function openLive({ read, now, subscribe, onFailure, heartbeatMs = 15_000 }: LiveParts): Promise<Live> {
  const channels = openChannels({
    now,
    times: { heartbeat: heartbeatMs, askAgain: Math.min(2000, heartbeatMs) },
    past: {
      async head(organisation) {
        return (await findHead(read, organisation)) ?? { first: 1, last: 0 };
      },
      list: (organisation, after, limit) => listEvents(read, { organisation, after, limit }),
    },
  });
  let known = await read.lastChange();
  let due = known;
  let isClosed = false;
  let following = false;

  const follow = async (): Promise<void> => {
    if (following || isClosed) return;
    following = true;
    try {
      while (due > known && !isClosed) {
        const upTo = due;
        const touched = await listTouched(read, known);
        for (const { organisation } of touched) await tellChannel(organisation);
        known = Math.max(upTo, ...touched.map((head) => head.touched));
      }
    } catch (error) {
      onFailure(error);
      setTimeout(() => void follow(), AGAIN_MS).unref();
    } finally {
      following = false;
    }
  };
  const tellChannel = async (organisation: number): Promise<void> => {
    for (;;) {
      const after = channels.reached(organisation);
      if (after === undefined) return;
      const events = await listEvents(read, { organisation, after, limit: AT_ONCE });
      const last = events.at(-1);
      if (last === undefined) return;
      channels.push(organisation, { events, after, upTo: last.seq });
      if (events.length < AT_ONCE) return;
    }
  };
  const unsubscribe = subscribe(({ changes }) => {
    if (changes === undefined) return;
    due = Math.max(due, changes.last);
    void follow();
  });

  return {
    listen(asker, after, stillAllowed) {
      if (isClosed) throw fail('server.busy');
      if (channels.count(asker.number) >= MOST_STREAMS) throw fail('request.rate-limited', { retryAfter: 5, detail: `Your organisation has ${MOST_STREAMS} streams here. Listen once, and tell the others.` });
      return channels.listen({
        channel: asker.number, after,
        async hears() {
          const { permissions } = await stillAllowed();
          return (kind) => hearsOf(permissions, kind);
        },
      });
    },
    streams: () => channels.listened().reduce((sum, one) => sum + channels.count(one), 0),
    close() {
      isClosed = true;
      unsubscribe();
      channels.close();
    },
  };
}
