/** Slices on their way to the writer: a few at once, in order, and none before its rejects are on the disk. */
import type { ManyPostings } from '#name-index/name-index.ts';
import type { LoadWriter } from './load-writer.ts';
import type { KeySink, Runs } from './publish-runs.ts';
import type { RejectsFile } from './rejects.ts';
import type { SliceKeys } from './slice.ts';
import type { Slice } from './store-slice.ts';

/** A slice that is cut: its keys and the postings of its names go into a run or travel with it. */
export type CutSlice = { slice: Omit<Slice, 'into'>; keys: SliceKeys; names: ManyPostings };

export type SenderParts = {
  writer: LoadWriter;
  sink: KeySink;
  runs: Runs;
  rejects: RejectsFile;
  dryRun: boolean;
  /** Numbers for slices that are found at once, below zero and given to nobody else in this process. */
  nextNumber: () => number;
};

/** Sends slices. */
export type Sender = {
  /** Takes the next slice; resolves when there is room for one more. Throws when one before it was not stored. */
  send(slice: CutSlice): Promise<void>;
  /** Resolves when all are stored. */
  drain(): Promise<void>;
  /** Resolves when all are stored, and what they stored is found. */
  finish(): Promise<void>;
};

/** Slices under way at once: enough to keep the writer busy, few enough for the memory. */
export const UNDER_WAY = 24;
/** Slices that wait for the disk together, when there are rejects among them. */
const HELD = 8;
/** The first slices of a sending are found at once: a small file then needs no run, and leaves none to be merged. */
const FOUND_AT_ONCE = 8;
/** So many postings of names count as one key when it is asked whether a run is full. */
const POSTINGS_A_KEY = 4;

/** Nothing is under way at first. */
export function createSender(parts: SenderParts): Sender {
  const { runs, rejects, dryRun } = parts;
  const underWay = new Set<Promise<void>>();
  const held: CutSlice[] = [];
  let sent = 0;
  let failure: { readonly cause: unknown } | undefined;

  const watch = (storing: Promise<void>): void => {
    const done = storing.catch((cause: unknown) => void (failure ??= { cause })).finally(() => underWay.delete(done));
    underWay.add(done);
  };
  const throwFailure = (): void => {
    if (failure !== undefined) throw failure.cause;
  };
  /** The call of the writer is made before this resolves: so slices reach it in their order. */
  const start = async (cut: CutSlice): Promise<void> => {
    sent += 1;
    if (dryRun) watch(storeDry(parts, cut));
    else if (sent <= FOUND_AT_ONCE) watch((await storeFound(parts, cut)).stored);
    else watch((await storeInRun(parts, cut)).stored);
  };
  const sendHeld = async (): Promise<void> => {
    rejects.flush();
    for (const cut of held.splice(0)) {
      while (underWay.size >= UNDER_WAY) await Promise.race(underWay);
      throwFailure();
      await start(cut);
    }
  };
  const drain = async (): Promise<void> => {
    await sendHeld();
    await Promise.all(underWay);
    throwFailure();
  };
  return {
    drain,
    async send(cut) {
      throwFailure();
      held.push(cut);
      if (held.length >= HELD || (held.length === 1 && cut.slice.rejected === 0)) await sendHeld();
    },
    async finish() {
      await drain();
      await runs.finish();
    },
  };
}

async function storeDry({ writer }: SenderParts, { slice }: CutSlice): Promise<void> {
  await writer.run('loads.store', { ...slice, into: { run: 0 } });
}

/** A function that has sent the slice and resolves to its being stored, without waiting for that. */
type Sent = Promise<{ readonly stored: Promise<void> }>;

async function storeFound({ writer, sink, nextNumber }: SenderParts, { slice, keys, names }: CutSlice): Sent {
  const published = { run: nextNumber(), keys: keys.keys.length };
  await sink.deliver(published.run, Float64Array.from(keys.keys));
  const storing = writer.run('loads.store', { ...slice, into: { keys, names, published } });
  const stored = storing.then(({ rows }) => {
    const records = rows.reduce((sum, row) => sum + (row > 0 ? 1 : 0), 0);
    if (records > 0) sink.published(published.run, records);
    else sink.forget(published.run);
  });
  return { stored };
}

async function storeInRun({ writer, runs }: SenderParts, { slice, keys, names }: CutSlice): Sent {
  const run = await runs.current();
  run.taken(keys.keys.length + Math.ceil(names.keys.length / POSTINGS_A_KEY));
  const storing = writer.run('loads.store', { ...slice, into: { run: run.number } });
  return { stored: storing.then(({ rows }) => run.stored({ keys, names }, rows)) };
}
