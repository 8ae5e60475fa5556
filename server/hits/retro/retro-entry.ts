/** Entry of the thread that keeps what was asked in the last days, for records that are entered later. */
import { parentPort, workerData } from 'node:worker_threads';
import { lowerPriority } from '#store/thread-priority.ts';
import { openBook } from './book.ts';
import type { Answer, Asked } from './thread.ts';

// When the cores are busy, checks go first.
lowerPriority(10);
const book = openBook((workerData as { dir: string }).dir);

parentPort?.on('message', (asked: Asked) => {
  try {
    say({ id: asked.id, result: answer(asked) });
  } catch (error) {
    say({ id: asked.id, failure: error instanceof Error ? error.name : 'failed' });
  }
  if ('close' in asked) parentPort?.close();
});

function answer(asked: Asked): unknown {
  if ('note' in asked) return book.note(asked.note);
  if ('find' in asked) return book.find(asked.find, asked.at);
  if ('forget' in asked) return book.forget(asked.forget);
  return book.close();
}

function say(message: Answer): void {
  parentPort?.postMessage(message);
}
