/** Events at a bureau: one line to the hub, however many pages listen. */
import { setTimeout as wait } from 'node:timers/promises';
import { AppError, fail } from '@watchword/api/errors.ts';
import { EVENT_KINDS, type EventKind } from '@watchword/api/live.ts';
import { holderOf, RIGHTS } from '@watchword/api/rights/rights.ts';
import { createClient } from '@watchword/sdk/client.ts';
import { openChannels, type Channels, type Past, type Signals } from '#streaming/channels.ts';
import type { Numbered } from '#streaming/numbered.ts';
import type { HubAccess } from '../forward.ts';
import type { Signed } from '../visitor.ts';

/** Streams that a session has at most, and all pages of a bureau together. */
export const MOST_OF_SESSION = 8;
const MOST_PAGES = 2000;
/** Without pages the line to the hub is kept so long. */
const LINGER_MS = 30_000;
const AGAIN_MS = 5000;
/** A bureau is told what concerns it, and nobody else: it has one channel. */
const OURS = 0;

export type BureauLive = {
  /** Signals for a page. `find` says who is signed in there, again and again, and throws when nobody is or the session is locked. @throws `request.rate-limited` */
  listen(page: { readonly after: number | undefined; readonly signed: Signed; readonly find: () => Promise<Signed> }): Signals;
  /** Pages that listen, and whether there is a line to the hub. */
  state(): { readonly pages: number; readonly isConnected: boolean };
  close(): void;
};

export type FanOutParts = { readonly code: string; readonly hub: HubAccess; readonly now: () => number; readonly onFailure: (error: unknown) => void };

/** Opens it. The line to the hub begins with the first page, with the bureau's own credential. */
export function openBureauLive({ code, hub, now, onFailure }: FanOutParts): BureauLive {
  const client = createClient({ url: hub.url, token: hub.token });
  const ofSession = new Map<string, number>();
  let upstream: { readonly stop: AbortController } | undefined;
  let isClosed = false;
  let channels: Channels;

  const past: Past = {
    async head() {
      const { last, gap } = await client.events.past({ after: 0, limit: 1 });
      upstream ??= begin(last);
      return { first: gap?.next ?? 1, last };
    },
    async list(_channel, after, limit) {
      for (let at = after; ;) {
        const { items, reached, last } = await client.events.past({ after: at, limit });
        // A page may hold nothing that the bureau may hear of, and there be more.
        if (items.length > 0 || reached >= last) return items.map(numbered);
        at = reached;
      }
    },
  };
  const openAll = (): Channels => openChannels({ past, now });
  channels = openAll();

  const begin = (from: number): { readonly stop: AbortController } => {
    const stop = new AbortController();
    void (async () => {
      let at = from;
      while (!stop.signal.aborted) {
        try {
          for await (const heard of client.events({ after: at, signal: stop.signal })) {
            if (heard.type === 'gap') {
              // The hub's numbers are not what pages know: all of them begin anew.
              channels.close();
              channels = openAll();
              at = heard.next - 1;
              continue;
            }
            channels.push(OURS, { events: [numbered(heard)], after: at, upTo: heard.seq });
            at = heard.seq;
          }
        } catch (error) {
          if (stop.signal.aborted) return;
          // Its token is refused. Pages see that nothing comes, and an operator the log.
          onFailure(error);
          await wait(AGAIN_MS, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
        }
      }
    })();
    return { stop };
  };
  const idle = setInterval(() => {
    if (channels.count(OURS) > 0) return;
    upstream?.stop.abort();
    upstream = undefined;
  }, LINGER_MS);
  idle.unref();

  return {
    listen({ after, signed, find }) {
      if (isClosed) throw fail('server.busy');
      const session = Buffer.from(signed.session).toString('hex');
      const open = ofSession.get(session) ?? 0;
      if (open >= MOST_OF_SESSION || channels.count(OURS) >= MOST_PAGES) throw fail('request.rate-limited', { retryAfter: 5 });
      ofSession.set(session, open + 1);
      const signals = channels.listen({
        channel: OURS, after,
        hears: async () => hearsAt(code, await find()),
        whyEnded: (error) => (error instanceof AppError && error.code === 'access.locked' ? 'locked' : 'revoked'),
      });
      return onceLeft(signals, () => {
        const left = (ofSession.get(session) ?? 1) - 1;
        if (left > 0) ofSession.set(session, left);
        else ofSession.delete(session);
      });
    },
    state: () => ({ pages: channels.count(OURS), isConnected: upstream !== undefined }),
    close() {
      isClosed = true;
      clearInterval(idle);
      upstream?.stop.abort();
      channels.close();
    },
  };
}

/** Which kinds somebody hears of at a bureau: those whose content his role may ask the hub for. */
export function hearsAt(code: string, { role }: Pick<Signed, 'role'>): (kind: string) => boolean {
  const permissions = RIGHTS.permissionsOf(holderOf({ organisation: code, role }), 'person');
  return (kind) => Object.hasOwn(EVENT_KINDS, kind) && permissions.includes(EVENT_KINDS[kind as EventKind].needs);
}

function numbered({ seq, kind, subject, at }: { seq: number; kind: string; subject: string; at: string }): Numbered {
  return { seq, kind, subject, at: Date.parse(at) };
}

/** Calls `left` once, when whoever listens leaves or the signals end. */
function onceLeft(signals: Signals, left: () => void): Signals {
  let isThere = true;
  const leave = (): void => {
    if (isThere) left();
    isThere = false;
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
      leave();
      return (await signals.return?.()) ?? { done: true, value: undefined };
    },
  };
}
