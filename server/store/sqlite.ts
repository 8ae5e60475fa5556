/** The store on SQLite, through `node:sqlite`. Several readers in any thread, one writer in one thread. */
import type { Read, Store } from './store.ts';
import { openToRead, openToWrite } from './sqlite/connection.ts';
import { guarded, isDiskFull, isStoreFailure } from './sqlite/failure.ts';
import type { WalkConnection } from './sqlite/key-walk.ts';
import { openReading } from './sqlite/reading.ts';
import { migrate, requireSchema } from './sqlite/schema.ts';
import { warmIndex } from './sqlite/warm-index.ts';
import { openWriting, type Writing } from './sqlite/writing.ts';

/** Where a store is and how it is opened. */
export interface SqliteOptions {
  /** Path of the file; its folder must exist. */
  readonly file: string;
  /** Memory for pages of the store, in MiB: of the writer, 256 unless told; of a reader, 96. */
  readonly cache?: number;
  /** Keys at which the open run of the key index is full; a million unless told. */
  readonly openLimit?: number;
  /** Upper size of the file in pages of 8 KiB, for tests of a full disk. */
  readonly maxPages?: number;
}

/** A reader and the way to close it. */
export interface SqliteReader {
  readonly read: Read;
  /** Reads ahead what look-ups need most, a page or two a step. */
  warm(): Iterable<void>;
  close(): void;
}

/** Opens a store for reading. Throws `store.unavailable` when there is none, `store.newer`, `store.broken`. */
export function openSqliteReader(options: SqliteOptions): SqliteReader {
  const cache = options.cache ?? 96;
  const hot = openToRead(options.file, { cache });
  const ordinary = openToRead(options.file, { cache: Math.min(cache, 16) });
  const close = (): void => {
    hot.close();
    ordinary.close();
  };
  try {
    requireSchema(hot);
    const begin = hot.prepare('BEGIN');
    const commit = hot.prepare('COMMIT');
    const onSnapshot = <Result>(work: () => Result): Result => {
      begin.run();
      try {
        return work();
      } finally {
        commit.run();
      }
    };
    return { read: openReading({ hot, ordinary, onSnapshot, openWalk: () => openWalk(options.file) }), warm: () => warmIndex(hot), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** A connection for one walk over all keys: the first statement on it takes the snapshot. */
function openWalk(file: string): WalkConnection {
  const connection = openToRead(file, { cache: 8 });
  connection.exec('BEGIN');
  return { connection, end: () => connection.close() };
}

/**
 * Opens the writing side, for the writer thread, and brings the schema up to date. `now` is milliseconds since 1970.
 * Only one at a time may be open on a store: the caller holds the lock of the data folder.
 */
export function openSqliteWriting(options: SqliteOptions, now: number): Writing {
  const connection = openToWrite(options.file, {
    cache: options.cache ?? 256,
    ...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }),
  });
  try {
    migrate(connection, now);
    return guarded(() => openWriting(connection, { openLimit: options.openLimit ?? 1_000_000, now: () => performance.now() }));
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Both sides in one thread, for tools and tests. One write at a time, each with a commit of its own. */
export function openSqliteStore(options: SqliteOptions, now: number): Store {
  const writing = openSqliteWriting(options, now);
  const reader = openSqliteReader(options);
  let last: Promise<unknown> = Promise.resolve();
  let broken: unknown;
  return {
    read: reader.read,
    write(work) {
      const turn = last.then(async () => {
        if (broken !== undefined) throw broken;
        writing.begin();
        try {
          const written = await writing.operate(work);
          writing.commit();
          return written;
        } catch (error) {
          if (isStoreFailure(error) && !isDiskFull(error)) broken = error;
          writing.rollback();
          throw error;
        }
      });
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      await last;
      reader.close();
      writing.close();
    },
  };
}
