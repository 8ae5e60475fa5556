import { setImmediate } from 'node:timers/promises';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { indexKeys, referenceKey, type Hasher } from '#databases/databases.ts';
import { createPostingRun, putChangedNames, putManyNames, sliceOf, type ManyNames, type PostingRun } from '#name-index/name-index.ts';
import { createKeyRun, postingsOf, STATE, type KeyRun } from '#records/records.ts';
import type { Handlers, Read, RunSlice, Write, Writer } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { LoadedKeys } from './loaded-runs.ts';
import { keysOfStored } from './stored-keys.ts';

type Published = { readonly since: number; readonly run: number; readonly keys: number; readonly fromRow: number; readonly toRow: number; readonly at: number };

/** The writes by which rows of a load that was cut off get their keys and names. */
export const reindexHandlers = {
  'reindex.begin': (tx: Write) => tx.beginRun(),
  'reindex.append': (tx: Write, slice: RunSlice) => tx.appendRun(slice),
  'reindex.append-names': (tx: Write, names: ManyNames) => putManyNames(tx, names),
  'reindex.publish': async (tx: Write, { since, run, keys, fromRow, toRow, at }: Published) => {
    await tx.publishRun(run);
    await putChangedNames(tx, { since, fromRow, toRow }, postingsOf);
    await tx.markReindexed(toRow);
    await tx.appendChange({ at, kind: 'load.published', fromRow, toRow, detail: { run, keys } });
  },
} satisfies Handlers;

/** What settling needs. */
export type ReindexOptions = {
  readonly writer: Pick<Writer<typeof reindexHandlers>, 'run'>;
  readonly read: Read;
  readonly hasher: Hasher;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** `KeptFilter.insertLoaded`, when the filter is open already: it need not read the rows again then. */
  readonly deliver?: (loaded: LoadedKeys) => Promise<void>;
  /** Pairs of key and row that make a run: 4 million unless told. Sorting them holds the event loop for 100 ns a pair. */
  readonly pairsMost?: number;
};

/** Rows read at once, and pairs of a slice: a few milliseconds each. */
const PAGE = 500;
const SLICE = 5000;
const POSTINGS = 1500;
/** So many postings of names count as one pair. */
const POSTINGS_A_PAIR = 4;
/** Slices on the way to the writer at once. */
const IN_FLIGHT = 8;

type Part = { readonly fromRow: number; readonly toRow: number; readonly run: KeyRun; readonly names: PostingRun; readonly since: number };

/**
 * Gives the rows of `findReindexSpan` their keys and names, and returns how many rows it went over. To be awaited at the start,
 * before the first answer: until then these rows are found by nobody. While checks go on `pairsMost` must be small.
 * What was cut off by a crash goes on from the last run that was published.
 */
export async function settleReindex(options: ReindexOptions): Promise<number> {
  const span = await options.read.findReindexSpan();
  if (span === undefined) return 0;
  let storing: Promise<void> = Promise.resolve();
  for (let fromRow = span.fromRow; fromRow <= span.toRow; ) {
    // While one run goes to the writer the rows of the next are read.
    const part = await collectPart(options, fromRow, span.toRow);
    await storing;
    storing = storePart(options, part);
    storing.catch(() => undefined);
    fromRow = part.toRow + 1;
  }
  await storing;
  return span.toRow - span.fromRow + 1;
}

async function collectPart({ read, hasher, pairsMost = 4_000_000 }: ReindexOptions, fromRow: number, lastRow: number): Promise<Part> {
  const since = await read.lastChange();
  const run = createKeyRun();
  const names = createPostingRun();
  let next = fromRow;
  while (next <= lastRow && run.size + names.size / POSTINGS_A_PAIR < pairsMost) {
    const records = await read.readRows(next, Math.min(PAGE, lastRow - next + 1));
    for (const record of records) {
      if (record.row > lastRow) break;
      for (const key of keysToGive(hasher, record)) run.add(key, record.row);
      names.add(record.row, postingsOf(record));
    }
    next = records.length === 0 ? lastRow + 1 : (records.at(-1)?.row ?? lastRow) + 1;
    await setImmediate();
  }
  return { fromRow, toRow: Math.min(next - 1, lastRow), run, names, since };
}

/** A record that has ended keeps the key of its reference alone. */
function keysToGive(hasher: Hasher, record: StoredRecord): number[] {
  if (record.state === STATE.active) return indexKeys(keysOfStored(hasher, record));
  const { reference, owner } = record;
  return reference === null ? [] : indexKeys([referenceKey(hasher, { database: getDatabaseByNumber(record.database), owner, reference })]);
}

async function storePart({ writer, deliver, now }: ReindexOptions, { fromRow, toRow, run: pairs, names, since }: Part): Promise<void> {
  const { result: run } = await writer.run('reindex.begin', undefined);
  const { keys, rows } = pairs.sorted();
  const slices = Array.from({ length: Math.ceil(keys.length / SLICE) }, (_, at) => at * SLICE);
  await sendAll(slices, (from) => writer.run('reindex.append', { run, keys: keys.slice(from, from + SLICE), rows: rows.slice(from, from + SLICE) }));
  const postings = names.sorted();
  const portions = Array.from({ length: Math.ceil(postings.keys.length / POSTINGS) }, (_, at) => at * POSTINGS);
  await sendAll(portions, (from) => writer.run('reindex.append-names', { since, postings: sliceOf(postings, from, from + POSTINGS) }));
  await deliver?.({ run, keys });
  await writer.run('reindex.publish', { since, run, keys: keys.length, fromRow, toRow, at: now() });
}

async function sendAll(from: readonly number[], send: (from: number) => Promise<unknown>): Promise<void> {
  const underWay: Promise<unknown>[] = [];
  for (const one of from) {
    const sent = send(one);
    // Its failure is thrown where it is awaited; another one may be awaited first.
    sent.catch(() => undefined);
    underWay.push(sent);
    if (underWay.length >= IN_FLIGHT) await underWay.shift();
  }
  await Promise.all(underWay);
}
