/** How often who was shown whose records, by day. */
import { LEAF_BYTES, parseLeaf } from './owner-leaves.ts';
import type { LeafLog } from './forest.ts';
import type { Keeper } from './keeper.ts';
import { headOf, latestNote } from './reading.ts';

type Cell = { day: string; requester: string; owner: string; count: number };
type Asked = { readonly organisation: string; readonly from: number; readonly to: number };
const DAY_MS = 86_400_000;
/** Leaves that are read at once. */
const AT_ONCE = 4096;

/** Counts of told checks by day, asker and owner: of each cell only its two countries learn. `from` and `to`: days as ms since 1970, the last included. Only the leaves of these days are read. */
export function matrix(keeper: Keeper, { organisation, from, to }: Asked): { items: Cell[]; checkpoint: string } {
  const cells = new Map<string, Cell>();
  for (const [owner, log] of keeper.forest.owners) {
    const { size } = headOf(keeper, 'owner', owner);
    for (const [day, requesters] of countLeaves(log, { size, from, to })) {
      for (const [requester, count] of requesters) {
        if (owner === organisation || requester === organisation) cells.set(`${day} ${requester} ${owner}`, { day: new Date(day * DAY_MS).toISOString().slice(0, 10), requester, owner, count });
      }
    }
  }
  return { items: [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell), checkpoint: latestNote(keeper) };
}

function countLeaves(log: LeafLog, { size, from, to }: { size: number; from: number; to: number }): Map<number, Map<string, number>> {
  const days = new Map<number, Map<string, number>>();
  // A clock is set back now and then: of a day before and after each leaf is looked at.
  const end = log.firstSince(to + 2 * DAY_MS, size);
  for (let at = log.firstSince(from - DAY_MS, size); at < end; at += AT_ONCE) {
    const bytes = log.leaves(at, Math.min(AT_ONCE, end - at));
    for (let start = 0; start + LEAF_BYTES <= bytes.length; start += LEAF_BYTES) {
      const { time, organisation } = parseLeaf(bytes.subarray(start, start + LEAF_BYTES));
      if (time < from || time >= to + DAY_MS) continue;
      const day = Math.floor(time / DAY_MS);
      const requesters = days.get(day) ?? new Map<string, number>();
      if (requesters.size === 0) days.set(day, requesters);
      requesters.set(organisation, (requesters.get(organisation) ?? 0) + 1);
    }
  }
  return days;
}
