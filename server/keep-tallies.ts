/** Checks under the codes of joint operations, counted from the audit log as their entries become durable. */
import { AppError } from '@watchword/api/errors.ts';
import { readAuditLog, type AuditEntry } from '#audit/audit.ts';
import { findTallyMark, openTallyBook, type CROSS_SLICES } from '#joint/joint.ts';
import type { Read, Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
import { errorLine, type Log } from './logging.ts';

/** What it needs. `dir`, `lastEntry`: of the audit log of this server, which is named `server`. */
export type Counting = { readonly clock: Clock; readonly log: Log; readonly read: Read; readonly writer: Pick<Writer<typeof CROSS_SLICES>, 'run'>; readonly dir: string; readonly server: string; readonly lastEntry: () => number };

/** `note`: an entry is durable. `handOver`: what was counted so far is in the store. */
export type KeptTallies = { note(entry: AuditEntry, receipt: { readonly seq: number; readonly time: number }): void; handOver(): Promise<void>; close(): Promise<void> };

const HAND_OVER_MS = 3000;
/** Entries without a check under a code after which the mark is moved on: as many are read again after a kill. */
const MARK_AFTER = 20_000;

/** Opens the counting; what a kill lost is counted when this resolves. */
export async function keepTallies({ clock, log, read, writer, dir, server, lastEntry }: Counting): Promise<KeptTallies> {
  const failed = (error: unknown): void => log.error({ work: 'tallies', ...errorLine(error) }, 'work beside the requests failed');
  const from = (await findTallyMark(read, server)) ?? lastEntry();
  const book = openTallyBook(server, from);
  let marked = from;
  let working: Promise<void> = Promise.resolve();
  if (from < lastEntry()) for await (const entry of readAuditLog(dir, { from: from + 1, to: lastEntry(), texts: false })) book.note(entry, entry.seq, entry.time);
  const write = async (): Promise<void> => {
    const taken = book.take(clock.now());
    if (taken.tallies.length === 0 && taken.upTo - marked < MARK_AFTER) return;
    try {
      await writer.run('joint.tally', taken);
      marked = taken.upTo;
    } catch (error) {
      // What the writer stumbles over would make it stumble each time; in every other case it is tried again.
      if (!(error instanceof AppError && error.code === 'server.internal')) book.putBack(taken);
      throw error;
    }
  };
  const handOver = (): Promise<void> => (working = working.then(write).catch(failed));
  const timer = setInterval(() => void handOver(), HAND_OVER_MS);
  timer.unref();
  return {
    note: (entry, { seq, time }) => book.note(entry, seq, time),
    handOver,
    async close() {
      clearInterval(timer);
      await handOver();
    },
  };
}
