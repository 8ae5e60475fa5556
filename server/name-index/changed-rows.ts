/**
 * Rows that changed since some change. Who enters the names of many rows has read them before: a row that changed meanwhile is left
 * out, and gets the names of what it has become at the end.
 */
import type { Write } from '#store/store.ts';

/** What was undone with a write that failed may stay in `rows`, which costs a moment and harms nothing. */
type Changed = { upTo: number; readonly rows: Set<number> };

/** By the change since which it is asked. Few ask at one time; whoever is forgotten reads the changes once more. */
const known = new Map<number, Changed>();
const KEPT = 8;
const PAGE = 1000;

/** The rows of records that changed after the change `since`. New records are not among them, for nobody has read those before. */
export async function readChangedRows(tx: Pick<Write, 'readChanges'>, since: number): Promise<ReadonlySet<number>> {
  const changed = known.get(since) ?? { upTo: since, rows: new Set<number>() };
  known.delete(since);
  known.set(since, changed);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  for (let more = true; more; ) {
    const changes = await tx.readChanges(changed.upTo, PAGE);
    for (const { seq, kind, fromRow, toRow } of changes) {
      changed.upTo = seq;
      if (fromRow === null || kind.startsWith('load.')) continue;
      for (let row = fromRow; row <= (toRow ?? fromRow); row += 1) changed.rows.add(row);
    }
    more = changes.length === PAGE;
  }
  return changed.rows;
}
