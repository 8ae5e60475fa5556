/** Hits in a hub: what hears of the checks, hands over to the writer, finds again what a kill lost, and follows the clock. */
import { AppError } from '@watchword/api/errors.ts';
import { Cron } from 'croner';
import { readAuditLog, type AuditEntry, type AuditLog } from '#audit/audit.ts';
import type { Hasher } from '#databases/databases.ts';
import { openConcealed } from '#hits/concealed.ts';
import { findMark, listDue, type Found, type HIT_SLICES, type Reading, type Seen } from '#hits/hits.ts';
import { findFound, hasHit, isCheck, readingOf, type HeardEntry } from '#hits/listen.ts';
import type { Read, Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
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
  readonly note?: (entry: AuditEntry, receipt: { readonly seq: number; readonly time: number }) => void;
};

/** `log`: the audit log for the door. `heard`: what was heard so far is in the store. `follow`: hidden records are known as they are now. `tick`: does what is due now. `open`: opens what was found otherwise. */
export type KeptHits = { readonly log: DoorLog; open(found: readonly Found[]): Promise<void>; seen(seen: readonly Seen[]): void; heard(): Promise<void>; follow(): Promise<void>; tick(): Promise<void>; close(): Promise<void> };

/** So long what was heard waits, for more that is handed over with it. */
const HAND_OVER_MS = 100;
/** So long the mark may stand while nothing hits: as much is read again after a kill. */
const MARK_MS = 30_000;
const TICK_MS = 1000;
const PORTION = 20;
const MOST_TURNS = 500;
/** Found again at once after a kill. */
const RECOVERED_AT_ONCE = 500;

/** Opens it; what a kill lost is in the store when this resolves. */
export async function keepHits({ clock, log, read, writer, hasher, audit, lastEntry, dir, server, note }: Keeping): Promise<KeptHits> {
  const concealed = openConcealed(read, hasher);
  const failed = (error: unknown): void => log.error({ work: 'hits', ...errorLine(error) }, 'work beside the requests failed');
  let entries: HeardEntry[] = [];
  let readings: Reading[] = [];
  let seen: Seen[] = [];
  /** Worked out, and not in the store yet. */
  let kept: Found[] = [];
  let highest = 0;
  let marked = 0;
  let markedAt = clock.now();
  let timer: NodeJS.Timeout | undefined;
  let handing: Promise<void> = Promise.resolve();

  const handOver = async (): Promise<void> => {
    const mark = highest;
    await concealed.refresh();
    for (let [entry] = entries; entry !== undefined; [entry] = entries) {
      kept.push(...(await findFound(read, entry, concealed)));
      entries.shift();
    }
    const [read_, seen_] = [readings, seen];
    [readings, seen] = [[], []];
    try {
      const isStale = mark > marked && clock.now() - markedAt > MARK_MS;
      if (kept.length === 0 && read_.length === 0 && seen_.length === 0 && !isStale) return;
      await writer.run('hits.hear', { now: clock.now(), server, mark: kept.length > 0 || isStale ? mark : undefined, found: kept, readings: read_, seen: seen_ });
      kept = [];
      if (mark > marked) [marked, markedAt] = [mark, clock.now()];
    } catch (error) {
      // What the writer stumbles over would make it stumble each time; in every other case it is tried again.
      if (!(error instanceof AppError && error.code === 'server.internal')) [readings, seen] = [[...read_, ...readings], [...seen_, ...seen]];
      else kept = [];
      throw error;
    }
  };
  const run = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    return (handing = handing.then(handOver).catch(failed));
  };
  const wake = (): void => {
    if (timer !== undefined) return;
    timer = setTimeout(() => void run(), HAND_OVER_MS);
    timer.unref();
  };
  const hear = (entry: AuditEntry, { seq, time }: { seq: number; time: number }): void => {
    if (seq > highest) highest = seq;
    note?.(entry, { seq, time });
    if (hasHit(entry) || (concealed.isUsed() && isCheck(entry))) {
      entries.push({ ...entry, at: time });
      wake();
      return;
    }
    const reading = readingOf({ ...entry, at: time });
    if (reading !== undefined) readings.push(reading);
    if (reading !== undefined || clock.now() - markedAt > MARK_MS) wake();
  };

  await recover();

  async function recover(): Promise<void> {
    const from = await findMark(read, server);
    highest = lastEntry();
    await concealed.refresh();
    if (from !== undefined && from < highest) {
      for await (const entry of readAuditLog(dir, { from: from + 1, to: highest, texts: true })) {
        if (!hasHit(entry) && !(concealed.isUsed() && isCheck(entry))) continue;
        entries.push({ ...entry, at: entry.time });
        if (entries.length >= RECOVERED_AT_ONCE) await recoverSome(undefined);
      }
    }
    await recoverSome(highest);
    marked = highest;
  }

  async function recoverSome(mark: number | undefined): Promise<void> {
    const found: Found[] = [];
    for (const entry of entries) found.push(...(await findFound(read, entry, concealed)));
    entries = [];
    if (found.length > 0 || mark !== undefined) await writer.run('hits.hear', { now: clock.now(), server, mark, found, readings: [], seen: [] });
  }

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
  // What another server has hidden.
  const unsubscribe = writer.subscribe(({ changes }) => {
    if (changes !== undefined) void concealed.refresh().catch(failed);
  });
  const job = new Cron('47 0 * * *', () => void writer.run('hits.sweep', { at: clock.now() }).catch(failed));
  return {
    log: {
      append(entry, answer) {
        const appended = audit.append(entry, answer);
        appended.then((receipt) => hear(entry, receipt), () => undefined);
        return appended;
      },
      appendMany(all, answers) {
        const appended = audit.appendMany(all, answers);
        appended.then((receipts) => {
          for (const [at, entry] of all.entries()) {
            const receipt = receipts[at];
            if (receipt !== undefined) hear(entry, receipt);
          }
        }, () => undefined);
        return appended;
      },
      get failure() { return audit.failure; },
    },
    async open(found) {
      await writer.run('hits.hear', { now: clock.now(), server, mark: undefined, found, readings: [], seen: [] });
    },
    seen(more) {
      if (more.length === 0) return;
      seen.push(...more);
      wake();
    },
    heard: run,
    follow: () => concealed.refresh(),
    tick,
    async close() {
      clearInterval(clockwork);
      job.stop();
      unsubscribe();
      await run();
      await ticking;
    },
  };
}
