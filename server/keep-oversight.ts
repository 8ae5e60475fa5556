/** Oversight in a hub: what hears of the checks, and hands over to the writer. */
import { createHmac } from 'node:crypto';
import { dayOfMs } from '@watchword/api/dates.ts';
import { Cron } from 'croner';
import { type AuditLog, useFlagged } from '#audit/audit.ts';
import { openWatch, type OVERSIGHT_SLICES } from '#oversight/oversight.ts';
import type { Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
import { errorLine, type Log } from './logging.ts';

const HAND_OVER_MS = 5000;

type Keeping = { readonly clock: Clock; readonly log: Log; readonly writer: Writer<typeof OVERSIGHT_SLICES>; readonly audit: AuditLog; readonly travellerKey: Uint8Array };

/** `log`: the audit log for the door, whose checks are heard of. `handOver` hands over now. */
export type KeptOversight = { readonly log: Pick<AuditLog, 'append' | 'appendMany' | 'failure'>; handOver(): Promise<void>; close(): Promise<void> };

/** Opens it. */
export function keepOversight({ clock, log, writer, audit, travellerKey }: Keeping): KeptOversight {
  const watch = openWatch(createHmac('sha256', travellerKey).update('oversight').digest());
  let handing: Promise<void> = Promise.resolve();
  const handOver = (): Promise<void> => (handing = handing.then(async () => {
    const noted = watch.take(clock.now());
    if (noted === undefined) return;
    const { result } = await writer.run('oversight.note', noted);
    for (const { id, organisation, sign } of result) await audit.append(useFlagged({ subject: id, owner: organisation, sign }));
  }).catch((error: unknown) => log.error({ work: 'oversight', ...errorLine(error) }, 'work beside the requests failed')));
  const timer = setInterval(() => void handOver(), HAND_OVER_MS);
  timer.unref();
  const job = new Cron('37 0 * * *', () => void writer.run('oversight.sweep', { day: dayOfMs(clock.now()) }).catch((error: unknown) => log.error({ work: 'forget use', ...errorLine(error) }, 'work beside the requests failed')));
  return {
    // An entry is durable before it is counted, and counting fails no check.
    log: {
      append(entry, answer) {
        const appended = audit.append(entry, answer);
        appended.then(({ time }) => watch.note(entry, time), () => undefined);
        return appended;
      },
      appendMany(entries, answers) {
        const appended = audit.appendMany(entries, answers);
        appended.then((receipts) => { for (const [at, entry] of entries.entries()) watch.note(entry, receipts[at]?.time ?? clock.now()); }, () => undefined);
        return appended;
      },
      get failure() { return audit.failure; },
    },
    handOver,
    async close() {
      clearInterval(timer);
      job.stop();
      await handOver();
    },
  };
}
