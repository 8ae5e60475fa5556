import { fail } from '@watchword/api/errors.ts';

/** The pieces of a body until somebody says to stop, also while none comes. @throws `load.finished` then */
export async function* untilStopped(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  stopped.catch(() => undefined);
  const stop = (): void => reject(fail('load.finished', { detail: 'This load was cancelled.' }));
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  const pieces = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = pieces.next();
      const { done, value } = await Promise.race([next, stopped]).catch((error: unknown) => {
        // What comes after it was stopped is nobody's.
        next.catch(() => undefined);
        throw error;
      });
      if (done === true) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    void Promise.resolve(pieces.return?.()).catch(() => undefined);
  }
}
