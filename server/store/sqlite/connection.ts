import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { guarded } from './failure.ts';

/** Pages of 8 KiB: flatter trees than 4 KiB at the same size of file, and still one read for a cold look-up of a leaf. */
const PAGE_BYTES = 8192;
const MIB = 1024 * 1024;
/** A checkpoint of so much takes some 10 ms of the disk; of 32 MiB it was 50, for which single writes had to wait. The sum is the same. */
const CHECKPOINT_BYTES = 8 * MIB;

/** How one connection is set. */
export interface ConnectionOptions {
  /** Memory for pages, in MiB. */
  readonly cache: number;
  /** Upper size of the file in pages, for tests of a full disk. */
  readonly maxPages?: number;
}

/**
 * Opens the one connection that writes. WAL, so that readers and the writer never wait for each other; synchronous=FULL,
 * so that a commit is on the disk when it returns. No mmap: it would count as memory of the process, and an error of
 * the disk would end the process instead of being reported.
 */
export function openToWrite(file: string, options: ConnectionOptions): DatabaseSync {
  return guarded(() => {
    const connection = new DatabaseSync(file, { enableForeignKeyConstraints: false, timeout: 5000 });
    try {
      connection.exec(`
        PRAGMA page_size = ${PAGE_BYTES};
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = ${CHECKPOINT_BYTES / PAGE_BYTES};
        PRAGMA journal_size_limit = ${64 * MIB};
        PRAGMA cache_size = ${-options.cache * 1024};
        PRAGMA temp_store = MEMORY;
        PRAGMA cell_size_check = ON;
        PRAGMA trusted_schema = OFF;
        PRAGMA secure_delete = FAST;
      `);
      if (options.maxPages !== undefined) connection.exec(`PRAGMA max_page_count = ${options.maxPages}`);
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  });
}

/** Opens a connection that can only read. Throws `store.unavailable` when there is no store at this path. */
export function openToRead(file: string, options: ConnectionOptions): DatabaseSync {
  return guarded(() => {
    const address = pathToFileURL(file);
    address.searchParams.set('mode', 'rw');
    const connection = new DatabaseSync(address, { enableForeignKeyConstraints: false, timeout: 5000 });
    try {
      connection.exec(`
        PRAGMA query_only = ON;
        PRAGMA cache_size = ${-options.cache * 1024};
        PRAGMA temp_store = MEMORY;
        PRAGMA cell_size_check = ON;
        PRAGMA trusted_schema = OFF;
      `);
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  });
}
