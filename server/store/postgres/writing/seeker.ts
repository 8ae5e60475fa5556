import { setTimeout as wait } from 'node:timers/promises';
import { isConnectionLost } from '../failure.ts';
import type { WriterConnection } from './transaction.ts';

/** Keeps the connection that writes, and seeks another when it is lost. */
export interface Seeker {
  /** The connection; a new one after the last was lost. Throws `store.unavailable`. */
  find(): Promise<WriterConnection>;
  /** Brings the connection back into order after a transaction has failed, or lets it go. */
  recover(error: unknown): Promise<void>;
  /** Whether the last search was in vain. */
  hasGivenUp(): boolean;
  close(): Promise<void>;
}

/**
 * How long, in milliseconds, a lost connection is sought: a restart of the database takes about a second. While the
 * database stays away everyone is refused after a single try.
 */
const PATIENCE = 2000;
const AGAIN_AFTER = 100;

export function createSeeker(connect: () => Promise<WriterConnection>, first: WriterConnection): Seeker {
  let current: WriterConnection | undefined = first;
  let givenUp = false;
  const drop = async (): Promise<void> => {
    const lost = current;
    current = undefined;
    // A connection without an answer may never end: it is not waited for.
    void lost?.close().catch(() => undefined);
  };
  return {
    async find() {
      if (current?.isAlive() === true) return current;
      const until = performance.now() + (givenUp ? 0 : PATIENCE);
      for (;;) {
        try {
          current = await connect();
          givenUp = false;
          return current;
        } catch (error) {
          current = undefined;
          givenUp = performance.now() >= until;
          if (givenUp) throw error;
          await wait(AGAIN_AFTER);
        }
      }
    },
    async recover(error) {
      if (current === undefined) return;
      if (isConnectionLost(error) || !current.isAlive()) await drop();
      else await current.rollback().catch(drop);
    },
    hasGivenUp: () => givenUp,
    async close() {
      await current?.close().catch(() => undefined);
    },
  };
}
