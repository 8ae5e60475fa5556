/** Entry file of the writer thread in the tests. */
import { workerData } from 'node:worker_threads';
import { loadHasher } from '#databases/databases.ts';
import { openSqliteWriting, type SqliteOptions } from '#store/sqlite.ts';
import { serveWriter } from '#store/writer/serve-writer.ts';
import { HANDLERS } from './handlers-under-test.ts';

void serveWriter({ open: async () => (await loadHasher(), openSqliteWriting(workerData as SqliteOptions, 0)), handlers: HANDLERS });
