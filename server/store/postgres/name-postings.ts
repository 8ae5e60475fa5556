import { FULL_BLOCK, type NameSlot, type PostingBlock, type PostingRead, type PostingWrite } from '../postings.ts';
import { bigintArray } from './arrays.ts';
import { statement, type Ask } from './ask.ts';

const SLOTS = 'SELECT slot, version, state, next_row AS "nextRow" FROM name_slot';

const STATEMENTS = {
  slots: statement('name-slots', `${SLOTS} ORDER BY slot`),
  // The slots come with the first row, so that they are of the same snapshot.
  postings: statement(
    'name-postings',
    `SELECT asked.at::integer AS at, p.key, p.postings, CASE WHEN asked.at = 0 THEN (SELECT json_agg(s) FROM (${SLOTS}) s) END AS slots
     FROM (SELECT 0 AS at, NULL::bigint AS first, NULL::bigint AS last
           UNION ALL SELECT at, first, last FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS given (first, last, at)) AS asked
     LEFT JOIN LATERAL (SELECT key, postings FROM name_posting WHERE key BETWEEN asked.first AND asked.last ORDER BY key LIMIT $3) p ON true
     WHERE asked.at = 0 OR p.key IS NOT NULL ORDER BY asked.at, p.key`,
  ),
  append: statement(
    'append-postings',
    `INSERT INTO name_posting AS there (key, postings)
     SELECT coalesce((SELECT CASE WHEN length(p.postings) < ${FULL_BLOCK} OR p.key = made.last THEN p.key ELSE p.key + 1 END
                      FROM name_posting p WHERE p.key BETWEEN made.first AND made.last ORDER BY p.key DESC LIMIT 1), made.first), made.postings
     FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS made (first, last, postings)
     ON CONFLICT (key) DO UPDATE SET postings = there.postings || excluded.postings`,
  ),
  replace: statement(
    'replace-postings',
    `UPDATE name_posting p SET postings = made.postings FROM unnest($1::bigint[], $2::bytea[]) AS made (key, postings) WHERE p.key = made.key`,
  ),
  remove: statement('remove-postings', 'DELETE FROM name_posting WHERE key = ANY ($1::bigint[])'),
  removeSpan: statement(
    'remove-posting-span',
    `WITH gone AS (
       DELETE FROM name_posting WHERE key IN (SELECT key FROM name_posting WHERE key BETWEEN $1 AND $2 ORDER BY key LIMIT $3) RETURNING 1)
     SELECT count(*)::integer AS count FROM gone`,
  ),
  saveSlot: statement(
    'save-name-slot',
    `INSERT INTO name_slot (slot, version, state, next_row) VALUES ($1, $2, $3, $4)
     ON CONFLICT (slot) DO UPDATE SET version = excluded.version, state = excluded.state, next_row = excluded.next_row`,
  ),
  removeSlot: statement('remove-name-slot', 'DELETE FROM name_slot WHERE slot = $1'),
} as const;

type FoundRow = { readonly at: number; readonly key: number; readonly postings: Uint8Array; readonly slots: NameSlot[] | null };

/** Reading the name index; what is read of it is one statement, hence one snapshot. */
export function openPostings(ask: Ask): PostingRead {
  return {
    nameSlots: () => ask<NameSlot>(STATEMENTS.slots),
    async readPostings(spans, most) {
      const [firsts, lasts] = [bigintArray(spans.map(({ first }) => first)), bigintArray(spans.map(({ last }) => last))];
      const found = await ask<FoundRow>(STATEMENTS.postings, [firsts, lasts, most]);
      const blocks: PostingBlock[][] = spans.map(() => []);
      for (const { at, key, postings } of found) if (at > 0) blocks[at - 1]?.push({ key, postings });
      return { slots: found[0]?.slots ?? [], blocks };
    },
  };
}

/** Changing the name index. */
export function openPostingWrites(ask: Ask): PostingWrite {
  return {
    async appendPostings({ firsts, lasts, ends, bytes }) {
      if (firsts.length === 0) return;
      const pieces: Uint8Array[] = [];
      ends.forEach((end, at) => pieces.push(bytes.subarray(at === 0 ? 0 : ends[at - 1], end)));
      await ask(STATEMENTS.append, [bigintArray(firsts), bigintArray(lasts), pieces]);
    },
    async replacePostings(blocks) {
      const [empty, kept] = [blocks.filter(({ postings }) => postings.length === 0), blocks.filter(({ postings }) => postings.length > 0)];
      if (empty.length > 0) await ask(STATEMENTS.remove, [bigintArray(empty.map(({ key }) => key))]);
      if (kept.length > 0) await ask(STATEMENTS.replace, [bigintArray(kept.map(({ key }) => key)), kept.map(({ postings }) => postings)]);
    },
    removePostings: async ({ first, last }, most) => (await ask<{ count: number }>(STATEMENTS.removeSpan, [first, last, most]))[0]?.count ?? 0,
    saveNameSlot: async ({ slot, version, state, nextRow }) => void (await ask(STATEMENTS.saveSlot, [slot, version, state, nextRow])),
    removeNameSlot: async (slot) => void (await ask(STATEMENTS.removeSlot, [slot])),
  };
}
