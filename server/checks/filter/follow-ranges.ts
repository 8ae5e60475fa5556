import { setImmediate } from 'node:timers/promises';
import type { Change, Read } from '#store/store.ts';
import { STEP } from './follow-log.ts';
import type { RangeTable } from './range-table.ts';

/** So many ranges are taken over between two turns of the event loop: a few milliseconds. */
const PAGE = 1000;

/**
 * Makes what takes the ranges of changes over. `version` is `Read.rangesVersion`, read before the table was filled.
 *
 * Why most changes can be passed over. The table always holds the ranges of every commit that `known` counts. When the
 * version read after a step's changes is still `known`, none of them has touched a range. When it differs, their rows are read.
 * A new `known` is one that was read before the changes were asked for once more, and only when these reach to the end of
 * the log: then every commit that it counts is among them.
 */
export function createRangeFollower(table: RangeTable, read: Read, version: number): (changes: readonly Change[]) => Promise<void> {
  let known = version;
  return async (changes) => {
    if ((await read.rangesVersion()) === known) return;
    const now = await read.rangesVersion();
    const all = await read.readChanges((changes[0]?.seq ?? 1) - 1, STEP);
    for (const { fromRow, toRow } of all) {
      if (fromRow !== null) await refreshRanges(table, read, { fromRow, toRow: toRow ?? fromRow });
    }
    if (all.length < STEP) known = now;
  };
}

/** Brings the rows from one to another up to the state of the store, page by page; each row goes over in one step. */
export async function refreshRanges(table: RangeTable, read: Read, span: { fromRow: number; toRow: number }): Promise<void> {
  for (let fromRow = span.fromRow; fromRow <= span.toRow; ) {
    const page = await read.readRanges({ fromRow, toRow: span.toRow, limit: PAGE });
    const last = page.length < PAGE ? span.toRow : (page.at(-1)?.row ?? span.toRow);
    table.replace(fromRow, last, page);
    fromRow = last + 1;
    if (fromRow <= span.toRow) await setImmediate();
  }
}
