/** Entry of a reading thread: it looks up and answers questions, so that the main thread never waits for the disk. */
import { workerData } from 'node:worker_threads';
import { openSqliteReader, type SqliteOptions } from '#store/sqlite.ts';
import { serveReader } from '#store/reader/serve-reader.ts';

serveReader({ open: () => openSqliteReader(workerData as SqliteOptions), questions: async () => (await import('../questions.ts')).QUESTIONS });
