/** Keeps the veils: takes records over beside the filter, looks for those that came unread, and closes keys when nobody else carries them. */
import { setImmediate, setTimeout } from 'node:timers/promises';
import { AppError } from '@watchword/api/errors.ts';
import { index53, type Hasher, type Key } from '#databases/databases.ts';
import { listHiddenFrontRows, listRestrictedRows, STATE, veilOf } from '#records/records.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { LoadedRuns } from './loaded-runs.ts';
import { keysOfStored } from './stored-keys.ts';
import { createVeilTable, type VeilTable } from './veils.ts';

/** What keeping needs. `mostKept`: records, for tests. */
export type KeepVeilsOptions = {
  readonly read: Read;
  readonly hasher: Hasher;
  readonly loaded: LoadedRuns;
  readonly onTrouble: (cause: unknown) => void;
  readonly mostKept?: number;
};

/** The table with what keeps it fresh. */
export type KeptVeils = {
  readonly table: VeilTable;
  /** A record as it was read after its change, with its keys: to be called in the step that inserts them, before the change is acknowledged. */
  take(record: StoredRecord, keys: readonly Key[]): void;
  /** Rows that were not read: of a load whose keys were delivered, or that have ended. */
  look(span: RowSpan): void;
  /** A run was published or given up: keys that waited for that may be closed. */
  reopen(): void;
  /** Looks for every record of the store that is to be kept. To be called once. */
  fill(): void;
  /** Resolves when nothing is left to be looked for and every key is closed that can be. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

type RowSpan = { readonly fromRow: number; readonly toRow: number; readonly why: 'delivered' | 'ended' };
/** `hidden`: all that are hidden from the front line, `ended`: those that are kept already, `restricted`: all others. */
type Job = { readonly look: 'hidden' } | { readonly look: 'ended' | 'restricted'; fromRow: number; readonly toRow: number };

/** Rows read, and keys asked, between two turns of the event loop: about a millisecond. */
const PAGE = 50;
const KEYS = 32;
const MOST_HIDDEN = 200_000;
const MOST_ENDED = 1000;
const RETRY = 1000;
/** Milliseconds after which every key that is not closed is looked at again. */
const REOPEN_EVERY = 600_000;

type Keeping = {
  readonly options: KeepVeilsOptions;
  readonly table: VeilTable;
  readonly signal: AbortSignal;
  /** Rows that were taken over while somebody here read: what he has read may be older. */
  readonly readings: Set<Set<number>>;
};

/** Makes the veils; empty before `fill`. */
export function keepVeils(options: KeepVeilsOptions): KeptVeils {
  const table = createVeilTable(options.mostKept);
  const closing = new AbortController();
  const keeping: Keeping = { options, table, signal: closing.signal, readings: new Set() };
  const worker = startWorking(keeping);
  const reopen = (): void => {
    table.reopen();
    worker.begin();
  };
  // Somebody else may have lost a key by an amendment, which is told by its row and not by the key.
  const timer = setInterval(reopen, REOPEN_EVERY).unref();
  return {
    table,
    take(record, keys) {
      for (const taken of keeping.readings) taken.add(record.row);
      enter(table, record, keys);
      if (table.size() > 0) worker.begin();
    },
    look({ fromRow, toRow, why }) {
      if (why === 'ended' && table.size() === 0) return;
      if (why === 'delivered') table.reopen();
      worker.begin({ look: why === 'ended' ? 'ended' : 'restricted', fromRow, toRow });
    },
    reopen,
    fill: () => worker.begin({ look: 'hidden' }, { look: 'restricted', fromRow: 0, toRow: Number.MAX_SAFE_INTEGER }),
    async settled() {
      reopen();
      await worker.idle();
    },
    async close() {
      closing.abort();
      clearInterval(timer);
      await worker.idle();
    },
  };
}

/** Does the jobs in their order, then closes keys, until there is nothing left; begins again when told to. */
function startWorking(keeping: Keeping): { begin(...jobs: readonly Job[]): void; idle(): Promise<void> } {
  const { table, signal, options } = keeping;
  const jobs: Job[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (!signal.aborted) {
      const job = jobs[0];
      const keys = job === undefined ? table.takeOpened() : [];
      if (job === undefined && keys.length === 0) break;
      try {
        await (job === undefined ? closeKeys(keeping, keys) : run(keeping, job));
        if (job !== undefined) jobs.shift();
      } catch (cause) {
        if (signal.aborted) break;
        options.onTrouble(cause);
        table.reopen();
        await setTimeout(RETRY, undefined, { ref: false, signal }).catch(() => undefined);
      }
    }
    working = undefined;
  }

  return {
    begin(...more) {
      jobs.push(...more);
      if (!signal.aborted) working ??= setImmediate().then(work);
    },
    async idle() {
      while (working !== undefined) await working;
    },
  };
}

function enter(table: VeilTable, record: StoredRecord, keys: readonly Key[]): void {
  const indexed = keys.map(({ hi, lo }) => index53(hi, lo));
  const isEnded = record.state !== STATE.active;
  table.take({ row: record.row, database: record.database, veil: veilOf(record), keys: isEnded ? [] : indexed });
  // Others may carry them alone from now on.
  if (isEnded && indexed.length > 0) table.touch(indexed);
  else if (isEnded) table.reopen();
}

/** A record that is damaged is left out: then it counts as one that somebody may see. */
async function readAgain(keeping: Keeping, rows: readonly number[]): Promise<void> {
  for (let from = 0; from < rows.length && !keeping.signal.aborted; from += PAGE) {
    const page = rows.slice(from, from + PAGE);
    try {
      await readPage(keeping, page);
    } catch (cause) {
      if (!isDamage(cause)) throw cause;
      keeping.options.onTrouble(cause);
      for (const row of page) await readPage(keeping, [row]).catch((one: unknown) => (isDamage(one) ? undefined : Promise.reject(one)));
    }
    await setImmediate();
  }
}

async function readPage({ options: { read, hasher }, table, readings }: Keeping, rows: readonly number[]): Promise<void> {
  const taken = new Set<number>();
  readings.add(taken);
  let records: readonly StoredRecord[];
  try {
    records = await read.findByRows(rows);
  } finally {
    readings.delete(taken);
  }
  for (const record of records) if (!taken.has(record.row)) enter(table, record, keysOfStored(hasher, record));
}

function isDamage(cause: unknown): boolean {
  return cause instanceof AppError && cause.code !== 'store.unavailable';
}

/** Those that are kept are forgotten, and keys that they shared with others may be closed. Of very many only the former is looked at one by one. */
async function forgetEnded(keeping: Keeping, { fromRow, toRow }: { readonly fromRow: number; readonly toRow: number }): Promise<void> {
  const isMany = toRow - fromRow > MOST_ENDED;
  const rows: number[] = [];
  for (let row = fromRow; row <= toRow; row += 1) if (!isMany || keeping.table.has(row)) rows.push(row);
  await readAgain(keeping, rows);
  if (isMany) keeping.table.reopen();
}

async function run(keeping: Keeping, job: Job): Promise<void> {
  const { options: { read }, table, signal } = keeping;
  if (job.look === 'hidden') return readAgain(keeping, await listHiddenFrontRows(read, MOST_HIDDEN));
  if (job.look === 'ended') return forgetEnded(keeping, job);
  while (!signal.aborted && !table.isFull()) {
    const rows = await listRestrictedRows(read, { fromRow: job.fromRow, toRow: job.toRow, limit: 500 });
    await readAgain(keeping, rows.filter((row) => !table.has(row)));
    const last = rows.at(-1);
    if (last === undefined) return;
    job.fromRow = last + 1;
  }
}

/** Closes those of these keys that no record carries beside those kept here. */
async function closeKeys({ options: { read, loaded }, table, signal }: Keeping, keys: readonly number[]): Promise<void> {
  const asked = keys.flatMap((key) => {
    const of = table.find(key);
    return of === undefined ? [] : [{ key, of, turn: of.turn }];
  });
  // Before the store is read: what is settled by then is in the store, and what is delivered from now on changes the turn.
  const unsettled = await loaded.findUnsettled(new Set(keys));
  for (const [at, { key, of, turn }] of asked.entries()) {
    if (signal.aborted) return;
    if (at % KEYS === KEYS - 1) await setImmediate();
    if (unsettled.has(key)) continue;
    const rows = await read.findRowsByKeys([key]);
    const isSame = table.find(key) === of && of.turn === turn;
    if (isSame && rows.every((row) => of.holders.some((holder) => holder.row === row))) of.isClosed = true;
  }
}
