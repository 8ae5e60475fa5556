import { DatabaseError } from 'pg';
import { AppError, fail } from '@watchword/api/errors.ts';

/**
 * Classes of SQLSTATE (https://www.postgresql.org/docs/18/errcodes-appendix.html) in which nothing is wrong with the
 * statement: the server is ending, full, overloaded, not to be reached, or a standby.
 */
const UNAVAILABLE_CLASSES = new Set(['08', '28', '53', '57', '58']);
const UNAVAILABLE = new Set([
  '25006' /* read only: a standby */, '25P03' /* idle too long in a transaction */, '25P04' /* transaction too long */,
  '3D000' /* no such database */, '40001' /* serialization */, '40P01' /* deadlock */, '55P03' /* lock not given in time */,
]);
const BROKEN = new Set(['XX001' /* data corrupted */, 'XX002' /* index corrupted */, '58P01' /* a file of the store is missing */]);
const RETRYABLE = new Set(['40001', '40P01']);

/** The SQLSTATE of an error of the database, or undefined for any other value. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined;
}

/**
 * What to throw for an error that a statement met: `store.broken` for damaged files, `store.unavailable` when the
 * database cannot be reached or refuses for now, and the error itself when the statement is at fault.
 */
export function storeFailure(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const state = sqlState(error);
  if (state !== undefined) {
    if (BROKEN.has(state)) return fail('store.broken', {}, error);
    if (UNAVAILABLE.has(state) || UNAVAILABLE_CLASSES.has(state.slice(0, 2))) return fail('store.unavailable', {}, error);
    return error;
  }
  // The driver tells of lost and refused connections and of time that ran out by plain errors; mistakes in what it is
  // given are of other classes.
  return isPlain(error) ? fail('store.unavailable', {}, error) : error;
}

/** Whether, by a `storeFailure`, the connection is of no use any more: lost, closed, or with an answer outstanding. */
export function isConnectionLost(failure: unknown): boolean {
  if (!(failure instanceof AppError) || failure.code !== 'store.unavailable') return false;
  const state = sqlState(failure.cause);
  if (state !== undefined) return state.startsWith('08') || state.startsWith('57P') || state === '25P03' || state === '25P04';
  return isPlain(failure.cause);
}

/** Whether, by a `storeFailure`, the same transaction may succeed when it is run again from its start. */
export function isRetryable(failure: unknown): boolean {
  if (failure instanceof AppError && RETRYABLE.has(sqlState(failure.cause) ?? '')) return true;
  return isConnectionLost(failure);
}

/** Whether the whole transaction is lost, not only the operation that met the error. */
export function isStoreFailure(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'store.broken' || error.code === 'store.unavailable');
}

function isPlain(error: unknown): boolean {
  return error instanceof Error && (error.constructor === Error || error instanceof AggregateError || 'syscall' in error);
}

/** Runs work on the database and throws `storeFailure` of what it throws. */
export async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw storeFailure(error);
  }
}
