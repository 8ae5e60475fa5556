import { AppError, fail } from '@watchword/api/errors.ts';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) and what each means for the caller. */
const BROKEN = new Set([11 /* CORRUPT */, 26 /* NOTADB */]);
const UNAVAILABLE = new Set([
  3 /* PERM */, 5 /* BUSY */, 6 /* LOCKED */, 7 /* NOMEM */, 8 /* READONLY */, 10 /* IOERR */, 13 /* FULL */, 14 /* CANTOPEN */, 15 /* PROTOCOL */,
]);

/** The primary result code of an error of `node:sqlite`, or undefined for any other value. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

/**
 * What to throw for an error that came up in SQLite: `store.broken` for a damaged file, `store.unavailable` for a disk
 * that refuses, and the error itself when it is neither (a mistake in a statement, a constraint, an error of a handler).
 */
export function storeFailure(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === undefined) return error;
  if (BROKEN.has(code)) return fail('store.broken', {}, error);
  if (UNAVAILABLE.has(code)) return fail('store.unavailable', {}, error);
  return error;
}

/** Runs work on SQLite and throws `storeFailure` of what it throws. */
export function guarded<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw storeFailure(error);
  }
}

/** Whether the whole transaction is lost, not only the operation that met the error. */
export function isStoreFailure(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'store.broken' || error.code === 'store.unavailable');
}

/**
 * Whether the writer may go on after this failure. A full disk refuses before anything counts as written, so a later
 * write may succeed when there is room again. After any other failure the state of the file is not known: stop.
 */
export function isDiskFull(error: unknown): boolean {
  return error instanceof AppError && sqliteCode(error.cause) === 13;
}
