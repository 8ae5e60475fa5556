import { AppError, fail } from '@watchword/api/errors.ts';
import { isDiskFull, isStoreFailure } from '../sqlite/failure.ts';
import type { Writing } from '../sqlite/writing.ts';
import type { ChangeSpan, Handlers, OutboxEntry, Write } from '../store.ts';
import { packFailure, type FromWriter, type Reply } from './protocol.ts';
import type { Queue, Waiting } from './queue.ts';

/** Operations in one commit at most, and milliseconds after which slices and tidying come to a commit. */
const GROUP_MOST = 512;
const COMMIT_WITHIN = 25;
/** More runs than this are merged even while loads go on. */
const RUNS_MOST = 32;

export interface GroupOptions {
  readonly writing: Writing;
  readonly handlers: Handlers;
  readonly queue: Queue;
  /** Takes what has arrived at the ports into the queue. */
  readonly receive: () => void;
  readonly send: (commit: Extract<FromWriter, { kind: 'committed' }>) => void;
}

/** Does what waits, one transaction at a time. */
export interface Groups {
  /** One transaction: some of what waits, one commit, then all answers. Never throws. */
  run(): Promise<void>;
}

interface Answer {
  readonly waiting: Waiting;
  /** Undefined while it runs. */
  reply: Reply | undefined;
}

/**
 * Group commit. One fsync costs as much as dozens of operations, so all operations that wait share one. Each has its
 * savepoint: one that fails undoes itself alone. Slices of loads and the tidying of the key index fill the time between;
 * after each of them (a few milliseconds) single operations that have come in meanwhile are run and committed.
 * An answer leaves only after the commit has returned.
 */
export function createGroups(options: GroupOptions): Groups {
  const { writing, queue } = options;
  /** Why nothing can be written any more, once it is so. */
  let stopped: AppError | undefined;
  return {
    async run() {
      const answers: Answer[] = [];
      try {
        if (stopped !== undefined) throw stopped;
        writing.begin();
        await fill(options, answers);
        writing.commit();
      } catch (error) {
        const failure = error instanceof AppError && isStoreFailure(error) ? error : fail('store.unavailable', {}, error);
        if (!isDiskFull(failure)) stopped = failure;
        stopped = rollback(writing, stopped);
        refuse(options, answers, failure);
        queue.tidyDue = false;
        queue.forgetDue = false;
        return;
      }
      sendAll(options, answers);
    },
  };
}

async function fill(options: GroupOptions, answers: Answer[]): Promise<void> {
  const { writing, queue, receive } = options;
  const started = performance.now();
  const timeLeft = (): boolean => performance.now() - started < COMMIT_WITHIN;
  if (queue.forgetUpTo > 0) {
    await writing.operate((tx) => tx.forgetOutbox(queue.forgetUpTo));
    queue.forgetUpTo = 0;
    queue.forgetDue = false;
  }
  if (!queue.hasSingle()) {
    while (timeLeft() && !queue.hasSingle()) {
      const slice = queue.takeSlice();
      if (slice === undefined) break;
      await runOne(options, answers, slice);
      queue.tidyDue = true;
      receive();
    }
    if (queue.tidyDue && (answers.length === 0 || writing.runs() > RUNS_MOST)) tidy(options, timeLeft);
  }
  for (let next = queue.takeSingle(); next !== undefined; next = queue.takeSingle()) {
    await runOne(options, answers, next);
    queue.tidyDue = true;
    if (answers.length >= GROUP_MOST) break;
    if (timeLeft()) receive();
  }
}

function tidy({ writing, queue, receive }: GroupOptions, timeLeft: () => boolean): void {
  while (timeLeft() && !queue.hasWork()) {
    if (!writing.tidy()) {
      queue.tidyDue = false;
      return;
    }
    receive();
  }
}

async function runOne({ writing, handlers }: GroupOptions, answers: Answer[], waiting: Waiting): Promise<void> {
  const { id, name, payload } = waiting.request;
  const answer: Answer = { waiting, reply: undefined };
  answers.push(answer);
  try {
    const handler = Object.hasOwn(handlers, name) ? (handlers[name] as (tx: Write, payload: unknown) => unknown) : undefined;
    if (handler === undefined) throw new Error(`There is no write named ${name}.`);
    const { result, outbox, changes } = await writing.operate((tx) => handler(tx, payload));
    answer.reply = { id, result, outbox, changes };
  } catch (error) {
    if (isStoreFailure(error)) throw error;
    answer.reply = { id, failure: packFailure(error) };
  }
}

function rollback(writing: Writing, stopped: AppError | undefined): AppError | undefined {
  try {
    writing.rollback();
    return stopped;
  } catch (error) {
    return stopped ?? fail('store.unavailable', {}, error);
  }
}

/** Tells everyone in a lost transaction, and everyone who waits behind it, that nothing was stored. */
function refuse(options: GroupOptions, answers: readonly Answer[], failure: AppError): void {
  const { queue } = options;
  const lost: Waiting[] = answers.map((answer) => answer.waiting);
  for (let next = queue.takeSingle(); next !== undefined; next = queue.takeSingle()) lost.push(next);
  for (let next = queue.takeSlice(); next !== undefined; next = queue.takeSlice()) lost.push(next);
  sendAll(options, lost.map((waiting) => ({ waiting, reply: { id: waiting.request.id, failure: packFailure(failure) } })));
}

function sendAll({ send }: GroupOptions, answers: readonly Answer[]): void {
  const replies: Reply[] = [];
  const outbox: OutboxEntry[] = [];
  const toLoaders: (() => void)[] = [];
  let changes: ChangeSpan | undefined;
  for (const { waiting: { loader }, reply } of answers) {
    if (reply === undefined) continue;
    if (!('failure' in reply) && reply.changes !== undefined) {
      changes = { first: changes?.first ?? reply.changes.first, last: reply.changes.last };
    }
    if (loader === undefined) replies.push(reply);
    else {
      if (!('failure' in reply)) outbox.push(...reply.outbox);
      toLoaders.push(() => loader.postMessage('failure' in reply ? reply : { ...reply, outbox: [] }));
    }
  }
  // The main thread hears first: it takes the audit entries to the log before a load can say that it is done.
  if (answers.length > 0) send({ kind: 'committed', replies, changes, outbox });
  for (const tell of toLoaders) tell();
}
