/** Lists of one's own records: bounded work for each page, however many records there are. */
import type { Database } from '@watchword/api/databases/database.ts';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import { RECORD_STATES } from '@watchword/api/records.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { listOwnRows } from './queries.ts';
import { listByReference } from './record-index.ts';
import { STATE, stateOf, type RecordState } from './states.ts';

/** What is asked. `owner`: number of the organisation. `day`: today. `after`: the last record of the page before. */
export type AskedOwn = {
  readonly owner: number;
  readonly day: number;
  readonly limit: number;
  readonly database?: Database | undefined;
  readonly state?: RecordState | undefined;
  readonly reference?: string | undefined;
  readonly after?: StoredRecord | undefined;
};

/** A page, and whether more may follow after its last record, or after `reached` when that is further. */
export type Page = { readonly records: readonly StoredRecord[]; readonly more: boolean; readonly reached?: StoredRecord };

/** Own records, newest first. An index holds each owner's records by database and state: the newest of each are merged. */
export async function listNewest(read: Read, asked: AskedOwn): Promise<Page> {
  const databases = asked.database === undefined ? DATABASES : [asked.database];
  const states = asked.state === undefined ? RECORD_STATES : [asked.state];
  const belowRow = asked.after?.row ?? Number.MAX_SAFE_INTEGER;
  const rows: number[] = [];
  for (const { number } of databases) {
    for (const state of states) rows.push(...(await listOwnRows(read, { owner: asked.owner, database: number, state: STATE[state], belowRow, limit: asked.limit + 1 })));
  }
  const newest = rows.sort((a, b) => b - a).slice(0, asked.limit + 1);
  const found = (await read.findByRows(newest.slice(0, asked.limit))).sort((a, b) => b.row - a.row);
  const reached = found.at(-1);
  // Not swept yet, but over.
  const records = found.filter((record) => asked.state === undefined || stateOf(record, asked.day) === asked.state);
  return { records, more: newest.length > asked.limit, ...(reached && { reached }) };
}

/** Own records with this reference, newest first: one that is active and any that have ended. */
export async function listReferenced(read: Read, asked: AskedOwn & { readonly reference: string }): Promise<Page> {
  const databases = asked.database === undefined ? DATABASES : [asked.database];
  const found: StoredRecord[] = [];
  for (const database of databases) found.push(...(await listByReference(read, { database, owner: asked.owner, reference: asked.reference })));
  const records = found
    .filter((record) => (asked.state === undefined || stateOf(record, asked.day) === asked.state) && record.row < (asked.after?.row ?? Number.MAX_SAFE_INTEGER))
    .sort((a, b) => b.row - a.row);
  return { records: records.slice(0, asked.limit), more: records.length > asked.limit };
}

/** A page looks at this many records at most; when the filters pass few of them it is short, and says that more may follow. */
const MOST_LOOKED_AT = 2000;

/** Own active records that end within some days: by spans of 32 days, within a page by day. */
export async function listExpiring(read: Read, asked: AskedOwn & { readonly days: number }): Promise<Page> {
  const records: StoredRecord[] = [];
  const wanted = (record: StoredRecord): boolean =>
    (asked.database === undefined || record.database === asked.database.number) && (asked.state ?? 'active') === 'active' && (asked.reference === undefined || record.reference === asked.reference);
  let reached = asked.after;
  for (let looked = 0; looked < MOST_LOOKED_AT; ) {
    const limit = Math.min(200, MOST_LOOKED_AT - looked);
    const page = await read.findExpiring({ owner: asked.owner, fromDay: asked.day, toDay: asked.day + asked.days, limit, ...(reached && { after: reached }) });
    looked += page.length;
    for (const record of page) {
      reached = record;
      if (!wanted(record)) continue;
      records.push(record);
      if (records.length === asked.limit) return { records: bySoonest(records), more: true, reached };
    }
    if (page.length < limit) return { records: bySoonest(records), more: false };
  }
  return { records: bySoonest(records), more: true, ...(reached && { reached }) };
}

function bySoonest(records: readonly StoredRecord[]): StoredRecord[] {
  return [...records].sort((a, b) => a.expires_on - b.expires_on || a.row - b.row);
}
