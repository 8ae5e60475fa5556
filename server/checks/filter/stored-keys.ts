import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import { recordKeys, unpackContent, type Hasher, type Key } from '#databases/databases.ts';
import type { StoredRecord } from '#store/tables.ts';

/**
 * The keys of a record as it lies in the store.
 * @throws `database.not-found` when a later version of the program wrote it, `store.broken` when its content cannot be read
 */
export function keysOfStored(hasher: Hasher, { row, database: number, owner, reference, content: packed }: StoredRecord): Key[] {
  const database = getDatabaseByNumber(number);
  try {
    return recordKeys(hasher, { database, owner, reference, content: unpackContent(database, packed) });
  } catch {
    // What was thrown may quote the content, and this goes to the log.
    throw fail('store.broken', {}, new Error(`The content of row ${row} cannot be read.`));
  }
}
