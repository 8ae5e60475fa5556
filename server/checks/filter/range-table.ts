import type { StoredRange } from '#store/tables.ts';
import { createIntervalTree, type IntervalTree } from './interval-tree.ts';

/** A number asked of the ranges of stolen blanks: `prefix` is folded text, `number` its last `digits` digits. */
export type AskedRange = { readonly database: number; readonly prefix: string; readonly digits: number; readonly number: number };

/** Every number range of the store, in memory: a question costs about a microsecond. */
export type RangeTable = {
  /** Rows with a range that holds the number, each once. */
  findRows(asked: AskedRange): readonly number[];
  /** Says that the records from one row to another, both included, have these ranges and no others. In one step. */
  replace(fromRow: number, toRow: number, ranges: readonly StoredRange[]): void;
  /** How many ranges there are. */
  size(): number;
};

const NONE: readonly number[] = [];

/** Makes an empty table. */
export function createRangeTable(): RangeTable {
  const trees = new Map<string, IntervalTree>();
  const rangesOf = new Map<number, StoredRange[]>();
  /** The rows that have ranges, in order: each an interval of one number. */
  const rows = createIntervalTree();
  let size = 0;

  function forget(row: number): void {
    for (const range of rangesOf.get(row) ?? []) {
      const name = nameOf(range);
      const tree = trees.get(name);
      tree?.remove(range);
      if (tree?.size() === 0) trees.delete(name);
      size -= 1;
    }
    rangesOf.delete(row);
    rows.remove({ low: row, high: row, row });
  }

  function add(range: StoredRange): void {
    const name = nameOf(range);
    const tree = trees.get(name) ?? createIntervalTree();
    trees.set(name, tree);
    tree.add({ low: range.low, high: range.high, row: range.row });
    const known = rangesOf.get(range.row);
    if (known === undefined) rows.add({ low: range.row, high: range.row, row: range.row });
    rangesOf.set(range.row, [...(known ?? []), range]);
    size += 1;
  }

  return {
    findRows(asked) {
      if (size === 0) return NONE;
      const found = trees.get(nameOf(asked))?.findOverlapping(asked.number, asked.number) ?? NONE;
      return found.length < 2 ? found : [...new Set(found)];
    },
    replace(fromRow, toRow, ranges) {
      for (const row of rows.findOverlapping(fromRow, toRow)) forget(row);
      for (const range of ranges) add(range);
    },
    size: () => size,
  };
}

function nameOf({ database, prefix, digits }: { database: number; prefix: string; digits: number }): string {
  return `${database}|${digits}|${prefix}`;
}
