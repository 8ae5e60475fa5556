/** Gathering in a thread of its own, so that no check waits for it. One at a time: each reads everything. */
import { Worker } from 'node:worker_threads';
import { AppError, fail, type ErrorCode, type ErrorDetails } from '@watchword/api/errors.ts';
import type { PackageLanguage, RequestSubject } from '@watchword/api/requests.ts';
import type { Gathered } from './gather.ts';

/** Where the thread reads. `url`: of PostgreSQL, then with the name of the server; `file`: of SQLite. */
export type GatherPlace = { readonly audit: string; readonly travellerKey: Uint8Array; readonly training: boolean } & ({ readonly file: string } | { readonly url: string; readonly server: string });

/** What is asked of it. `print`: make the PDF as well, in this language. */
export type GatherTask = { readonly request: string; readonly subject: RequestSubject; readonly at: number; readonly print?: PackageLanguage };

/** What comes back. */
export type GatherResult = Gathered & { readonly pdf?: Uint8Array };

/** The data of the thread, and what it says. */
export type GatherWork = { readonly place: GatherPlace; readonly task: GatherTask };
export type GatherMessage = { readonly result: GatherResult } | { readonly failure: { readonly code: ErrorCode; readonly details: ErrorDetails } };

/** Gathers. @throws `server.busy` when two others wait, and what the gathering threw */
export type Gather = (task: GatherTask) => Promise<GatherResult>;

const MOST_WAITING = 3;
/** A gathering that takes so long will not end. */
const LONGEST_MS = 15 * 60_000;

/** Ties gathering to where it reads. `entry`: file of the thread. `close` ends what runs. */
export function openGathering(place: GatherPlace, entry: URL): { gather: Gather; close(): Promise<void> } {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let running: Worker | undefined;
  let closed = false;
  const start = (task: GatherTask): Promise<GatherResult> => {
    if (closed) return Promise.reject(fail('server.busy'));
    running = new Worker(entry, { workerData: { place, task } satisfies GatherWork });
    return resultOf(running);
  };
  return {
    async gather(task) {
      if (waiting >= MOST_WAITING) throw fail('server.busy', { detail: 'Other packages are being gathered. Ask again in a minute.' });
      waiting += 1;
      const turn = last.then(() => start(task));
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

function resultOf(worker: Worker): Promise<GatherResult> {
  return new Promise<GatherResult>((resolve, reject) => {
    const timer = setTimeout(() => void worker.terminate(), LONGEST_MS);
    timer.unref();
    worker.once('message', (message: GatherMessage) => ('result' in message ? resolve(message.result) : reject(new AppError(message.failure.code, message.failure.details))));
    worker.once('error', (cause) => reject(fail('server.internal', {}, cause)));
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(fail('server.busy', { detail: 'The gathering was stopped.' }));
    });
  });
}
