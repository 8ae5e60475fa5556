import { randomUUID } from 'node:crypto';
import { fail, type AppError } from '@watchword/api/errors.ts';
import type { OutboxEntry } from '../../store.ts';
import { isConnectionLost, isRetryable, isStoreFailure } from '../failure.ts';
import { createLines, type Lines, type Waiting } from './lines.ts';
import { createSeeker, type Seeker } from './seeker.ts';
import type { Telling } from './telling.ts';
import type { Outcome, WriterConnection } from './transaction.ts';

/** Does what waits, one transaction at a time. */
export interface Groups {
  /** How many operations wait. */
  size(): number;
  add(waiting: Waiting): void;
  /** The audit log has all entries up to this number. */
  forget(upTo: number): void;
  /** Finishes what waits and ends the connection. */
  close(): Promise<void>;
}

/** What groups need. */
export interface GroupOptions {
  readonly connect: () => Promise<WriterConnection>;
  /** The first connection, opened already. */
  readonly connection: WriterConnection;
  readonly telling: Telling;
}

/** Operations in one commit at most (the database keeps 64 savepoints at hand), and milliseconds after which slices come to one. */
const GROUP_MOST = 50;
const COMMIT_WITHIN = 25;
/** A forgotten entry may wait this long, in milliseconds, for a commit that has other work too. */
const FORGET_WITHIN = 50;
/** An operation is begun at most so often, and so many transactions in a row may fail before they begin one. */
const TRIES_MOST = 3;
/** How often, in milliseconds, a commit in doubt is asked for when nobody writes. */
const ASK_AGAIN_AFTER = 1000;

interface Answer {
  readonly waiting: Waiting;
  readonly outcome: Outcome;
}

/** A commit whose answer did not arrive: it is stored if its mark is. */
interface Doubt {
  readonly mark: string;
  readonly answers: readonly Answer[];
  /** Whether those who waited were told that it is not known. */
  told: boolean;
}

interface State {
  readonly lines: Lines;
  readonly seeker: Seeker;
  readonly telling: Telling;
  doubt: Doubt | undefined;
  /** Whether the database should be asked now what became of the commit in doubt. */
  doubtDue: boolean;
  forgetUpTo: number;
  forgetDue: boolean;
  /** Transactions in a row that failed before they began an operation. */
  failures: number;
}

/**
 * Handlers are written as if nobody else wrote: they look, decide and write. With several servers this holds because
 * each transaction first locks the row `head`. So that the lock costs little, all operations that wait share one
 * transaction, each in its savepoint; `writer/groups.ts` does the same for SQLite.
 *
 * When the connection is lost before a commit was sent, nothing is stored, and all of it is run again. When it is lost
 * after, the next transaction tells: it gets the lock when the lost one has ended, and then reads the mark. Until then
 * nothing else is written, because the audit log of this server must get its entries in order.
 */
export function createGroups({ connect, connection, telling }: GroupOptions): Groups {
  const state: State = {
    lines: createLines(),
    seeker: createSeeker(connect, connection),
    telling,
    doubt: undefined,
    doubtDue: false,
    forgetUpTo: 0,
    forgetDue: false,
    failures: 0,
  };
  const marks = randomUUID();
  let commits = 0;
  let running: Promise<void> | undefined;
  const hasWork = (): boolean => state.lines.size() > 0 || state.forgetDue || state.doubtDue;
  const work = async (): Promise<void> => {
    while (hasWork()) {
      commits += 1;
      await runTransaction(state, `${marks}/${commits}`);
    }
    running = undefined;
  };
  const wake = (): void => {
    if (hasWork()) running ??= work();
  };
  const asking = setInterval(() => {
    state.doubtDue = state.doubt !== undefined;
    wake();
  }, ASK_AGAIN_AFTER).unref();
  return {
    size: () => state.lines.size(),
    add(waiting) {
      state.lines.add(waiting);
      wake();
    },
    forget(upTo) {
      state.forgetUpTo = Math.max(state.forgetUpTo, upTo);
      setTimeout(() => {
        state.forgetDue = state.forgetUpTo > 0;
        wake();
      }, FORGET_WITHIN).unref();
    },
    async close() {
      clearInterval(asking);
      state.forgetDue = state.forgetUpTo > 0;
      wake();
      while (running !== undefined) await running;
      await state.seeker.close();
    },
  };
}

/** One transaction: some of what waits, one commit, then all answers. Never throws. */
async function runTransaction(state: State, mark: string): Promise<void> {
  const begun: Waiting[] = [];
  const answers: Answer[] = [];
  let writer: WriterConnection | undefined;
  let committing = false;
  const forgotten = state.forgetUpTo;
  try {
    writer = await state.seeker.find();
    await writer.begin();
    await resolveDoubt(state, writer);
    if (forgotten > 0) await writer.tx.forgetOutbox(forgotten);
    await fill(state.lines, async (waiting) => {
      waiting.tries += 1;
      begun.push(waiting);
      if (writer !== undefined) answers.push({ waiting, outcome: await writer.operate(waiting.work) });
    });
    committing = true;
    await writer.commit(mark);
  } catch (error) {
    state.forgetDue = false;
    if (committing && isConnectionLost(error)) {
      state.doubt = { mark, answers, told: false };
      state.doubtDue = true;
    } else {
      giveBack(state, begun, error);
    }
    await state.seeker.recover(error);
    return;
  }
  state.failures = 0;
  state.forgetDue = false;
  if (state.forgetUpTo === forgotten) state.forgetUpTo = 0;
  settle(state.telling, answers);
}

/** Slices and single operations in turn, as `writer/groups.ts` does. */
async function fill(lines: Lines, run: (waiting: Waiting) => Promise<void>): Promise<void> {
  const started = performance.now();
  let count = 0;
  while (!lines.hasSingle() && count < GROUP_MOST && performance.now() - started < COMMIT_WITHIN) {
    const slice = lines.takeSlice();
    if (slice === undefined) break;
    await run(slice);
    count += 1;
  }
  for (; count < GROUP_MOST; count += 1) {
    const single = lines.takeSingle();
    if (single === undefined) return;
    await run(single);
  }
}

/** Listeners hear of a commit before those who wait for it go on: what they keep is then fresh for the next check. */
function settle(telling: Telling, answers: readonly Answer[]): void {
  const outbox: OutboxEntry[] = [];
  let first = 0;
  let last = 0;
  for (const { outcome } of answers) {
    if ('error' in outcome) continue;
    outbox.push(...outcome.outbox);
    first ||= outcome.changes?.first ?? 0;
    last = outcome.changes?.last ?? last;
  }
  telling.committed(first > 0 ? { first, last } : undefined, outbox);
  for (const { waiting, outcome } of answers) {
    if ('error' in outcome) waiting.reject(outcome.error);
    else waiting.resolve(outcome);
  }
}

/** To be called inside a transaction: whatever was under way has ended then. */
async function resolveDoubt(state: State, writer: WriterConnection): Promise<void> {
  const { doubt } = state;
  state.doubtDue = false;
  if (doubt === undefined) return;
  const stored = (await writer.findMark()) === doubt.mark;
  state.doubt = undefined;
  if (stored) settle(state.telling, doubt.told ? doubt.answers.map(silenced) : doubt.answers);
  else if (!doubt.told) retry(state.lines, doubt.answers.map(({ waiting }) => waiting), unavailable());
}

/** Nobody waits for it any more; its changes and audit entries are told all the same. */
function silenced(answer: Answer): Answer {
  return { ...answer, waiting: { ...answer.waiting, resolve: () => undefined, reject: () => undefined } };
}

/** Deals with those whose transaction was lost before its commit was sent. */
function giveBack(state: State, begun: readonly Waiting[], error: unknown): void {
  state.failures = begun.length > 0 ? 0 : state.failures + 1;
  retry(state.lines, begun, error);
  if (state.failures === 0 || (isRetryable(error) && state.failures < TRIES_MOST && !state.seeker.hasGivenUp())) return;
  state.failures = 0;
  const failure = isStoreFailure(error) ? error : unavailable(error);
  for (const waiting of state.lines.takeAll()) waiting.reject(failure);
  state.doubtDue = false;
  if (state.doubt === undefined || state.doubt.told) return;
  state.doubt.told = true;
  for (const { waiting } of state.doubt.answers) waiting.reject(failure);
}

function retry(lines: Lines, begun: readonly Waiting[], error: unknown): void {
  const failure = isStoreFailure(error) ? error : unavailable(error);
  const again = isRetryable(failure);
  for (const waiting of begun) if (!again || waiting.tries >= TRIES_MOST) waiting.reject(failure);
  if (again) lines.putBack(begun.filter(({ tries }) => tries < TRIES_MOST));
}

function unavailable(cause: unknown = new Error('The connection was lost.')): AppError {
  return fail('store.unavailable', {}, cause);
}
