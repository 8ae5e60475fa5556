/** By which keys and number ranges a record is found, and how the index follows when the record changes. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { indexKeys, getHasher, recordKeys, recordRanges, referenceKey } from '#databases/databases.ts';
import { changeNames, hasNames, namePostings, removeNames, type NamePostings } from '#name-index/name-index.ts';
import type { Read, Write } from '#store/store.ts';
import type { StoredRange, StoredRecord } from '#store/tables.ts';
import { contentsOf } from './standing.ts';
import { isLive, STATE } from './states.ts';

/**
 * Of a record, what its place in the index follows from. `owner`: number of the organisation. `contents`: its own, and that of
 * the version which other countries see while it waits: it is found by both.
 */
export type Indexed = { readonly database: Database; readonly owner: number; readonly reference: string | null; readonly contents: readonly Content[] };

/** A stored record as it stands in the index. */
export function indexedOf(record: StoredRecord): Indexed {
  return { database: getDatabaseByNumber(record.database), owner: record.owner, reference: record.reference, contents: contentsOf(record) };
}

/** Every key of an active record, the reference's included, as the store's index takes them. */
export function keysOf({ contents, ...record }: Indexed): number[] {
  const keys = contents.flatMap((content) => indexKeys(recordKeys(getHasher(), { ...record, content })));
  return contents.length < 2 ? keys : [...new Set(keys)];
}

/** Every number range of an active record. */
export function rangesOf({ database, contents }: Indexed, row: number): StoredRange[] {
  return contents.flatMap((content) => recordRanges(database, content, row));
}

/** The postings of an active record in the index of names. */
export function namesOf({ database, contents }: Pick<Indexed, 'database' | 'contents'>): NamePostings {
  return namePostings(database, contents);
}

/** The postings that a stored record has: none when it has ended. */
export function postingsOf(record: StoredRecord): NamePostings {
  const database = getDatabaseByNumber(record.database);
  return namesOf({ database, contents: record.state === STATE.active && hasNames(database) ? contentsOf(record) : [] });
}

/** The keys by which checks find the record: all but the reference's. */
export function identifierKeysOf(record: Indexed): number[] {
  return keysOf({ ...record, reference: null });
}

/** The key of an owner's reference. */
export function referenceKeyOf(of: { database: Database; owner: number; reference: string }): number {
  return indexKeys([referenceKey(getHasher(), of)])[0] ?? 0;
}

/** Gives a row the keys, ranges and names of what it has become, and takes away those that it has no longer. */
export async function reindex(tx: Write, row: number, change: { before: Indexed; after: Indexed }): Promise<void> {
  const [before, after] = [keysOf(change.before), keysOf(change.after)];
  await tx.removeKeys(row, before.filter((key) => !after.includes(key)));
  await tx.addKeys(row, after.filter((key) => !before.includes(key)));
  if (JSON.stringify(change.before.contents) !== JSON.stringify(change.after.contents)) await changeNames(tx, row, { before: namesOf(change.before), after: namesOf(change.after) });
  const [rangesBefore, rangesAfter] = [rangesOf(change.before, row), rangesOf(change.after, row)];
  if (JSON.stringify(rangesBefore) === JSON.stringify(rangesAfter)) return;
  if (rangesBefore.length > 0) await tx.removeRanges(row);
  if (rangesAfter.length > 0) await tx.addRanges(rangesAfter);
}

/**
 * Takes a record that has ended out of the index: no check finds it from this commit on. The key of its reference stays, so
 * that its owner finds it; the reference itself is free for another record.
 */
export async function unindex(tx: Write, record: StoredRecord): Promise<void> {
  const indexed = indexedOf(record);
  await tx.removeKeys(record.row, identifierKeysOf(indexed));
  await removeNames(tx, record.row, namesOf(indexed));
  if (rangesOf(indexed, record.row).length > 0) await tx.removeRanges(record.row);
}

/** An owner's reference in one database. `owner`: number of the organisation. */
export type OwnReference = { readonly database: Database; readonly owner: number; readonly reference: string };

/** Every record of an owner that carries this reference, ended ones included, in order of row. */
export async function listByReference(read: Read, of: OwnReference): Promise<StoredRecord[]> {
  return (await read.findByKeys([referenceKeyOf(of)])).filter((record) => carries(record, of));
}

/** The record that holds a reference on this day, seen from inside a write: also one that a running load has only stored. */
export async function findHolder(tx: Write, of: OwnReference & { readonly day: number }): Promise<StoredRecord | undefined> {
  const records = await tx.findByRows(await tx.findRowsByKeyIncludingPending(referenceKeyOf(of)));
  return records.find((record) => carries(record, of) && isLive(record, of.day));
}

function carries(record: StoredRecord, { database, owner, reference }: OwnReference): boolean {
  return record.owner === owner && record.database === database.number && record.reference === reference;
}
