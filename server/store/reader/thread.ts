import { Worker } from 'node:worker_threads';
import { fail, type AppError } from '@watchword/api/errors.ts';
import { unpackFailure } from '../writer/protocol.ts';
import type { FromReader, Reply, Request, ToReader } from './protocol.ts';

/** One reading thread, from its start to its end. */
export interface ReadingThread {
  /** Resolves when its store is open. */
  readonly opened: Promise<void>;
  /** The weights of all that waits. */
  load(): number;
  /** Why it cannot be asked any more, once it is so. */
  gone(): AppError | undefined;
  /** Resolves to the answer to the request of this id, which is sent next. */
  expect(id: number, weight: number): Promise<unknown>;
  send(requests: readonly Request[]): void;
  /** Says that questions will come. */
  prepare(): void;
  /** Resolves when it has answered what it was asked, and has ended. */
  close(): Promise<void>;
}

interface Call {
  readonly weight: number;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: AppError) => void;
}

/** Starts a thread. `entry`: the file that calls `serveReader`; `data` reaches it as `workerData`. */
export function startThread({ entry, data }: { readonly entry: URL; readonly data: unknown }): ReadingThread {
  const worker = new Worker(entry, { workerData: data });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const opened = Promise.withResolvers<void>();
  const calls = new Map<number, Call>();
  let load = 0;
  let gone: AppError | undefined;

  const take = (id: number): Call | undefined => {
    const call = calls.get(id);
    if (call !== undefined) load -= call.weight;
    calls.delete(id);
    return call;
  };
  const die = (cause: unknown): void => {
    gone ??= fail('store.unavailable', {}, cause);
    for (const id of calls.keys()) take(id)?.reject(gone);
    opened.reject(gone);
  };
  const settle = (reply: Reply): void => {
    const call = take(reply.id);
    if ('failure' in reply) call?.reject(unpackFailure(reply.failure));
    else call?.resolve(reply.answer);
  };
  worker.on('error', die);
  worker.on('messageerror', die);
  worker.on('exit', () => die(new Error('The reading thread has ended.')));
  worker.on('message', (message: FromReader) => {
    if (message.kind === 'answered') for (const reply of message.replies) settle(reply);
    else if (message.kind === 'ready') opened.resolve();
    else opened.reject((gone = unpackFailure(message.failure)));
  });
  const post = (requests: readonly Request[]): void => worker.postMessage({ kind: 'ask', requests } satisfies ToReader);
  return {
    opened: opened.promise,
    load: () => load,
    gone: () => gone,
    expect(id, weight) {
      load += weight;
      return new Promise((resolve, reject) => calls.set(id, { weight, resolve, reject }));
    },
    send(requests) {
      try {
        post(requests);
      } catch {
        // One of them cannot be copied, and nothing was sent: the others go alone.
        for (const request of requests) {
          try {
            post([request]);
          } catch (error) {
            take(request.id)?.reject(fail('server.internal', {}, error));
          }
        }
      }
    },
    prepare: () => worker.postMessage({ kind: 'prepare' } satisfies ToReader),
    async close() {
      worker.postMessage({ kind: 'close' } satisfies ToReader);
      await exited;
    },
  };
}
