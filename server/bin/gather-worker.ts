/** Entry of the thread that gathers everything held on one person, and prints it. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '@watchword/api/errors.ts';
import { loadHasher } from '#databases/databases.ts';
import { openPostgresReader } from '#store/postgres.ts';
import { openSqliteReader } from '#store/sqlite.ts';
import type { Read } from '#store/store.ts';
import { lowerPriority } from '#store/thread-priority.ts';
import { gather, type GatherMessage, type GatherPlace, type GatherResult, type GatherWork } from '#requests/requests.ts';

const { place, task } = workerData as GatherWork;
// When the cores are busy, checks go first.
lowerPriority(5);
const began = performance.now();
// No module waits here: whoever ends the thread meanwhile would end the process. A failure reaches the starter as the thread's error.
void work().then((message) => parentPort?.postMessage(message));

async function work(): Promise<GatherMessage> {
  await loadHasher();
  const { read, close } = await openReader(place);
  try {
    return { result: await gatherAndPrint(read) };
  } catch (error) {
    if (error instanceof AppError) return { failure: { code: error.code, details: error.details } };
    throw error;
  } finally {
    await close();
  }
}

async function gatherAndPrint(read: Read): Promise<GatherResult> {
  const { request, subject, at, print } = task;
  const gathered = await gather({ read, audit: place.audit, travellerKey: place.travellerKey }, { request, subject, at, elapsed: () => performance.now() - began });
  if (print === undefined) return gathered;
  const { printPackage } = await import('#requests/print/print.ts');
  return { ...gathered, pdf: printPackage({ subject: gathered.subject, asked: subject, language: print, training: place.training }) };
}

async function openReader(where: GatherPlace): Promise<{ read: Read; close(): Promise<void> }> {
  if ('url' in where) return await openPostgresReader({ url: where.url, server: where.server, poolSize: 2 });
  const { read, close } = openSqliteReader({ file: where.file, cache: 32 });
  return { read, close: async () => close() };
}
