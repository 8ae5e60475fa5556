import type { Client, Pool, PoolClient } from 'pg';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import type { Tables } from '../tables.ts';
import { guarded, isConnectionLost } from './failure.ts';

/** Kysely over a pool, whose errors become `storeFailure`. Closing the pool stays with whoever opened it. */
export function kyselyOverPool(pool: Pool): Kysely<Tables> {
  return kyselyOver(async () => {
    const client: PoolClient = await guarded(() => pool.connect());
    let lost = false;
    return overClient(client, {
      onError: (error) => (lost ||= isConnectionLost(error)),
      release: () => client.release(lost),
    });
  });
}

/** Kysely over the connection of a transaction, which is not Kysely's to end. `onError` is called before an error is thrown. */
export function kyselyOverClient(client: Client, onError: () => void): Kysely<Tables> {
  return kyselyOver(async () => overClient(client, { onError, release: () => undefined, inTransaction: true }));
}

function kyselyOver(connect: () => Promise<PostgresPoolClient>): Kysely<Tables> {
  const pool: PostgresPool = { connect, end: async () => undefined, options: {} };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

interface Use {
  readonly inTransaction?: boolean;
  readonly onError: (error: unknown) => void;
  readonly release: () => void;
}

function overClient(client: Client | PoolClient, { onError, release, inTransaction = false }: Use): PostgresPoolClient {
  // The driver's `query` has many shapes; Kysely calls it with a text and its values.
  const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
    if (inTransaction && /^(begin|start|commit|rollback)\b/i.test(text)) throw new Error('The store opens and ends transactions.');
    try {
      return await guarded(() => client.query(text, [...values]));
    } catch (error) {
      onError(error);
      throw error;
    }
  };
  return { query: query as PostgresPoolClient['query'], release } as PostgresPoolClient;
}
