/** A scribe in a thread of its own: hashing, sealing and waiting for the disk cost the caller's thread a few microseconds a group. */
import { Worker } from 'node:worker_threads';
import type { FilledGroup } from '../group.ts';
import type { KeysChange } from '../sealed/key-changes.ts';
import { HASH_DIGITS } from '../entry.ts';
import type { Begun, Scribe, Written } from './scribe.ts';
import { BACK, newLine, SENT, TURN } from './scribe-line.ts';
import type { Line } from './scribe-line.ts';
import type { Segment } from '../segments.ts';
import type { Tail } from '../tail.ts';

/** What the thread is started with. */
export type ThreadOptions = { readonly dir: string; readonly segmentBytes: number };
export type ThreadData = ThreadOptions & { readonly line: Line };

/** The buffers of a group, in shared memory. */
export type SharedBuffers = { readonly to: Uint8Array; readonly plains: readonly Uint8Array[]; readonly answers: Uint8Array; readonly marks: Int32Array };
/** `buffers`: of the group that is written; its numbers stand in the line. */
export type ToScribe =
  | { readonly kind: 'begin'; readonly tail: Tail }
  | { readonly kind: 'write'; readonly buffers: SharedBuffers }
  | { readonly kind: 'keys'; readonly change: KeysChange }
  | { readonly kind: 'close' };
/** What a method of the scribe returns. */
export type Done = Begun | Written | string[] | undefined;
/** `done` is what the scribe's method returned; `failed` why it threw, for the server's log. */
export type FromScribe = { readonly done: Done; readonly failed?: never } | { readonly failed: string; readonly done?: never };

const ENTRY_FILE = new URL('./scribe-entry.ts', import.meta.url);

type Waiting = { resolve: (done: Done) => void; reject: (error: Error) => void };
type Known = { readonly id: number; readonly to: Buffer; readonly answers: Buffer; readonly plains: readonly Buffer[] };
type Thread = { readonly worker: Worker; readonly line: Line; readonly known: Map<FilledGroup, Known> };

/** Speaks with the thread; one call at a time. A thread that died is replaced by the next `begin`. */
export class ThreadScribe implements Scribe {
  readonly #options: ThreadOptions;
  readonly #entry: URL;
  #thread: Thread | undefined;
  #waiting: Waiting | undefined;
  #segment: Segment | undefined;

  constructor(options: ThreadOptions, entry = ENTRY_FILE) {
    this.#options = options;
    this.#entry = entry;
  }

  async begin(tail: Tail): Promise<Begun> {
    this.#thread ??= this.#start();
    return this.#begun((await this.#ask({ kind: 'begin', tail })) as Begun);
  }

  async write(group: FilledGroup, at: number): Promise<Written> {
    if (this.#thread === undefined) throw gone();
    const { known, line } = this.#thread;
    const plains = group.plains.map(({ bytes }) => bytes);
    const sent = known.get(group);
    const isKnown = sent !== undefined && sent.to === group.to.bytes && sent.answers === group.answers.bytes && sent.plains.every((bytes, i) => bytes === plains[i]);
    const now = isKnown ? sent : { id: sent?.id ?? known.size, to: group.to.bytes, answers: group.answers.bytes, plains };
    putNumbers(line.numbers, group, { id: now.id, at });
    if (isKnown) return this.#begun((await this.#call(group.count)) as Written);
    known.set(group, now);
    return this.#begun((await this.#ask({ kind: 'write', buffers: { to: now.to, plains, answers: now.answers, marks: group.marks } })) as Written);
  }

  async changeKeys(change: KeysChange): Promise<string[]> {
    return (await this.#ask({ kind: 'keys', change })) as string[];
  }

  async close(): Promise<void> {
    const worker = this.#thread?.worker;
    if (worker === undefined) return;
    await this.#ask({ kind: 'close' }).catch(() => undefined);
    this.#thread = undefined;
    await worker.terminate();
  }

  #begun<Where extends Begun>(where: Where): Where {
    this.#segment = where.segment;
    return where;
  }

  #start(): Thread {
    const line = newLine();
    const worker = new Worker(this.#entry, { workerData: { ...this.#options, line } satisfies ThreadData });
    const thread = { worker, line, known: new Map<FilledGroup, Known>() };
    const end = (error: Error): void => {
      if (this.#thread === thread) this.#thread = undefined;
      this.#settle()?.reject(error);
    };
    worker.on('error', end);
    worker.on('messageerror', end);
    worker.on('exit', () => end(gone()));
    worker.on('message', ({ done, failed }: FromScribe) => {
      const waiting = this.#settle();
      if (failed === undefined) waiting?.resolve(done);
      else waiting?.reject(new Error(failed));
    });
    worker.unref();
    return thread;
  }

  /** Asks by a message; one comes back. */
  #ask(message: ToScribe): Promise<Done> {
    const thread = this.#thread;
    if (thread === undefined) return Promise.reject(gone());
    return this.#wait(thread, () => {
      thread.worker.postMessage(message);
      ring(thread.line, 0);
    });
  }

  /** Asks by the numbers alone. Mostly they come back; where they do not say all, a message does. */
  #call(count: number): Promise<Done> {
    const thread = this.#thread;
    if (thread === undefined) return Promise.reject(gone());
    const { turns, numbers, hashes } = thread.line;
    return this.#wait(thread, (waiting) => {
      const answered = Atomics.load(turns, TURN.answered);
      ring(thread.line, 1);
      const heard = (): void => {
        if (this.#waiting !== waiting || Atomics.load(turns, TURN.howAnswered) === 0 || this.#segment === undefined) return;
        const { buffer, byteOffset } = hashes;
        const text = Buffer.from(buffer, byteOffset, count * HASH_DIGITS).toString('latin1');
        this.#settle()?.resolve({ segment: this.#segment, frame: numbers[BACK.frame] ?? 0, end: numbers[BACK.end] ?? 0, hashes: text });
      };
      const wait = Atomics.waitAsync(turns, TURN.answered, answered);
      if (wait.async) void wait.value.then(heard);
      else heard();
    });
  }

  #wait({ worker }: Thread, send: (waiting: Waiting) => void): Promise<Done> {
    return new Promise((resolve, reject) => {
      const waiting = { resolve, reject };
      this.#waiting = waiting;
      // Only while something is awaited of it does the thread keep the process.
      worker.ref();
      send(waiting);
    });
  }

  #settle(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#thread?.worker.unref();
    return waiting;
  }
}

function putNumbers(numbers: Float64Array, { to, plains, answers, first, count, outbox }: FilledGroup, { id, at }: { id: number; at: number }): void {
  numbers[SENT.id] = id;
  numbers[SENT.to] = to.at;
  numbers[SENT.short] = plains[0]?.at ?? 0;
  numbers[SENT.long] = plains[1]?.at ?? 0;
  numbers[SENT.answers] = answers.at;
  numbers[SENT.first] = first;
  numbers[SENT.count] = count;
  numbers[SENT.outbox] = outbox;
  numbers[SENT.at] = at;
}

function ring({ turns }: Line, how: number): void {
  Atomics.store(turns, TURN.howAsked, how);
  Atomics.add(turns, TURN.asked, 1);
  Atomics.notify(turns, TURN.asked);
}

function gone(): Error {
  return new Error('The thread of the audit log has ended.');
}
