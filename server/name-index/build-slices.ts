/** What the building of a slot asks of the writer. */
import type { Handlers, Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { batchesOf, batchesOfRow } from './batches.ts';
import { readChangedRows } from './changed-rows.ts';
import type { NamePostings } from './person-postings.ts';
import type { SortedPostings } from './posting-run.ts';
import { SLOT_SLICES } from './slots.ts';
import { onlyRows } from './write-names.ts';

/** Some of the postings of a part. `since`: every row was read after this change. */
export type BuiltPostings = { readonly slot: 0 | 1; readonly since: number; readonly postings: SortedPostings };

/** A part whose postings are all entered: the rows up to `toRow`. */
export type BuiltPart = { readonly slot: 0 | 1; readonly since: number; readonly toRow: number };

/** Which postings a record has: none when it has ended. */
export type PostingsOf = (record: StoredRecord) => NamePostings;

/** Enters postings, but none of a row that has changed since it was read: that row waits for the end of its part. */
async function enterBuilt(tx: Write, { slot, since, postings }: BuiltPostings): Promise<void> {
  const changed = await readChangedRows(tx, since);
  for (const batch of batchesOf(slot, onlyRows(postings, (row) => !changed.has(row)))) await tx.appendPostings(batch);
}

/** Rows that are entered here, since there are always some new ones while others write: a few milliseconds. */
const FEW = 40;

/** Ends a part: rows that have changed get the postings of what they are now, and from this commit on every write keeps the part. */
async function endPart(tx: Write, { slot, since, toRow }: BuiltPart, postingsOf: PostingsOf): Promise<{ complete: boolean }> {
  const own = (await tx.nameSlots()).find((one) => one.slot === slot);
  // Somebody else has seen to it.
  if (own?.state !== 'building') return { complete: true };
  const changed = [...(await readChangedRows(tx, since))].filter((row) => row >= own.nextRow && row <= toRow);
  const lastRow = await tx.lastRow();
  const complete = lastRow - toRow <= FEW;
  const left = complete ? await tx.readRows(toRow + 1, FEW) : [];
  for (const record of [...(await tx.findByRows(changed)), ...left]) {
    for (const batch of batchesOfRow(slot, record.row, postingsOf(record))) await tx.appendPostings(batch);
  }
  await tx.saveNameSlot({ ...own, state: complete ? 'complete' : 'building', nextRow: complete ? lastRow + 1 : toRow + 1 });
  return { complete };
}

/** The handlers by which a slot is built, for the entry file of the writer. */
export function nameIndexSlices(postingsOf: PostingsOf) {
  return {
    ...SLOT_SLICES,
    'names.enter': enterBuilt,
    'names.end-part': (tx: Write, part: BuiltPart) => endPart(tx, part, postingsOf),
  } satisfies Handlers;
}
