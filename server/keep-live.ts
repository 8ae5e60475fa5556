/** What tells organisations of what happens: streams, and later whoever is told by request. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EVENTS_KEPT_DAYS } from '@watchword/api/live.ts';
import { Cron } from 'croner';
import type { Implementation } from '#door/implement.ts';
import { type LIVE_SLICES, type Live, openLive } from '#live/live.ts';
import { liveRoutes } from '#live/routes.ts';
import type { Handlers, Read, Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
import { errorLine, type Log } from './logging.ts';

const DAY_MS = 86_400_000;

/** `live.close` ends the streams, `close` all of it. */
export type KeptLive = { readonly live: Live; readonly routes: readonly Implementation[]; close(): Promise<void> };

/** Opens it. */
export async function keepLive({ clock, log, store }: { clock: Clock; log: Log; store: { readonly read: Read; readonly writer: Writer<Handlers> } }): Promise<KeptLive> {
  const { read } = store;
  const writer = store.writer as unknown as Writer<typeof LIVE_SLICES>;
  const failed = (work: string) => (error: unknown): void => log.error({ work, ...errorLine(error) }, 'work beside the requests failed');
  const live = await openLive({ read, now: clock.now, subscribe: store.writer.subscribe, onFailure: failed('events') });
  const forget = async (): Promise<void> => {
    while ((await writer.run('live.forget', { before: clock.now() - EVENTS_KEPT_DAYS * DAY_MS, at: clock.now() })).result) await nextTurn();
  };
  const jobs = [new Cron('23 * * * *', () => void forget().catch(failed('forget events')))];
  return {
    live,
    routes: liveRoutes({ read, live }),
    async close() {
      for (const job of jobs) job.stop();
      live.close();
    },
  };
}
