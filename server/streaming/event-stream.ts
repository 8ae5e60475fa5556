/** Signals as the body of an answer. */
import { Readable } from 'node:stream';
import { formatSignal } from '@watchword/api/live/signals.ts';
import type { Signals } from './channels.ts';

export const EVENT_STREAM_TYPE = 'text/event-stream; charset=utf-8';
/** Bytes that wait for whoever reads, beside those of the connection, and ms for which they may. */
const WAITING = 64 * 1024;
const SLOW_MS = 30_000;

/** A body that takes signals as fast as they are read. Whoever reads nothing for too long is cut off: he comes back to where he was. */
export function eventStream(signals: Signals, slowMs = SLOW_MS): Readable {
  let impatient: NodeJS.Timeout | undefined;
  const stream = new Readable({
    highWaterMark: WAITING,
    read() {
      clearTimeout(impatient);
      signals.next().then(({ done, value }) => {
        if (done === true) stream.push(null);
        else if (!stream.push(formatSignal(value)) && !stream.destroyed) impatient = setTimeout(() => stream.destroy(new Error('too slow')), slowMs).unref();
      }, (error: unknown) => stream.destroy(error instanceof Error ? error : new Error('the stream broke')));
    },
    destroy(error, callback) {
      clearTimeout(impatient);
      void signals.return?.().catch(() => undefined);
      callback(error);
    },
  });
  return stream;
}
