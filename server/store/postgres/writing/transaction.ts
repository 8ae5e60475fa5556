import type { Client } from 'pg';
import type { ChangeSpan, OutboxEntry, Write } from '../../store.ts';
import { askOn, statement } from '../ask.ts';
import { connect } from '../connection.ts';
import { guarded, isRetryable } from '../failure.ts';
import { kyselyOverClient } from '../kysely.ts';
import { CHANNEL } from '../names.ts';
import type { Head, Operation, WritingSession } from './session.ts';
import { openWrite } from './writing.ts';

/** What one operation came to, before its commit. */
export type Outcome =
  | { readonly error: unknown }
  | { readonly result: unknown; readonly outbox: readonly OutboxEntry[]; readonly changes: ChangeSpan | undefined };

/** The connection that writes: one transaction at a time, each with any number of operations. */
export interface WriterConnection {
  readonly session: WritingSession;
  readonly tx: Write;
  /** Waits until this server alone may write, and reads the last numbers given out. */
  begin(): Promise<void>;
  /** The mark of the last commit of this server. To be asked after `begin`, hence after whatever was under way. */
  findMark(): Promise<string | undefined>;
  /**
   * Runs one operation in a savepoint. When it throws, it alone is undone. Throws after a failure of the store, or when
   * the transaction is of no use any more.
   */
  operate(work: (tx: Write) => unknown): Promise<Outcome>;
  /** When it returns, the transaction is on the disk. `mark` tells this commit from every other. */
  commit(mark: string): Promise<void>;
  rollback(): Promise<void>;
  /** Whether the connection is there. */
  isAlive(): boolean;
  close(): Promise<void>;
}

const MARK = statement('mark', 'SELECT mark FROM writer WHERE server = $1');
const BEGIN = 'BEGIN; SELECT last_row AS row, last_change AS change, last_outbox AS outbox FROM head FOR UPDATE';

/** Opens the connection that writes. Throws `store.unavailable`. */
export async function connectWriter(url: string, server: string): Promise<WriterConnection> {
  let alive = true;
  const client = await connect(url, 'writer', () => (alive = false));
  const head: Head = { row: 0, change: 0, outbox: 0 };
  const operation: Operation = { outbox: [], first: 0, last: 0, failed: false };
  const onError = (): void => void (operation.failed = true);
  const session: WritingSession = { ask: askOn(client, onError), db: kyselyOverClient(client, onError), server, head, operation };
  const tx = openWrite(session);
  let begunAt = 0;
  return {
    session,
    tx,
    async begin() {
      const results: unknown = await guarded(() => client.query(BEGIN));
      const [, found] = results as { rows: Head[] }[];
      if (found?.rows[0] === undefined) throw new Error('The store has no head.');
      Object.assign(head, found.rows[0]);
      begunAt = head.change;
    },
    findMark: async () => (await session.ask<{ mark: string }>(MARK, [server]))[0]?.mark,
    operate: (work) => operate(client, { session, tx }, work),
    async commit(mark) {
      const notify = head.change > begunAt ? `NOTIFY ${CHANNEL}, '${head.change}';` : '';
      await guarded(() =>
        client.query(`UPDATE head SET last_row = ${head.row}, last_change = ${head.change}, last_outbox = ${head.outbox};
          INSERT INTO writer (server, mark) VALUES ('${server}', '${mark}') ON CONFLICT (server) DO UPDATE SET mark = excluded.mark;
          ${notify} COMMIT`),
      );
    },
    rollback: async () => void (await guarded(() => client.query('ROLLBACK'))),
    isAlive: () => alive,
    close: () => client.end(),
  };
}

async function operate(client: Client, { session, tx }: { session: WritingSession; tx: Write }, work: (tx: Write) => unknown): Promise<Outcome> {
  const { head, operation } = session;
  const before = { ...head };
  Object.assign(operation, { outbox: [], first: 0, last: 0, failed: false } satisfies Operation);
  send(client, 'SAVEPOINT operation');
  let outcome: Outcome;
  try {
    const result = await work(tx);
    // A handler that swallowed the error of a statement must not be taken for one that has written.
    if (operation.failed) throw new Error('A statement of this write has failed.');
    const changes = operation.first > 0 ? { first: operation.first, last: operation.last } : undefined;
    outcome = { result, outbox: operation.outbox, changes };
  } catch (error) {
    outcome = { error };
  }
  if (!('error' in outcome)) {
    send(client, 'RELEASE operation');
    return outcome;
  }
  // Undone by the database because of another session: all of it is to be run again, not this operation alone.
  if (isRetryable(outcome.error)) throw outcome.error;
  Object.assign(head, before);
  await guarded(() => client.query('ROLLBACK TO operation; RELEASE operation'));
  return outcome;
}

/** Sends what cannot fail unless the transaction is lost, which the next answer tells. */
function send(client: Client, text: string): void {
  void client.query(text).catch(() => undefined);
}
