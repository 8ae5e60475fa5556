/** Loading threads: started when first needed, each doing one sending at a time, kept for the next. */
import { Worker, type MessagePort } from 'node:worker_threads';
import { fail, type AppError } from '@watchword/api/errors.ts';
import { unpackFailure } from '#store/writer/protocol.ts';
import type { StoredLoad } from './load-state.ts';
import type { Ended } from './run-load.ts';
import type { FromThread, Task, ToThread } from './thread-messages.ts';

/** What a sending tells while it goes on. */
export type SendingListener = {
  onRunOpened(run: number): void;
  /** Resolves when the filter has the keys. */
  onKeys(run: number, keys: Float64Array): Promise<void>;
  onPublished(run: number, records: number): void;
  onForget(run: number): void;
};

/** One sending in a thread. */
export type ThreadSending = {
  /** The load as it stands when sending begins. Rejects as `done` does, when it never began. */
  readonly begun: Promise<StoredLoad>;
  /** Hands a block over; resolves when another may come. Resolves at once when the sending has ended already. */
  send(block: Omit<Extract<ToThread, { kind: 'block' }>, 'kind'>): Promise<void>;
  end(how: 'last' | 'rest'): void;
  /** Whether it has ended, well or not, so that nothing more need be sent. */
  hasEnded(): boolean;
  /** Whether the thread has said that it is at the end of it. */
  isOver(): boolean;
  readonly done: Promise<{ ended: Ended; load: StoredLoad }>;
};

export type Threads = {
  begin(task: Task, listener: SendingListener): ThreadSending;
  close(): Promise<void>;
};

/** Blocks that a thread may have before it. */
const CREDIT = 8;

/** `entry`: the file that calls `serveLoads`. */
export function createThreads({ entry, openLoaderPort }: { entry: URL; openLoaderPort: () => MessagePort }): Threads {
  const idle: Worker[] = [];
  const all = new Set<Worker>();

  const start = (): Worker => {
    const worker = new Worker(entry);
    const port = openLoaderPort();
    worker.postMessage({ kind: 'port', port } satisfies ToThread, [port]);
    all.add(worker);
    worker.once('exit', () => {
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    // An idle thread does not keep the process running; its errors are told by its sending.
    worker.on('error', () => undefined);
    worker.unref();
    return worker;
  };
  return {
    begin(task, listener) {
      const worker = idle.pop() ?? start();
      worker.ref();
      const sending = beginIn(worker, task, listener);
      const rest = (): void => {
        worker.unref();
        // A thread that did not come to the end of its sending is not trusted with another.
        if (!sending.isOver()) void worker.terminate();
        else if (all.has(worker)) idle.push(worker);
      };
      sending.done.then(rest, rest);
      return sending;
    },
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function beginIn(worker: Worker, task: Task, listener: SendingListener): ThreadSending {
  const tell = (message: ToThread, transfer: ArrayBuffer[] = []): void => worker.postMessage(message, transfer);
  const { promise: done, resolve, reject } = Promise.withResolvers<{ ended: Ended; load: StoredLoad }>();
  const begun = Promise.withResolvers<StoredLoad>();
  // Whoever waits for the one hears of it, or whoever waits for the other.
  begun.promise.catch(() => undefined);
  done.catch(begun.reject);
  let hasEnded = false;
  let isOver = false;
  let credit = CREDIT;
  let wake: (() => void) | undefined;
  const finish = (settle: () => void): void => {
    hasEnded = true;
    worker.off('message', take);
    worker.off('error', die);
    worker.off('exit', die);
    settle();
    wake?.();
  };
  const die = (cause: unknown): void => finish(() => reject(broken(cause)));
  const take = (message: FromThread): void => {
    if (message.kind === 'begun') begun.resolve(message.load);
    else if (message.kind === 'taken') {
      credit += 1;
      wake?.();
    } else if (message.kind === 'run-opened') listener.onRunOpened(message.run);
    else if (message.kind === 'keys') listener.onKeys(message.run, message.keys).then(() => tell({ kind: 'delivered', run: message.run }), die);
    else if (message.kind === 'published') listener.onPublished(message.run, message.records);
    else if (message.kind === 'forget') listener.onForget(message.run);
    else {
      isOver = true;
      finish(() => (message.kind === 'ended' ? resolve(message) : reject(unpackFailure(message.failure))));
    }
  };
  worker.on('message', take);
  worker.on('error', die);
  worker.on('exit', die);
  tell({ kind: 'begin', task });
  return {
    begun: begun.promise,
    async send(block) {
      while (credit === 0 && !hasEnded) await new Promise<void>((go) => (wake = go));
      if (hasEnded) return;
      credit -= 1;
      tell({ kind: 'block', ...block }, [block.bytes.buffer]);
    },
    end: (how) => tell({ kind: 'end', how }),
    hasEnded: () => hasEnded,
    isOver: () => isOver,
    done,
  };
}

function broken(cause: unknown): AppError {
  return fail('store.unavailable', {}, cause instanceof Error ? cause : new Error('The loading thread has ended.'));
}
