/** A body as it arrives, for operations that read it while it does. */
import type { Readable } from 'node:stream';
import { fail } from '@watchword/api/errors.ts';

/** Milliseconds that may pass between two pieces of a stream. */
export const STREAM_IDLE_MS = 60_000;

/**
 * The pieces of a body. Whoever leaves the loop early does not close the connection by it, so that the reason can still be answered.
 * @throws `request.too-slow` when no piece comes in time, `request.malformed` when the sender goes away
 */
export async function* piecesOf(body: Readable, idleMs = STREAM_IDLE_MS): AsyncGenerator<Uint8Array> {
  const pieces = body.iterator({ destroyOnReturn: false });
  for (;;) {
    const { done, value } = await inTime(pieces.next() as Promise<IteratorResult<Uint8Array>>, idleMs);
    if (done === true) return;
    yield value;
  }
}

async function inTime<Value>(next: Promise<Value>, ms: number): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(fail('request.too-slow')), ms);
  try {
    return await Promise.race([next, late]);
  } finally {
    clearTimeout(timer);
    // What comes after it was too late is nobody's.
    next.catch(() => undefined);
  }
}
