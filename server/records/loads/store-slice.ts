/** A slice of a load in the writer: its records are entered or amend those that are there, and the load stands behind it. */
import { hash } from 'node:crypto';
import type { Database } from '@watchword/api/databases/database.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { encodeEntry, loadBatchCommitted, type Who } from '#audit/audit.ts';
import { unpackContent } from '#databases/databases.ts';
import { postingsAt, putNames, type ManyPostings } from '#name-index/name-index.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Write } from '#store/store.ts';
import type { NewRecord, StoredRecord } from '#store/tables.ts';
import { hidingFaults, hidingOf } from '../never-hidden.ts';
import { findHolder, indexedOf, reindex } from '../record-index.ts';
import { findRaisedTo } from '../raised.ts';
import { minuteOfMs } from '../shown.ts';
import { keepEntry, supersede, type NextVersion } from '../supersede.ts';
import { parseTerms } from '../terms.ts';
import { nextVersion } from '../versions.ts';
import { findForeign, passOwn, type AskedForeign } from './foreign-changes.ts';
import type { Place } from './lines/frames.ts';
import type { CsvHeader } from './lines/read-lines.ts';
import { loadId, type LoadCounts, type StoredLoad } from './load-state.ts';
import { findLoad, updateLoad } from './queries.ts';
import { askedTerms, authorityOf, unpackRecords, type SliceKeys, type SliceRecords, type Upsert } from './slice.ts';

/** A slice on its way to the store. */
export type Slice = {
  load: Uint8Array;
  actor: string;
  /** Now, in ms. */
  at: number;
  /** Number of the run that will get keys and names; or these themselves, which are found from the commit on. */
  into: { run: number } | { keys: SliceKeys; names: ManyPostings; published: { run: number; keys: number } };
  /** The references of lines that are not upserts were certainly free as of this change. */
  since: number;
  records: SliceRecords;
  /** Lines rejected in this slice, and bytes of the file of rejects up to its end. */
  rejected: number;
  rejectBytes: number;
  /** Where the slice begins and ends in the file. */
  from: number;
  to: Place;
  header?: CsvHeader | undefined;
};

/** The rows of the records of a slice; 0 for one that amended another or left it as it was. */
export type StoredSlice = { rows: Float64Array };

/** Stores a slice. Throws `load.finished` when the load has ended, `store.unavailable` when a slice before it is missing. */
export async function storeSlice(tx: Write, slice: Slice): Promise<StoredSlice> {
  const load = await getOpenLoad(tx, slice.load);
  // A slice that was refused (a full disk) must not be stepped over by those that were sent behind it.
  if (load.byte_offset !== slice.from) throw fail('store.unavailable', {}, new Error('A slice of this load is missing.'));
  const entering = await beginEntering(tx, load, slice);
  await enterAll(entering);
  const { tally, rows } = entering;
  const counts: LoadCounts = {
    ...load.counts,
    created: load.counts.created + tally.created,
    amended: load.counts.amended + tally.amended,
    unchanged: load.counts.unchanged + tally.unchanged,
    rejected: load.counts.rejected + slice.rejected,
    rejectBytes: slice.rejectBytes,
    batches: load.counts.batches + (tally.contents.length > 0 ? 1 : 0),
    inside: slice.to.inside || undefined,
  };
  const header = slice.header === undefined ? {} : { options: { ...load.options, header: slice.header } };
  await updateLoad(tx, slice.load, { counts, line: slice.to.line - 1, byte_offset: slice.to.offset, ...header });
  await logSlice(entering);
  await passOwn(tx, entering.asked);
  return { rows };
}

/** A load that goes on. @throws `load.not-found`, `load.finished` */
export async function getOpenLoad(tx: Write, id: Uint8Array): Promise<StoredLoad> {
  const load = await findLoad(tx, id);
  if (load === undefined) throw fail('load.not-found');
  if (load.state !== 'open') throw fail('load.finished');
  return load;
}

type Tally = { created: number; amended: number; unchanged: number; contents: string[] };

type Entering = {
  tx: Write;
  slice: Slice;
  load: StoredLoad;
  database: Database;
  owner: number;
  records: NewRecord[];
  rows: Float64Array;
  tally: Tally;
  /** Lines whose reference must be asked for first, by their place. */
  upserts: ReadonlyMap<number, Upsert>;
  asked: AskedForeign & { ownRows: Set<number> };
};

async function beginEntering(tx: Write, load: StoredLoad, slice: Slice): Promise<Entering> {
  const database = getDatabaseByNumber(load.database);
  const owner = findOrganisationNumber(load.organisation);
  if (owner === undefined) throw new RangeError(`There is no organisation ${load.organisation}.`);
  const records = unpackRecords(slice.records, { database, owner, at: slice.at });
  const upserts = new Map(slice.records.upserts.map((upsert) => [upsert.at, upsert]));
  const asked = { load: slice.load, owner, database: database.number, ownRows: new Set<number>() };
  const mayBeTaken = await findForeign(tx, { ...asked, since: slice.since });
  if (mayBeTaken) records.forEach((record, at) => record.reference !== null && !upserts.has(at) && upserts.set(at, { at, isRepeated: false }));
  return { tx, slice, load, database, owner, records, rows: new Float64Array(records.length), tally: { created: 0, amended: 0, unchanged: 0, contents: [] }, upserts, asked };
}

/** First the lines that are certainly new, all at once; then the others in their order. The first line of a reference is never behind a later one: only it can be certain. */
async function enterAll(entering: Entering): Promise<void> {
  const { records, upserts, tally } = entering;
  if (upserts.size === 0) await insertAt(entering, records.map((_, at) => at));
  else {
    await insertAt(entering, records.flatMap((_, at) => (upserts.has(at) ? [] : [at])));
    for (const upsert of [...upserts.values()].sort((one, other) => one.at - other.at)) await upsertLine(entering, upsert);
  }
  tally.created = entering.load.options.dryRun ? tally.created : entering.rows.reduce((sum, row) => sum + (row > 0 ? 1 : 0), 0);
}

async function insertAt(entering: Entering, places: readonly number[]): Promise<void> {
  const { tx, slice, records, rows, tally } = entering;
  if (places.length === 0) return;
  if (entering.load.options.dryRun) {
    tally.created += places.length;
    return;
  }
  const chosen = places.length === records.length ? records : places.flatMap((at) => records[at] ?? []);
  if ('run' in slice.into) {
    const keys = slice.records.referenceKeys;
    const first = await tx.insertRecords({ run: slice.into.run, records: chosen, referenceKeys: places.map((at) => keys[at] ?? -1) });
    places.forEach((at, nth) => (rows[at] = first + nth));
  } else {
    const { keys: { keys, ends }, names } = slice.into;
    for (const at of places) {
      const record = records[at];
      if (record === undefined) continue;
      const row = await tx.insertRecord(record, keys.slice(at === 0 ? 0 : ends[at - 1], ends[at]));
      await putNames(tx, row, postingsAt(names, at));
      rows[at] = row;
    }
  }
  for (const { content } of chosen) tally.contents.push(content);
  await keepAuthorities(entering, places);
  if (slice.records.ranged.length === 0) return;
  const entered = new Set(places);
  for (const { at, ranges } of slice.records.ranged) {
    if (entered.has(at)) await tx.addRanges(ranges.map((range) => ({ ...range, row: rows[at] ?? 0 })));
  }
}

/** For whoever hides a record by a file the authority is kept, as for whoever enters it by hand. */
async function keepAuthorities({ tx, slice, load, records, rows }: Entering, places: readonly number[]): Promise<void> {
  if (slice.records.hidden.length === 0) return;
  for (const at of places) {
    const [record, reason] = [records[at], authorityOf(slice.records, at)];
    if (record === undefined || reason === undefined) continue;
    await keepEntry(tx, { ...record, row: rows[at] ?? 0, released: null, sum: null }, { at: slice.at, change: 'created', actor: `${load.organisation} ${slice.actor}`, reason });
  }
}

async function upsertLine(entering: Entering, { at, isRepeated }: Upsert): Promise<void> {
  const { tx, slice, database, owner, records, tally, load } = entering;
  const { dryRun } = load.options;
  const record = records[at];
  if (record === undefined) return;
  const day = dayOfMs(slice.at);
  const holder = record.reference === null ? undefined : await findHolder(tx, { database, owner, reference: record.reference, day });
  if (holder === undefined && !(dryRun && isRepeated)) return await insertAt(entering, [at]);
  if (holder === undefined) return void (tally.amended += 1);
  const parsed = parseTerms(askedTerms(slice.records, at), { database, owner: load.organisation, day, minute: minuteOfMs(slice.at), before: holder });
  if ('errors' in parsed) throw new Error('Terms that were good for a new record are good for one that is there.');
  // The secretariat may have raised it: then the file, which knows nothing of that, does not lower it.
  if (parsed.terms.confidentiality < holder.confidentiality) parsed.terms.confidentiality = Math.max(parsed.terms.confidentiality, await findRaisedTo(tx, holder));
  const content = unpackContent(database, record.content);
  // It was asked when the line was judged, so somebody else has hidden the record since: the load goes on from here and asks again.
  if (hidingFaults(hidingOf(parsed.terms, minuteOfMs(slice.at)), { isNever: database.neverHidden?.(content) === true, asked: {} }).length > 0) throw fail('store.unavailable', {}, new Error('A record was hidden that a line on its way amends.'));
  const next = nextVersion(holder, { content, terms: parsed.terms }, { at: slice.at, verified: false });
  if (next === undefined) tally.unchanged += 1;
  else {
    tally.amended += 1;
    if (!dryRun) await amend(entering, holder, { next, authority: authorityOf(slice.records, at) });
  }
}

async function amend({ tx, slice, load, tally, asked }: Entering, holder: StoredRecord, { next, authority }: { next: NextVersion; authority: string | undefined }): Promise<void> {
  const amended = await supersede(tx, holder, next, { at: slice.at, change: 'amended', actor: `${load.organisation} ${slice.actor}`, reason: authority });
  await reindex(tx, holder.row, { before: indexedOf(holder), after: indexedOf(amended) });
  tally.contents.push(amended.content);
  asked.ownRows.add(holder.row);
}

/** The entry for the audit log and the change. The digest is over what was stored, one content a line, in the order of being stored. */
async function logSlice({ tx, slice, load, database, owner, rows, tally }: Entering): Promise<void> {
  const stored = rows.filter((row) => row > 0).sort();
  const within = loadId(load.id);
  const detail = 'run' in slice.into ? { load: within, run: slice.into.run } : { load: within, ...slice.into.published };
  const span = stored.length === 0 ? {} : { fromRow: stored[0] ?? 0, toRow: stored.at(-1) ?? 0 };
  await tx.appendChange({ at: slice.at, kind: 'run' in slice.into ? 'load.stored' : 'load.published', database: database.number, owner, ...span, detail });
  if (tally.contents.length === 0) return;
  const who: Who = { organisation: load.organisation, actor: slice.actor };
  const digest = hash('sha256', tally.contents.join('\n'));
  const facts = { database: database.code, owner: load.organisation, within, item: load.counts.batches, count: tally.contents.length, digest };
  await tx.appendOutbox(encodeEntry(loadBatchCommitted(who, facts)));
}
