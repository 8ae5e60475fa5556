import { fail } from '@watchword/api/errors.ts';
import type { Ask, Questions } from '../store.ts';
import { startLane, type Lane } from './lane.ts';
import type { SendLookup } from './protocol.ts';

/** What is needed to start reading threads. */
export interface StartReadersOptions {
  /** The file that calls `serveReader`. */
  readonly entry: URL;
  /** Reaches the entry file as `workerData`. */
  readonly data: unknown;
  /** How many; 2 unless told, so that look-ups go on beside a long question. */
  readonly threads?: number;
  /** More requests than this do not wait: the next is refused with `server.busy`. 10,000 unless told. */
  readonly waitingMost?: number;
}

/** Threads that read, so that the main thread does not wait for the disk. */
export interface Readers<Q extends Questions> {
  readonly lookUp: SendLookup;
  readonly ask: Ask<Q>;
  /** Answers what waits, then ends. */
  close(): Promise<void>;
}

/** A question may take as long as so many look-ups. */
const QUESTION = 16;
/** So many look-ups may wait for the first thread before another is started for them, and so many milliseconds go by before one is for questions. */
const WORTH_A_THREAD = 32;
const PREPARE_AFTER = 5000;

/**
 * Starts the first reading thread; the others start when there is work for them, or soon after everything else. Each request opens its own snapshot after it has arrived, hence after every commit that was acknowledged
 * before it was sent: what was written is seen. Throws what opening threw: `store.unavailable`, `store.broken`, `store.newer`.
 */
export async function startReaders<Q extends Questions>(options: StartReadersOptions): Promise<Readers<Q>> {
  const { threads = 2, waitingMost = 10_000 } = options;
  const lanes = Array.from({ length: threads }, () => startLane(options));
  const close = async (): Promise<void> => void (await Promise.all(lanes.map((lane) => lane.close())));
  const [first] = lanes;
  await first?.open().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const preparing = setTimeout(() => lanes.at(-1)?.prepare(), PREPARE_AFTER);
  preparing.unref();
  const forLookups = (): readonly Lane[] => ((first?.load() ?? 0) < Math.min(WORTH_A_THREAD, waitingMost) ? lanes.filter((lane) => lane.isOpen()) : lanes);
  return {
    lookUp: (async (name, ...asked) => choose(forLookups(), waitingMost).ask({ kind: 'lookup', name, asked }, 1)) as SendLookup,
    ask: (async (name, asked) => choose(lanes.toReversed(), waitingMost).ask({ kind: 'question', name, asked }, QUESTION)) as Ask<Q>,
    async close() {
      clearTimeout(preparing);
      await close();
    },
  };
}

/**
 * The one with the least before it, and of equal ones the first: its memory holds the pages that are asked for most. Look-ups begin at
 * one end and questions at the other, so that they seldom meet.
 */
function choose(lanes: readonly Lane[], waitingMost: number): Lane {
  const lane = lanes.reduce((least, next) => (next.load() < least.load() ? next : least));
  if (lane.load() >= waitingMost) throw fail('server.busy');
  return lane;
}
