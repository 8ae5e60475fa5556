import type { DatabaseSync } from 'node:sqlite';
import { FULL_BLOCK, type NameSlot, type PostingBlock, type PostingRead, type PostingWrite } from '../postings.ts';
import { guarded } from './failure.ts';

/** Reading the name index over prepared statements. `onSnapshot` runs work on one snapshot. */
export function openPostings(connection: DatabaseSync, onSnapshot: <Result>(work: () => Result) => Result): PostingRead {
  const slots = connection.prepare('SELECT slot, version, state, next_row AS nextRow FROM name_slot ORDER BY slot');
  const span = connection.prepare('SELECT key, postings FROM name_posting WHERE key BETWEEN ? AND ? ORDER BY key LIMIT ?');
  const readSlots = (): NameSlot[] => slots.all() as unknown as NameSlot[];
  return {
    nameSlots: async () => guarded(readSlots),
    readPostings: async (spans, most) =>
      guarded(() =>
        onSnapshot(() => ({
          slots: readSlots(),
          blocks: spans.map(({ first, last }) => span.all(first, last, most) as unknown as PostingBlock[]),
        })),
      ),
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
