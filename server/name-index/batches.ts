/** Postings as the store takes them: in order of key, those of one key together. */
import type { PostingBatch } from '#store/postings.ts';
import { inSlot, lastOf } from './keys.ts';
import type { NamePostings } from './person-postings.ts';
import { PAYLOAD_BYTES, POSTING_BYTES, ROW_BYTES, writeRow } from './posting.ts';
import type { SortedPostings } from './posting-run.ts';

/** Postings that go into a block at once; more of one key go into the next batch, since a batch has each key once. */
const AT_ONCE = 60;

/** The postings of one record. */
export function batchesOfRow(slot: 0 | 1, row: number, { keys, payloads }: NamePostings): PostingBatch[] {
  return batchesOf(slot, { keys: new Float64Array(keys), rows: new Float64Array(keys.length).fill(row), payloads: new Uint8Array(payloads) });
}

/** Postings in order of key, in as many batches as the most frequent key needs. */
export function batchesOf(slot: 0 | 1, sorted: SortedPostings): PostingBatch[] {
  const { keys } = sorted;
  const batches: PostingBatch[] = [];
  for (let from = 0; from < keys.length; ) {
    const groups: Group[] = [];
    let at = from;
    while (at < keys.length && keys[at] !== groups.at(-1)?.first) {
      const end = endOfGroup(keys, at);
      groups.push({ first: keys[at] ?? 0, end });
      at = end;
    }
    batches.push(packBatch(slot, sorted, { from, groups }));
    from = at;
  }
  return batches;
}

type Group = { readonly first: number; readonly end: number };

function endOfGroup(keys: Float64Array, from: number): number {
  let end = from + 1;
  while (end < keys.length && keys[end] === keys[from] && end - from < AT_ONCE) end += 1;
  return end;
}

function packBatch(slot: 0 | 1, { rows, payloads }: SortedPostings, { from, groups }: { from: number; groups: readonly Group[] }): PostingBatch {
  const to = groups.at(-1)?.end ?? from;
  const bytes = new Uint8Array((to - from) * POSTING_BYTES);
  for (let at = from; at < to; at += 1) {
    const start = (at - from) * POSTING_BYTES;
    writeRow(bytes, start, rows[at] ?? 0);
    for (let byte = 0; byte < PAYLOAD_BYTES; byte += 1) bytes[start + ROW_BYTES + byte] = payloads[at * PAYLOAD_BYTES + byte] ?? 0;
  }
  return {
    firsts: Float64Array.from(groups, ({ first }) => inSlot(slot, first)),
    lasts: Float64Array.from(groups, ({ first }) => inSlot(slot, lastOf(first))),
    ends: Uint32Array.from(groups, ({ end }) => (end - from) * POSTING_BYTES),
    bytes,
  };
}
