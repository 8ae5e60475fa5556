import type { Client, Pool, QueryConfig } from 'pg';
import { isConnectionLost, storeFailure } from './failure.ts';

/** A statement that is prepared once on each connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Runs a statement and gives its rows. Throws `storeFailure` of what it met. */
export type Ask = <Row>(statement: Statement, values?: readonly unknown[]) => Promise<Row[]>;

/** A statement, by its text; the name is what the database keeps its plan under. */
export function statement(name: string, text: string): Statement {
  return { name, text };
}

/** Asks on one connection, for instance that of a transaction. `onError` is called before an error is thrown. */
export function askOn(client: Client, onError: () => void = () => undefined): Ask {
  return async <Row>(asked: Statement, values: readonly unknown[] = []) => {
    try {
      return (await client.query({ ...asked, values } as QueryConfig)).rows as Row[];
    } catch (error) {
      onError();
      throw storeFailure(error);
    }
  };
}

/** Asks on whichever connection is free. What only reads may be asked once more when its connection was lost. */
export function askPool(pool: Pool): Ask {
  return async <Row>(asked: Statement, values: readonly unknown[] = []) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return (await pool.query({ ...asked, values } as QueryConfig)).rows as Row[];
      } catch (error) {
        const failure = storeFailure(error);
        if (tries === 1 && isConnectionLost(failure) && !pool.ending) continue;
        throw failure;
      }
    }
  };
}
