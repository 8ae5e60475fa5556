/** The keys of a record: what leads from an identifier, or from the owner's reference, to its row. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import type { StoredRange } from '#store/tables.ts';
import { index53, type Hasher, type Key } from './keys.ts';

/** What the keys of a record are made of. `owner`: number of its organisation. */
export type Keyed = { database: Database; owner: number; reference: string | null; content: Content };

/** The key of an owner's reference in a database. No check asks for it. */
export function referenceKey(hasher: Hasher, of: { database: Database; owner: number; reference: string }): Key {
  return hasher.key(of.database.code, 'reference', `${of.owner}|${of.reference}`);
}

/** The keys of a record, each once, the reference's included. */
export function recordKeys(hasher: Hasher, record: Keyed): Key[] {
  const { database, content } = record;
  const keys: Key[] = [];
  for (const { kind, values } of database.identifiers) {
    for (const value of values(content)) if (value !== '') keys.push(hasher.key(database.code, kind, value));
  }
  if (record.reference !== null) keys.push(referenceKey(hasher, { database, owner: record.owner, reference: record.reference }));
  return keys.length < 2 ? keys : keys.filter((key, at) => keys.findIndex((other) => other.hi === key.hi && other.lo === key.lo) === at);
}

/** Those keys as the store's index takes them. */
export function indexKeys(keys: readonly Key[]): number[] {
  return keys.map(({ hi, lo }) => index53(hi, lo));
}

/** The number of a kind of identifier in a database, as ranges carry it: its place in the declaration. @throws RangeError for another */
export function identifierNumber(database: Database, kind: string): number {
  const number = database.identifiers.findIndex((identifier) => identifier.kind === kind);
  if (number < 0) throw new RangeError(`${database.code} has no identifier ${kind}.`);
  return number;
}

/** The number ranges of a record, as the store takes them. `row`: the row of the record. */
export function recordRanges(database: Database, content: Content, row: number): StoredRange[] {
  if (database.ranges === undefined) return [];
  return database.ranges(content).map(({ kind, ...range }) => ({ database: database.number, kind: identifierNumber(database, kind), ...range, row }));
}
