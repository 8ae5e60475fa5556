import { fail } from '@watchword/api/errors.ts';
import type { Handlers, Write } from '../store.ts';
import { recordOf } from '../records-under-test.ts';

/** The writes that the tests of the writer thread use. */
export const handlers = {
  enter: async (tx: Write, { number }: { number: number }) => {
    const row = await tx.insertRecord(recordOf(number), [number]);
    await tx.appendOutbox(new TextEncoder().encode(`entered ${number}`));
    const seq = await tx.appendChange({ at: 1, kind: 'entered', fromRow: row, toRow: row, detail: { number } });
    return { row, seq };
  },
  enterOnce: async (tx: Write, { number }: { number: number }) => {
    const row = await tx.insertRecord(recordOf(number + 1_000_000), [number]);
    await tx.appendChange({ at: 1, kind: 'entered', fromRow: row, toRow: row });
    if ((await tx.findRowsByKeyIncludingPending(number)).length > 1) throw fail('record.reference-taken', { detail: 'twice' });
    return row;
  },
  /** As a domain does it: look first, then write. */
  enterUnique: async (tx: Write, { number, id }: { number: number; id: number }) => {
    if ((await tx.findRowsByKeyIncludingPending(number)).length > 0) throw fail('record.reference-taken');
    const row = await tx.insertRecord(recordOf(id), [number]);
    await tx.appendChange({ at: 1, kind: 'entered', fromRow: row, toRow: row });
    return row;
  },
  /** Opens a transaction of its own, which is not a handler's business. */
  endsTransaction: async (tx: Write) => {
    await tx.db.transaction().execute(async () => undefined);
  },
  /** Goes on after a statement has failed, as if nothing were the matter. */
  swallows: async (tx: Write) => {
    await tx.appendChange({ at: 1, kind: 'swallowed' });
    await tx.db.insertInto('meta').values({ name: 'x', value: null as unknown as string }).execute().catch(() => undefined);
  },
  enterLarge: async (tx: Write, { number, bytes }: { number: number; bytes: number }) =>
    tx.insertRecord({ ...recordOf(number), content: 'x'.repeat(bytes) }, [number]),
  mistake: () => {
    throw new TypeError('a mistake');
  },
  uncopyable: () => () => undefined,
  die: () => process.exit(1),
  beginRun: (tx: Write) => tx.beginRun(),
  slice: async (tx: Write, { run, numbers }: { run: number; numbers: readonly number[] }) => {
    const first = await tx.insertRecords({ run, records: numbers.map(recordOf), referenceKeys: numbers });
    await tx.appendOutbox(new TextEncoder().encode(`loaded ${numbers.length}`));
    await tx.appendChange({ at: 1, kind: 'loaded', fromRow: first, toRow: first + numbers.length - 1 });
    return first;
  },
  finish: async (tx: Write, { run, keys, rows }: { run: number; keys: Float64Array; rows: Float64Array }) => {
    await tx.appendRun({ run, keys, rows });
    await tx.publishRun(run);
  },
} satisfies Handlers;

export type HandlersUnderTest = typeof handlers;
