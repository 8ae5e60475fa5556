/** A store with records, loads and a kept filter, for tests: what the door, the records folder and a loading thread do, in small. */
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { splitTail } from '@watchword/api/databases/travel-documents.ts';
import { indexKeys, loadHasher, packContent, recordKeys } from '#databases/databases.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import type { Store, Write } from '#store/store.ts';
import type { NewRecord } from '#store/tables.ts';
import type { WalkSource } from './fill-filter.ts';
import { insertPages } from './key-pages.ts';
import { openKeptFilter, type KeepOptions, type KeptFilter } from './keep-filter.ts';
import { reindexHandlers, type ReindexOptions } from './reindex.ts';

export const hasher = await loadHasher();
const vehicles = getDatabase('vehicles');
const documents = getDatabase('travel-documents');
const OWNER = 7;

/** A made-up vehicle; the number is in its VIN, plate and reference. */
export const vehicleOf = (number: number) => ({
  database: vehicles,
  owner: OWNER,
  reference: `V-${number}`,
  content: { vin: `UTZZZZ8X4GB${String(number).padStart(6, '0')}`, plate: `W ${number}`, type: 'car', status: 'stolen' },
});

/** A made-up range of stolen blanks: a hundred numbers from XK + number * 100 on. */
export const blanksOf = (number: number) => {
  const text = (value: number): string => `XK${String(value).padStart(8, '0')}`;
  const content = { number: text(number * 100), numberTo: text(number * 100 + 99), issuer: 'UTO', type: 'passport', fraud: 'stolen-blank' };
  return { database: documents, owner: OWNER, reference: `B-${number}`, content };
};

/** `terms`: columns that differ from the usual ones. */
export type Made = (ReturnType<typeof vehicleOf> | ReturnType<typeof blanksOf>) & { readonly terms?: Partial<NewRecord> };

export const keysOf = (made: Made) => recordKeys(hasher, made);

function recordOf(made: Made, id: number): NewRecord {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(12, id);
  return {
    id: bytes, database: made.database.number, owner: made.owner, reference: made.reference, version: 1, state: 0, review: 0, expires_on: 30_000, created_at: 1,
    amended_at: null, verified_on: null, hidden_from: null, hidden_front: 0, confidentiality: 0, notice: null, content: packContent(made.database, made.content), ...made.terms,
  };
}

const rangesOf = (made: Made, row: number) =>
  (made.database.ranges?.(made.content) ?? []).map(({ prefix, digits, low, high }) => ({ database: made.database.number, kind: 1, prefix, digits, low, high, row }));

let ids = 0;
/** Each change has a time of its own, as it has in life. */
let clock = 0;

/** Enters a record; returns its row. */
export async function create(tx: Write, made: Made): Promise<number> {
  const row = await tx.insertRecord(recordOf(made, (ids += 1)), indexKeys(keysOf(made)));
  await tx.addRanges(rangesOf(made, row));
  await tx.appendChange({ at: (clock += 1), kind: 'record.created', database: made.database.number, fromRow: row, toRow: row });
  return row;
}

/** Gives a row other content. */
export async function amend(tx: Write, row: number, { before, after }: { before: Made; after: Made }): Promise<void> {
  await tx.db.updateTable('record').set({ content: packContent(after.database, after.content), reference: after.reference, sum: null }).where('row', '=', row).execute();
  await tx.removeKeys(row, indexKeys(keysOf(before)));
  await tx.addKeys(row, indexKeys(keysOf(after)));
  await tx.removeRanges(row);
  await tx.addRanges(rangesOf(after, row));
  await tx.appendChange({ at: (clock += 1), kind: 'record.amended', database: after.database.number, fromRow: row, toRow: row });
}

/** Gives a row other terms. */
export async function restrict(tx: Write, row: number, terms: Partial<NewRecord>): Promise<void> {
  await tx.db.updateTable('record').set({ ...terms, sum: null }).where('row', '=', row).execute();
  await tx.appendChange({ at: (clock += 1), kind: 'record.amended', fromRow: row, toRow: row });
}

/** Takes a record out of the index. */
export async function withdraw(tx: Write, row: number, made: Made): Promise<void> {
  await tx.db.updateTable('record').set({ state: 1, sum: null }).where('row', '=', row).execute();
  await tx.removeKeys(row, indexKeys(keysOf(made)));
  await tx.removeRanges(row);
  await tx.appendChange({ at: (clock += 1), kind: 'record.withdrawn', fromRow: row, toRow: row });
}

/** Stores a slice of a load; returns the first row. */
export async function storeSlice(tx: Write, run: number, slice: readonly Made[]): Promise<number> {
  const first = await tx.insertRecords({ run, records: slice.map((made) => recordOf(made, (ids += 1))) });
  await tx.addRanges(slice.flatMap((made, at) => rangesOf(made, first + at)));
  await tx.appendChange({ at: (clock += 1), kind: 'load.stored', fromRow: first, toRow: first + slice.length - 1 });
  return first;
}

/** Pairs of a run, sorted as `appendRun` wants them. */
export function pairsOf(rows: ReadonlyMap<number, Made>): { keys: Float64Array; rows: Float64Array } {
  const pairs = [...rows].flatMap(([row, made]) => indexKeys(keysOf(made)).map((key) => [key, row] as const));
  pairs.sort(([a, rowA], [b, rowB]) => a - b || rowA - rowB);
  return { keys: Float64Array.from(pairs, ([key]) => key), rows: Float64Array.from(pairs, ([, row]) => row) };
}

/** Publishes a run; `said` is what the change says of it. */
export async function publish(tx: Write, run: number, { rows, said }: { rows: ReadonlyMap<number, Made>; said: unknown }): Promise<void> {
  await tx.appendRun({ run, ...pairsOf(rows) });
  await tx.publishRun(run);
  const all = [...rows.keys()];
  await tx.appendChange({ at: (clock += 1), kind: 'load.published', fromRow: Math.min(...all), toRow: Math.max(...all), detail: said });
}

/** Whether checks would miss a record that stands in the index: the filter says "certainly not" to one of its keys, or no range row is found. */
export function isMissed(kept: KeptFilter, row: number, made: Made): boolean {
  if (keysOf(made).some(({ hi, lo }) => !kept.mightContain(hi, lo))) return true;
  for (const { prefix, digits, low, high } of made.database.ranges?.(made.content) ?? []) {
    for (const number of [low, high]) {
      if (!kept.findRangeRows({ database: made.database.number, prefix, digits, number }).includes(row)) return true;
    }
  }
  return false;
}

/** A walk over the whole index that waits at each gate, so that a test decides what happens meanwhile. */
export function gatedWalk(read: Store['read'], pageSize: number, gate: () => Promise<void>): WalkSource {
  return async (next) => {
    async function* pages(): AsyncGenerator<Float64Array> {
      for await (const page of read.walkKeys(pageSize)) {
        await gate();
        yield page;
      }
      await gate();
    }
    await insertPages(next, pages());
  };
}

/** A folder with a store and a filter file. */
export function filesIn(folder: string) {
  const store = join(folder, 'store.db');
  const file = join(folder, 'filter');
  const logs = [store, `${store}-wal`];
  return {
    file,
    openStore: () => openSqliteStore({ file: store, cache: 8, openLimit: 64 }, 0),
    openKept: (read: Store['read'], options: Partial<KeepOptions> & Pick<KeepOptions, 'walk'>) => openKeptFilter({ file, origin: 'this store', read, hasher, ...options }),
    /** Copies of the closed store and of the filter file, and the way to put them back. */
    async keepStore() {
      // A walk that was left open keeps the write-ahead log from being taken into the store.
      for (const path of logs) {
        await rm(`${path}.kept`, { force: true });
        if (existsSync(path)) await copyFile(path, `${path}.kept`);
      }
    },
    async restoreStore() {
      for (const path of [...logs, `${store}-shm`]) await rm(path, { force: true });
      for (const path of logs) if (existsSync(`${path}.kept`)) await copyFile(`${path}.kept`, path);
    },
    keepFile: async () => existsSync(file) && copyFile(file, `${file}.kept`),
    restoreFile: async () => existsSync(`${file}.kept`) && copyFile(`${file}.kept`, file),
    removeFile: () => rm(file, { force: true }),
    async changeFile(change: (bytes: Buffer) => Buffer) {
      if (existsSync(file)) await writeFile(file, change(await readFile(file)));
    },
  };
}

/** The number of a range of blanks, as a check asks it. */
export const tailOf = (text: string) => {
  const tail = splitTail(text);
  if (tail === undefined) throw new Error('not a number');
  return { database: documents.number, prefix: tail.prefix, digits: tail.digits, number: tail.value };
};

/** The writes of `settleReindex` without a thread; `beforeEach` may throw, as a store that goes away. */
export function directWriter(store: Store, beforeEach: () => void = () => undefined): ReindexOptions['writer'] {
  const run = async (name: keyof typeof reindexHandlers, payload: never): Promise<unknown> => {
    beforeEach();
    return store.write((tx) => (reindexHandlers[name] as (tx: Write, payload: never) => unknown)(tx, payload));
  };
  return { run } as ReindexOptions['writer'];
}
