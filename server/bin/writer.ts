/** Entry of the writer thread: the one place that writes to the store of this machine. */
import { workerData } from 'node:worker_threads';
import { HANDLERS } from '../handlers.ts';
import { loadHasher } from '#databases/databases.ts';
import { openSqliteWriting, type SqliteOptions } from '#store/sqlite.ts';
import { serveWriter } from '#store/writer/serve-writer.ts';

const { now, ...options } = workerData as SqliteOptions & { now: number };

async function open(): Promise<ReturnType<typeof openSqliteWriting>> {
  await loadHasher();
  return openSqliteWriting(options, now);
}

void serveWriter({ open, handlers: HANDLERS });
