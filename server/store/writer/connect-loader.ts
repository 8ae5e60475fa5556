import type { MessagePort, Transferable } from 'node:worker_threads';
import { fail, type AppError } from '@watchword/api/errors.ts';
import type { Handlers } from '../store.ts';
import { unpackFailure, type Reply, type Request } from './protocol.ts';

/** The way of a loading thread to the writer. */
export interface Loader<H extends Handlers> {
  /**
   * Runs one slice of a load: at most some 5 ms of work (about 500 records or 5,000 keys), because single writes wait
   * behind it. Answers after its commit. Slices run in the order in which they are sent. While `inFlight` slices are
   * under way the call waits before it sends, so that a fast reader of files does not fill the memory. Its audit
   * entries go to the listeners of the writer. `transfer` hands over buffers instead of copying them.
   */
  run<Name extends keyof H & string>(
    name: Name,
    payload: Parameters<H[Name]>[1],
    transfer?: readonly Transferable[],
  ): Promise<Awaited<ReturnType<H[Name]>>>;
  close(): void;
}

interface Call {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: AppError) => void;
}

/** Connects a port from `openLoaderPort`. `inFlight` is 8 unless told. */
export function connectLoader<H extends Handlers>(port: MessagePort, inFlight = 8): Loader<H> {
  const calls = new Map<number, Call>();
  const line: (() => void)[] = [];
  let last = 0;
  let gone: AppError | undefined;
  const sendNext = (): void => {
    while (calls.size < inFlight) {
      const send = line.shift();
      if (send === undefined) return;
      send();
    }
  };
  port.on('message', (reply: Reply) => {
    const call = calls.get(reply.id);
    calls.delete(reply.id);
    if ('failure' in reply) call?.reject(unpackFailure(reply.failure));
    else call?.resolve(reply.result);
    sendNext();
  });
  port.on('close', () => {
    gone = fail('store.unavailable', {}, new Error('The writer thread has ended.'));
    for (const call of calls.values()) call.reject(gone);
    calls.clear();
    for (const send of line.splice(0)) send();
  });
  return {
    run: <Name extends keyof H & string>(name: Name, payload: Parameters<H[Name]>[1], transfer: readonly Transferable[] = []) =>
      new Promise<Awaited<ReturnType<H[Name]>>>((resolve, reject) => {
        line.push(() => {
          if (gone !== undefined) return reject(gone);
          last += 1;
          try {
            port.postMessage({ id: last, name, payload } satisfies Request, [...transfer]);
          } catch (error) {
            return reject(fail('server.internal', {}, error));
          }
          calls.set(last, { resolve: resolve as Call['resolve'], reject });
        });
        if (gone === undefined) sendNext();
        else line.pop()?.();
      }),
    close: () => port.close(),
  };
}
