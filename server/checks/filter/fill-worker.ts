/** Entry file of the thread that fills a filter from the SQLite file. */
import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteReader } from '#store/sqlite.ts';
import { lowerPriority } from '#store/thread-priority.ts';
import type { FillTask } from './fill-filter.ts';
import { attachFilter } from './filter.ts';
import { insertPage } from './key-pages.ts';

const PAGE = 32_768;

const { options, buffer, stop } = workerData as FillTask;
// When the cores are busy, checks go first.
lowerPriority(10);
const filter = attachFilter(buffer);
const stopped = new Int32Array(stop);
const reader = openSqliteReader({ ...options, cache: 8 });
void fill().then(() => parentPort?.postMessage('filled'));

async function fill(): Promise<void> {
  try {
    for await (const page of reader.read.walkKeys(PAGE)) {
      if (Atomics.load(stopped, 0) === 1) throw new Error('The filling of the filter was stopped.');
      insertPage(filter, page);
    }
  } finally {
    reader.close();
  }
}
