/** Entry file of the thread in which the audit log is written. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { KEEPS } from '../entry.ts';
import type { FilledGroup } from '../group.ts';
import { OwnScribe } from './scribe.ts';
import { BACK, SENT, TURN } from './scribe-line.ts';
import type { Done, FromScribe, SharedBuffers, ThreadData, ToScribe } from './scribe-thread.ts';
import { openThreadFile } from '../segments.ts';

const { line, ...options } = workerData as ThreadData;
const { turns, numbers } = line;
const hashes = bufferOf(line.hashes);
const scribe = new OwnScribe({ ...options, openFile: openThreadFile });
const groups = new Map<number, FilledGroup>();
let segment = '';

void serve();

/** It waits with its hands in its lap: nothing else is to be done in this thread. The turns begin anew after 2^32, as what is shared does. */
async function serve(): Promise<void> {
  for (let turn = 0, isOpen = true; isOpen; turn = (turn + 1) | 0) {
    while (Atomics.load(turns, TURN.asked) === turn) Atomics.wait(turns, TURN.asked, turn);
    const message = Atomics.load(turns, TURN.howAsked) === 1 ? undefined : (receiveMessageOnPort(port())?.message as ToScribe | undefined);
    isOpen = message?.kind !== 'close';
    try {
      answer(await run(message), message === undefined);
    } catch (error) {
      say({ failed: error instanceof Error ? error.message : 'unknown' });
    }
  }
}

async function run(message: ToScribe | undefined): Promise<Done> {
  if (message === undefined || message.kind === 'write') return scribe.write(groupOf(message?.buffers), numbers[SENT.at] ?? 0);
  if (message.kind === 'begin') return scribe.begin(message.tail);
  if (message.kind === 'keys') return scribe.changeKeys(message.change);
  await scribe.close();
  return undefined;
}

/** By the numbers alone when the question came so and nothing else changed, else by a message. */
function answer(done: Done, isShort: boolean): void {
  if (Array.isArray(done)) return say({ done });
  if (isShort && done !== undefined && 'hashes' in done && done.segment.path === segment) {
    numbers[BACK.frame] = done.frame;
    numbers[BACK.end] = done.end;
    hashes.write(done.hashes, 0, 'latin1');
    ring(1);
    return;
  }
  segment = done?.segment.path ?? '';
  say({ done });
}

function say(message: FromScribe): void {
  // The ring first: whoever has the message may ask again at once, and must not take this ring for the next answer.
  ring(0);
  port().postMessage(message);
}

function ring(how: number): void {
  Atomics.store(turns, TURN.howAnswered, how);
  Atomics.add(turns, TURN.answered, 1);
  Atomics.notify(turns, TURN.answered);
}

/** The group of which the numbers tell, around the memory that it shares with this thread. */
function groupOf(buffers: SharedBuffers | undefined): FilledGroup {
  const id = numbers[SENT.id] ?? 0;
  if (buffers !== undefined) {
    const { to, plains, answers, marks } = buffers;
    groups.set(id, {
      to: { bytes: bufferOf(to), at: 0 }, answers: { bytes: bufferOf(answers), at: 0 }, marks, first: 0, count: 0, outbox: 0,
      plains: KEEPS.map((keep, at) => ({ keep, bytes: bufferOf(plains[at] ?? new Uint8Array()), at: 0 })),
    });
  }
  const group = groups.get(id);
  if (group === undefined) throw new Error('the scribe was sent a group that it does not know');
  group.to.at = numbers[SENT.to] ?? 0;
  group.answers.at = numbers[SENT.answers] ?? 0;
  for (const [at, plain] of group.plains.entries()) plain.at = numbers[SENT.short + at] ?? 0;
  return Object.assign(group, { first: numbers[SENT.first], count: numbers[SENT.count], outbox: numbers[SENT.outbox] });
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function port(): NonNullable<typeof parentPort> {
  if (parentPort === null) throw new Error('this file is the entry of a thread');
  return parentPort;
}
