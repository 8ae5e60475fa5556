import type { DatabaseSync } from 'node:sqlite';
import { fail } from '@watchword/api/errors.ts';
import type { ChangeSpan, OutboxEntry, Write, Written } from '../store.ts';
import { guarded, isStoreFailure, storeFailure } from './failure.ts';
import { openKeyRuns, type KeyRuns } from './key-runs.ts';
import { openLoadRuns, type LoadRuns } from './load-runs.ts';
import { openMerging } from './merge.ts';
import { openReading } from './reading.ts';
import { prepareInsertRecords } from './record-insert.ts';
import { prepareLogWrites } from './log-writes.ts';
import { preparePostingWrites } from './name-postings.ts';

/** The writing side of a store: one transaction at a time, each with any number of operations. */
export interface Writing {
  begin(): void;
  /**
   * Runs one operation in a savepoint. When it throws, it alone is undone, and its error is thrown on; after a failure
   * of the store (`isStoreFailure`) the whole transaction must be rolled back. Nothing counts before `commit`.
   */
  operate<Result>(work: (tx: Write) => Promise<Result> | Result): Promise<Written<Result>>;
  /** When it returns, the transaction is on the disk. When it throws, it was rolled back. */
  commit(): void;
  rollback(): void;
  /** Inside a transaction: a few milliseconds of tidying the key index; false when nothing is due. */
  tidy(): boolean;
  /** How many runs a look-up asks. */
  runs(): number;
  close(): void;
}

/** How the key index is kept. */
export interface WritingOptions {
  /** Keys at which the open run is full. */
  readonly openLimit: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** Opens the writing side over the one connection that writes, and gives up what a crash cut off. */
export function openWriting(connection: DatabaseSync, options: WritingOptions): Writing {
  const current = createOperation();
  const onRollback = (undo: () => void): void => void current.undo.push(undo);
  const runs = openKeyRuns(connection, { openLimit: options.openLimit, onRollback });
  runs.reload();
  const merging = openMerging(connection, runs, options.now);
  const loads = openLoadRuns({
    connection,
    runs,
    insertRecords: prepareInsertRecords(connection),
    onRollback,
    onCommit: (act) => current.afterwards.push(act),
  });
  const transaction = openTransaction({ connection, runs, current });
  transaction.begin();
  loads.recover();
  if (![...runs.list.values()].some((run) => run.state === 'open')) runs.create('open');
  transaction.commit();
  const tx = openWrite(connection, { runs, loads, current });

  return {
    ...transaction,
    operate: (work) => operate(connection, { current, tx, transaction }, work),
    tidy: () => guarded(() => merging.step()),
    runs: () => [...runs.list.values()].filter((run) => run.state === 'live' || run.state === 'open').length,
    close: () => connection.close(),
  };
}

/** What the running operation and its transaction have done so far. */
interface Operation {
  outbox: OutboxEntry[];
  first: number;
  last: number;
  readonly undo: (() => void)[];
  readonly afterwards: (() => void)[];
}

function createOperation(): Operation {
  return { outbox: [], first: 0, last: 0, undo: [], afterwards: [] };
}

interface Transaction {
  begin(): void;
  commit(): void;
  rollback(): void;
  undoTo(mark: number): void;
}

interface TransactionParts {
  readonly connection: DatabaseSync;
  readonly runs: KeyRuns;
  readonly current: Operation;
}

function openTransaction({ connection, runs, current }: TransactionParts): Transaction {
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  const rollback = connection.prepare('ROLLBACK');
  const undoTo = (mark: number): void => {
    while (current.undo.length > mark) current.undo.pop()?.();
    runs.reload();
  };
  const all: Transaction = {
    undoTo,
    begin: () =>
      guarded(() => {
        begin.run();
        // An operation before may have asked that what it deletes be overwritten: tidying, which deletes much, must not pay for that.
        connection.exec('PRAGMA secure_delete = FAST');
      }),
    commit() {
      try {
        runs.turnOver();
        commit.run();
      } catch (error) {
        all.rollback();
        throw storeFailure(error);
      }
      runs.settle();
      for (const act of current.afterwards.splice(0)) act();
      current.undo.length = 0;
    },
    rollback() {
      // After some failures SQLite has rolled back by itself.
      if (connection.isTransaction) guarded(() => rollback.run());
      current.afterwards.length = 0;
      guarded(() => undoTo(0));
    },
  };
  return all;
}

interface OperateParts {
  readonly current: Operation;
  readonly tx: Write;
  readonly transaction: Transaction;
}

async function operate<Result>(
  connection: DatabaseSync,
  { current, tx, transaction }: OperateParts,
  work: (tx: Write) => Promise<Result> | Result,
): Promise<Written<Result>> {
  const undoMark = current.undo.length;
  const afterMark = current.afterwards.length;
  current.outbox = [];
  current.first = 0;
  current.last = 0;
  guarded(() => connection.exec('SAVEPOINT operation; PRAGMA secure_delete = FAST'));
  try {
    const result = await work(tx);
    // A handler that swallowed a failure of the disk must not be taken for one that has written.
    if (!connection.isTransaction) throw fail('store.unavailable');
    guarded(() => connection.exec('RELEASE operation'));
    const changes: ChangeSpan | undefined = current.first > 0 ? { first: current.first, last: current.last } : undefined;
    return { result, outbox: current.outbox, changes };
  } catch (error) {
    const failure = storeFailure(error);
    if (isStoreFailure(failure) || !connection.isTransaction) throw isStoreFailure(failure) ? failure : fail('store.unavailable', {}, failure);
    guarded(() => connection.exec('ROLLBACK TO operation; RELEASE operation'));
    current.afterwards.length = afterMark;
    guarded(() => transaction.undoTo(undoMark));
    throw failure;
  }
}

interface WriteParts {
  readonly runs: KeyRuns;
  readonly loads: LoadRuns;
  readonly current: Operation;
}

function openWrite(connection: DatabaseSync, { runs, loads, current }: WriteParts): Write {
  const reading = openReading({ hot: connection, ordinary: connection, onSnapshot: (work) => work(), openWalk: () => ({ connection, end: () => undefined }) });
  const insertRecord = prepareInsertRecords(connection);
  return {
    ...reading,
    ...prepareLogWrites(connection, {
      changed: (seq) => {
        current.first ||= seq;
        current.last = seq;
      },
      entered: (entry) => current.outbox.push(entry),
    }),
    ...preparePostingWrites(connection),
    ...guardAll(loads.write),
    insertRecord: async (record, keys) =>
      guarded(() => {
        const row = insertRecord([record]);
        runs.addKeys(row, keys);
        return row;
      }),
    addKeys: async (row, keys) => guarded(() => runs.addKeys(row, keys)),
    removeKeys: async (row, keys) =>
      guarded(() => {
        runs.removeKeys(row, keys);
        loads.removePending(row, keys);
      }),
    async findRowsByKeyIncludingPending(key) {
      const stored = await reading.findRowsByKeys([key]);
      const pending = loads.findPending(key);
      return pending.length === 0 ? stored : [...new Set([...stored, ...pending])].sort((a, b) => a - b);
    },
  };
}

type Async = (argument: never) => Promise<unknown>;

function guardAll<Methods extends Record<keyof Methods, Async>>(methods: Methods): Methods {
  const guardedMethods = Object.entries<Async>(methods).map(([name, method]) => [
    name,
    (argument: never) =>
      method(argument).catch((error: unknown) => {
        throw storeFailure(error);
      }),
  ]);
  return Object.fromEntries(guardedMethods) as Methods;
}
