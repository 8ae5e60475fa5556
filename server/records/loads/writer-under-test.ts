/** Entry file of the writer thread in the tests. */
import { workerData } from 'node:worker_threads';
import { openSqliteWriting, type SqliteOptions } from '#store/sqlite.ts';
import { serveWriter } from '#store/writer/serve-writer.ts';
import { HANDLERS } from './handlers-under-test.ts';

serveWriter({ open: () => openSqliteWriting(workerData as SqliteOptions, 0), handlers: HANDLERS });
