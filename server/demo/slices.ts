/** How the demo world gets into the store: records as owners would have entered them, at the pace of a load. */
import { hash } from 'node:crypto';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { encodeEntry, SERVER } from '#audit/audit.ts';
import { recordRanges } from '#databases/databases.ts';
import { namePostings, putNames } from '#name-index/name-index.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { findHolder, keysOf, newRecord, parseRecord, REVIEW } from '#records/records.ts';
import type { Handlers, Write } from '#store/store.ts';
import { PORTRAIT_SLICES } from './portraits/portraits.ts';
import type { WorldRecord } from './world-record.ts';

/** `item`: number of the slice. `again`: a filling before this one was cut off, so what is there already is passed over. */
export type WorldSlice = { readonly database: string; readonly records: readonly WorldRecord[]; readonly item: number; readonly at: number; readonly again: boolean };

const MS_PER_DAY = 86_400_000;
/** So many records on persons wait for review, so that there is something to review. */
const WAITING = 24;

export const DEMO_SLICES = { 'demo.fill': fill, ...PORTRAIT_SLICES } satisfies Handlers;

async function fill(tx: Write, slice: WorldSlice): Promise<number> {
  const rows: number[] = [];
  for (const record of slice.records) {
    const row = await enter(tx, slice, record);
    if (row !== undefined) rows.push(row);
  }
  const [fromRow] = rows;
  const toRow = rows.at(-1);
  if (fromRow === undefined || toRow === undefined) return 0;
  await tx.appendChange({ at: slice.at, kind: 'record.created', database: getDatabase(slice.database).number, fromRow, toRow });
  const owners = [...new Set(slice.records.map(({ owner }) => owner))].sort();
  const digest = hash('sha256', JSON.stringify(slice.records), 'hex');
  await tx.appendOutbox(encodeEntry({ event: 'load.batch-committed', ...SERVER, databases: [slice.database], owners, within: 'demo', item: slice.item, count: rows.length, digest }));
  return rows.length;
}

async function enter(tx: Write, { at, item, again }: WorldSlice, made: WorldRecord): Promise<number | undefined> {
  const database = getDatabase(made.database);
  const owner = findOrganisationNumber(made.owner) ?? 0;
  const { reference } = made;
  if (again && (await findHolder(tx, { database, owner, reference, day: dayOfMs(at) })) !== undefined) return undefined;
  const enteredAt = at - made.enteredAgo * MS_PER_DAY;
  const parsed = parseRecord({ content: made.content, reference, prefix: '/content' }, { database, owner: made.owner, day: dayOfMs(enteredAt) });
  if ('errors' in parsed) throw fail('server.internal', { errors: parsed.errors }, new Error('a record of the demo world is not valid'));
  const record = newRecord(parsed, { database, owner, at: enteredAt });
  const waits = record.review === REVIEW.pending && item === 0 && Number(reference.split('-').at(-1)) <= WAITING && !reference.startsWith('SPECIMEN');
  const row = await tx.insertRecord({ ...record, review: record.review === REVIEW.pending && !waits ? REVIEW.released : record.review }, keysOf({ database, owner, reference, contents: [parsed.content] }));
  await putNames(tx, row, namePostings(database, [parsed.content]));
  const ranges = recordRanges(database, parsed.content, row);
  if (ranges.length > 0) await tx.addRanges(ranges);
  return row;
}
