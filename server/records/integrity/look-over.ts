/** A look at a span of records: whether each is what was stored, and whether the index leads to it. */
import { AppError } from '@watchword/api/errors.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { loadHasher } from '#databases/databases.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { indexedOf, keysOf, rangesOf, referenceKeyOf } from '../record-index.ts';
import { STATE } from '../states.ts';

/**
 * What is wrong with a row. `record`: it cannot be read as it was stored. `row`: it is not there. `keys`, `ranges`: the index does not
 * lead to it, so a check would not find it. `filter`: the filter in memory denies it.
 */
export const FAULTS = ['record', 'row', 'keys', 'ranges', 'filter'] as const;

/** A row with a fault. `database`: its number, where the record could be read. */
export type Fault = { readonly row: number; readonly what: (typeof FAULTS)[number]; readonly database?: number };

/** Rows to be looked at, both ends included; all of them exist. */
export type Span = { readonly fromRow: number; readonly toRow: number };

/** What a look came to. `keys`, `rows`: every pair by which the records should be found. */
export type Looked = { readonly faults: readonly Fault[]; readonly keys: readonly number[]; readonly rows: readonly number[] };

/** Looks at every row of a span. What a load has still to index is no fault. @throws `store.unavailable` */
export async function lookOver(read: Read, span: Span): Promise<Looked> {
  await loadHasher();
  const { records, faults } = await readSpan(read, span);
  const found: Fault[] = [...faults];
  const whole: { record: StoredRecord; keys: readonly number[] }[] = [];
  for (const record of records) {
    const keys = expectedKeys(record);
    if (keys === 'unreadable') found.push({ row: record.row, what: 'record' });
    else if (keys !== 'unknown') whole.push({ record, keys });
  }
  const keys = whole.flatMap((one) => one.keys);
  const rows = whole.flatMap(({ record, keys: own }) => own.map(() => record.row));
  const lacking = new Set((await read.findMissingPairs({ keys, rows })).map((at) => rows[at] ?? 0));
  for (const record of await withoutRanges(read, whole.map(({ record }) => record), span)) lacking.add(record.row);
  for (const row of lacking) {
    const fault = await confirm(read, row);
    if (fault !== undefined) found.push(fault);
  }
  return { faults: found, keys, rows };
}

async function readSpan(read: Read, { fromRow, toRow }: Span): Promise<{ records: StoredRecord[]; faults: Fault[] }> {
  try {
    const records = (await read.readRows(fromRow, toRow - fromRow + 1)).filter(({ row }) => row <= toRow);
    if (records.length === toRow - fromRow + 1) return { records, faults: [] };
  } catch (error) {
    if (!isBroken(error)) throw error;
  }
  const records: StoredRecord[] = [];
  const faults: Fault[] = [];
  for (let row = fromRow; row <= toRow; row += 1) {
    const found = await readRow(read, row);
    if (typeof found === 'string') faults.push({ row, what: found });
    else records.push(found);
  }
  return { records, faults };
}

/** Records are never deleted, so each row up to the last one is there. */
async function readRow(read: Read, row: number): Promise<StoredRecord | 'record' | 'row'> {
  try {
    return (await read.findByRows([row]))[0] ?? 'row';
  } catch (error) {
    if (!isBroken(error)) throw error;
    return 'record';
  }
}

/** The keys that must lead to a record; those of a database of a later version are not known. One that has ended keeps the key of its reference. */
function expectedKeys(record: StoredRecord): readonly number[] | 'unreadable' | 'unknown' {
  try {
    if (record.state === STATE.active) return keysOf(indexedOf(record));
    const { reference, owner } = record;
    return reference === null ? [] : [referenceKeyOf({ database: getDatabaseByNumber(record.database), owner, reference })];
  } catch (error) {
    return error instanceof AppError && error.code === 'database.not-found' ? 'unknown' : 'unreadable';
  }
}

async function withoutRanges(read: Read, records: readonly StoredRecord[], span: Span): Promise<StoredRecord[]> {
  const ranged = records.filter((record) => expectedRanges(record).length > 0);
  if (ranged.length === 0) return [];
  const held = new Set<string>();
  for (let fromRow = span.fromRow; fromRow <= span.toRow; ) {
    const page = await read.readRanges({ fromRow, toRow: span.toRow, limit: 1000 });
    for (const range of page) held.add(nameOf(range));
    const last = page.at(-1);
    if (last === undefined) break;
    fromRow = last.row + 1;
  }
  return ranged.filter((record) => !expectedRanges(record).every((range) => held.has(nameOf(range))));
}

function expectedRanges(record: StoredRecord): ReturnType<typeof rangesOf> {
  return record.state === STATE.active ? rangesOf(indexedOf(record), record.row) : [];
}

function nameOf({ database, kind, prefix, digits, low, high, row }: ReturnType<typeof rangesOf>[number]): string {
  return [database, kind, prefix, digits, low, high, row].join('|');
}

/** A record that changed while it was looked at is looked at again. */
const TRIES = 5;

/**
 * Looks at one row again, because others write meanwhile: it lacks something when it is the same version before and after it was found
 * lacking, and no load has still to index it.
 */
async function confirm(read: Read, row: number): Promise<Fault | undefined> {
  const waiting = await read.findWaitingRow();
  if (waiting !== undefined && row >= waiting) return undefined;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const before = await readRow(read, row);
    if (typeof before === 'string') return { row, what: before };
    const keys = expectedKeys(before);
    if (typeof keys === 'string') return keys === 'unreadable' ? { row, what: 'record' } : undefined;
    const lacksKeys = (await read.findMissingPairs({ keys, rows: keys.map(() => row) })).length > 0;
    const lacksRanges = (await withoutRanges(read, [before], { fromRow: row, toRow: row })).length > 0;
    if (!lacksKeys && !lacksRanges) return undefined;
    const after = await readRow(read, row);
    if (typeof after !== 'string' && after.version === before.version) return { row, what: lacksKeys ? 'keys' : 'ranges', database: before.database };
  }
  return undefined;
}

function isBroken(error: unknown): boolean {
  return error instanceof AppError && error.code === 'store.broken';
}
