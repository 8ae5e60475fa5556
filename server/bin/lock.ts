import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fail } from '@watchword/api/errors.ts';

/**
 * Takes the data folder for this process; it is made when absent. The lock is one of the operating system on a file, through
 * SQLite, so it ends with the process however that dies. Returns the way to give it back.
 * @throws `server.busy` when another process has it, `config.invalid` when there can be no such folder
 */
export function lockData(data: string): () => void {
  const lock = openLock(data);
  try {
    lock.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw fail('server.busy', { detail: 'Another process of Watchword uses this data folder.' }, error);
  }
  return () => lock.close();
}

function openLock(data: string): DatabaseSync {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    return new DatabaseSync(join(data, 'lock'));
  } catch (error) {
    throw fail('config.invalid', { detail: 'The data folder cannot be made or written to. Name another with --data.' }, error);
  }
}
