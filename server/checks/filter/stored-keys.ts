import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import { recordKeys, type Hasher, type Key } from '#databases/databases.ts';
import { contentsOf } from '#records/records.ts';
import type { StoredRecord } from '#store/tables.ts';

/**
 * The keys of a record as it lies in the store, also those of the version that stands while another waits; some perhaps twice.
 * @throws `database.not-found` when a later version of the program wrote it, `store.broken` when its content cannot be read
 */
export function keysOfStored(hasher: Hasher, record: StoredRecord): Key[] {
  const database = getDatabaseByNumber(record.database);
  const { owner, reference } = record;
  try {
    return contentsOf(record).flatMap((content) => recordKeys(hasher, { database, owner, reference, content }));
  } catch {
    // What was thrown may quote the content, and this goes to the log.
    throw fail('store.broken', {}, new Error(`The content of row ${record.row} cannot be read.`));
  }
}
