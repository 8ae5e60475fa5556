/** What goes between a reading thread and the main thread. Everything is copied by structured clone. */
import type { Read } from '../store.ts';
import type { Failure } from '../writer/protocol.ts';

/** What is read for the main thread as it asks it, so that it never waits for the disk itself. */
export type Lookup = 'findByKeys' | 'findCandidates' | 'findRowsByKeys' | 'findById' | 'findByRows' | 'readRows' | 'findExpiring' | 'findRanges';

/** Sends one of these methods of `Read` to where it is answered. */
export type SendLookup = <Name extends Lookup>(name: Name, ...asked: Parameters<Read[Name]>) => ReturnType<Read[Name]>;

/** One thing to be read. A look-up has the arguments of its method, a question the one that it takes. */
export type Request =
  | { readonly id: number; readonly kind: 'lookup'; readonly name: Lookup; readonly asked: readonly unknown[] }
  | { readonly id: number; readonly kind: 'question'; readonly name: string; readonly asked: unknown };

/** The answer to one request. */
export type Reply = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly failure: Failure };

/** From the main thread to a reading thread. `prepare`: questions will be asked. */
export type ToReader = { readonly kind: 'ask'; readonly requests: readonly Request[] } | { readonly kind: 'prepare' | 'close' };

/** From a reading thread to the main thread. */
export type FromReader =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'answered'; readonly replies: readonly Reply[] };
