/** Entry of a reading thread: it looks up and answers questions, so that the main thread never waits for the disk. */
import { workerData } from 'node:worker_threads';
import { openSqliteReader, type SqliteOptions } from '#store/sqlite.ts';
import type { Questions } from '#store/store.ts';
import { serveReader } from '#store/reader/serve-reader.ts';

async function loadQuestions(): Promise<Questions> {
  const [{ loadHasher }, { QUESTIONS }] = await Promise.all([import('#databases/databases.ts'), import('../questions.ts')]);
  await loadHasher();
  return QUESTIONS;
}

serveReader({ open: () => openSqliteReader(workerData as SqliteOptions), questions: loadQuestions });
