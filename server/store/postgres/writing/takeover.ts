import { fail } from '@watchword/api/errors.ts';
import { statement } from '../ask.ts';
import { giveUpLeftRuns } from './load-writes.ts';
import { LOCKS } from '../names.ts';
import { parseSpan, reindexName } from '../reading.ts';
import type { WriterConnection } from './transaction.ts';

const OTHERS = statement(
  'servers-with-loads',
  `SELECT server FROM key_run WHERE state = 'building' AND server <> $1
   UNION SELECT substr(name, 9) FROM meta WHERE starts_with(name, 'reindex ') AND name <> 'reindex ' || $1`,
);
/** Nobody holds it together with us: no process of this name is connected. */
const TRY = statement('try-live', 'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS gone');
const TAKE = statement('take-runs', 'UPDATE key_run SET server = $1 WHERE server = $2');
const FIND_SPAN = statement('span-of-server', 'SELECT value FROM meta WHERE name = $1');
const KEEP_SPAN = statement('span-keep', 'INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value');
const DELETE_SPAN = statement('span-delete', 'DELETE FROM meta WHERE name = $1');

const MOVE_OUTBOX = statement(
  'move-outbox',
  `WITH moved AS (DELETE FROM outbox WHERE server = $1 RETURNING id, entry)
   INSERT INTO outbox (id, server, entry) SELECT $2::bigint + row_number() OVER (ORDER BY id), $3, entry FROM moved RETURNING id`,
);

/**
 * Moves the audit entries that a server has not written to its log to the one of this connection, under new numbers, for
 * the start of that server to write. Returns how many. Throws `server.busy` while one of the two is connected.
 */
export async function moveOutbox(connection: WriterConnection, from: string): Promise<number> {
  const { ask, server, head } = connection.session;
  await connection.begin();
  try {
    for (const name of [from, server]) {
      const [lock] = await ask<{ gone: boolean }>(TRY, [LOCKS.live, name]);
      if (lock?.gone !== true) throw fail('server.busy', { detail: `The server ${name} is running.` });
    }
    const moved = await ask<{ id: number }>(MOVE_OUTBOX, [from, head.outbox, server]);
    head.outbox += moved.length;
    await connection.commit('adopted');
    return moved.length;
  } catch (error) {
    await connection.rollback().catch(() => undefined);
    throw error;
  }
}

/**
 * At the start of a server: gives up the loads that its last process left, and those of servers that are not there any
 * more, whose rows join `findReindexSpan` here. Returns the number of the last change.
 */
export async function settleLeftRuns(connection: WriterConnection): Promise<number> {
  const { session } = connection;
  const { ask, server } = session;
  await connection.begin();
  try {
    for (const { server: other } of await ask<{ server: string }>(OTHERS, [server])) {
      const [lock] = await ask<{ gone: boolean }>(TRY, [LOCKS.live, other]);
      if (lock?.gone === true) await takeOver(connection, other);
    }
    await giveUpLeftRuns(session);
    await connection.commit('start');
  } catch (error) {
    await connection.rollback().catch(() => undefined);
    throw error;
  }
  return session.head.change;
}

async function takeOver({ session: { ask, server } }: WriterConnection, other: string): Promise<void> {
  const find = async (name: string) => parseSpan((await ask<{ value: string }>(FIND_SPAN, [name]))[0]?.value);
  const theirs = await find(reindexName(other));
  if (theirs !== undefined) {
    const ours = await find(reindexName(server));
    const span = `${Math.min(theirs.fromRow, ours?.fromRow ?? theirs.fromRow)}-${Math.max(theirs.toRow, ours?.toRow ?? theirs.toRow)}`;
    await ask(KEEP_SPAN, [reindexName(server), span]);
    await ask(DELETE_SPAN, [reindexName(other)]);
  }
  await ask(TAKE, [server, other]);
}
