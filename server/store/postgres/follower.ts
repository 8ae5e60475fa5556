import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import { askOn, statement } from './ask.ts';
import { connect } from './connection.ts';
import { CHANNEL, LOCKS } from './names.ts';

/** Follows the change log, wherever it was written. */
export interface Follower {
  /** Milliseconds since it was last known that every change had been heard of. */
  staleFor(): number;
  close(): Promise<void>;
}

/** What a follower needs. */
export interface FollowerOptions {
  readonly url: string;
  readonly server: string;
  /** Told of the number of the last change, perhaps more than once, and never of one that is not committed. */
  readonly onLast: (last: number) => void;
}

/** A notification may be lost with its connection: besides listening, the log is asked, this often, in milliseconds. */
const ASK_EVERY = 250;
const CONNECT_AGAIN_AFTER = 200;

const LAST = statement('last-change', 'SELECT last_change AS last FROM head');
/** Held while this server lives: whoever can take it alone knows that no server of this name is there any more. */
const LIVE = statement('live', 'SELECT pg_advisory_lock_shared($1, hashtext($2))');

/** Starts to follow; returns when the first connection listens. Throws `store.unavailable`. */
export async function openFollower(options: FollowerOptions): Promise<Follower> {
  const closing = new AbortController();
  let heardAt = performance.now();
  const hear = async (client: Client): Promise<void> => {
    const askedAt = performance.now();
    const [head] = await askOn(client)<{ last: number }>(LAST);
    if (head === undefined || closing.signal.aborted) return;
    heardAt = askedAt;
    options.onLast(head.last);
  };
  let client = await listen(options);
  await hear(client);
  const following = (async () => {
    while (!closing.signal.aborted) {
      try {
        await wait(ASK_EVERY, undefined, { signal: closing.signal });
        await hear(client);
      } catch {
        if (closing.signal.aborted) return;
        await client.end().catch(() => undefined);
        await wait(CONNECT_AGAIN_AFTER, undefined, { signal: closing.signal }).catch(() => undefined);
        client = await listen(options).catch(() => client);
      }
    }
  })();
  return {
    staleFor: () => performance.now() - heardAt,
    async close() {
      closing.abort();
      await following;
      await client.end().catch(() => undefined);
    },
  };
}

async function listen({ url, server, onLast }: FollowerOptions): Promise<Client> {
  const client = await connect(url, 'follower');
  client.on('notification', ({ payload }) => {
    const last = Number(payload);
    if (Number.isSafeInteger(last)) onLast(last);
  });
  try {
    await askOn(client)(statement('', `LISTEN ${CHANNEL}`));
    await askOn(client)(LIVE, [LOCKS.live, server]);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}
