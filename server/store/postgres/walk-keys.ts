import { readBigints } from './arrays.ts';
import { askOn, statement, type Ask } from './ask.ts';
import { connect } from './connection.ts';
import { guarded } from './failure.ts';
import { FOUND } from './reading.ts';

/** The most pairs of the key index that a block of 8 KiB holds, and a little more. */
const PAIRS_A_BLOCK = 170;

const BLOCKS = statement('key-blocks', `SELECT pg_relation_size('key_index') / current_setting('block_size')::bigint AS blocks`);
const PAGE = statement(
  'key-page',
  `SELECT string_agg(int8send(k.key), ''::bytea) AS keys FROM key_index k WHERE k.ctid >= $1::tid AND k.ctid < $2::tid AND ${FOUND}`,
);

/**
 * Walks over the key index block by block, in the order in which it lies on the disk, on one snapshot: in the order of
 * the keys each block would be read over and over. The numbers of a page arrive as one value of 8 bytes each.
 */
export async function* walkKeys(url: string, pageSize: number): AsyncGenerator<Float64Array> {
  const client = await connect(url, 'walk');
  try {
    await guarded(() => client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY'));
    yield* walkPages(askOn(client), pageSize);
  } finally {
    // Ends the snapshot, too. A walk that was left off, or whose connection is lost, has nothing to wait for.
    await client.end().catch(() => undefined);
  }
}

/** The same on a connection whose transaction stands on one snapshot, or alone may write. */
export async function* walkPages(ask: Ask, pageSize: number): AsyncGenerator<Float64Array> {
  // Asked after the snapshot was taken: every pair of the snapshot lies in these blocks.
  const blocks = (await ask<{ blocks: number }>(BLOCKS))[0]?.blocks ?? 0;
  const step = Math.max(1, Math.floor(pageSize / PAIRS_A_BLOCK));
  for (let block = 0; block < blocks; block += step) {
    const [page] = await ask<{ keys: Uint8Array | null }>(PAGE, [`(${block},0)`, `(${block + step},0)`]);
    if (page === undefined || page.keys === null) continue;
    const keys = readBigints(page.keys);
    for (let at = 0; at < keys.length; at += pageSize) yield keys.subarray(at, at + pageSize);
  }
}
