import type { DatabaseSync } from 'node:sqlite';
import { FULL_BLOCK, type NameSlot, type PostingBlock, type PostingRead, type PostingSpan, type PostingWrite } from '../postings.ts';
import { guarded } from './failure.ts';

/**
 * All spans in one statement, for a call costs several times what a search in the tree does. Of each, up to the block of which there are
 * `most` before it. The spans come as JSON, which holds numbers below 2^53 exactly.
 */
const SPANS = `SELECT asked.key, found.key, found.postings FROM json_each(?1) AS asked CROSS JOIN name_posting AS found
  ON found.key BETWEEN asked.value ->> 0 AND coalesce(
    (SELECT key FROM name_posting WHERE key BETWEEN asked.value ->> 0 AND asked.value ->> 1 ORDER BY key LIMIT 1 OFFSET ?2 - 1), asked.value ->> 1)`;

/** Reading the name index over prepared statements. `onSnapshot` runs work on one snapshot. */
export function openPostings(connection: DatabaseSync, onSnapshot: <Result>(work: () => Result) => Result): PostingRead {
  const slots = connection.prepare('SELECT slot, version, state, next_row AS nextRow FROM name_slot ORDER BY slot');
  const found = connection.prepare(SPANS);
  found.setReturnArrays(true);
  const readSlots = (): NameSlot[] => slots.all() as unknown as NameSlot[];
  const readBlocks = (spans: readonly PostingSpan[], most: number): PostingBlock[][] => {
    const blocks: PostingBlock[][] = spans.map(() => []);
    const asked = JSON.stringify(spans.map(({ first, last }) => [first, last]));
    for (const [at, key, postings] of found.all(asked, most) as unknown as [number, number, Uint8Array][]) blocks[at]?.push({ key, postings });
    return blocks;
  };
  return {
    nameSlots: async () => guarded(readSlots),
    readPostings: async (spans, most) => guarded(() => onSnapshot(() => ({ slots: readSlots(), blocks: readBlocks(spans, most) }))),
  };
}

/**
 * Appending is one statement: the last block of a span takes the postings unless it is full, and then the next key does. Joining
 * blobs makes a text of the same bytes, hence the cast.
 */
const APPEND = `INSERT INTO name_posting (key, postings) VALUES (
  coalesce((SELECT CASE WHEN length(postings) < ${FULL_BLOCK} OR key = ?2 THEN key ELSE key + 1 END
            FROM name_posting WHERE key BETWEEN ?1 AND ?2 ORDER BY key DESC LIMIT 1), ?1), ?3)
  ON CONFLICT (key) DO UPDATE SET postings = CAST(postings || excluded.postings AS BLOB)`;

/** Changing the name index. */
export function preparePostingWrites(connection: DatabaseSync): PostingWrite {
  const append = connection.prepare(APPEND);
  const replace = connection.prepare('UPDATE name_posting SET postings = ? WHERE key = ?');
  const remove = connection.prepare('DELETE FROM name_posting WHERE key = ?');
  const removeSpan = connection.prepare('DELETE FROM name_posting WHERE key IN (SELECT key FROM name_posting WHERE key BETWEEN ? AND ? ORDER BY key LIMIT ?)');
  const saveSlot = connection.prepare('INSERT OR REPLACE INTO name_slot (slot, version, state, next_row) VALUES (?, ?, ?, ?)');
  const removeSlot = connection.prepare('DELETE FROM name_slot WHERE slot = ?');
  return {
    appendPostings: async ({ firsts, lasts, ends, bytes }) =>
      guarded(() => {
        for (let at = 0, from = 0; at < firsts.length; at += 1) {
          const end = ends[at] ?? from;
          append.run(firsts[at] ?? 0, lasts[at] ?? 0, bytes.subarray(from, end));
          from = end;
        }
      }),
    replacePostings: async (blocks) =>
      guarded(() => {
        for (const { key, postings } of blocks) {
          if (postings.length === 0) remove.run(key);
          else replace.run(postings, key);
        }
      }),
    removePostings: async ({ first, last }, most) => guarded(() => Number(removeSpan.run(first, last, most).changes)),
    saveNameSlot: async ({ slot, version, state, nextRow }) => guarded(() => void saveSlot.run(slot, version, state, nextRow)),
    removeNameSlot: async (slot) => guarded(() => void removeSlot.run(slot)),
  };
}
