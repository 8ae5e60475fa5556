/** What goes between the writer thread and those who write. Everything is copied by structured clone. */
import type { MessagePort } from 'node:worker_threads';
import { AppError, fail, isErrorCode, type ErrorDetails } from '@watchword/api/errors.ts';
import type { ChangeSpan, OutboxEntry } from '../store.ts';

/** One operation to run. */
export interface Request {
  readonly id: number;
  readonly name: string;
  readonly payload: unknown;
}

/** An error on its way to another thread. */
export interface Failure {
  readonly code: string;
  readonly details: ErrorDetails;
  /** Text of what lies behind it; for the log only. */
  readonly cause: string | undefined;
}

/** The answer to one request, sent after its commit. */
export type Reply =
  | { readonly id: number; readonly failure: Failure }
  | {
      readonly id: number;
      readonly result: unknown;
      readonly outbox: readonly OutboxEntry[];
      readonly changes: ChangeSpan | undefined;
    };

/** From the main thread to the writer. */
export type ToWriter =
  | { readonly kind: 'run'; readonly requests: readonly Request[] }
  | { readonly kind: 'forget'; readonly upTo: number }
  | { readonly kind: 'loader'; readonly port: MessagePort }
  | { readonly kind: 'close' };

/** From the writer to the main thread. */
export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | {
      readonly kind: 'committed';
      readonly replies: readonly Reply[];
      readonly changes: ChangeSpan | undefined;
      /** Entries of loads, whose callers are in other threads. */
      readonly outbox: readonly OutboxEntry[];
    }
  | { readonly kind: 'closed' };

/** Makes an error fit to travel; one that is not ours becomes `server.internal`. */
export function packFailure(error: unknown): Failure {
  if (error instanceof AppError) {
    return { code: error.code, details: error.details, cause: error.cause === undefined ? undefined : describe(error.cause) };
  }
  return { code: 'server.internal', details: {}, cause: describe(error) };
}

/** The error to throw at the other end. */
export function unpackFailure(failure: Failure): AppError {
  const code = isErrorCode(failure.code) ? failure.code : 'server.internal';
  return fail(code, failure.details, failure.cause === undefined ? undefined : new Error(failure.cause));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
