/** Hears of checks whose entry is durable, and hands what hit over to the writer: at once when little hits, a quarter of a second later when much does, or after the next start. */
import { AppError } from '@watchword/api/errors.ts';
import { readAuditLog, type AuditEntry, type Receipt } from '#audit/audit.ts';
import type { Concealed } from '#hits/concealed.ts';
import { findMark, type Found, type HIT_SLICES, type Reading, type Seen } from '#hits/hits.ts';
import { findFound, hasHit, isCheck, readingOf, type HeardEntry } from '#hits/listen.ts';
import type { Read, Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';

/** What it needs. `onTrouble`: for the log. `lastEntry`, `dir`: of the audit log of this server, which is named `server`. */
export type HearingParts = {
  readonly clock: Clock;
  readonly read: Read;
  readonly writer: Pick<Writer<typeof HIT_SLICES>, 'run'>;
  readonly concealed: Concealed;
  readonly lastEntry: () => number;
  readonly dir: string;
  readonly server: string;
  readonly onTrouble: (error: unknown) => void;
};

/** `settle`: what was heard so far is in the store. `recover`: what a kill lost is in the store; before anything is heard. */
export type HitHearing = { hear(entry: AuditEntry, receipt: Pick<Receipt, 'seq' | 'time'>): void; see(seen: readonly Seen[]): void; settle(): Promise<void>; recover(): Promise<void> };

/**
 * So long what was heard waits for more that is handed over with it, so far apart such hand-overs are (each is a sync of the store, and checks wait for
 * the same disk), and so long it takes before one is tried again.
 */
const HAND_OVER_MS = 40;
const APART_MS = 250;
const AGAIN_MS = 1000;
/** So long the mark may stand while nothing hits: as much is read again after a kill. */
const MARK_MS = 30_000;
/** Found again at once after a kill. */
const RECOVERED_AT_ONCE = 500;

/** Makes one. */
export function openHearing(parts: HearingParts): HitHearing {
  const { clock, read, writer, concealed, lastEntry, dir, server, onTrouble } = parts;
  const entries: HeardEntry[] = [];
  let readings: Reading[] = [];
  let seen: Seen[] = [];
  /** Worked out, and not in the store yet. */
  let kept: Found[] = [];
  let highest = 0;
  let marked = 0;
  let markedAt = clock.now();
  let handedAt = -APART_MS;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();

  const isWanted = (entry: AuditEntry): boolean => hasHit(entry) || (concealed.isUsed() && isCheck(entry));
  const wake = (after = Math.max(HAND_OVER_MS, handedAt + APART_MS - performance.now())): void => {
    if (timer !== undefined) return;
    timer = setTimeout(() => void settle(), after);
    timer.unref();
  };

  /** What each entry shows, in order. One that cannot be read is told of, and holds nothing up. */
  async function workOut(): Promise<void> {
    for (let [entry] = entries; entry !== undefined; [entry] = entries) {
      try {
        kept.push(...(await findFound(read, entry, concealed)));
      } catch (error) {
        // What the store cannot say now it says later.
        if (error instanceof AppError && error.code !== 'store.broken') throw error;
        onTrouble(error);
      }
      entries.shift();
    }
  }

  async function handOver(): Promise<void> {
    const mark = highest;
    await concealed.refresh();
    await workOut();
    const heard = { found: kept, readings, seen };
    const isStale = mark > marked && clock.now() - markedAt > MARK_MS;
    if (kept.length === 0 && readings.length === 0 && seen.length === 0 && !isStale) return;
    [kept, readings, seen] = [[], [], []];
    handedAt = performance.now();
    try {
      await writer.run('hits.hear', { now: clock.now(), server, mark: heard.found.length > 0 || isStale ? mark : undefined, ...heard });
      if (heard.found.length > 0 || isStale) [marked, markedAt] = [mark, clock.now()];
    } catch (error) {
      // What the writer stumbles over would make it stumble each time; in every other case it is tried again.
      if (!(error instanceof AppError && error.code === 'server.internal')) [kept, readings, seen] = [[...heard.found, ...kept], [...heard.readings, ...readings], [...heard.seen, ...seen]];
      throw error;
    }
  }

  function settle(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    return (working = working.then(handOver).catch((error: unknown) => {
      onTrouble(error);
      wake(AGAIN_MS);
    }));
  }

  return {
    settle,
    hear(entry, { seq, time }) {
      if (seq > highest) highest = seq;
      if (isWanted(entry)) {
        entries.push({ ...entry, at: time });
        wake();
        return;
      }
      // Of almost all entries, which are checks, nothing more is made.
      const reading = isCheck(entry) ? undefined : readingOf({ ...entry, at: time });
      if (reading !== undefined) readings.push(reading);
      if (reading !== undefined || clock.now() - markedAt > MARK_MS) wake();
    },
    see(more) {
      seen.push(...more);
      if (more.length > 0) wake();
    },
    async recover() {
      const from = await findMark(read, server);
      highest = lastEntry();
      await concealed.refresh();
      const wanted = from === undefined || from >= highest ? [] : readAuditLog(dir, { from: from + 1, to: highest, texts: true });
      for await (const entry of wanted) {
        if (!isWanted(entry)) continue;
        entries.push({ ...entry, at: entry.time });
        if (entries.length >= RECOVERED_AT_ONCE) await recoverSome(undefined);
      }
      await recoverSome(highest);
      marked = highest;
    },
  };

  async function recoverSome(mark: number | undefined): Promise<void> {
    await workOut();
    await writer.run('hits.hear', { now: clock.now(), server, mark, found: kept, readings: [], seen: [] });
    kept = [];
  }
}
