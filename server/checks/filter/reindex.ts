import { setImmediate } from 'node:timers/promises';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { indexKeys, referenceKey, type Hasher } from '#databases/databases.ts';
import { createKeyRun, STATE, type KeyRun } from '#records/records.ts';
import type { Handlers, Read, RunSlice, Write, Writer } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { LoadedKeys } from './loaded-runs.ts';
import { keysOfStored } from './stored-keys.ts';

type Published = { readonly run: number; readonly keys: number; readonly fromRow: number; readonly toRow: number; readonly at: number };

/** The writes by which rows of a load that was cut off get their keys. */
export const reindexHandlers = {
  'reindex.begin': (tx: Write) => tx.beginRun(),
  'reindex.append': (tx: Write, slice: RunSlice) => tx.appendRun(slice),
  'reindex.publish': async (tx: Write, { run, keys, fromRow, toRow, at }: Published) => {
    await tx.publishRun(run);
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
/** Slices on the way to the writer at once. */
const IN_FLIGHT = 8;

type Part = { readonly fromRow: number; readonly toRow: number; readonly run: KeyRun };

/**
 * Gives the rows of `findReindexSpan` their keys, and returns how many rows it went over. To be awaited at the start,
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
  const run = createKeyRun();
  let next = fromRow;
  while (next <= lastRow && run.size < pairsMost) {
    const records = await read.readRows(next, Math.min(PAGE, lastRow - next + 1));
    for (const record of records) if (record.row <= lastRow) for (const key of keysToGive(hasher, record)) run.add(key, record.row);
    next = records.length === 0 ? lastRow + 1 : (records.at(-1)?.row ?? lastRow) + 1;
    await setImmediate();
  }
  return { fromRow, toRow: Math.min(next - 1, lastRow), run };
}

/** A record that has ended keeps the key of its reference alone. */
function keysToGive(hasher: Hasher, record: StoredRecord): number[] {
  if (record.state === STATE.active) return indexKeys(keysOfStored(hasher, record));
  const { reference, owner } = record;
  return reference === null ? [] : indexKeys([referenceKey(hasher, { database: getDatabaseByNumber(record.database), owner, reference })]);
}

async function storePart({ writer, deliver, now }: ReindexOptions, { fromRow, toRow, run: pairs }: Part): Promise<void> {
  const { result: run } = await writer.run('reindex.begin', undefined);
  const { keys, rows } = pairs.sorted();
  const underWay: Promise<unknown>[] = [];
  for (let from = 0; from < keys.length; from += SLICE) {
    const sent = writer.run('reindex.append', { run, keys: keys.slice(from, from + SLICE), rows: rows.slice(from, from + SLICE) });
    // Its failure is thrown where it is awaited; another one may be awaited first.
    sent.catch(() => undefined);
    underWay.push(sent);
    if (underWay.length >= IN_FLIGHT) await underWay.shift();
  }
  await Promise.all(underWay);
  await deliver?.({ run, keys });
  await writer.run('reindex.publish', { run, keys: keys.length, fromRow, toRow, at: now() });
}
