import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@watchword/api/errors.ts';
import { auditRecovered } from './events.ts';
import type { AuditEntry } from './events.ts';
import { addEntry, closeGroup, isGroupFull, newGroup, plainsInUse, resetGroup } from './group.ts';
import type { Group, Receipt } from './group.ts';
import { keyId, openKeyRing, syncFolder } from './keys.ts';
import type { KeyRing } from './keys.ts';
import { headerLine, openLogFile, segmentName } from './segments.ts';
import type { LogFile } from './segments.ts';
import { findTail, writeMark } from './tail.ts';
import type { Tail } from './tail.ts';

/**
 * `dir`: the log's own folder (it is made when absent; one process at a time); `now`: ms since 1970;
 * `segmentBytes`: a segment that reached this size is followed by another; `openFile`: how a segment is opened;
 * `onSync`: called after each group commit with the number of its entries, for metrics.
 */
export type AuditLogOptions = {
  dir: string;
  now: () => number;
  segmentBytes?: number;
  openFile?: (path: string) => Promise<LogFile>;
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

/** The log of one server. Made by `openAuditLog`. */
export class AuditLog {
  readonly #dir: string;
  readonly #now: () => number;
  readonly #limit: number;
  readonly #open: (path: string) => Promise<LogFile>;
  readonly #onSync: (entries: number) => void;
  readonly #keys: KeyRing;
  #file: LogFile | undefined;
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
  /** Ends the wait for more entries. */
  #enough: () => void = () => undefined;

  constructor(options: AuditLogOptions, tail: Tail) {
    this.#dir = options.dir;
    this.#now = options.now;
    this.#limit = options.segmentBytes ?? SEGMENT_BYTES;
    this.#open = options.openFile ?? openLogFile;
    this.#onSync = options.onSync ?? (() => undefined);
    this.#keys = openKeyRing(options.dir);
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
    await this.#openEnd();
    if (torn > 0) await this.append(auditRecovered({ reason: 'torn-tail', count: torn }));
  }

  /**
   * Appends one entry; resolves when it is durable. Rejects with `audit.unavailable` when it may not be (and then for all that
   * follow, until `recover` or a restart), with `server.internal` when this entry cannot be written down.
   */
  append(entry: AuditEntry): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      const group = this.#add(entry);
      const at = group.starts.length - 1;
      group.waiters.push({ from: at, to: at + 1, resolve: ([receipt]) => resolve(receipt ?? never()), reject });
    });
  }

  /**
   * Appends entries in order; resolves when all are durable. When one cannot be written down the promise rejects
   * (`server.internal`), and those before it stand in the log.
   */
  async appendMany(entries: readonly AuditEntry[]): Promise<Receipt[]> {
    const spans: Promise<readonly Receipt[]>[] = [];
    for (let i = 0; i < entries.length; ) {
      const first = entries[i] ?? never();
      const group = this.#add(first);
      const from = group.starts.length - 1;
      for (i += 1; i < entries.length && !isGroupFull(group); i += 1) this.#add(entries[i] ?? never());
      spans.push(new Promise((resolve, reject) => group.waiters.push({ from, to: group.starts.length, resolve, reject })));
    }
    return (await Promise.all(spans)).flat();
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
      await this.#file?.close().catch(() => undefined);
      this.#file = undefined;
      const cut = segment === undefined ? 0 : await this.#cutTo(segment.path, end);
      this.#tail = await findTail(this.#dir);
      this.#next = { seq: this.#tail.link.seq + 1, outbox: this.#tail.link.outbox };
      await this.#openEnd();
      // Not before the file is open: from here on others append.
      this.#failure = undefined;
      await this.append(auditRecovered({ reason: 'write-failed', count: cut + this.#tail.torn }));
    } catch (cause) {
      this.#failure = fail('audit.unavailable', {}, cause);
      throw this.#failure;
    }
  }

  /** Writes what waits, marks the end, closes the file. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#recovering?.catch(() => undefined);
    await this.#running;
    await this.#marking;
    if (this.#failure === undefined) await this.#mark();
    await this.#file?.close().catch(() => undefined);
    this.#file = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #openEnd(): Promise<void> {
    const { segment } = this.#tail;
    if (segment === undefined) await this.#beginSegment();
    else this.#file = await this.#open(segment.path);
  }

  #add(entry: AuditEntry): Group {
    if (this.#failure !== undefined) throw fail('audit.unavailable', {}, this.#failure);
    if (this.#closed) throw fail('audit.unavailable', { detail: 'The audit log is closed.' });
    const outbox = entry.outbox ?? this.#next.outbox;
    if (entry.outbox !== undefined && outbox <= this.#next.outbox) throw fail('server.internal', {}, new Error('outbox ids do not rise'));
    let group = this.#groups.at(-1);
    if (group === undefined || group.closed || isGroupFull(group)) {
      group = resetGroup(this.#free.pop() ?? newGroup(), this.#next.seq);
      this.#groups.push(group);
    }
    addEntry(group, entry, { time: this.#now(), outbox });
    this.#next.seq += 1;
    this.#next.outbox = outbox;
    this.#running ??= this.#run();
    if (group.starts.length === WORTH_A_SYNC) this.#enough();
    return group;
  }

  // One group after the other: while one is being synced, the next fills. No timer: a turn of the event loop is
  // enough for the requests that arrived together to be in the same group, or as many of them as are worth a sync.
  async #run(): Promise<void> {
    await this.#gather();
    while (this.#groups.length > 0) {
      const group = this.#groups[0] ?? never();
      try {
        if (this.#tail.end >= this.#limit) await this.#beginSegment();
        const day = this.#now();
        // Entries of another kind may come while a key is made, so nothing is awaited between this loop and the closing.
        for (let missing = this.#missingKey(group, day); missing !== undefined; missing = this.#missingKey(group, day)) await this.#keys.prepare(missing);
        await this.#write(group, day);
      } catch (cause) {
        this.#failAll(cause);
        break;
      }
      this.#groups.shift();
      this.#settle(group);
      if (this.#groups.length > 0) await this.#gather();
    }
    this.#running = undefined;
  }

  #gather(): Promise<void> {
    if ((this.#groups[0]?.starts.length ?? 0) >= WORTH_A_SYNC) return Promise.resolve();
    return new Promise((resolve) => {
      this.#enough = resolve;
      setImmediate(resolve);
    });
  }

  #missingKey(group: Group, day: number): string | undefined {
    return plainsInUse(group)
      .map((plain) => keyId(day, plain.keep))
      .find((id) => this.#keys.find(id) === undefined);
  }

  async #write(group: Group, day: number): Promise<void> {
    const file = this.#file ?? never();
    const at = this.#tail.end;
    const keys = plainsInUse(group).map((plain) => {
      const id = keyId(day, plain.keep);
      return { plain, id, key: this.#keys.find(id) ?? never() };
    });
    const { bytes, receipts } = closeGroup(group, this.#tail.link.hash, { chain: this.#tail.chain, keys });
    group.receipts = receipts;
    await file.write(bytes, at);
    await file.sync();
    const last = receipts.at(-1) ?? never();
    this.#tail.end = at + bytes.length;
    this.#tail.link = { seq: last.seq, hash: last.hash, outbox: group.outbox };
    this.#lastFrame = at;
  }

  #settle(group: Group): void {
    const { receipts, waiters } = group;
    for (const { from, to, resolve } of waiters) resolve(to - from === receipts.length ? receipts : receipts.slice(from, to));
    this.#onSync(receipts.length);
    if (this.#free.length < 4) this.#free.push(group);
    this.#markSometimes();
  }

  #failAll(cause: unknown): void {
    this.#failure = fail('audit.unavailable', {}, cause);
    const groups = this.#groups;
    this.#groups = [];
    for (const { waiters } of groups) for (const { reject } of waiters) reject(fail('audit.unavailable', {}, cause));
  }

  async #beginSegment(): Promise<void> {
    const { chain, link } = this.#tail;
    const name = segmentName(link.seq + 1);
    const path = join(this.#dir, name);
    await this.#file?.close();
    this.#file = await this.#open(path);
    const header = Buffer.from(headerLine(chain, link), 'latin1');
    await this.#file.write(header, 0);
    await this.#file.sync();
    await syncFolder(this.#dir);
    this.#tail = { ...this.#tail, segment: { first: link.seq + 1, name, path }, end: header.length };
    this.#lastFrame = 0;
  }

  // A sync that failed may have dropped the bytes and call the next one a success: they are cut, not synced again.
  async #cutTo(path: string, end: number): Promise<number> {
    const { size } = await stat(path);
    const file = await this.#open(path);
    try {
      await file.truncate(end);
    } finally {
      await file.close();
    }
    return size - end;
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
}

/* node:coverage ignore next 4 */
// The indexes and the open file are there by construction; the compiler cannot know.
function never(): never {
  throw fail('server.internal', {}, new Error('the audit log lost count'));
}
