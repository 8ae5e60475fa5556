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
  /** Loads what can be asked beside look-ups, when it is first needed: that takes some tenths of a second. */
  readonly questions: () => Promise<Questions>;
}

/** Answers to look-ups leave together, but none waits for later ones longer than this, in milliseconds. */
const REPLY_WITHIN = 0.5;
/** Milliseconds after which questions are loaded that nobody has asked yet: not while everything starts. */
const PREPARE_AFTER = 3000;
/** The upper pages of the index are read ahead for so many milliseconds at most. */
const WARM_WITHIN = 3000;

/**
 * Reads in this worker thread until it is told to close. To be called once, by the entry file. One thing is read at a time, but a
 * question that waits for the next turn of the event loop now and then lets others in between.
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
  const serving: Serving = { port, reader, questions, waiting: [], working: false, asked: 0, closing: false };
  port.on('message', (message: ToReader) => {
    accept(serving, message);
    if (serving.working) return;
    serving.working = true;
    void work(serving).finally(() => {
      serving.working = false;
      closeIfIdle(serving);
    });
  });
  tell(port, { kind: 'ready' });
  void warm(serving);
}

interface Serving {
  readonly port: MessagePort;
  readonly reader: SqliteReader;
  readonly questions: () => Promise<Questions>;
  readonly waiting: Request[];
  working: boolean;
  /** Questions that were begun and are not answered, and their loading. */
  asked: number;
  closing: boolean;
}

function tell(port: MessagePort, message: FromReader): void {
  port.postMessage(message);
}

function accept(serving: Serving, message: ToReader): void {
  if (message.kind === 'close') serving.closing = true;
  else if (message.kind === 'ask') serving.waiting.push(...message.requests);
  else setTimeout(() => void prepare(serving), PREPARE_AFTER).unref();
}

/** Loads the questions before anybody asks. A thread that ended while modules wait for one another would take the process with it: it ends after. */
async function prepare(serving: Serving): Promise<void> {
  if (serving.closing) return;
  serving.asked += 1;
  await serving.questions().catch(() => undefined);
  serving.asked -= 1;
  closeIfIdle(serving);
}

function receive(serving: Serving): void {
  for (let next = receiveMessageOnPort(serving.port); next !== undefined; next = receiveMessageOnPort(serving.port)) accept(serving, next.message as ToReader);
}

/** Begins what waits, in order. A look-up is answered before the next is begun; a question may wait, and others go on meanwhile. */
async function work(serving: Serving): Promise<void> {
  const { port, waiting } = serving;
  let replies: Reply[] = [];
  let since = performance.now();
  while (waiting.length > 0) {
    for (const request of waiting.splice(0)) {
      if (request.kind === 'question') {
        void answerQuestion(serving, request);
        continue;
      }
      replies.push(await answer(serving, request));
      if (performance.now() - since < REPLY_WITHIN) continue;
      send(port, replies);
      replies = [];
      since = performance.now();
    }
    receive(serving);
  }
  send(port, replies);
}

async function answerQuestion(serving: Serving, request: Request): Promise<void> {
  serving.asked += 1;
  const reply = await answer(serving, request);
  serving.asked -= 1;
  send(serving.port, [reply]);
  closeIfIdle(serving);
}

function closeIfIdle({ port, reader, waiting, asked, working, closing }: Serving): void {
  if (!closing || working || asked > 0 || waiting.length > 0) return;
  reader.close();
  port.close();
}

async function answer({ reader, questions }: Serving, request: Request): Promise<Reply> {
  try {
    if (request.kind === 'lookup') return { id: request.id, answer: await (reader.read[request.name] as (...asked: readonly unknown[]) => Promise<unknown>)(...request.asked) };
    const all = await questions();
    const question = Object.hasOwn(all, request.name) ? (all[request.name] as (read: Read, asked: unknown) => unknown) : undefined;
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
