/** Oversight in a hub: what hears of the checks, and hands over to the writer. */
import { createHmac } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { dayOfMs } from '@watchword/api/dates.ts';
import { AppError } from '@watchword/api/errors.ts';
import { Cron } from 'croner';
import type { AuditEntry, AuditLog } from '#audit/audit.ts';
import { openWatch, type OVERSIGHT_SLICES } from '#oversight/oversight.ts';
import type { Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
import { errorLine, type Log } from './logging.ts';

const HAND_OVER_MS = 5000;
/** Entries that are looked at in one turn of the loop, and that wait to be at most. */
const AT_ONCE = 64;
const MOST_WAITING = 10_000;

type Heard = Pick<AuditLog, 'append' | 'appendMany' | 'failure'>;
type Keeping = { readonly clock: Clock; readonly log: Log; readonly writer: Writer<typeof OVERSIGHT_SLICES>; readonly audit: Heard; readonly travellerKey: Uint8Array };

/** `log`: the audit log for the door, whose checks are heard of. `handOver` hands over now. */
export type KeptOversight = { readonly log: Heard; handOver(): Promise<void>; close(): Promise<void> };

/** Opens it. */
export function keepOversight({ clock, log, writer, audit, travellerKey }: Keeping): KeptOversight {
  const watch = openWatch(createHmac('sha256', travellerKey).update('oversight').digest());
  const failed = (work: string, error: unknown): void => log.error({ work, ...errorLine(error) }, 'work beside the requests failed');
  const hearing = openHearing((entry, at) => watch.note(entry, at), (error) => failed('oversight', error));
  let handing: Promise<void> = Promise.resolve();
  const handOver = (): Promise<void> => (handing = handing.then(async () => {
    await hearing.settle();
    const noted = watch.take(clock.now());
    if (noted === undefined) return;
    await writer.run('oversight.note', noted).catch((error: unknown) => {
      // What the writer stumbles over would make it stumble each time; in every other case it is tried again.
      if (!(error instanceof AppError && error.code === 'server.internal')) watch.putBack(noted);
      throw error;
    });
  }).catch((error: unknown) => failed('oversight', error)));
  const timer = setInterval(() => void handOver(), HAND_OVER_MS);
  timer.unref();
  const job = new Cron('37 0 * * *', () => void writer.run('oversight.sweep', { day: dayOfMs(clock.now()) }).catch((error: unknown) => failed('forget use', error)));
  return {
    // An entry is durable before it is counted, and counting fails no check.
    log: {
      append(entry, answer) {
        const appended = audit.append(entry, answer);
        appended.then(({ time }) => hearing.hear(entry, time), () => undefined);
        return appended;
      },
      appendMany(entries, answers) {
        const appended = audit.appendMany(entries, answers);
        appended.then((receipts) => { for (const [at, entry] of entries.entries()) hearing.hear(entry, receipts[at]?.time ?? clock.now()); }, () => undefined);
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

type Hearing = { hear(entry: AuditEntry, at: number): void; settle(): Promise<void> };

/** Keeps entries until the answers they belong to have left, and notes them then. `onTrouble`: for the first in a turn that cannot be noted. */
function openHearing(note: (entry: AuditEntry, at: number) => void, onTrouble: (error: unknown) => void): Hearing {
  const waiting: { readonly entry: AuditEntry; readonly at: number }[] = [];
  let isAwaited = false;
  const noteSome = (): void => {
    let told = false;
    for (const { entry, at } of waiting.splice(0, AT_ONCE)) {
      try {
        note(entry, at);
      } catch (error) {
        if (!told) onTrouble(error);
        told = true;
      }
    }
  };
  const turn = (): void => {
    noteSome();
    isAwaited = waiting.length > 0;
    if (isAwaited) setImmediate(turn);
  };
  return {
    hear(entry, at) {
      // Nothing is left out: when too many wait, some are noted here.
      if (waiting.length >= MOST_WAITING) noteSome();
      waiting.push({ entry, at });
      if (isAwaited) return;
      isAwaited = true;
      setImmediate(turn);
    },
    async settle() {
      for (let left = waiting.length; left > 0; left -= AT_ONCE) {
        noteSome();
        await nextTurn();
      }
    },
  };
}
