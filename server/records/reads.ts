/** What owners and the reviewer read. Every answer leaves with its entry for the audit log. */
import { getDatabase, getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { InputOf, OutputOf } from '@watchword/api/operation.ts';
import type { getRecord, listHistory, listRecords, listReviews, RecordAnswer } from '@watchword/api/records.ts';
import { recordHistoryRead, recordListed, recordRead, type ReadFacts } from '#audit/audit.ts';
import type { Asker, Call, Reply } from '#door/calls.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { getReadable, isReviewer } from './access.ts';
import { makeCursor, readCursor, type CursorList } from './cursor.ts';
import { listExpiring, listNewest, listReferenced, type AskedOwn, type Page } from './list-own.ts';
import { presentHistory, presentRecord } from './present.ts';
import { findReviewReasons, listReviewed, listVersions } from './queries.ts';
import { REVIEW } from './states.ts';

const DEFAULT_LIMIT = 50;

/** One record of one's own, or one that the reviewer may see. */
export async function readRecord(read: Read, call: Call<InputOf<typeof getRecord>>): Promise<Reply<RecordAnswer>> {
  const record = await getReadable(read, call.asker, call.input.params.id);
  const [answer] = await presentAll(read, [record], call.at);
  if (answer === undefined) throw fail('record.not-found');
  return { answer, entry: (response) => recordRead(whoOf(call.asker), { ...factsOf(record), response }) };
}

/** The versions of such a record, newest first. */
export async function readHistory(read: Read, call: Call<InputOf<typeof listHistory>>): Promise<Reply<OutputOf<typeof listHistory>>> {
  const record = await getReadable(read, call.asker, call.input.params.id);
  const items = presentHistory(record, await listVersions(read, record.row), record.owner === call.asker.number);
  return { answer: { items }, entry: (response) => recordHistoryRead(whoOf(call.asker), { ...factsOf(record), response }) };
}

/** A page of one's own records. */
export async function readList(read: Read, call: Call<InputOf<typeof listRecords>>): Promise<Reply<OutputOf<typeof listRecords>>> {
  const { asker, at, input: { query } } = call;
  const database = query.database === undefined ? undefined : getDatabase(query.database);
  const list: CursorList = query.expiringWithinDays === undefined ? 'own' : 'expiring';
  const after = await readCursor(read, list, { cursor: query.cursor, mayRead: (record) => record.owner === asker.number });
  const asked: AskedOwn = { owner: asker.number, day: dayOfMs(at), limit: query.limit ?? DEFAULT_LIMIT, database, state: query.state, reference: query.reference, after };
  const page = await pageOf(read, asked, query.expiringWithinDays);
  const { cursor: _, ...question } = query;
  return { answer: await answerOf(read, page, { list, at }), entry: listedBy(asker, { page, question, databases: database === undefined ? databasesOf(page) : [database.code] }) };
}

async function pageOf(read: Read, asked: AskedOwn, days: number | undefined): Promise<Page> {
  const { reference } = asked;
  if (days !== undefined) return await listExpiring(read, { ...asked, days });
  return reference === undefined ? await listNewest(read, asked) : await listReferenced(read, { ...asked, reference });
}

/** A page of the records in one state of review, oldest first; those that wait unless told. */
export async function readReviews(read: Read, call: Call<InputOf<typeof listReviews>>): Promise<Reply<OutputOf<typeof listReviews>>> {
  const { asker, at, input: { query } } = call;
  if (!isReviewer(asker)) throw fail('access.forbidden');
  const after = await readCursor(read, 'reviews', { cursor: query.cursor, mayRead: (record) => record.review !== REVIEW['not-needed'] });
  const limit = query.limit ?? DEFAULT_LIMIT;
  const found = await listReviewed(read, { review: query.review ?? 'pending', aboveRow: after?.row ?? 0, limit: limit + 1 });
  const page: Page = { records: found.slice(0, limit), more: found.length > limit };
  const { cursor: _, ...question } = query;
  return { answer: await answerOf(read, page, { list: 'reviews', at }), entry: listedBy(asker, { page, question, databases: databasesOf(page) }) };
}

type ListAnswer = { items: RecordAnswer[]; nextCursor?: string };

async function answerOf(read: Read, page: Page, { list, at }: { list: CursorList; at: number }): Promise<ListAnswer> {
  const items = await presentAll(read, page.records, at);
  const last = page.reached ?? page.records.at(-1);
  return page.more && last !== undefined ? { items, nextCursor: makeCursor(list, last) } : { items };
}

async function presentAll(read: Read, records: readonly StoredRecord[], at: number): Promise<RecordAnswer[]> {
  const reviewed = records.filter(({ review }) => review === REVIEW.blocked || review === REVIEW.released);
  const reasons = await findReviewReasons(read, reviewed.map(({ row }) => row));
  return records.map((record) => presentRecord(record, { at, reviewReason: reasons.get(record.row) }));
}

type Listed = { page: Page; question: object; databases: readonly string[] };

function listedBy(asker: Asker, { page, question, databases }: Listed): Reply['entry'] & {} {
  const owners = [...new Set(page.records.map(({ owner }) => organisationCode(owner)))];
  return (response) => recordListed(whoOf(asker), { databases, owners, count: page.records.length, question: JSON.stringify(question), response });
}

function databasesOf(page: Page): string[] {
  return [...new Set(page.records.map(({ database }) => getDatabaseByNumber(database).code))];
}

function factsOf(record: StoredRecord): Omit<ReadFacts, 'response'> {
  return { database: getDatabaseByNumber(record.database).code, owner: organisationCode(record.owner), subject: idFromBytes('rec', record.id) };
}

function whoOf({ organisation, actor }: Asker): { organisation: string; actor: string } {
  return { organisation, actor };
}
