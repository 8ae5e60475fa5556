/** What the requests of persons ask of the store. */
import type { PersonMeasureTable, PersonReceiptTable, PersonRequestEventTable, PersonRequestTable } from '#store/request-tables.ts';
import type { Read, Write } from '#store/store.ts';

/** A version that was superseded, with the database of its record. */
export type KeptVersion = { readonly row: number; readonly version: number; readonly database: number; readonly content: string };

/** Versions after this one, in order of row and version, at most `limit`: for a walk over all of them. */
export async function readVersions(read: Read, { row, version, limit }: { row: number; version: number; limit: number }): Promise<KeptVersion[]> {
  return await read.db
    .selectFrom('record_version')
    .innerJoin('record', 'record.row', 'record_version.row')
    .select(['record_version.row', 'record_version.version', 'record.database', 'record_version.content'])
    .where((all) => all.or([all('record_version.row', '>', row), all.and([all('record_version.row', '=', row), all('record_version.version', '>', version)])]))
    .orderBy('record_version.row')
    .orderBy('record_version.version')
    .limit(limit)
    .execute();
}

/** The request with this id. */
export async function findRequest(read: Read, id: Uint8Array): Promise<PersonRequestTable | undefined> {
  return await read.db.selectFrom('person_request').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Which requests are listed. `before`: id of the last one of the page before. `overdueOn`: only those whose last day is before this one, and that are not decided. */
export type AskedRequests = { readonly state?: string | undefined; readonly kind?: string | undefined; readonly overdueOn?: number | undefined; readonly before?: Uint8Array | undefined; readonly limit: number };

/** Requests, newest first, for their ids ascend with time. */
export async function listStored(read: Read, { state, kind, overdueOn, before, limit }: AskedRequests): Promise<PersonRequestTable[]> {
  let asked = read.db.selectFrom('person_request').selectAll().orderBy('id', 'desc').limit(limit);
  if (state !== undefined) asked = asked.where('state', '=', state);
  if (kind !== undefined) asked = asked.where('kind', '=', kind);
  if (overdueOn !== undefined) asked = asked.where('due_on', '<', overdueOn).where('decided_on', 'is', null);
  if (before !== undefined) asked = asked.where('id', '<', before);
  return await asked.execute();
}

/** What was done about a request, in order. */
export async function listEvents(read: Read, request: Uint8Array): Promise<PersonRequestEventTable[]> {
  return await read.db.selectFrom('person_request_event').selectAll().where('request', '=', request).orderBy('number').execute();
}

/** The measures of a request, in order. */
export async function listMeasures(read: Read, request: Uint8Array): Promise<PersonMeasureTable[]> {
  return await read.db.selectFrom('person_measure').selectAll().where('request', '=', request).orderBy('id').execute();
}

/** Who has followed these measures. */
export async function listReceipts(read: Read, measures: readonly Uint8Array[]): Promise<PersonReceiptTable[]> {
  if (measures.length === 0) return [];
  return await read.db.selectFrom('person_receipt').selectAll().where('measure', 'in', measures).orderBy('at').orderBy('holder').execute();
}

/** The measure with this id. */
export async function findMeasure(read: Read, id: Uint8Array): Promise<PersonMeasureTable | undefined> {
  return await read.db.selectFrom('person_measure').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What an owner is asked, and whether the person of each agreed that it is told. */
export type OwnersMeasure = PersonMeasureTable & { readonly consent: number; readonly reference: string | null };

/** Corrections that an owner is asked for; `after`: those behind the last one of the page before, by day, then by id. */
export type AskedOfOwner = { readonly owner: number; readonly state?: string | undefined; readonly after?: { readonly dueOn: number; readonly id: Uint8Array } | undefined; readonly limit: number };

/** Those that are due first come first. */
export async function listOfOwner(read: Read, { owner, state, after, limit }: AskedOfOwner): Promise<OwnersMeasure[]> {
  let asked = read.db
    .selectFrom('person_measure')
    .innerJoin('person_request', 'person_request.id', 'person_measure.request')
    .innerJoin('record', 'record.row', 'person_measure.row')
    .selectAll('person_measure')
    .select(['person_request.consent', 'record.reference'])
    .where('person_measure.owner', '=', owner)
    .where('person_measure.act', '=', 'correct')
    .orderBy('person_measure.due_on')
    .orderBy('person_measure.id')
    .limit(limit);
  if (state !== undefined) asked = asked.where('person_measure.state', '=', state);
  if (after !== undefined) asked = asked.where((all) => all.or([all('person_measure.due_on', '>', after.dueOn), all.and([all('person_measure.due_on', '=', after.dueOn), all('person_measure.id', '>', after.id)])]));
  return await asked.execute();
}

/** Keeps a new request. */
export async function insertRequest(tx: Write, request: PersonRequestTable): Promise<void> {
  await tx.db.insertInto('person_request').values(request).execute();
}

/** Columns of a request that may change. */
export type ChangingRequest = Partial<Omit<PersonRequestTable, 'id' | 'kind' | 'received_at' | 'version'>>;

/** Sets columns of a request and counts its version up. */
export async function updateRequest(tx: Write, request: PersonRequestTable, columns: ChangingRequest): Promise<PersonRequestTable> {
  const version = request.version + 1;
  await tx.db.updateTable('person_request').set({ ...columns, version }).where('id', '=', request.id).execute();
  return { ...request, ...columns, version };
}

/** Notes what was done about a request. */
export async function insertEvent(tx: Write, event: Omit<PersonRequestEventTable, 'number'>): Promise<void> {
  const last = await tx.db.selectFrom('person_request_event').select((all) => all.fn.max('number').as('number')).where('request', '=', event.request).executeTakeFirst();
  await tx.db.insertInto('person_request_event').values({ ...event, number: Number(last?.number ?? 0) + 1 }).execute();
}

/** Keeps a measure. */
export async function insertMeasure(tx: Write, measure: PersonMeasureTable): Promise<void> {
  await tx.db.insertInto('person_measure').values(measure).execute();
}

/** Sets where a measure stands, and what the owner answered. */
export async function updateMeasure(tx: Write, id: Uint8Array, columns: Pick<PersonMeasureTable, 'state' | 'answer'>): Promise<void> {
  await tx.db.updateTable('person_measure').set(columns).where('id', '=', id).execute();
}

/** Notes who has followed; the first time counts. */
export async function insertReceipt(tx: Write, receipt: PersonReceiptTable): Promise<void> {
  await tx.db.insertInto('person_receipt').values(receipt).onConflict((conflict) => conflict.columns(['measure', 'holder']).doNothing()).execute();
}

/** Measures that took effect up to this change and that this server has not said to have followed. */
export async function listUnreached(read: Read, { holder, change, limit }: { holder: string; change: number; limit: number }): Promise<Pick<PersonMeasureTable, 'id' | 'change'>[]> {
  return await read.db
    .selectFrom('person_measure')
    .select(['id', 'change'])
    .where('change', '<=', change)
    .where((all) => all.not(all.exists(all.selectFrom('person_receipt').select('measure').whereRef('person_receipt.measure', '=', 'person_measure.id').where('holder', '=', holder))))
    .limit(limit)
    .execute();
}

/** Requests that were closed before this day and still hold something sealed. */
export async function listClosedBefore(read: Read, { day, limit }: { day: number; limit: number }): Promise<PersonRequestTable[]> {
  return await read.db.selectFrom('person_request').selectAll().where('closed_on', '<', day).where('matter', 'is not', null).limit(limit).execute();
}

/** Erases what is sealed of a request, and what its measures say in words. */
export async function eraseSealed(tx: Write, { id }: PersonRequestTable): Promise<void> {
  await tx.overwriteDeleted();
  await tx.db.updateTable('person_request').set({ matter: null }).where('id', '=', id).execute();
  await tx.db.updateTable('person_request_event').set({ text: null }).where('request', '=', id).execute();
  await tx.db.updateTable('person_measure').set({ asks: null, answer: null }).where('request', '=', id).execute();
  await tx.db.updateTable('person_receipt').set({ note: null }).where('measure', 'in', (all) => all.selectFrom('person_measure').select('id').where('request', '=', id)).execute();
}

/** Requests of which texts of the audit log are still to be erased. */
export async function listErasing(read: Read): Promise<PersonRequestTable[]> {
  return await read.db.selectFrom('person_request').selectAll().where('erasing', 'is not', null).execute();
}

/** Which texts are still to be erased; null when all are. */
export async function keepErasing(tx: Write, id: Uint8Array, erasing: string | null): Promise<void> {
  await tx.db.updateTable('person_request').set({ erasing }).where('id', '=', id).execute();
}
