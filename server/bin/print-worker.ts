/** Entry of the thread that prints reports on joint operations. */
import { parentPort } from 'node:worker_threads';
import { AppError } from '@watchword/api/errors.ts';
import { printReport } from '#joint/reports/print/print.ts';
import type { PrintMessage, PrintWork } from '#joint/reports/print-thread.ts';
import { lowerPriority } from '#store/thread-priority.ts';

// When the cores are busy, checks go first.
lowerPriority(5);
parentPort?.on('message', (work: PrintWork) => parentPort?.postMessage(print(work)));

function print(work: PrintWork): PrintMessage {
  try {
    return { pdf: printReport(work) };
  } catch (error) {
    return { failure: error instanceof AppError ? { code: error.code, details: error.details } : { code: 'server.internal', details: {} } };
  }
}
