import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { FromBuilder, ToBuilder } from './build-messages.ts';
import type { PostingsOf } from './build-slices.ts';
import { createPostingRun } from './posting-run.ts';

/** Makes postings in this worker thread, whose work gives way to checks. To be called once, by the entry file. */
export function serveBuilding(postingsOf: PostingsOf): void {
  const port = parentPort;
  if (port === null) throw new Error('The name index is built in a worker thread.');
  // On Linux the niceness is that of the calling thread alone.
  if (process.platform === 'linux') setPriority(0, 10);
  const tell = (message: FromBuilder, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  let run = createPostingRun();
  port.on('message', (message: ToBuilder) => {
    if (message.kind === 'records') {
      for (const record of message.records) run.add(record.row, postingsOf(record));
      tell({ kind: 'collected', size: run.size });
      return;
    }
    const postings = run.sorted();
    run = createPostingRun();
    tell({ kind: 'sorted', postings }, [postings.keys.buffer, postings.rows.buffer, postings.payloads.buffer]);
  });
}
