import type { MessagePort } from 'node:worker_threads';
import type { Request } from './protocol.ts';

/** An operation that waits; `loader` is where its answer goes when it is a slice of a load. */
export interface Waiting {
  readonly request: Request;
  readonly loader: MessagePort | undefined;
}

/** What waits for the writer. Single operations go before slices of loads. */
export interface Queue {
  readonly loaders: Set<MessagePort>;
  /** Audit entries up to this number may go; 0 for none. */
  forgetUpTo: number;
  forgetDue: boolean;
  /** Whether the key index may have something to tidy. */
  tidyDue: boolean;
  closing: boolean;
  closed: boolean;
  addSingles(requests: readonly Request[]): void;
  addSlice(request: Request, loader: MessagePort): void;
  hasWork(): boolean;
  hasSingle(): boolean;
  takeSingle(): Waiting | undefined;
  takeSlice(): Waiting | undefined;
}

/** An empty queue; `tidyDue` at first, because a merge may have been cut off. */
export function createQueue(): Queue {
  const singles = createLine();
  const slices = createLine();
  return {
    loaders: new Set(),
    forgetUpTo: 0,
    forgetDue: false,
    tidyDue: true,
    closing: false,
    closed: false,
    addSingles(requests) {
      for (const request of requests) singles.add({ request, loader: undefined });
    },
    addSlice: (request, loader) => slices.add({ request, loader }),
    hasWork: () => singles.size() > 0 || slices.size() > 0,
    hasSingle: () => singles.size() > 0,
    takeSingle: () => singles.take(),
    takeSlice: () => slices.take(),
  };
}

/** First in, first out. `Array.shift` of a long array moves all of it, so the front is a number. */
function createLine() {
  let waiting: (Waiting | undefined)[] = [];
  let front = 0;
  return {
    size: () => waiting.length - front,
    add: (next: Waiting) => void waiting.push(next),
    take(): Waiting | undefined {
      const next = waiting[front];
      if (next === undefined) return undefined;
      waiting[front] = undefined;
      front += 1;
      if (front === waiting.length) {
        waiting = [];
        front = 0;
      }
      return next;
    },
  };
}
