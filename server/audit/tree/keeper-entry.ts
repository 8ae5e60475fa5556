/** Entry file of the thread that keeps the trees. It gives way to the thread that answers. */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '@watchword/api/errors.ts';
import { Keeper } from './keeper.ts';
import type { FromKeeper, KeeperData, ToKeeper } from './keeper-thread.ts';
import { QUESTIONS } from './questions.ts';

const { dir, chain, at } = workerData as KeeperData;
giveWay();
const keeper = new Keeper(dir, chain);
let failed: string | undefined;
// One thing after the other: a question is answered from one checkpoint.
let work: Promise<unknown> = keeper.start(at).then((how) => say({ started: how })).catch(broke);

parentPort?.on('message', (message: ToKeeper) => {
  work = work.then(() => run(message));
});

async function run(message: ToKeeper): Promise<void> {
  if (message.kind === 'ask') return answer(message);
  if (message.kind === 'close') {
    keeper.close();
    return say({ closed: true });
  }
  if (failed !== undefined) return say({ broken: failed });
  try {
    await keeper.advance(message.upTo);
    const published = message.at === undefined ? undefined : keeper.publish(message.at);
    say({ size: keeper.history.last?.size ?? 0, taken: keeper.size, cpu: process.threadCpuUsage(), ...(published !== undefined && { number: published.number }) });
  } catch (error) {
    broke(error);
  }
}

async function answer({ id, name, asked }: Extract<ToKeeper, { kind: 'ask' }>): Promise<void> {
  try {
    const ask = QUESTIONS[name] as (keeper: Keeper, asked: unknown) => unknown;
    say({ id, answer: await ask(keeper, asked) });
  } catch (error) {
    if (error instanceof AppError) say({ id, code: error.code, details: error.details });
    else say({ id, code: 'server.internal', details: { detail: '' }, why: String(error) });
  }
}

function broke(error: unknown): void {
  failed = error instanceof Error ? error.message : String(error);
  say({ broken: failed });
}

function say(message: FromKeeper): void {
  parentPort?.postMessage(message);
}

/** On Linux a thread has a priority of its own. */
function giveWay(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), 10);
  } catch {
    // Elsewhere it is as important as any other.
  }
}
