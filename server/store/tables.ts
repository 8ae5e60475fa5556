/**
 * The tables of the store, as Kysely sees them on both engines.
 *
 * Units, everywhere: `_at` is milliseconds since 1970 in UTC, `_on` is whole days since 1970, a flag is 0 or 1, `id` is
 * the 16 bytes of a UUIDv7, JSON is text that the store never reads. Integers stay below 2^53.
 * The index from keys to rows is not here: it is asked through `Read` and changed through `Write` alone.
 */
import type { Generated, Selectable } from 'kysely';
import type { ClientTables } from './client-tables.ts';
import type { HitTables } from './hit-tables.ts';
import type { KeyTables } from './key-tables.ts';
import type { CrossTables } from './cross-tables.ts';
import type { JointTables } from './joint-tables.ts';
import type { LiveTables } from './live-tables.ts';
import type { MailTables } from './mail-tables.ts';
import type { MessageTables } from './message-tables.ts';
import type { OversightTables } from './oversight-tables.ts';
import type { PeopleTables } from './people-tables.ts';
import type { JointReportTables } from './report-tables.ts';
import type { RequestTables } from './request-tables.ts';

/** One record of one database. `row` is the store's own number: it ascends, is never reused and never leaves the server. */
export interface RecordTable {
  row: number;
  id: Uint8Array;
  /** Number of the database, from its declaration. */
  database: number;
  /** Number of the owner's bureau, 0 to 255: `organisation.number`. */
  owner: number;
  /** The owner's own reference, as written. Unique by owner and database, which the single writer checks. */
  reference: string | null;
  /** 1 for a new record, one more with each change. */
  version: number;
  /** Set by the records folder: 0 is active, and only active records expire or wait for review; then withdrawn, expired. */
  state: number;
  /** Set by the records folder: 0 is none needed; then pending, released, blocked. */
  review: number;
  /** Last day on which the record matches. */
  expires_on: number;
  created_at: number;
  amended_at: number | null;
  /** Day on which the owner last said that the record still stands. */
  verified_on: number | null;
  /** Mask of 256 bits, one for each organisation that must not see the record; null when it is hidden from nobody. */
  hidden_from: Uint8Array | null;
  /** Minute since 1970 until which the front line does not see the record; 0 when it does. */
  hidden_front: number;
  /** How its source classifies it: 0 official use, 1 restricted, 2 confidential. */
  confidentiality: number;
  /** Id of the notice it belongs to. */
  notice: Uint8Array | null;
  /** The fields, packed by the records folder; opaque here. */
  content: string;
  /** The version that other countries see while a newer one waits or is blocked, packed by the records folder; null when there is none. */
  released: string | null;
  /** Checksum over the columns, of 32 bits with a sign; null in a row that was stored before there was one. See `record-sum.ts`. */
  sum: number | null;
}

/** A version of a record that was superseded, and the change that superseded it. */
export interface RecordVersionTable {
  row: number;
  /** The version that is kept here; the record itself has a higher one. */
  version: number;
  /** When, by whom and how it was superseded. */
  at: number;
  actor: string;
  change: string;
  reason: string | null;
  reference: string | null;
  state: number;
  review: number;
  expires_on: number;
  verified_on: number | null;
  hidden_from: Uint8Array | null;
  hidden_front: number;
  confidentiality: number;
  notice: Uint8Array | null;
  content: string;
}

/** A photograph of a record. It goes when the record ends. */
export interface PhotoTable {
  id: Uint8Array;
  /** Row of its record. */
  row: number;
  /** Version of the record with which it came, or was described anew; 0 when it came with the record. */
  since: number;
  /** 1 for the one that is shown first. */
  main: number;
  /** In pixels. */
  width: number;
  height: number;
  /** Length of `data`. */
  bytes: number;
  /** SHA-256 of `data`. */
  digest: Uint8Array;
  /** When it was taken, as far as it is known: `2024`, `2024-06` or `2024-06-30`. */
  taken_on: string | null;
  caption: string | null;
  added_at: number;
  /** A JPEG file. Last, so that reading the rest does not read it. */
  data: Uint8Array;
}

/** Numbers of stolen blanks: every number `prefix` + `digits` digits from `low` to `high`, both included. */
export interface RecordRangeTable {
  database: number;
  /** Number of the kind of identifier, from the declaration of the database. */
  kind: number;
  /** The folded text before the digits, often empty. */
  prefix: string;
  /** How many digits the number has, leading zeros included. */
  digits: number;
  low: number;
  high: number;
  row: number;
}

/** The change log: numbered without gaps, in the order of the commits. */
export interface ChangeTable {
  seq: number;
  at: number;
  kind: string;
  database: number | null;
  owner: number | null;
  /** First and last row that changed; null when the change is not about records. */
  from_row: number | null;
  to_row: number | null;
  /** JSON. */
  detail: string | null;
}

/** Audit entries of committed writes that have not reached the audit log yet. */
export interface OutboxTable {
  id: number;
  entry: Uint8Array;
}

/** Answers that were given under an Idempotency-Key. */
export interface IdempotencyTable {
  organisation: string;
  key: string;
  /** Digest of the request, so that the same key with another request is refused. */
  request: Uint8Array;
  /** JSON of the answer. Empty, as the digest, when what it spoke of was erased: then the key is refused. */
  answer: string;
  at: number;
}

/** What a system or person signs in with; only the hash of the token is kept. */
export interface CredentialTable {
  id: Uint8Array;
  organisation: string;
  name: string;
  token_hash: Uint8Array;
  /** JSON array. */
  permissions: string;
  role: string | null;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  last_used_on: number | null;
}

/** A bureau, the secretariat, an agency or a partner. */
export interface OrganisationTable {
  code: string;
  /** The bit in masks and the owner in records; 0 to 255, never reused. Agencies have their bureau's. */
  number: number;
  /** `secretariat`, `bureau`, `agency` or `partner`. */
  kind: string;
  name: string;
  /** The member country: of a bureau its own, of an agency its bureau's. */
  country: string | null;
  /** JSON arrays of what an agency or a partner was admitted for; null is everything. */
  purposes: string | null;
  databases: string | null;
  /** When it was admitted; null for those that were there when the store was founded. */
  admitted_at: number | null;
  /** When it was suspended; null while it is not. */
  suspended_at: number | null;
}

/** One bulk load: where it stands, so that it can go on after a crash. */
export interface LoadTable {
  id: Uint8Array;
  organisation: string;
  database: number;
  state: string;
  file_name: string | null;
  file_digest: Uint8Array | null;
  /** JSON. */
  options: string;
  /** JSON. */
  counts: string;
  /** Every line up to this one is dealt with. */
  line: number;
  /** The byte of the file at which the next line starts. */
  byte_offset: number;
  started_at: number;
  ended_at: number | null;
}

/** An officer's "not the same", remembered for a traveller's document and one record; see the comparisons folder. */
export interface ComparisonTable {
  /** Keyed hash of document and record, 32 bytes. */
  traveller: Uint8Array;
  /** Number of the organisation that compared. */
  organisation: number;
  compared_on: number;
  reason: string;
  /** Last day on which it is told. */
  expires_on: number;
}

/** Comparisons counted by owner of the record, rule and month. */
export interface ComparisonCountTable {
  owner: number;
  rule: string;
  /** First day of the month. */
  month: number;
  same: number;
  not_same: number;
}

/** Single values that belong to the whole store. */
export interface MetaTable {
  name: string;
  value: string;
}

/** Migrations that were applied. */
export interface MigrationTable {
  number: Generated<number>;
  name: string;
  applied_at: number;
}

/** Every table that a domain's `queries.ts` may use. */
export interface Tables extends HitTables, RequestTables, PeopleTables, OversightTables, ClientTables, CrossTables, JointTables, JointReportTables, LiveTables, KeyTables, MailTables, MessageTables {
  record: RecordTable;
  record_version: RecordVersionTable;
  record_range: RecordRangeTable;
  photo: PhotoTable;
  change: ChangeTable;
  outbox: OutboxTable;
  idempotency: IdempotencyTable;
  credential: CredentialTable;
  organisation: OrganisationTable;
  load: LoadTable;
  comparison: ComparisonTable;
  comparison_count: ComparisonCountTable;
  meta: MetaTable;
  migration: MigrationTable;
}

/** A record as it is stored. */
export type StoredRecord = Selectable<RecordTable>;

/** A record to be stored: the store gives the row and the checksum. */
export type NewRecord = Omit<StoredRecord, 'row' | 'released' | 'sum'>;

/** A number range as it is stored. */
export type StoredRange = Selectable<RecordRangeTable>;
