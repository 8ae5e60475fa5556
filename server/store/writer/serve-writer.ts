import { setImmediate } from 'node:timers/promises';
import { parentPort, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { Handlers } from '../store.ts';
import type { Writing } from '../sqlite/writing.ts';
import { lowerPriority } from '../thread-priority.ts';
import { createGroups, type Groups } from './groups.ts';
import { packFailure, type FromWriter, type Reply, type Request, type ToWriter } from './protocol.ts';
import { createQueue, type Queue } from './queue.ts';

/** What the entry file of a writer thread gives. */
export interface ServeOptions {
  /** Opens the store; what it throws reaches the caller of `startWriter`. */
  readonly open: () => Writing | Promise<Writing>;
  readonly handlers: Handlers;
}

/** Checks go before writes when there is not enough of the processor for both, above all before a load, which keeps this thread busy. */
const NICER = 5;
/** A forgotten entry may wait this long, in milliseconds, for a commit that has other work too. */
const FORGET_WITHIN = 50;

/** Runs a writer in this worker thread until it is told to close. To be called once, by the entry file. */
export async function serveWriter({ open, handlers }: ServeOptions): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('A writer runs in a worker thread.');
  let writing: Writing;
  try {
    writing = await open();
  } catch (error) {
    port.postMessage({ kind: 'refused', failure: packFailure(error) } satisfies FromWriter);
    port.close();
    return;
  }
  lowerPriority(NICER);
  const queue = createQueue();
  const receive = (): void => drain(port, queue, (message) => accept(message, queue, wake));
  const groups = createGroups({ writing, handlers, queue, receive, send: (commit) => sendCommit(port, commit) });
  let running = false;
  const wake = (): void => {
    if (running) return;
    running = true;
    void work({ port, writing, queue, groups, receive }).finally(() => {
      running = false;
      if (!queue.closed && (queue.hasWork() || queue.forgetDue)) wake();
    });
  };
  port.on('message', (message: ToWriter) => {
    accept(message, queue, wake);
    wake();
  });
  port.postMessage({ kind: 'ready' } satisfies FromWriter);
  wake();
}

interface Working {
  readonly port: MessagePort;
  readonly writing: Writing;
  readonly queue: Queue;
  readonly groups: Groups;
  readonly receive: () => void;
}

/** Works until nothing waits and nothing is due. */
async function work({ port, writing, queue, groups, receive }: Working): Promise<void> {
  while (!queue.closed) {
    receive();
    const busy = queue.hasWork() || queue.forgetDue || queue.tidyDue;
    if (!busy && !queue.closing) return;
    if (!queue.hasWork() && queue.closing) {
      queue.closed = true;
      writing.close();
      port.postMessage({ kind: 'closed' } satisfies FromWriter);
      port.close();
      return;
    }
    await groups.run();
    // Events of ports (a loader that went away) are told only when the thread is idle for a moment.
    await setImmediate();
  }
}

function drain(port: MessagePort, queue: Queue, take: (message: ToWriter) => void): void {
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) take(next.message as ToWriter);
  for (const loader of queue.loaders) {
    for (let next = receiveMessageOnPort(loader); next !== undefined; next = receiveMessageOnPort(loader)) {
      queue.addSlice(next.message as Request, loader);
    }
  }
}

function accept(message: ToWriter, queue: Queue, wake: () => void): void {
  if (message.kind === 'run') queue.addSingles(message.requests);
  else if (message.kind === 'close') queue.closing = true;
  else if (message.kind === 'forget') {
    queue.forgetUpTo = Math.max(queue.forgetUpTo, message.upTo);
    setTimeout(() => {
      queue.forgetDue = queue.forgetUpTo > 0;
      wake();
    }, FORGET_WITHIN).unref();
  } else {
    const { port } = message;
    queue.loaders.add(port);
    port.on('message', (request: Request) => {
      queue.addSlice(request, port);
      wake();
    });
    port.on('close', () => queue.loaders.delete(port));
  }
}

type Committed = Extract<FromWriter, { kind: 'committed' }>;

function sendCommit(port: MessagePort, commit: Committed): void {
  try {
    port.postMessage(commit);
  } catch {
    // One result cannot be copied. The others are told; this one is a mistake of its handler, though it is stored.
    port.postMessage({ ...commit, replies: commit.replies.map(clonable) });
  }
}

function clonable(reply: Reply): Reply {
  try {
    structuredClone(reply);
    return reply;
  } catch (error) {
    return { id: reply.id, failure: packFailure(error) };
  }
}
