/** Printing in a thread of its own, one report after the other: no check waits for it. The thread stays for a while, for the next one. */
import { Worker } from 'node:worker_threads';
import { AppError, fail, type ErrorCode, type ErrorDetails } from '@watchword/api/errors.ts';
import type { ReportLanguage } from '@watchword/api/joint/reports.ts';
import { INCIDENT_KINDS, MEASURES } from '@watchword/api/joint/words.ts';
import { FONT_FOLDERS, readPageWords } from '#requests/requests.ts';
import type { Told } from './print/present.ts';

/** What the thread is asked, and what it says. Fonts and words come along, so that it has little to load. */
export type PrintWork = { readonly told: Told; readonly language: ReportLanguage; readonly fonts: readonly string[]; readonly words: Readonly<Record<string, string>> };
export type PrintMessage = { readonly pdf: Uint8Array } | { readonly failure: { readonly code: ErrorCode; readonly details: ErrorDetails } };
/** Prints a report. @throws `server.busy` when many wait, or it takes too long */
export type Print = (told: Omit<Told, 'training'>, language: ReportLanguage) => Promise<Uint8Array>;

const MOST_WAITING = 8;
const LONGEST_MS = 60_000;
/** An idle thread is ended after so many ms. */
const IDLE_MS = 120_000;

/** Opens the way to the thread; it is started by the first report. `training`: every page says that all is fictional. */
export function openPrinting(entry: URL, { training }: { readonly training: boolean }): { print: Print; close(): Promise<void> } {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let [waiting, closed] = [0, false];
  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };
  const take = async (work: PrintWork): Promise<Uint8Array> => {
    if (closed) throw fail('server.busy');
    clearTimeout(idle);
    worker ??= startThread(entry);
    const said = await askThread(worker, work);
    if (said === undefined) {
      await end();
      throw fail('server.busy', { detail: 'The report was not printed in time.' });
    }
    idle = setTimeout(() => void end(), IDLE_MS).unref();
    if ('failure' in said) throw new AppError(said.failure.code, said.failure.details);
    return said.pdf;
  };
  return {
    async print(told, language) {
      if (waiting >= MOST_WAITING) throw fail('server.busy', { detail: 'Other reports are being printed. Ask again in a few seconds.' });
      waiting += 1;
      const turn = tail.then(() => take({ told: { ...told, training }, language, fonts: FONT_FOLDERS, words: wordsOf(language) }));
      tail = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        waiting -= 1;
      }
    },
    async close() {
      closed = true;
      await end();
      await tail;
    },
  };
}

/** The words of the pages that a report has. */
function wordsOf(language: ReportLanguage): Record<string, string> {
  const page = readPageWords(language);
  return Object.fromEntries([...MEASURES.map((one) => `operations.measure.${one}`), ...INCIDENT_KINDS.map((one) => `operations.kind.${one}`)].flatMap((key) => {
    const word = page(key);
    return word === undefined ? [] : [[key, word]];
  }));
}

function startThread(entry: URL): Worker {
  const worker = new Worker(entry);
  worker.unref();
  // Whoever waits hears of it; when nobody does it is nobody's.
  worker.on('error', () => undefined);
  return worker;
}

/** What the thread says; undefined when the time is over, or it ended by itself. */
async function askThread(worker: Worker, work: PrintWork): Promise<PrintMessage | undefined> {
  const { promise, resolve } = Promise.withResolvers<PrintMessage | undefined>();
  const failed = (): void => resolve(undefined);
  const timer = setTimeout(failed, LONGEST_MS);
  worker.once('message', resolve).once('error', failed).once('exit', failed);
  worker.postMessage(work);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.off('message', resolve).off('error', failed).off('exit', failed);
  }
}
