/** Long reading in threads of their own, one after the other, so that no check waits for it. */
import { Worker } from 'node:worker_threads';
import { AppError, fail, type ErrorCode, type ErrorDetails } from '@watchword/api/errors.ts';

/** What such a thread says, once. */
export type TurnMessage<Result> = { readonly result: Result } | { readonly failure: { readonly code: ErrorCode; readonly details: ErrorDetails } };

/** `mostWaiting`: turns that run or wait; `longestMs`: what takes so long will not end; `busy`: said to those who are too many. */
export type TurnLimits = { readonly mostWaiting: number; readonly longestMs: number; readonly busy: string };

/** `take` starts a thread with this as its data when its turn comes. @throws `server.busy` when too many wait, and what the thread threw */
export type Turns<Work, Result> = { take(work: Work): Promise<Result>; close(): Promise<void> };

/** One thread at a time, each made for its turn. `entry`: file of the thread. `close` ends the one that runs. */
export function openTurns<Work, Result>(entry: URL, { mostWaiting, longestMs, busy }: TurnLimits): Turns<Work, Result> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let running: Worker | undefined;
  let closed = false;
  const start = (work: Work): Promise<Result> => {
    if (closed) return Promise.reject(fail('server.busy'));
    running = new Worker(entry, { workerData: work });
    return resultOf<Result>(running, longestMs);
  };
  return {
    async take(work) {
      if (waiting >= mostWaiting) throw fail('server.busy', { detail: busy });
      waiting += 1;
      const turn = last.then(() => start(work));
      last = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        waiting -= 1;
      }
    },
    async close() {
      closed = true;
      await running?.terminate();
    },
  };
}

function resultOf<Result>(worker: Worker, longestMs: number): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    const timer = setTimeout(() => void worker.terminate(), longestMs);
    timer.unref();
    worker.once('message', (message: TurnMessage<Result>) => ('result' in message ? resolve(message.result) : reject(new AppError(message.failure.code, message.failure.details))));
    worker.once('error', (cause) => reject(fail('server.internal', {}, cause)));
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(fail('server.busy', { detail: 'The reading was stopped.' }));
    });
  });
}
