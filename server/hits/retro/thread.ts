/** The book of what was asked, in a thread of its own: hashing and its file are no work of the thread that answers. */
import { Worker, type MessagePort } from 'node:worker_threads';
import type { SubjectKey } from '#checks/checks.ts';
import { openBook, type EarlierCheck, type NotedCheck } from './book.ts';

type Asked = { readonly id: number } & ({ readonly note: readonly NotedCheck[] } | { readonly find: readonly (readonly SubjectKey[])[]; readonly at: number } | { readonly forget: number } | { readonly mark: true } | { readonly setMark: number } | { readonly close: true });
type Answer = { readonly id: number; readonly result?: unknown; readonly failure?: string };

/** The book, from another thread. */
export type RetroBook = {
  note(checks: readonly NotedCheck[]): Promise<void>;
  /** For each record, by its keys, the checks of the days up to this moment that asked for it. */
  find(records: readonly (readonly SubjectKey[])[], at: number): Promise<EarlierCheck[][]>;
  forget(at: number): Promise<void>;
  mark(): Promise<number | undefined>;
  setMark(change: number): Promise<void>;
  close(): Promise<void>;
};

/** Serves the book in a folder. For the thread's entry. */
export function serveBook(port: MessagePort, dir: string): void {
  const book = openBook(dir);
  port.on('message', (asked: Asked) => {
    try {
      port.postMessage({ id: asked.id, result: answer(asked) } satisfies Answer);
    } catch (error) {
      port.postMessage({ id: asked.id, failure: error instanceof Error ? error.name : 'failed' } satisfies Answer);
    }
    if ('close' in asked) port.close();
  });

  function answer(asked: Asked): unknown {
    if ('note' in asked) return book.note(asked.note);
    if ('find' in asked) return asked.find.map((keys) => book.find(keys, asked.at));
    if ('forget' in asked) return book.forget(asked.forget);
    if ('mark' in asked) return book.mark();
    if ('setMark' in asked) return book.setMark(asked.setMark);
    return book.close();
  }
}

/** Starts the thread. `entry`: its file; `dir`: the folder of the book. */
export function startBook(entry: URL, dir: string): RetroBook {
  const worker = new Worker(entry, { workerData: { dir } });
  const waiting = new Map<number, { resolve(result: never): void; reject(error: Error): void }>();
  let last = 0;
  let ended: Error | undefined;
  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('message', ({ id, result, failure }: Answer) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) one?.resolve(result as never);
    else one?.reject(new Error(`the book of earlier checks: ${failure}`));
  });
  worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => end(new Error('the thread of earlier checks has ended')));
  worker.unref();
  const ask = <Result>(asked: object): Promise<Result> => new Promise((resolve, reject) => {
    if (ended !== undefined) {
      reject(ended);
      return;
    }
    last += 1;
    waiting.set(last, { resolve: resolve as (result: never) => void, reject });
    worker.postMessage({ id: last, ...asked });
  });
  return {
    note: (note) => ask({ note }),
    find: (find, at) => ask({ find, at }),
    forget: (forget) => ask({ forget }),
    mark: () => ask({ mark: true }),
    setMark: (setMark) => ask({ setMark }),
    async close() {
      await ask({ close: true }).catch(() => undefined);
      await worker.terminate();
    },
  };
}
