/** What a writing connection knows of its transaction. */
import type { Kysely } from 'kysely';
import type { OutboxEntry } from '../../store.ts';
import type { Tables } from '../../tables.ts';
import type { Ask } from '../ask.ts';

/** The last numbers that were given out. Only the transaction that holds the lock on the row `head` may count on. */
export interface Head {
  row: number;
  change: number;
  outbox: number;
}

/** What the running operation has done so far. */
export interface Operation {
  outbox: OutboxEntry[];
  first: number;
  last: number;
  /** Whether one of its statements has failed, after which the database takes no more of them. */
  failed: boolean;
}

/** One connection that writes, and where its transaction stands. */
export interface WritingSession {
  readonly ask: Ask;
  readonly db: Kysely<Tables>;
  readonly server: string;
  readonly head: Head;
  readonly operation: Operation;
}
