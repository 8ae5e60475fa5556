/** For the doctor: every record of a store in a file, whether it is whole and whether the index leads to it. */
import { lookOver } from '#records/integrity/integrity.ts';
import { openSqliteReader } from '#store/sqlite.ts';

/** What was found: rows looked at, and how many have which fault. */
export type RecordsChecked = { readonly rows: number; readonly faults: ReadonlyMap<string, number>; readonly first: readonly number[] };

const SPAN = 200;
const MOST_NAMED = 5;

/** Goes over all records at once, also while a server uses the store; some 30,000 a second. @throws `store.*` when the file cannot be opened */
export async function checkRecords(file: string): Promise<RecordsChecked> {
  const reader = openSqliteReader({ file });
  try {
    const last = await reader.read.lastRow();
    const faults = new Map<string, number>();
    const first: number[] = [];
    for (let row = 0; row < last; row += SPAN) {
      const looked = await lookOver(reader.read, { fromRow: row + 1, toRow: Math.min(row + SPAN, last) });
      for (const { what, row: at } of looked.faults) {
        faults.set(what, (faults.get(what) ?? 0) + 1);
        if (first.length < MOST_NAMED) first.push(at);
      }
    }
    return { rows: last, faults, first };
  } finally {
    reader.close();
  }
}
