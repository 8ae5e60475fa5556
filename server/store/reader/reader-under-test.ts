/** Entry file of the reading threads in the tests. */
import { workerData } from 'node:worker_threads';
import { openSqliteReader, type SqliteOptions } from '../sqlite.ts';
import { questions } from './questions-under-test.ts';
import { serveReader } from './serve-reader.ts';

serveReader({ open: () => openSqliteReader(workerData as SqliteOptions), questions: async () => questions });
