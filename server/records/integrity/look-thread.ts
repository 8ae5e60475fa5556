/** The look at a store in a file, from a thread of its own: checks do not feel it. */
import { parentPort, Worker, type MessagePort } from 'node:worker_threads';
import type { Read } from '#store/store.ts';
import { lookOver, type Looked, type Span } from './look-over.ts';

/** Looks at spans, one at a time. `ms`: how long the last look took. */
export type Looker = { look(span: Span): Promise<Looked & { readonly ms: number }>; close(): Promise<void> };

/** Looks in this thread: for a store that waits elsewhere. */
export function lookHere(read: Read): Looker {
  return { look: (span) => timed(read, span), close: () => Promise.resolve() };
}

/** Looks in a thread whose entry file calls `serveLooks`. `data`: what the thread is given. */
export function lookInThread(entry: URL, data: unknown): Looker {
  let worker: Worker | undefined;
  let waiting: { resolve(looked: Looked & { ms: number }): void; reject(error: unknown): void } | undefined;
  let ended: Error | undefined;
  const end = (error: Error): void => {
    ended = error;
    waiting?.reject(error);
    waiting = undefined;
  };
  // Started when it is needed first: many a server has nothing to look at, and a start has better things to do.
  const start = (): Worker => {
    const made = new Worker(entry, { workerData: data });
    made.unref();
    made.on('message', (message: { looked: Looked & { ms: number } } | { trouble: string }) => {
      const one = waiting;
      waiting = undefined;
      if ('looked' in message) one?.resolve(message.looked);
      else one?.reject(new Error(message.trouble));
    });
    made.on('error', (error) => end(error instanceof Error ? error : new Error('The thread that looks at the records has failed.')));
    made.on('exit', () => end(new Error('The thread that looks at the records has ended.')));
    return made;
  };
  return {
    look: (span) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) return reject(ended);
        waiting = { resolve, reject };
        (worker ??= start()).postMessage(span);
      }),
    close: async () => void (await worker?.terminate()),
  };
}

/** Serves looks over a reader, in the thread of `lookInThread`. */
export function serveLooks(read: Read, port: MessagePort | null = parentPort): void {
  port?.on('message', (span: Span) => {
    timed(read, span).then(
      (looked) => port.postMessage({ looked }),
      (error: unknown) => port.postMessage({ trouble: error instanceof Error ? error.message : 'unknown' }),
    );
  });
}

async function timed(read: Read, span: Span): Promise<Looked & { ms: number }> {
  const begun = performance.now();
  return { ...(await lookOver(read, span)), ms: performance.now() - begun };
}
