import { fail } from '@watchword/api/errors.ts';
import type { Request } from './protocol.ts';
import { startThread, type ReadingThread } from './thread.ts';

type WithoutId<Sent> = Sent extends unknown ? Omit<Sent, 'id'> : never;

/** A way to read: one thread at a time. */
export interface Lane {
  /** Resolves when it can be asked, and rejects with what opening threw; its thread starts now, if it has not. */
  open(): Promise<void>;
  /** Whether its thread was started. Asking starts it as well. */
  isOpen(): boolean;
  /** How much waits for it. */
  load(): number;
  /** `weight`: about how many look-ups it counts as. */
  ask(request: WithoutId<Request>, weight: number): Promise<unknown>;
  /** Says that questions will come. */
  prepare(): void;
  close(): Promise<void>;
}

/** A thread that has ended is not started again before so many milliseconds have passed. */
const RESTART_AFTER = 1000;

/** One that is not started yet. Should its thread end by itself, those who wait are told `store.unavailable`, and whoever asks later starts another. */
export function startLane(options: { readonly entry: URL; readonly data: unknown }): Lane {
  let thread: ReadingThread | undefined;
  let started = 0;
  let isClosing = false;
  let last = 0;
  let requests: Request[] = [];
  /** Requests of the same moment travel in one message: a message costs more than a look-up. */
  const flush = (): void => {
    const batch = requests;
    requests = [];
    if (batch.length > 0) thread?.send(batch);
  };
  const running = (): ReadingThread => {
    if (thread !== undefined && (thread.gone() === undefined || performance.now() - started < RESTART_AFTER)) return thread;
    started = performance.now();
    thread = startThread(options);
    // Whoever asks it hears of it.
    thread.opened.catch(() => undefined);
    return thread;
  };
  return {
    open: () => running().opened,
    isOpen: () => thread !== undefined,
    load: () => thread?.load() ?? 0,
    async ask(request, weight) {
      if (isClosing) throw fail('store.unavailable', { detail: 'The store is closing.' });
      const asked = running();
      const gone = asked.gone();
      if (gone !== undefined) throw gone;
      last += 1;
      const answered = asked.expect(last, weight);
      requests.push({ ...request, id: last } as Request);
      if (requests.length === 1) queueMicrotask(flush);
      return answered;
    },
    prepare: () => running().prepare(),
    async close() {
      isClosing = true;
      flush();
      await thread?.close();
    },
  };
}
