/** Hits in a hub: what hears of the checks and of what is read, and what follows the clock. */
import { Cron } from 'croner';
import type { AuditEntry, AuditLog, Receipt } from '#audit/audit.ts';
import type { Hasher } from '#databases/databases.ts';
import { openConcealed } from '#hits/concealed.ts';
import { listDue, type Found, type HIT_SLICES, type Seen } from '#hits/hits.ts';
import type { Read, Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
import { openHearing } from './hear-hits.ts';
import { errorLine, type Log } from './logging.ts';

type DoorLog = Pick<AuditLog, 'append' | 'appendMany' | 'failure'>;
type Keeping = {
  readonly clock: Clock;
  readonly log: Log;
  readonly read: Read;
  readonly writer: Writer<typeof HIT_SLICES>;
  readonly hasher: Hasher;
  /** The log that the door writes to, and the folder in which it lies. */
  readonly audit: DoorLog;
  readonly lastEntry: () => number;
  readonly dir: string;
  readonly server: string;
  /** Told of each entry that is durable. */
  readonly note?: (entry: AuditEntry, receipt: Receipt) => void;
};

/**
 * `log`: the audit log for the door. `heard`: what was heard so far is in the store. `follow`: hidden records are known as they are now. `tick`: does what
 * is due now. `open`: opens what was found otherwise.
 */
export type KeptHits = { readonly log: DoorLog; open(found: readonly Found[]): Promise<void>; seen(seen: readonly Seen[]): void; heard(): Promise<void>; follow(): Promise<void>; tick(): Promise<void>; close(): Promise<void> };

const TICK_MS = 1000;
const REFRESH_MS = 250;
const PORTION = 20;
const MOST_TURNS = 500;

/** Opens it; what a kill lost is in the store when this resolves. */
export async function keepHits({ clock, log, read, writer, hasher, audit, lastEntry, dir, server, note }: Keeping): Promise<KeptHits> {
  const concealed = openConcealed(read, hasher);
  const failed = (error: unknown): void => log.error({ work: 'hits', ...errorLine(error) }, 'work beside the requests failed');
  const hearing = openHearing({ clock, read, writer, concealed, lastEntry, dir, server, onTrouble: failed });
  await hearing.recover();
  const hear = (entry: AuditEntry, receipt: Receipt): void => {
    note?.(entry, receipt);
    hearing.hear(entry, receipt);
  };
  let ticking: Promise<void> = Promise.resolve();
  const tickNow = async (): Promise<void> => {
    // A look at one index; the writer is asked only when something is due.
    if ((await listDue(read, clock.now(), 1)).length === 0) return;
    // Of a hit one step is taken at a time; the bound is for what nobody has thought of.
    for (let turn = 0, due = 1; due > 0 && turn < MOST_TURNS; turn += 1) ({ due } = (await writer.run('hits.tick', { at: clock.now(), most: PORTION })).result);
  };
  const tick = (): Promise<void> => (ticking = ticking.then(tickNow).catch(failed));
  const clockwork = setInterval(() => void tick(), TICK_MS);
  clockwork.unref();
  // What another server has hidden. Own writes of records wait for `follow`.
  let refreshing: NodeJS.Timeout | undefined;
  const unsubscribe = writer.subscribe(({ changes }) => {
    if (changes === undefined || refreshing !== undefined) return;
    refreshing = setTimeout(() => {
      refreshing = undefined;
      void concealed.refresh().catch(failed);
    }, REFRESH_MS);
    refreshing.unref();
  });
  const job = new Cron('47 0 * * *', () => void writer.run('hits.sweep', { at: clock.now() }).catch(failed));
  return {
    log: hearingLog(audit, hear),
    open: async (found) => void (await writer.run('hits.hear', { now: clock.now(), server, mark: undefined, found, readings: [], seen: [] })),
    seen: hearing.see,
    heard: hearing.settle,
    follow: () => concealed.refresh(),
    tick,
    async close() {
      clearInterval(clockwork);
      job.stop();
      unsubscribe();
      clearTimeout(refreshing);
      await hearing.settle();
      await ticking;
    },
  };
}

/** The log, which tells of each entry once it is durable. */
function hearingLog(audit: DoorLog, hear: (entry: AuditEntry, receipt: Receipt) => void): DoorLog {
  return {
    append(entry, answer) {
      const appended = audit.append(entry, answer);
      appended.then((receipt) => hear(entry, receipt), () => undefined);
      return appended;
    },
    appendMany(entries, answers) {
      const appended = audit.appendMany(entries, answers);
      appended.then((receipts) => {
        for (const [at, entry] of entries.entries()) {
          const receipt = receipts[at];
          if (receipt !== undefined) hear(entry, receipt);
        }
      }, () => undefined);
      return appended;
    },
    get failure() { return audit.failure; },
  };
}
