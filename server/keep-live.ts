/** What tells organisations of what happens: streams, and webhooks. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EVENTS_KEPT_DAYS } from '@watchword/api/live.ts';
import { Cron } from 'croner';
import type { Implementation } from '#door/implement.ts';
import { beginDelivering, type LIVE_SLICES, type Live, openLive, parseHosts, type WEBHOOK_SLICES } from '#live/live.ts';
import { liveRoutes } from '#live/routes.ts';
import { webhookRoutes } from '#live/webhooks/routes.ts';
import type { Handlers, Read, Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
import { errorLine, type Log } from './logging.ts';

const DAY_MS = 86_400_000;

/** `live.close` ends the streams, `close` all of it. */
export type KeptLive = { readonly live: Live; readonly routes: readonly Implementation[]; close(): Promise<void> };

/** Opens it. */
export async function keepLive({ clock, log, store, webhookHosts }: { clock: Clock; log: Log; webhookHosts: string; store: { readonly read: Read; readonly writer: Writer<Handlers> } }): Promise<KeptLive> {
  const { read } = store;
  const writer = store.writer as unknown as Writer<typeof LIVE_SLICES & typeof WEBHOOK_SLICES>;
  const allowed = parseHosts(webhookHosts);
  const failed = (work: string) => (error: unknown): void => log.error({ work, ...errorLine(error) }, 'work beside the requests failed');
  const live = await openLive({ read, now: clock.now, subscribe: store.writer.subscribe, onFailure: failed('events') });
  const delivering = beginDelivering({ read, writer, subscribe: store.writer.subscribe, now: clock.now, allowed, onFailure: failed('webhooks') });
  const forget = async (): Promise<void> => {
    await writer.run('webhooks.forget', { before: clock.now() - EVENTS_KEPT_DAYS * DAY_MS, at: clock.now() });
    while ((await writer.run('live.forget', { before: clock.now() - EVENTS_KEPT_DAYS * DAY_MS, at: clock.now() })).result) await nextTurn();
  };
  const jobs = [new Cron('23 * * * *', () => void forget().catch(failed('forget events')))];
  return {
    live,
    routes: [...liveRoutes({ read, live }), ...webhookRoutes({ read, allowed })],
    async close() {
      for (const job of jobs) job.stop();
      live.close();
      await delivering.close();
    },
  };
}
