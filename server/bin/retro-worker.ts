/** Entry of the thread that keeps what was asked in the last days, for records that are entered later. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveBook } from '#hits/hits.ts';
import { lowerPriority } from '#store/thread-priority.ts';

// When the cores are busy, checks go first.
lowerPriority(10);
if (parentPort !== null) serveBook(parentPort, (workerData as { dir: string }).dir);
