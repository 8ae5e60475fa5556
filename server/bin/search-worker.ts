/** Entry of the thread that looks something up in an organisation's own logs. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '@watchword/api/errors.ts';
import { loadHasher } from '#databases/databases.ts';
import { readLookedFor, searchEntries, SEARCH_MS, type SearchMessage, type SearchWhere, type SearchWork } from '#oversight/oversight.ts';
import { openPostgresReader } from '#store/postgres.ts';
import { openSqliteReader } from '#store/sqlite.ts';
import type { Read } from '#store/store.ts';
import { lowerPriority } from '#store/thread-priority.ts';

const { place, wanted } = workerData as SearchWork;
// When the cores are busy, checks go first.
lowerPriority(5);
const began = performance.now();
void work().then((message) => parentPort?.postMessage(message));

async function work(): Promise<SearchMessage> {
  await loadHasher();
  const { read, close } = await openReader(place);
  try {
    const { about, at, ...task } = wanted;
    const isOver = (): boolean => performance.now() - began > SEARCH_MS;
    return { result: await searchEntries({ dir: place.audit, read }, { ...task, about: about === undefined ? undefined : readLookedFor(about, at), isOver }) };
  } catch (error) {
    if (error instanceof AppError) return { failure: { code: error.code, details: error.details } };
    throw error;
  } finally {
    await close();
  }
}

async function openReader(where: SearchWhere): Promise<{ read: Read; close(): Promise<void> }> {
  if ('url' in where) return await openPostgresReader({ url: where.url, server: where.server, poolSize: 2 });
  const { read, close } = openSqliteReader({ file: where.file, cache: 32 });
  return { read, close: async () => close() };
}
