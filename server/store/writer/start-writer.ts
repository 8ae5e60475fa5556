import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { fail, type AppError } from '@watchword/api/errors.ts';
import type { Commit, Handlers, Writer, Written } from '../store.ts';
import { unpackFailure, type FromWriter, type Reply, type Request, type ToWriter } from './protocol.ts';

/** What is needed to start a writer thread. */
export interface StartOptions {
  /** The file that calls `serveWriter`. */
  readonly entry: URL;
  /** Reaches the entry file as `workerData`. */
  readonly data: unknown;
  /** More operations than this do not wait: the next is refused with `server.busy`. 10,000 unless told. */
  readonly waitingMost?: number;
}

/** A writer in a thread of its own. */
export interface ThreadWriter<H extends Handlers> extends Writer<H> {
  /** A port for a thread that loads: transfer it there and give it to `connectLoader`. */
  openLoaderPort(): MessagePort;
}

interface Call {
  readonly resolve: (written: Written<unknown>) => void;
  readonly reject: (error: AppError) => void;
}

interface Calls {
  readonly waiting: Map<number, Call>;
  readonly listeners: Set<(commit: Commit) => void>;
  /** Why nothing can be written any more, once it is so. */
  gone: AppError | undefined;
}

/**
 * Starts the writer thread and answers when its store is open and its schema up to date, so readers may be opened now.
 * Throws what opening threw: `store.newer`, `store.broken`, `store.unavailable`.
 */
export async function startWriter<H extends Handlers>(options: StartOptions): Promise<ThreadWriter<H>> {
  const worker = new Worker(options.entry, { workerData: options.data });
  const calls: Calls = { waiting: new Map(), listeners: new Set(), gone: undefined };
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const die = (cause: unknown): void => {
      calls.gone ??= fail('store.unavailable', {}, cause);
      for (const call of calls.waiting.values()) call.reject(calls.gone);
      calls.waiting.clear();
      reject(calls.gone);
    };
    worker.on('error', die);
    worker.on('messageerror', die);
    worker.on('exit', () => die(new Error('The writer thread has ended.')));
    worker.on('message', (message: FromWriter) => {
      if (message.kind === 'ready') resolve();
      else if (message.kind === 'refused') reject(unpackFailure(message.failure));
      else if (message.kind === 'committed') settle(calls, message);
    });
  });
  const send = createSender(worker, (request, error) => {
    calls.waiting.get(request.id)?.reject(fail('server.internal', {}, error));
    calls.waiting.delete(request.id);
  });
  return {
    run: createRun<H>(calls, send.request, options.waitingMost ?? 10_000),
    forgetOutbox: (upTo) => send.message({ kind: 'forget', upTo }),
    subscribe(listener) {
      calls.listeners.add(listener);
      return () => void calls.listeners.delete(listener);
    },
    openLoaderPort() {
      const { port1, port2 } = new MessageChannel();
      send.message({ kind: 'loader', port: port1 }, [port1]);
      return port2;
    },
    async close() {
      calls.gone ??= fail('store.unavailable', { detail: 'The store is closing.' });
      send.message({ kind: 'close' });
      await exited;
    },
  };
}

function createRun<H extends Handlers>(calls: Calls, send: (request: Request) => void, waitingMost: number): Writer<H>['run'] {
  let last = 0;
  return <Name extends keyof H & string>(name: Name, payload: Parameters<H[Name]>[1]) =>
    new Promise<Written<Awaited<ReturnType<H[Name]>>>>((resolve, reject) => {
      if (calls.gone !== undefined) return reject(calls.gone);
      if (calls.waiting.size >= waitingMost) return reject(fail('server.busy'));
      last += 1;
      calls.waiting.set(last, { resolve: resolve as Call['resolve'], reject });
      send({ id: last, name, payload });
    });
}

/** Requests of the same moment travel in one message: a message costs more than a small operation. */
function createSender(worker: Worker, refuse: (request: Request, error: unknown) => void) {
  let requests: Request[] = [];
  const flush = (): void => {
    if (requests.length === 0) return;
    const batch = requests;
    requests = [];
    try {
      worker.postMessage({ kind: 'run', requests: batch } satisfies ToWriter);
    } catch {
      // One payload cannot be copied, and nothing was sent: the others go alone.
      for (const request of batch) sendAlone(request);
    }
  };
  const sendAlone = (request: Request): void => {
    try {
      worker.postMessage({ kind: 'run', requests: [request] } satisfies ToWriter);
    } catch (error) {
      refuse(request, error);
    }
  };
  return {
    request(request: Request): void {
      requests.push(request);
      if (requests.length === 1) queueMicrotask(flush);
    },
    message(message: ToWriter, transfer: MessagePort[] = []): void {
      flush();
      worker.postMessage(message, transfer);
    },
  };
}

/** Listeners hear of a commit before those who wait for it go on: what they keep is then fresh for the next check. */
function settle(calls: Calls, message: Extract<FromWriter, { kind: 'committed' }>): void {
  const { changes } = message;
  const own = message.replies.flatMap((reply) => ('failure' in reply ? [] : reply.outbox));
  const outbox = [...own, ...message.outbox].sort((a, b) => a.id - b.id);
  if (changes !== undefined || outbox.length > 0) for (const listener of calls.listeners) listener({ changes, outbox });
  for (const reply of message.replies) answer(calls, reply);
}

function answer(calls: Calls, reply: Reply): void {
  const call = calls.waiting.get(reply.id);
  if (call === undefined) return;
  calls.waiting.delete(reply.id);
  if ('failure' in reply) call.reject(unpackFailure(reply.failure));
  else call.resolve({ result: reply.result, outbox: reply.outbox, changes: reply.changes });
}
