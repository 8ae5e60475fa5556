/** A scribe in a thread of its own: hashing, sealing and waiting for the disk cost the caller's thread a message a group. */
import { Worker } from 'node:worker_threads';
import type { FilledGroup } from './group.ts';
import type { Begun, Scribe, Written } from './scribe.ts';
import type { Tail } from './tail.ts';

/** What the thread is started with. */
export type ThreadOptions = { readonly dir: string; readonly segmentBytes: number };

/** The buffers of a group, sent when the thread does not know them yet, and how far they are filled. */
export type SentGroup = {
  readonly id: number;
  readonly buffers?: { readonly to: Uint8Array; readonly plains: readonly Uint8Array[]; readonly answers: Uint8Array; readonly marks: Int32Array };
  readonly to: number;
  readonly plains: readonly number[];
  readonly answers: number;
  readonly first: number;
  readonly count: number;
  readonly outbox: number;
};
export type ToScribe =
  | { readonly kind: 'begin'; readonly tail: Tail }
  | { readonly kind: 'write'; readonly group: SentGroup; readonly at: number }
  | { readonly kind: 'close'; readonly isWell: boolean };
/** `done` is what the scribe's method returned; `failed` why it threw, for the server's log. */
export type FromScribe = { readonly done: Begun | Written | undefined; readonly failed?: never } | { readonly failed: string; readonly done?: never };

const ENTRY_FILE = new URL('./scribe-entry.ts', import.meta.url);

type Waiting = { resolve: (done: Begun | Written | undefined) => void; reject: (error: Error) => void };
type Known = { readonly id: number; to: Buffer; answers: Buffer; plains: readonly Buffer[] };

/** Speaks with the thread; one call at a time. A thread that died is replaced by the next `begin`. */
export class ThreadScribe implements Scribe {
  readonly #options: ThreadOptions;
  readonly #entry: URL;
  #worker: Worker | undefined;
  #waiting: Waiting | undefined;
  #known = new Map<FilledGroup, Known>();

  constructor(options: ThreadOptions, entry = ENTRY_FILE) {
    this.#options = options;
    this.#entry = entry;
  }

  async begin(tail: Tail): Promise<Begun> {
    if (this.#worker === undefined) this.#start();
    return (await this.#ask({ kind: 'begin', tail })) as Begun;
  }

  async write(group: FilledGroup, at: number): Promise<Written> {
    const { to, plains, answers, first, count, outbox } = group;
    const sent: SentGroup = { ...this.#introduce(group), to: to.at, plains: plains.map((plain) => plain.at), answers: answers.at, first, count, outbox };
    return (await this.#ask({ kind: 'write', group: sent, at })) as Written;
  }

  async close(isWell: boolean): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    await this.#ask({ kind: 'close', isWell }).catch(() => undefined);
    this.#worker = undefined;
    await worker.terminate();
  }

  #start(): void {
    const worker = new Worker(this.#entry, { workerData: this.#options });
    this.#worker = worker;
    this.#known.clear();
    const end = (error: Error): void => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#settle()?.reject(error);
    };
    worker.on('error', end);
    worker.on('messageerror', end);
    worker.on('exit', () => end(new Error('The thread of the audit log has ended.')));
    worker.on('message', ({ done, failed }: FromScribe) => {
      const waiting = this.#settle();
      if (failed === undefined) waiting?.resolve(done);
      else waiting?.reject(new Error(failed));
    });
    worker.unref();
  }

  /** Sends the buffers of a group the first time, and again when one of them grew. */
  #introduce(group: FilledGroup): Pick<SentGroup, 'id' | 'buffers'> {
    const known = this.#known.get(group);
    const plains = group.plains.map(({ bytes }) => bytes);
    if (known !== undefined && known.to === group.to.bytes && known.answers === group.answers.bytes && known.plains.every((bytes, at) => bytes === plains[at])) return { id: known.id };
    const now = { id: known?.id ?? this.#known.size, to: group.to.bytes, answers: group.answers.bytes, plains };
    this.#known.set(group, now);
    return { id: now.id, buffers: { to: now.to, plains, answers: now.answers, marks: group.marks } };
  }

  #ask(message: ToScribe): Promise<Begun | Written | undefined> {
    const worker = this.#worker;
    if (worker === undefined) return Promise.reject(new Error('The thread of the audit log has ended.'));
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      // Only while something is awaited of it does the thread keep the process.
      worker.ref();
      worker.postMessage(message);
    });
  }

  #settle(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#worker?.unref();
    return waiting;
  }
}
