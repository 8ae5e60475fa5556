import { Worker } from 'node:worker_threads';
import type { SqliteOptions } from '#store/sqlite.ts';
import type { Read } from '#store/store.ts';
import type { Filter } from './filter.ts';
import { insertPages } from './key-pages.ts';

/** Puts every key of the store into a filter. Rejects when it cannot, or when `signal` says to stop; never ends early. */
export type WalkSource = (next: Filter, signal: AbortSignal) => Promise<void>;

/** What the thread that fills is given; `stop` becomes 1 when it shall end. */
export type FillTask = { readonly options: SqliteOptions; readonly buffer: SharedArrayBuffer; readonly stop: SharedArrayBuffer };

/** Keys a page of the walk on the main thread: a look-up waits for one page at most, about a millisecond. */
const PAGE = 8192;

/** Fills in a thread of its own, which opens the SQLite file for reading: checks go on as if nothing were. */
export function fillFromFile(options: SqliteOptions): WalkSource {
  return async (next, signal) => {
    const stop = new SharedArrayBuffer(4);
    const task: FillTask = { options, buffer: next.buffer, stop };
    const worker = new Worker(new URL('./fill-worker.ts', import.meta.url), { workerData: task });
    const end = (): void => void Atomics.store(new Int32Array(stop), 0, 1);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    try {
      await new Promise<void>((resolve, reject) => {
        let filled = false;
        worker.on('message', (message) => (filled = message === 'filled'));
        worker.on('error', reject);
        // The thread has closed the store when it has ended.
        worker.on('exit', () => (filled ? resolve() : reject(new Error('The thread that fills the filter has ended before the walk.'))));
      });
    } finally {
      signal.removeEventListener('abort', end);
    }
  };
}

/** Fills on this thread, a page at a time, for a store that is not a file. */
export function fillFromRead(read: Read): WalkSource {
  return async (next, signal) => {
    async function* pages(): AsyncGenerator<Float64Array> {
      for await (const page of read.walkKeys(PAGE)) {
        signal.throwIfAborted();
        yield page;
      }
    }
    await insertPages(next, pages());
  };
}
