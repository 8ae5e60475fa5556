import { setImmediate } from 'node:timers/promises';
import { parentPort, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { SqliteReader } from '../sqlite.ts';
import type { Questions, Read } from '../store.ts';
import { packFailure } from '../writer/protocol.ts';
import type { FromReader, Reply, Request, ToReader } from './protocol.ts';

/** What the entry file of a reading thread gives. */
export interface ServeReaderOptions {
  /** Opens the store; what it throws reaches the caller of `startReaders`. */
  readonly open: () => SqliteReader;
  readonly questions: Questions;
}

/** Answers leave together, but none waits for later ones longer than this, in milliseconds. */
const REPLY_WITHIN = 0.5;
/** The upper pages of the index are read ahead for so many milliseconds at most. */
const WARM_WITHIN = 3000;

/**
 * Reads in this worker thread until it is told to close. To be called once, by the entry file. Look-ups go first: a question that
 * waits for the next turn of the event loop now and then lets them in between.
 */
export function serveReader({ open, questions }: ServeReaderOptions): void {
  const port = parentPort;
  if (port === null) throw new Error('A reader runs in a worker thread.');
  let reader: SqliteReader;
  try {
    reader = open();
  } catch (error) {
    tell(port, { kind: 'refused', failure: packFailure(error) });
    port.close();
    return;
  }
  const serving: Serving = { port, reader, questions, lookups: [], asked: [], working: 0, closing: false };
  const lookups = createLoop(serving, serving.lookups);
  const asked = createLoop(serving, serving.asked);
  port.on('message', (message: ToReader) => {
    accept(serving, message);
    lookups();
    asked();
    closeIfIdle(serving);
  });
  tell(port, { kind: 'ready' });
  void warm(serving);
}

interface Serving {
  readonly port: MessagePort;
  readonly reader: SqliteReader;
  readonly questions: Questions;
  readonly lookups: Request[];
  readonly asked: Request[];
  /** Loops that are under way. */
  working: number;
  closing: boolean;
}

function tell(port: MessagePort, message: FromReader): void {
  port.postMessage(message);
}

function accept(serving: Serving, message: ToReader): void {
  if (message.kind === 'close') serving.closing = true;
  else for (const request of message.requests) (request.kind === 'lookup' ? serving.lookups : serving.asked).push(request);
}

function receive(serving: Serving): void {
  for (let next = receiveMessageOnPort(serving.port); next !== undefined; next = receiveMessageOnPort(serving.port)) accept(serving, next.message as ToReader);
}

/** Answers what waits in a line, one after the other; returns the way to start it. */
function createLoop(serving: Serving, line: Request[]): () => void {
  let running = false;
  const run = async (): Promise<void> => {
    let replies: Reply[] = [];
    let since = performance.now();
    while (line.length > 0) {
      const batch = line.splice(0);
      for (const request of batch) {
        replies.push(await answer(serving, request));
        if (performance.now() - since < REPLY_WITHIN) continue;
        send(serving.port, replies);
        replies = [];
        since = performance.now();
      }
      receive(serving);
    }
    send(serving.port, replies);
  };
  return () => {
    if (running || line.length === 0) return;
    running = true;
    serving.working += 1;
    void run().finally(() => {
      running = false;
      serving.working -= 1;
      closeIfIdle(serving);
    });
  };
}

function closeIfIdle({ port, reader, lookups, asked, working, closing }: Serving): void {
  if (!closing || working > 0 || lookups.length + asked.length > 0) return;
  reader.close();
  port.close();
}

async function answer({ reader, questions }: Serving, request: Request): Promise<Reply> {
  try {
    if (request.kind === 'lookup') return { id: request.id, answer: await (reader.read[request.name] as (...asked: readonly unknown[]) => Promise<unknown>)(...request.asked) };
    const question = Object.hasOwn(questions, request.name) ? (questions[request.name] as (read: Read, asked: unknown) => unknown) : undefined;
    if (question === undefined) throw new Error(`There is no question named ${request.name}.`);
    return { id: request.id, answer: await question(reader.read, request.asked) };
  } catch (error) {
    return { id: request.id, failure: packFailure(error) };
  }
}

function send(port: MessagePort, replies: readonly Reply[]): void {
  if (replies.length === 0) return;
  try {
    tell(port, { kind: 'answered', replies });
  } catch {
    // One answer cannot be copied: the others are told, and this one is a mistake of its question.
    for (const reply of replies) sendAlone(port, reply);
  }
}

function sendAlone(port: MessagePort, reply: Reply): void {
  try {
    tell(port, { kind: 'answered', replies: [reply] });
  } catch (error) {
    tell(port, { kind: 'answered', replies: [{ id: reply.id, failure: packFailure(error) }] });
  }
}

/** Reads ahead while nobody asks, a page or two at a time. What cannot be read is told to whoever asks for it. */
async function warm(serving: Serving): Promise<void> {
  const started = performance.now();
  try {
    for (const _ of serving.reader.warm()) {
      await setImmediate();
      if (serving.closing || performance.now() - started > WARM_WITHIN) return;
    }
  } catch {
    return;
  }
}
