import { mkdir, stat } from 'node:fs/promises';
import { fail } from '@watchword/api/errors.ts';
import { HASH_DIGITS } from './entry.ts';
import type { Keep } from './entry.ts';
import { eraseTexts, finishErasing } from './sealed/erasing.ts';
import type { Erased, ErasingOrder, ErasingParts } from './sealed/erasing.ts';
import { auditRecovered } from './events.ts';
import type { AuditEntry } from './events.ts';
import { addEntry, closeGroup, isGroupFull, newGroup, resetGroup } from './group.ts';
import type { Group, Receipt } from './group.ts';
import type { KeysChange } from './sealed/key-changes.ts';
import { sweepKeys } from './sealed/key-file.ts';
import { destroyKeys } from './sealed/keys.ts';
import { OwnScribe } from './scribe/scribe.ts';
import type { Scribe, Written } from './scribe/scribe.ts';
import { ThreadScribe } from './scribe/scribe-thread.ts';
import { openLogFile } from './segments.ts';
import type { LogFile } from './segments.ts';
import { findTail, writeMark } from './tail.ts';
import type { Tail } from './tail.ts';

/**
 * `dir`: the log's own folder (it is made when absent; one process at a time); `now`: ms since 1970;
 * `segmentBytes`: a segment that reached this size is followed by another; `onSync`: called after each group commit with the number of its
 * entries, for metrics. For tests: `openFile`, how a segment is opened, then in this thread; `scribe`, who writes.
 */
export type AuditLogOptions = {
  dir: string;
  now: () => number;
  segmentBytes?: number;
  openFile?: (path: string) => Promise<LogFile>;
  scribe?: Scribe;
  onSync?: (entries: number) => void;
};

const SEGMENT_BYTES = 256 * 1024 * 1024;
const MARK_EVERY_MS = 1000;
/**
 * So many entries are worth a sync of their own. Without it all connections of a busy server fall into step: their requests are
 * read in one turn, and then the thread has nothing to do while the disk works.
 */
const WORTH_A_SYNC = 16;

/**
 * Opens the log, or begins one. Cuts off a torn last group, and writes an entry about it (`audit.recovered`). Throws `audit.broken`
 * (file, entry, reason in `detail`) when anything else is wrong: a log that is not whole is never written on.
 */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  const log = new AuditLog(options, await findTail(options.dir));
  try {
    await log.start();
  } catch (error) {
    await log.close();
    throw error;
  }
  return log;
}

function scribeOf({ dir, segmentBytes = SEGMENT_BYTES, openFile, scribe }: AuditLogOptions): Scribe {
  if (scribe !== undefined) return scribe;
  return openFile === undefined ? new ThreadScribe({ dir, segmentBytes }) : new OwnScribe({ dir, segmentBytes, openFile });
}

/** The log of one server. Made by `openAuditLog`. */
export class AuditLog {
  readonly #dir: string;
  readonly #now: () => number;
  readonly #onSync: (entries: number) => void;
  readonly #scribe: Scribe;
  #tail: Tail;
  #next: { seq: number; outbox: number };
  #groups: Group[] = [];
  #free: Group[] = [];
  #running: Promise<void> | undefined;
  #failure: Error | undefined;
  #recovering: Promise<void> | undefined;
  #closed = false;
  #markedAt = -Infinity;
  #marking: Promise<void> = Promise.resolve();
  #lastFrame = 0;
  /** What the scribe is to do between two groups. */
  readonly #asides: (() => Promise<void>)[] = [];
  #erasing: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;
  /** Ends the wait for more entries. */
  #enough: () => void = () => undefined;

  constructor(options: AuditLogOptions, tail: Tail) {
    this.#dir = options.dir;
    this.#now = options.now;
    this.#onSync = options.onSync ?? (() => undefined);
    this.#scribe = scribeOf(options);
    this.#tail = tail;
    this.#next = { seq: tail.link.seq + 1, outbox: tail.link.outbox };
  }

  /** The id of the chain, 32 hex digits. */
  get chain(): string {
    return this.#tail.chain;
  }

  /** Seq of the last durable entry; 0 when there is none. */
  get lastSeq(): number {
    return this.#tail.link.seq;
  }

  /** The highest outbox id that is durable here: what the store's outbox holds above it is not in the log. */
  get lastOutboxId(): number {
    return this.#tail.link.outbox;
  }

  /** Why nothing can be written; undefined while all is well. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Opens the file to write to. Part of `openAuditLog`. */
  async start(): Promise<void> {
    const { torn } = this.#tail;
    await this.#begin();
    if (torn > 0) await this.append(auditRecovered({ reason: 'torn-tail', count: torn }));
    await sweepKeys(this.#dir);
    // What cannot be finished now, because a part of the log is elsewhere, is taken up by the next order; it keeps nobody from writing.
    await this.#inTurn(() => finishErasing(this.#erasingParts())).catch(() => undefined);
  }

  /**
   * Appends one entry; resolves when it is durable. Rejects with `audit.unavailable` when it may not be (and then for all that
   * follow, until `recover` or a restart), with `server.internal` when this entry cannot be written down. `answer`: for `OF_ANSWER`.
   */
  append(entry: AuditEntry, answer?: string): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      const group = this.#add(entry, answer);
      const at = group.count - 1;
      group.waiters.push({ from: at, to: at + 1, resolve: ([receipt]) => resolve(receipt ?? never()), reject });
    });
  }

  /**
   * Appends entries in order; resolves when all are durable. When one cannot be written down the promise rejects
   * (`server.internal`), and those before it stand in the log. `answers`: for `OF_ANSWER`, one for each entry.
   */
  appendMany(entries: readonly AuditEntry[], answers: readonly string[] = NO_ANSWERS): Promise<Receipt[]> {
    // The entries are written down at once, and nothing of them waits in memory for the disk.
    return this.#addMany(entries, answers).then((spans) => spans.flat());
  }

  #addMany(entries: readonly AuditEntry[], answers: readonly string[]): Promise<(readonly Receipt[])[]> {
    const spans: Promise<readonly Receipt[]>[] = [];
    try {
      for (let i = 0; i < entries.length; ) {
        const group = this.#add(entries[i] ?? never(), answers[i]);
        const from = group.count - 1;
        for (i += 1; i < entries.length && !isGroupFull(group); i += 1) this.#add(entries[i] ?? never(), answers[i]);
        spans.push(new Promise((resolve, reject) => group.waiters.push({ from, to: group.count, resolve, reject })));
      }
    } catch (error) {
      spans.push(Promise.reject(error));
    }
    return Promise.all(spans);
  }

  /**
   * Erases the sealed texts of these entries for good, without changing a byte of the log; an entry says how many within which range. Resolves when they cannot be
   * opened any more. Entries whose text is gone already are passed over. Rejects with `server.internal` when an entry is not durable yet.
   */
  eraseTexts(order: ErasingOrder): Promise<Erased> {
    return this.#inTurn(async () => {
      if (this.#failure !== undefined) throw fail('audit.unavailable', {}, this.#failure);
      if (order.seqs.some((seq) => seq > this.lastSeq)) throw fail('server.internal', {}, new Error('a text is to be erased that is not in the log'));
      return eraseTexts(this.#erasingParts(), order);
    });
  }

  /** Destroys the keys of one kind for all days before `before` (`2026-10-25`, UTC). Returns their ids. */
  destroyKeys(which: { keep: Keep; before: string }): Promise<string[]> {
    // While the log cannot be written the scribe may be gone; nothing is sealed then.
    return this.#inTurn(() => (this.#failure === undefined ? this.#between(() => this.#scribe.changeKeys({ kind: 'destroy', ...which })) : destroyKeys(this.#dir, which)));
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closing !== undefined) return Promise.reject(fail('audit.unavailable', { detail: 'The audit log is closed.' }));
    const done = this.#erasing.then(work);
    this.#erasing = done.catch(() => undefined);
    return done;
  }

  #erasingParts(): ErasingParts {
    const changeKeys = async (change: KeysChange): Promise<void> => void (await this.#between(() => this.#scribe.changeKeys(change)));
    return { dir: this.#dir, chain: this.chain, changeKeys, append: (entry) => this.append(entry) };
  }

  #between<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#failure !== undefined) return Promise.reject(fail('audit.unavailable', {}, this.#failure));
    return new Promise((resolve, reject) => {
      this.#asides.push(() => work().then(resolve, reject));
      this.#running ??= this.#run();
    });
  }

  /**
   * After a failure: cuts what was not durable, checks the tail, opens the file anew and goes on; writes an entry about it.
   * Rejects when that fails too, and stays as it was. Does nothing on a log that is well.
   */
  recover(): Promise<void> {
    this.#recovering ??= this.#recover().finally(() => (this.#recovering = undefined));
    return this.#recovering;
  }

  async #recover(): Promise<void> {
    if (this.#failure === undefined || this.#closed) return;
    await this.#running;
    await this.#marking;
    const { segment, end } = this.#tail;
    try {
      const cut = segment === undefined ? 0 : await cutTo(segment.path, end);
      this.#tail = await findTail(this.#dir);
      this.#next = { seq: this.#tail.link.seq + 1, outbox: this.#tail.link.outbox };
      const { torn } = this.#tail;
      await this.#begin();
      // Not before the file is open: from here on others append.
      this.#failure = undefined;
      await this.append(auditRecovered({ reason: 'write-failed', count: cut + torn }));
    } catch (cause) {
      this.#failure = fail('audit.unavailable', {}, cause);
      throw this.#failure;
    }
  }

  /** Writes what waits, marks the end, closes the file. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#erasing;
    this.#closed = true;
    await this.#recovering?.catch(() => undefined);
    await this.#running;
    await this.#marking;
    if (this.#failure === undefined) await this.#mark();
    await this.#scribe.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #begin(): Promise<void> {
    this.#tail = { ...this.#tail, ...(await this.#scribe.begin(this.#tail)) };
    this.#lastFrame = 0;
  }

  #add(entry: AuditEntry, answer: string | undefined): Group {
    if (this.#failure !== undefined) throw fail('audit.unavailable', {}, this.#failure);
    if (this.#closed) throw fail('audit.unavailable', { detail: 'The audit log is closed.' });
    const outbox = entry.outbox ?? this.#next.outbox;
    if (entry.outbox !== undefined && outbox <= this.#next.outbox) throw fail('server.internal', {}, new Error('outbox ids do not rise'));
    let group = this.#groups.at(-1);
    if (group === undefined || group.closed || isGroupFull(group)) {
      group = resetGroup(this.#free.pop() ?? newGroup(), this.#next.seq);
      this.#groups.push(group);
    }
    try {
      addEntry(group, entry, { time: this.#now(), outbox, answer });
    } catch (error) {
      if (group.count === 0) this.#groups.pop();
      throw error;
    }
    this.#next.seq += 1;
    this.#next.outbox = outbox;
    this.#running ??= this.#run();
    if (group.count === WORTH_A_SYNC) this.#enough();
    return group;
  }

  // One group after the other: while one is being synced, the next fills. No timer: a turn of the event loop is
  // enough for the requests that arrived together to be in the same group, or as many of them as are worth a sync.
  async #run(): Promise<void> {
    await this.#gather();
    while (this.#groups.length > 0 || this.#asides.length > 0) {
      if (this.#asides.length > 0) await this.#asides.shift()?.();
      const group = this.#groups[0];
      if (group === undefined) continue;
      let written: Written;
      try {
        written = await this.#scribe.write(closeGroup(group), this.#now());
      } catch (cause) {
        this.#failAll(cause);
        continue;
      }
      this.#groups.shift();
      this.#settle(group, written);
      if (this.#groups.length > 0) await this.#gather();
    }
    this.#running = undefined;
  }

  #gather(): Promise<void> {
    if ((this.#groups[0]?.count ?? 0) >= WORTH_A_SYNC) return Promise.resolve();
    return new Promise((resolve) => {
      this.#enough = resolve;
      setImmediate(resolve);
    });
  }

  #settle(group: Group, { segment, frame, end, hashes }: Written): void {
    const { waiters, count, first, outbox } = group;
    this.#tail = { ...this.#tail, segment, end, link: { seq: first + count - 1, hash: hashes.slice(-HASH_DIGITS), outbox } };
    this.#lastFrame = frame;
    for (const { from, to, resolve } of waiters) resolve(receiptsOf(group, hashes, { from, to }));
    this.#onSync(count);
    if (this.#free.length < 4) this.#free.push(group);
    this.#markSometimes();
  }

  #markSometimes(): void {
    const now = this.#now();
    if (Math.abs(now - this.#markedAt) < MARK_EVERY_MS) return;
    this.#markedAt = now;
    // The mark is an aid: when it cannot be written, the log itself will say so at its next sync.
    this.#marking = this.#marking.then(() => this.#mark()).catch(() => undefined);
  }

  async #mark(): Promise<void> {
    const { chain, link, segment } = this.#tail;
    if (this.#lastFrame === 0) return;
    await writeMark(this.#dir, { chain, segment: segment?.first ?? 0, frame: this.#lastFrame, seq: link.seq, hash: link.hash });
  }

  #failAll(cause: unknown): void {
    this.#failure = fail('audit.unavailable', {}, cause);
    const groups = this.#groups;
    this.#groups = [];
    for (const { waiters } of groups) for (const { reject } of waiters) reject(fail('audit.unavailable', {}, cause));
  }
}

const NO_ANSWERS: readonly string[] = [];

function receiptsOf({ first, times }: Group, hashes: string, { from, to }: { from: number; to: number }): Receipt[] {
  const receipts: Receipt[] = [];
  for (let i = from; i < to; i += 1) receipts.push({ seq: first + i, time: times[i] ?? 0, hash: hashes.slice(i * HASH_DIGITS, (i + 1) * HASH_DIGITS) });
  return receipts;
}

// A sync that failed may have dropped the bytes and call the next one a success: they are cut, not synced again.
async function cutTo(path: string, end: number): Promise<number> {
  const { size } = await stat(path);
  const file = await openLogFile(path);
  try {
    await file.truncate(end);
  } finally {
    await file.close();
  }
  return size - end;
}

/* node:coverage ignore next 4 */
// The indexes are there by construction; the compiler cannot know.
function never(): never {
  throw fail('server.internal', {}, new Error('the audit log lost count'));
}
