/** The trees of a running server, in a thread of their own: they follow what is durable and are never waited for by a check. */
import { Worker } from 'node:worker_threads';
import { fail, isErrorCode, type ErrorDetails } from '@watchword/api/errors.ts';
import type { AuditLog } from '../log.ts';
import type { AnswerOf, AskedOf, QuestionName } from './questions.ts';

export type KeeperData = { readonly dir: string; readonly chain: string; readonly at: number };
/** `at`: then a checkpoint is published, dated so. */
export type ToKeeper = { kind: 'advance'; upTo: number; at?: number } | { kind: 'ask'; id: number; name: QuestionName; asked: unknown } | { kind: 'close' };
export type FromKeeper =
  | { started: 'continued' | 'rebuilt' }
  | { size: number; taken: number; cpu: { user: number; system: number }; number?: number }
  | { id: number; answer: unknown }
  | { id: number; code: string; details: ErrorDetails; why?: string }
  | { broken: string }
  | { closed: true };

/** `size`: entries in the newest checkpoint; `cpu`: ms that the thread has used; `broken`: why none is published any more. */
export type TreesState = { readonly size: number; readonly number: number; readonly cpu: number; readonly broken: string | undefined };

/** What the rest of the server sees of the trees. */
export type Trees = {
  /** Asks the keeper; waits until the newest checkpoint covers all that was durable when asked. @throws `audit.*` */
  ask<Name extends QuestionName>(name: Name, asked: AskedOf<Name>): Promise<AnswerOf<Name>>;
  state(): TreesState;
  /** Publishes what is left and ends the thread. */
  close(): Promise<void>;
};

const TICKS_A_SECOND = 4;

type Waiting = { resolve: (answer: never) => void; reject: (error: Error) => void };

/** Starts the thread. `onBroken` is told once when the log does not fit what was signed over it. */
export function openTrees({ dir, audit, now, onBroken = () => undefined }: { dir: string; audit: AuditLog; now: () => number; onBroken?: (why: string) => void }): Trees {
  const worker = new Worker(new URL('./keeper-entry.ts', import.meta.url), { workerData: { dir, chain: audit.chain, at: now() } satisfies KeeperData });
  const asked = new Map<number, Waiting>();
  let state: TreesState = { size: 0, number: 0, cpu: 0, broken: undefined };
  let [ids, told, tick, busy] = [0, 0, 0, true];
  const heard: (() => void)[] = [];
  let [hasEnded, isClosing] = [false, false];
  const send = (message: ToKeeper): void => worker.postMessage(message);
  const broke = (why: string): void => {
    if (state.broken === undefined) onBroken(why);
    state = { ...state, broken: why };
    for (const { reject } of asked.values()) reject(fail('audit.trees-broken', { detail: why }));
    asked.clear();
  };
  const settle = (): void => {
    busy = false;
    for (const one of heard.splice(0)) one();
  };
  worker.on('message', (message: FromKeeper) => {
    if ('id' in message) {
      const waiting = asked.get(message.id);
      asked.delete(message.id);
      if ('answer' in message) waiting?.resolve(message.answer as never);
      else waiting?.reject(isErrorCode(message.code) ? fail(message.code, message.code === 'server.internal' ? {} : message.details, message.why) : new Error(message.code));
      return;
    }
    if ('broken' in message) broke(message.broken);
    if ('size' in message) state = { ...state, size: message.size, number: message.number ?? state.number, cpu: (message.cpu.user + message.cpu.system) / 1000 };
    settle();
  });
  worker.on('error', (error) => { broke(error instanceof Error ? error.message : 'unknown'); settle(); });
  worker.on('exit', () => { hasEnded = true; if (!isClosing) broke('The thread of the trees has ended.'); settle(); });
  worker.unref();
  const advance = (publish: boolean): void => {
    if (busy || state.broken !== undefined) return;
    const upTo = audit.lastSeq;
    if (upTo === told && (!publish || state.size >= upTo)) return;
    [told, busy] = [upTo, true];
    send(publish ? { kind: 'advance', upTo, at: now() } : { kind: 'advance', upTo });
  };
  // Often and a little, so that no quarter of a second belongs to the trees; on each full second what there is is signed.
  const timer = setInterval(() => advance((tick = (tick + 1) % TICKS_A_SECOND) === 0), 1000 / TICKS_A_SECOND);
  timer.unref();
  const turn = (): Promise<void> => new Promise((resolve) => { heard.push(resolve); worker.ref(); });
  const reach = async (upTo: number): Promise<void> => {
    while (state.size < upTo && state.broken === undefined) {
      if (!busy) advance(true);
      if (busy) await turn();
    }
  };
  const until = async (upTo: number): Promise<void> => {
    while (state.size < upTo && state.broken === undefined) await turn();
  };
  return {
    async ask<Name extends QuestionName>(name: Name, input: AskedOf<Name>): Promise<AnswerOf<Name>> {
      // What is asked about an entry waits for the next checkpoint; anything else for the first one only.
      const entry = typeof input === 'object' && 'entry' in input ? Number(input.entry) : 1;
      await until(Math.min(entry, audit.lastSeq));
      if (state.broken !== undefined) throw fail('audit.trees-broken', { detail: state.broken });
      ids += 1;
      const id = ids;
      return await new Promise<AnswerOf<Name>>((resolve, reject) => {
        asked.set(id, { resolve: resolve as Waiting['resolve'], reject });
        send({ kind: 'ask', id, name, asked: input });
      });
    },
    state: () => state,
    async close() {
      clearInterval(timer);
      await reach(audit.lastSeq).catch(() => undefined);
      isClosing = true;
      if (hasEnded) return;
      const ended = turn();
      send({ kind: 'close' });
      await ended;
      await worker.terminate();
    },
  };
}
