/** Building the slot of this version beside everything else: part by part in order of row, each part sorted before it is entered. */
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { NameSlot } from '#store/postings.ts';
import type { Read, Writer } from '#store/store.ts';
import type { FromBuilder, ToBuilder } from './build-messages.ts';
import type { nameIndexSlices } from './build-slices.ts';
import { sliceOf, type SortedPostings } from './posting-run.ts';

/** The way to the writer. */
export type NameWriter = Pick<Writer<ReturnType<typeof nameIndexSlices>>, 'run'>;

/** What the index of a server needs. `entry`: the file of the thread that builds, which calls `serveBuilding`. */
export type NameIndexParts = {
  readonly read: Read;
  readonly writer: NameWriter;
  readonly entry: URL;
  /** Told when building failed; it goes on at the next start, from where it was. */
  readonly onFailure: (error: unknown) => void;
  /** Postings of a part: 2 million unless told, some 100 MB while it is collected. */
  readonly partMost?: number;
};

/** The name index of a server. */
export type NameIndex = {
  /** Resolves when the index is complete, or building was given up. */
  readonly settled: Promise<void>;
  /** Stops building. */
  close(): Promise<void>;
};

const PART_MOST = 2_000_000;
/** Records read at once: about a millisecond. */
const PAGE = 250;
/** Postings of one write: a few milliseconds. */
const SLICE = 1500;
/** Writes under way at once. */
const UNDER_WAY = 3;

/** Opens the index: at once when it is there; otherwise it is built in the background, and until then a search says `unavailable`. */
export async function openNameIndex(parts: NameIndexParts): Promise<NameIndex> {
  const { result: work } = await parts.writer.run('names.open', undefined);
  const stop = new AbortController();
  const settled = (async () => {
    if (work.building !== undefined) await build(parts, work.building, stop.signal);
    const { leaving } = work;
    if (leaving === undefined) return;
    while (!stop.signal.aborted && (await parts.writer.run('names.empty', leaving)).result) await setImmediate();
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) parts.onFailure(error);
  });
  return {
    settled,
    async close() {
      stop.abort();
      await settled;
    },
  };
}

async function build(parts: NameIndexParts, slot: NameSlot, signal: AbortSignal): Promise<void> {
  const worker = new Worker(parts.entry);
  try {
    let { nextRow } = slot;
    for (let complete = false; !complete; ) {
      signal.throwIfAborted();
      const since = await parts.read.lastChange();
      const part = await collect(parts, { worker, fromRow: nextRow, signal });
      await enterAll(parts.writer, { slot: slot.slot, since, postings: part.postings }, signal);
      ({ complete } = (await parts.writer.run('names.end-part', { slot: slot.slot, since, toRow: part.toRow })).result);
      nextRow = part.toRow + 1;
    }
  } finally {
    await worker.terminate();
  }
}

type Collecting = { readonly worker: Worker; readonly fromRow: number; readonly signal: AbortSignal };

async function collect({ read, partMost = PART_MOST }: NameIndexParts, { worker, fromRow, signal }: Collecting): Promise<{ postings: SortedPostings; toRow: number }> {
  const lastRow = await read.lastRow();
  let next = fromRow;
  for (let size = 0; next <= lastRow && size < partMost; ) {
    signal.throwIfAborted();
    const records = await read.readRows(next, PAGE);
    const answer = await ask(worker, { kind: 'records', records: records.filter(({ row }) => row <= lastRow) });
    size = answer.kind === 'collected' ? answer.size : size;
    next = records.length === 0 ? lastRow + 1 : Math.min((records.at(-1)?.row ?? lastRow) + 1, lastRow + 1);
  }
  const answer = await ask(worker, { kind: 'sort' });
  if (answer.kind !== 'sorted') throw new Error('The thread that builds the name index has lost its place.');
  return { postings: answer.postings, toRow: Math.max(next, fromRow) - 1 };
}

/** Rejects with the error of the thread. */
async function ask(worker: Worker, message: ToBuilder): Promise<FromBuilder> {
  const answered = once(worker, 'message');
  worker.postMessage(message);
  const [answer] = (await answered) as [FromBuilder];
  return answer;
}

async function enterAll(writer: NameWriter, { slot, since, postings }: { slot: 0 | 1; since: number; postings: SortedPostings }, signal: AbortSignal): Promise<void> {
  const underWay: Promise<unknown>[] = [];
  for (let from = 0; from < postings.keys.length; from += SLICE) {
    signal.throwIfAborted();
    const sent = writer.run('names.enter', { slot, since, postings: sliceOf(postings, from, from + SLICE) });
    // Its failure is thrown where it is awaited; another one may be awaited first.
    sent.catch(() => undefined);
    underWay.push(sent);
    if (underWay.length >= UNDER_WAY) await underWay.shift();
  }
  await Promise.all(underWay);
}
