/** The walk over every record and every version that is kept, ended ones too: what an index leads to is only what still matches. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { judgeSought, type Fitting, type Sought } from '#checks/checks.ts';
import { contentsOf, listVersions } from '#records/records.ts';
import { unpackContent } from '#databases/databases.ts';
import type { Read } from '#store/store.ts';
import type { RecordVersionTable, StoredRecord } from '#store/tables.ts';
import { readVersions } from '../queries.ts';

/** A record that is about the person, or mentions them, in any of its versions. */
export type Held = { readonly record: StoredRecord; readonly versions: readonly RecordVersionTable[]; readonly as: Fitting['as'] | 'mention'; readonly fits: readonly string[] };

/** What the walk found, and how much it looked at. */
export type Walked = { readonly held: readonly Held[]; readonly records: number; readonly versions: number };

const PAGE = 1000;

/** `marks`: texts in small letters whose presence anywhere in a record is a mention. */
export async function walkRecords(read: Read, sought: Sought, marks: readonly string[]): Promise<Walked> {
  const found = new Map<number, Fitting | 'mention'>();
  let [records, versions] = [0, 0];
  for (let from = 1; ; ) {
    const page = await read.readRows(from, PAGE);
    for (const record of page) note(found, record.row, judgeRecord(sought, record, marks));
    records += page.length;
    const last = page.at(-1);
    if (last === undefined) break;
    from = last.row + 1;
  }
  for (let after = { row: 0, version: -1 }; ; ) {
    const page = await readVersions(read, { ...after, limit: PAGE });
    for (const { row, database, content } of page) note(found, row, judgeText(sought, { database, contents: [content] }, marks));
    versions += page.length;
    const last = page.at(-1);
    if (last === undefined) break;
    after = { row: last.row, version: last.version };
  }
  return { held: await readHeld(read, found), records, versions };
}

type Found = Map<number, Fitting | 'mention'>;
const RANK = { mention: 0, possible: 1, hit: 2 } as const;
const rankOf = (one: Fitting | 'mention' | undefined): number => (one === undefined ? -1 : RANK[one === 'mention' ? one : one.as]);

/** The surest of its versions counts. */
function note(found: Found, row: number, one: Fitting | 'mention' | undefined): void {
  if (one !== undefined && rankOf(one) > rankOf(found.get(row))) found.set(row, one);
}

function judgeRecord(sought: Sought, record: StoredRecord, marks: readonly string[]): Fitting | 'mention' | undefined {
  const database = getDatabaseByNumber(record.database).code;
  const best = contentsOf(record)
    .map((content) => judgeSought(sought, database, content))
    .toSorted((a, b) => rankOf(b) - rankOf(a))[0];
  return best ?? (mentions(record.content, marks) || (record.reference !== null && mentions(record.reference, marks)) ? 'mention' : undefined);
}

function judgeText(sought: Sought, { database, contents }: { database: number; contents: readonly string[] }, marks: readonly string[]): Fitting | 'mention' | undefined {
  const declared = getDatabaseByNumber(database);
  for (const text of contents) {
    // What notes the entry of a record holds no content.
    if (text === '') continue;
    const fitting = judgeSought(sought, declared.code, unpackContent(declared, text));
    if (fitting !== undefined) return fitting;
    if (mentions(text, marks)) return 'mention';
  }
  return undefined;
}

function mentions(text: string, marks: readonly string[]): boolean {
  if (marks.length === 0) return false;
  const small = text.toLowerCase();
  return marks.some((mark) => small.includes(mark));
}

async function readHeld(read: Read, found: Found): Promise<Held[]> {
  const records = await read.findByRows([...found.keys()].sort((a, b) => a - b));
  const held: Held[] = [];
  for (const record of records) {
    const one = found.get(record.row);
    if (one === undefined) continue;
    held.push({ record, versions: await listVersions(read, record.row), ...(one === 'mention' ? { as: one, fits: [] } : one) });
  }
  return held.sort((a, b) => RANK[b.as] - RANK[a.as] || a.record.row - b.record.row);
}
