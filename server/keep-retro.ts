/** Records that are entered after somebody has asked for them: the checks of the last days are compared with each new one, and the finder's desk alone is told. */
import { dayOfMs } from '@watchword/api/dates.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import { isProtectedQuestion, NEVER_TOLD_PURPOSES } from '@watchword/api/audit/owner-logs.ts';
import type { Purpose } from '@watchword/api/checks/purposes.ts';
import { closeSync, constants, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Cron } from 'croner';
import { readAuditLog, type AuditEntry } from '#audit/audit.ts';
import { laterKeysOf, matchSubject } from '#checks/checks.ts';
import { getHasher } from '#databases/databases.ts';
import { openPacked, startBook, type EarlierCheck, type Found, type HIT_SLICES } from '#hits/hits.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { findShown } from '#records/records.ts';
import type { Read, Writer } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { Clock } from './clock.ts';
import { errorLine, type Log } from './logging.ts';

type Keeping = {
  readonly clock: Clock;
  readonly log: Log;
  readonly read: Read;
  readonly writer: Pick<Writer<typeof HIT_SLICES>, 'run' | 'subscribe'>;
  /** Folder of the audit log, and of the book. */
  readonly audit: string;
  readonly dir: string;
  /** Opens hits. */
  readonly open: (found: readonly Found[]) => Promise<void>;
};

/** `note`: a check was answered. `settle`: everything so far is noted, and new records are compared. */
export type KeptRetro = { note(entry: AuditEntry, receipt: { readonly seq: number; readonly time: number }): void; settle(): Promise<void>; close(): Promise<void> };

const HAND_OVER_MS = 500;
/** Keys that wait at most: when the thread fails more are left out. */
const MOST_WAITING = 200_000;
/** Records compared at once, and the most of one load: the first load of a database is no news. */
const PORTION = 20;
const MOST_OF_LOAD = 5000;
const CHANGES = 500;

/** Opens it. */
export async function keepRetro({ clock, log, read, writer, audit, dir, open }: Keeping): Promise<KeptRetro> {
  const book = startBook(dir);
  const failed = (error: unknown): void => log.error({ work: 'earlier checks', ...errorLine(error) }, 'work beside the requests failed');
  const waiting = openPacked();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const markFile = openMark(dir);
  let mark = markFile.read() ?? (await read.lastChange());
  markFile.write(mark);
  await book.forget(clock.now());

  const handOver = async (): Promise<void> => {
    if (waiting.count() > 0) await book.note(waiting.take());
    for (let changes = await read.readChanges(mark, CHANGES); changes.length > 0; changes = await read.readChanges(mark, CHANGES)) {
      for (const { kind, fromRow, toRow, seq } of changes) {
        const isNew = (kind === 'record.created' || kind === 'load.published') && fromRow !== null && toRow !== null;
        if (isNew && toRow - fromRow < MOST_OF_LOAD) await compare(fromRow, toRow);
        // What a record said is erased: its hits say it no more either.
        if (kind === 'record.erased' && fromRow !== null && toRow !== null) await forget(fromRow, toRow);
        mark = seq;
      }
      markFile.write(mark);
    }
  };
  const run = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    return (working = working.then(handOver).catch(failed));
  };
  const wake = (): void => {
    if (timer !== undefined) return;
    timer = setTimeout(() => void run(), HAND_OVER_MS);
    timer.unref();
  };

  async function forget(fromRow: number, toRow: number): Promise<void> {
    for (let from = fromRow; from <= toRow; from += PORTION) {
      const records = await read.findByRows(Array.from({ length: Math.min(PORTION, toRow - from + 1) }, (_, at) => from + at));
      if (records.length > 0) await writer.run('hits.forget', { records: records.map(({ id }) => id) });
    }
  }

  async function compare(fromRow: number, toRow: number): Promise<void> {
    // Where nobody has asked anything yet no record need be read.
    if (!book.isUsed()) return;
    for (let from = fromRow; from <= toRow; from += PORTION) {
      const records = await read.findByRows(Array.from({ length: Math.min(PORTION, toRow - from + 1) }, (_, at) => from + at));
      const kept = records.map((record) => ({ record, keys: laterKeysOf(record, getHasher()) })).filter(({ keys }) => keys.length > 0);
      if (kept.length === 0) continue;
      const earlier = await book.find(kept.map(({ keys }) => keys), clock.now());
      for (const [at, { record }] of kept.entries()) await openEarlier(record, earlier[at] ?? []);
    }
  }

  async function openEarlier(record: StoredRecord, checks: readonly EarlierCheck[]): Promise<void> {
    const found: Found[] = [];
    for (const { organisation, entry: seq } of checks) {
      // Its own desk has just entered it, and knows.
      if (organisation === record.owner) continue;
      for await (const entry of readAuditLog(audit, { from: seq, to: seq, texts: true })) {
        const one = foundBy(entry, entry.time, record);
        if (one !== undefined) found.push(one);
      }
    }
    if (found.length > 0) await open(found.toReversed());
  }

  const unsubscribe = writer.subscribe(({ changes }) => {
    if (changes !== undefined) wake();
  });
  const job = new Cron('3 0 * * *', () => void book.forget(clock.now()).catch(failed));
  wake();
  return {
    note(entry, { seq, time }) {
      const { purpose = '', keys } = entry;
      if (keys === undefined || NEVER_TOLD_PURPOSES.includes(purpose) || waiting.count() >= MOST_WAITING) return;
      const organisation = findOrganisationNumber(entry.organisation);
      if (organisation === undefined) return;
      waiting.add({ day: dayOfMs(time), organisation, entry: seq }, keys);
      wake();
    },
    settle: run,
    async close() {
      unsubscribe();
      job.stop();
      await run();
      await book.close();
      markFile.close();
    },
  };
}

const MARK_LENGTH = 16;

/**
 * Number of the change up to which new records were compared; undefined where that is not known. A power loss may lose it; then what was entered before
 * the next start is not compared.
 */
function openMark(dir: string): { read(): number | undefined; write(mark: number): void; close(): void } {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const handle = openSync(join(dir, 'mark'), constants.O_RDWR | constants.O_CREAT, 0o600);
  return {
    read() {
      const bytes = Buffer.alloc(MARK_LENGTH);
      readSync(handle, bytes, 0, MARK_LENGTH, 0);
      const text = bytes.toString('latin1');
      return /^\d{16}$/.test(text) ? Number(text) : undefined;
    },
    write: (mark) => void writeSync(handle, String(mark).padStart(MARK_LENGTH, '0'), 0, 'latin1'),
    close: () => closeSync(handle),
  };
}

/** The hit of a check of days ago; undefined when it was no check of this, or may not be told. */
function foundBy(entry: AuditEntry, at: number, record: StoredRecord): Found | undefined {
  const finder = findOrganisationNumber(entry.organisation);
  const check = parseId('chk', entry.subject ?? '');
  if (finder === undefined || check === undefined || entry.sealed === undefined) return undefined;
  const { subject, place } = JSON.parse(entry.sealed) as { subject?: unknown; place?: string };
  if (isProtectedQuestion(subject)) return undefined;
  const today = dayOfMs(at);
  const shown = findShown(record, { organisation: finder, kind: 'bureau', role: 'desk', today, minute: Math.floor(at / 60_000), purpose: entry.purpose as Purpose });
  const matched = shown === undefined ? undefined : matchSubject(subject, shown, today);
  if (matched?.outcome !== 'hit') return undefined;
  return {
    record: record.id, database: getDatabaseByNumber(record.database).number, kind: matched.kind, owner: record.owner, finder, check: idBytes(check), at, outcome: 'hit', purpose: entry.purpose ?? '', officer: entry.actor,
    role: undefined, place, asked: JSON.stringify(subject), matched: matched.reasons, isProtected: false, discreet: false, retro: true,
  };
}
