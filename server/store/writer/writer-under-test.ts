/** Entry file of the writer thread in the tests. */
import { workerData } from 'node:worker_threads';
import { openSqliteWriting, type SqliteOptions } from '../sqlite.ts';
import { handlers } from './handlers-under-test.ts';
import { serveWriter } from './serve-writer.ts';

void serveWriter({ open: () => openSqliteWriting(workerData as SqliteOptions, 0), handlers });
