/** The book of what was asked, in a thread of its own: sealing, and reading what was sealed, are no work of the thread that answers. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { firstDay, type EarlierCheck } from './book.ts';

/** What the thread is asked. */
export type Asked = { readonly id: number } & ({ readonly note: Uint32Array } | { readonly find: readonly (readonly number[])[]; readonly at: number } | { readonly forget: number } | { readonly close: true });
export type Answer = { readonly id: number; readonly result?: unknown; readonly failure?: string };

/** The book, from another thread. */
export type RetroBook = {
  /** Checks, as `packed.ts` lays them out; the memory goes with them. */
  note(checks: Uint32Array<ArrayBuffer>): Promise<void>;
  /** Whether anything may be in it. */
  isUsed(): boolean;
  /** For each record, by its keys (pairs of halves), the checks of the days up to this moment that asked for it. */
  find(records: readonly (readonly number[])[], at: number): Promise<EarlierCheck[][]>;
  forget(at: number): Promise<void>;
  close(): Promise<void>;
};

type Waiting = { resolve(result: never): void; reject(error: Error): void };

/** The book in a folder. Its thread starts when there is something for it, and again when it has ended. */
export function startBook(dir: string): RetroBook {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let last = 0;
  let isUsed = namesIn(join(dir, 'seen')).length > 0;
  const start = (): Worker => {
    const made = new Worker(new URL('./retro-entry.ts', import.meta.url), { workerData: { dir } });
    const end = (error: Error): void => {
      if (worker !== made) return;
      worker = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    made.on('message', ({ id, result, failure }: Answer) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (failure === undefined) one?.resolve(result as never);
      else one?.reject(new Error(`the book of earlier checks: ${failure}`));
    });
    made.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
    made.on('exit', () => end(new Error('the thread of earlier checks has ended')));
    made.unref();
    return made;
  };
  const ask = <Result>(asked: object, transfer: readonly ArrayBuffer[] = []): Promise<Result> => new Promise((resolve, reject) => {
    worker ??= start();
    last += 1;
    waiting.set(last, { resolve: resolve as (result: never) => void, reject });
    worker.postMessage({ id: last, ...asked }, transfer);
  });
  return {
    note(checks) {
      isUsed = true;
      return ask({ note: checks }, [checks.buffer]);
    },
    isUsed: () => isUsed,
    find: (find, at) => (isUsed ? ask({ find, at }) : Promise.resolve(find.map(() => []))),
    async forget(at) {
      const isOld = (name: string): boolean => Number.parseInt(name, 10) < firstDay(at);
      if (worker !== undefined || existsSync(join(dir, 'seen.db')) || namesIn(join(dir, 'keys')).some(isOld) || namesIn(join(dir, 'seen')).some(isOld)) await ask({ forget: at });
    },
    async close() {
      if (worker === undefined) return;
      await ask({ close: true }).catch(() => undefined);
      await worker?.terminate();
    },
  };
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
