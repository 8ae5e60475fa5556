/** Mending of the index: a record that is whole says by which keys it is to be found. */
import type { Handlers, Write } from '#store/store.ts';
import { indexedOf, keysOf, rangesOf, referenceKeyOf } from '../record-index.ts';
import { STATE } from '../states.ts';

/** `at`: now, in ms. */
export type Mending = { readonly row: number; readonly at: number };

/** Slices of the writer by which the index is mended. */
export const MEND_SLICES = { 'records.mend': mend } satisfies Handlers;

/** Gives a row the keys and ranges that it should have, and says in the change log that it is to be read again. @throws `store.broken` when the record is damaged itself */
async function mend(tx: Write, { row, at }: Mending): Promise<void> {
  const [record] = await tx.findByRows([row]);
  if (record === undefined) return;
  const indexed = indexedOf(record);
  if (record.state === STATE.active) {
    await tx.addKeys(row, keysOf(indexed));
    const ranges = rangesOf(indexed, row);
    if (ranges.length > 0) {
      await tx.removeRanges(row);
      await tx.addRanges(ranges);
    }
  } else if (record.reference !== null) await tx.addKeys(row, [referenceKeyOf({ ...indexed, reference: record.reference })]);
  await tx.appendChange({ at, kind: 'record.amended', database: record.database, owner: record.owner, fromRow: row, toRow: row });
}
