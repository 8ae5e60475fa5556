/** What goes between the main thread and a loading thread. A thread does one sending at a time. */
import type { MessagePort } from 'node:worker_threads';
import type { Failure } from '#store/writer/protocol.ts';
import type { StoredLoad } from './load-state.ts';
import type { Ended } from './run-load.ts';
import type { NewLoad } from './slices.ts';

/** A sending. `load`: the id of one that was started, or a new one. `number`: given to no other sending of this process. */
export type Task = { number: number; load: Uint8Array | NewLoad; owner: number; actor: string; rejectsFolder: string; runKeys: number };

export type ToThread =
  | { kind: 'port'; port: MessagePort }
  | { kind: 'begin'; task: Task }
  /** `filter`: when it is another than the last that was told. */
  | { kind: 'block'; bytes: Uint8Array<ArrayBuffer>; at: number; since: number; settledRun: number; filter?: SharedArrayBuffer }
  | { kind: 'end'; how: 'last' | 'rest' }
  /** The filter has the keys that were last sent for this run. */
  | { kind: 'delivered'; run: number };

export type FromThread =
  /** The load as it stands: the first byte that is handed over is that of its offset. */
  | { kind: 'begun'; load: StoredLoad }
  /** A block was read: another may be sent. */
  | { kind: 'taken' }
  | { kind: 'run-opened'; run: number }
  | { kind: 'keys'; run: number; keys: Float64Array<ArrayBuffer> }
  | { kind: 'published'; run: number; records: number }
  | { kind: 'forget'; run: number }
  | { kind: 'ended'; ended: Ended; load: StoredLoad }
  | { kind: 'broke'; failure: Failure };
