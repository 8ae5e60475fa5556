/**
 * What a store can do, on either engine. SQLite is in `sqlite.ts`.
 *
 * A reader cannot write: `Read` is opened read-only. A writer exists only inside a transaction: a `Write` is handed to
 * a handler, which must not keep it and must await all that it starts.
 */
import type { Kysely } from 'kysely';
import type { PostingRead, PostingWrite } from './postings.ts';
import type { NewRecord, StoredRange, StoredRecord, Tables } from './tables.ts';

/** One entry of the change log. */
export interface Change {
  /** 1, 2, 3 ...: no gap, in the order of the commits. */
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly database: number | null;
  readonly owner: number | null;
  readonly fromRow: number | null;
  readonly toRow: number | null;
  readonly detail: unknown;
}

/** A change to be logged; what is left out is null. */
export interface NewChange {
  readonly at: number;
  readonly kind: string;
  readonly database?: number;
  readonly owner?: number;
  readonly fromRow?: number;
  readonly toRow?: number;
  /** Anything that JSON can hold; no personal data, it stays for ever. */
  readonly detail?: unknown;
}

/** First and last number of the changes of one write. */
export interface ChangeSpan {
  readonly first: number;
  readonly last: number;
}

/** An audit entry that waits to be written to the audit log. */
export interface OutboxEntry {
  readonly id: number;
  readonly entry: Uint8Array;
}

/** Rows whose keys may be missing from the index since a load was cut off; both ends included. */
export interface ReindexSpan {
  readonly fromRow: number;
  readonly toRow: number;
}

/** Reading: every method sees all writes that were acknowledged before it was called. */
export interface Read extends PostingRead {
  /** For the `queries.ts` of the domains. Not for transactions: the store opens those. */
  readonly db: Kysely<Tables>;
  /**
   * Records that carry at least one of these keys, each once, in order of row. All keys are asked on one snapshot.
   * These are candidates: a key is a hash, so equality is for the caller to verify on the record.
   */
  findByKeys(keys: readonly number[]): Promise<StoredRecord[]>;
  /** The same a page at a time, for keys that many records share; see `AskedCandidates`. */
  findCandidates(asked: AskedCandidates): Promise<CandidatePage>;
  /** The rows of `findByKeys` without the records. */
  findRowsByKeys(keys: readonly number[]): Promise<number[]>;
  /** The record with this id (16 bytes). */
  findById(id: Uint8Array): Promise<StoredRecord | undefined>;
  /** Records by their rows, in order of row; rows that do not exist are left out. */
  findByRows(rows: readonly number[]): Promise<StoredRecord[]>;
  /** Records from this row on, in order of row, at most `limit`: for walks over all of them (filter, export). */
  readRows(fromRow: number, limit: number): Promise<StoredRecord[]>;
  /** Active records (state 0) of an owner that expire in a span of days; see `AskedExpiry`. */
  findExpiring(asked: AskedExpiry): Promise<StoredRecord[]>;
  /** The highest row that was given out; 0 in an empty store. */
  lastRow(): Promise<number>;
  /**
   * Every key of the index that can be found now, on one snapshot, in pages of at most `pageSize`, in no order and perhaps more than
   * once: for building the filter anew. Takes a connection of its own, so that checks go on; it is given back at the end or on `return`.
   */
  walkKeys(pageSize: number): AsyncIterable<Float64Array>;
  /** Of these pairs of key and row the places of those that no look-up would find, on one snapshot. For walks that look for damage. */
  findMissingPairs(pairs: KeyPairs): Promise<number[]>;
  /** The first row whose keys may be still to come, because a load runs or was cut off; undefined when all rows have theirs. */
  findWaitingRow(): Promise<number | undefined>;
  /** Changes after `since`, in order, at most `limit`. */
  readChanges(since: number, limit: number): Promise<Change[]>;
  /** Number of the last change; 0 in an empty store. */
  lastChange(): Promise<number>;
  /** Changes whenever a number range was added or removed: a copy of the ranges in memory is fresh while it is equal. */
  rangesVersion(): Promise<number>;
  /** Ranges of one database, kind, prefix and length that hold this number. */
  findRanges(asked: AskedNumber): Promise<StoredRange[]>;
  /** Ranges of the records in a span of rows, in order of row; see `AskedRanges`. */
  readRanges(asked: AskedRanges): Promise<StoredRange[]>;
  /** Audit entries that have not been forgotten, in order, at most `limit`. For the start. */
  readOutbox(limit: number): Promise<OutboxEntry[]>;
  /** Rows that a cut-off load left without keys, or undefined. To be settled before the first answer. */
  findReindexSpan(): Promise<ReindexSpan | undefined>;
}

/** Records that carry at least one of these keys, or are in one of these rows, and stand above the row `after`; `limit` of them at most are read. */
export interface AskedCandidates {
  readonly keys: readonly number[];
  readonly rows: readonly number[];
  /** 0 for the first page. */
  readonly after: number;
  readonly limit: number;
}

/** Each page is of one snapshot, its own. `next`: the `after` of the next page; undefined when this is the last. */
export interface CandidatePage {
  readonly records: readonly StoredRecord[];
  readonly next: number | undefined;
}

/** Pairs of the key index: the key at a place leads to the row at the same place. */
export interface KeyPairs {
  readonly keys: readonly number[];
  readonly rows: readonly number[];
}

/** A span of days, both ends included, at most `limit` records. The order is the store's own. */
export interface AskedExpiry {
  readonly owner: number;
  readonly fromDay: number;
  readonly toDay: number;
  /** The last record of the page before. */
  readonly after?: Pick<StoredRecord, 'row' | 'expires_on'>;
  readonly limit: number;
}

/** A number to be looked for in the ranges of stolen blanks. */
export interface AskedNumber {
  readonly database: number;
  readonly kind: number;
  readonly prefix: string;
  readonly digits: number;
  readonly number: number;
}

/**
 * Rows whose ranges are asked, both ends included. A page ends with the first row at which it holds `limit` ranges, and
 * holds all of that row: the next page starts one row after it, and an empty page is the end.
 */
export interface AskedRanges {
  readonly fromRow: number;
  readonly toRow: number;
  readonly limit: number;
}

/** Writing, inside one transaction. It sees its own writes. */
export interface Write extends Read, PostingWrite {
  /** Stores a record with its keys, which later checks find at once. Returns its row. */
  insertRecord(record: NewRecord, keys: readonly number[]): Promise<number>;
  /** Adds keys to a row; those it has already are left alone. */
  addKeys(row: number, keys: readonly number[]): Promise<void>;
  /** Takes keys from a row, wherever in the index they are; those it does not have are ignored. */
  removeKeys(row: number, keys: readonly number[]): Promise<void>;
  /** Rows under a key, including those a running load has stored but not published. For uniqueness of references. */
  findRowsByKeyIncludingPending(key: number): Promise<number[]>;
  /** Stores number ranges of a record. */
  addRanges(ranges: readonly StoredRange[]): Promise<void>;
  /** Removes every number range of a record. */
  removeRanges(row: number): Promise<void>;
  /** Logs a change and returns its number. Every write logs at least one. */
  appendChange(change: NewChange): Promise<number>;
  /** Keeps an audit entry until the audit log has it, and returns its number. */
  appendOutbox(entry: Uint8Array): Promise<number>;
  /** Removes the entries up to this number: the audit log has them all. */
  forgetOutbox(upTo: number): Promise<void>;
  /**
   * What this write deletes or shortens from here on leaves no bytes behind in the file, on SQLite: for erasing. It costs a write of each page
   * that is freed. On PostgreSQL dead rows stay until its vacuum has been there.
   */
  overwriteDeleted(): Promise<void>;

  /** Starts a run of keys for a load; it is found by nobody until it is published. Returns its number. */
  beginRun(): Promise<number>;
  /**
   * Stores many records without keys and returns the row of the first; the others follow one by one.
   * `referenceKeys[i]`, if not negative, is found by `findRowsByKeyIncludingPending` from now until the run is published.
   */
  insertRecords(bulk: BulkRecords): Promise<number>;
  /** Appends sorted pairs to a run. */
  appendRun(slice: RunSlice): Promise<void>;
  /** Publishes a run: from this commit on, every key in it is found. */
  publishRun(run: number): Promise<void>;
  /** Gives a run up, when its load has failed: its rows join `findReindexSpan`, for there they get their keys. */
  abandonRun(run: number): Promise<void>;
  /** Says that the rows of `findReindexSpan` have their keys again, up to and including this one. */
  markReindexed(upToRow: number): Promise<void>;
}

/** Records of a load, as they enter the store. */
export interface BulkRecords {
  /** The run that will hold their keys. */
  readonly run: number;
  readonly records: readonly NewRecord[];
  readonly referenceKeys?: readonly number[];
}

/** Pairs of key and row for a run, in ascending order of key, then row, and above all earlier slices of the run. */
export interface RunSlice {
  readonly run: number;
  readonly keys: Float64Array;
  readonly rows: Float64Array;
}

/** What a write has done, told after its commit. */
export interface Written<Result> {
  readonly result: Result;
  /** Audit entries of this write: on the way to the log, and safe in the store until `forgetOutbox`. */
  readonly outbox: readonly OutboxEntry[];
  readonly changes: ChangeSpan | undefined;
}

/** What runs inside a write. It must not wait for anything but the store. */
export type Handler = (tx: Write, payload: never) => unknown;

/** Every write there is, by name. */
export type Handlers = Readonly<Record<string, Handler>>;

/** Tells of commits; each listener gets each of them once, in order. */
export interface Commit {
  readonly changes: ChangeSpan | undefined;
  /** All audit entries of the commit, also those of loads, in ascending order of id: whoever writes the audit log takes them from here. */
  readonly outbox: readonly OutboxEntry[];
}

/** The way to write, whatever the engine. */
export interface Writer<H extends Handlers> {
  /**
   * Runs a write and answers after its commit is on the disk.
   * Throws what the handler threw (its code and details), or `store.unavailable` when it is not known to be stored.
   */
  run<Name extends keyof H & string>(
    name: Name,
    payload: Parameters<H[Name]>[1],
  ): Promise<Written<Awaited<ReturnType<H[Name]>>>>;
  /** The audit log has all entries up to this number: they leave the store with one of the next commits. */
  forgetOutbox(upTo: number): void;
  /** Listens to commits; returns the way to stop. */
  subscribe(listener: (commit: Commit) => void): () => void;
  /** Finishes what waits, then closes the store. */
  close(): Promise<void>;
}

/**
 * What is asked of a store in one go, near to it: on SQLite in a reading thread. Plain data in and out. One that takes more than a
 * few milliseconds waits for the next turn of the event loop in between, so that look-ups go before the rest of it.
 */
export type Question = (read: Read, asked: never) => unknown;

/** Every such question there is, by name. */
export type Questions = Readonly<Record<string, Question>>;

/** Asks one. Throws what it threw (its code and details), `store.unavailable`, `store.broken`, or `server.busy` when too many wait. */
export type Ask<Q extends Questions> = <Name extends keyof Q & string>(name: Name, asked: Parameters<Q[Name]>[1]) => Promise<Awaited<ReturnType<Q[Name]>>>;

/** A store with both sides in one place, for tools and tests; servers take `Read` and `Writer`. */
export interface Store {
  readonly read: Read;
  /** One write in a transaction of its own. */
  write<Result>(work: (tx: Write) => Promise<Result> | Result): Promise<Written<Result>>;
  close(): Promise<void>;
}
