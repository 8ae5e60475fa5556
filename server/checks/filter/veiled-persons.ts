/** Persons that do not exist for somebody, as rows in shared memory: the reading threads leave them out of a search by name. */
import { isVeiled, type Veil, type Viewer } from '#records/records.ts';

/** `persons`: by row. `removed`: counts those that were taken away or replaced. `lists`: what was worked out, by whom it is for. */
export type RowLists = { readonly persons: Map<number, Veil>; removed: number; readonly lists: Map<string, RowList> };
type RowList = { readonly minute: number; readonly removed: number; readonly size: number; readonly rows: Float64Array | undefined };

/** With more, those that are not hidden from the front line are left out: working a list out takes a tenth of a microsecond for each. */
const MOST_PERSONS = 20_000;
const MOST_LISTS = 1000;

/** The list for a viewer. A person who may have become visible makes it be worked out anew. */
export function listPersonRows(of: RowLists, viewer: Viewer): Float64Array | undefined {
  const { persons, removed, lists } = of;
  if (persons.size === 0) return undefined;
  const who = `${viewer.organisation} ${viewer.kind} ${viewer.role} ${viewer.purpose ?? ''}`;
  const known = lists.get(who);
  if (known !== undefined && known.minute === viewer.minute && known.removed === removed && known.size === persons.size) return known.rows;
  const isFull = persons.size > MOST_PERSONS;
  const found: number[] = [];
  for (const [row, veil] of persons) if ((!isFull || veil.own.hidden_front > 0) && isVeiled(veil, viewer)) found.push(row);
  const rows = found.length === 0 ? undefined : share(found.sort((one, other) => one - other));
  if (lists.size >= MOST_LISTS) lists.clear();
  lists.set(who, { minute: viewer.minute, removed, size: persons.size, rows });
  return rows;
}

/** Whether a row is in such a list. */
export function includesRow(rows: Float64Array, row: number): boolean {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((rows[middle] ?? 0) < row) from = middle + 1;
    else to = middle;
  }
  return rows[from] === row;
}

function share(rows: readonly number[]): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(rows.length * Float64Array.BYTES_PER_ELEMENT));
  shared.set(rows);
  return shared;
}
