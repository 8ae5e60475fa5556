/** What joint operations ask of the store. */
import type { JointFrozenTable, JointIncidentTable, JointLinkTable, JointMemberTable, JointOperationTable, JointRateTable, JointSignatureTable } from '#store/joint-tables.ts';
import type { Read, Write } from '#store/store.ts';

const LARGE = new Set(['seq', 'at', 'cut_off']);
/** A row as both engines should give it: PostgreSQL gives large integers as text. */
export function numbers<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'string' && (LARGE.has(name) || name.endsWith('_at')) ? Number(value) : value])) as Row;
}

export async function findOperation(read: Read, id: Uint8Array): Promise<JointOperationTable | undefined> {
  const row = await read.db.selectFrom('joint_operation').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

export async function findOperationByCode(read: Read, code: string): Promise<JointOperationTable | undefined> {
  const row = await read.db.selectFrom('joint_operation').selectAll().where('code', '=', code).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

/** The operations of an organisation, newest first. */
export async function listOperations(read: Read, organisation: number): Promise<JointOperationTable[]> {
  const rows = await read.db.selectFrom('joint_operation').innerJoin('joint_member', 'joint_member.operation', 'joint_operation.id').selectAll('joint_operation').where('joint_member.organisation', '=', organisation).orderBy('joint_operation.id', 'desc').limit(500).execute();
  return rows.map(numbers);
}

export async function insertOperation(tx: Write, row: JointOperationTable): Promise<void> {
  await tx.db.insertInto('joint_operation').values(row).execute();
}

export async function updateOperation(tx: Write, id: Uint8Array, change: Partial<JointOperationTable>): Promise<void> {
  await tx.db.updateTable('joint_operation').set(change).where('id', '=', id).execute();
}

/** Takes the next numbers for what is reported; answers the first. */
export async function takeNumbers(tx: Write, id: Uint8Array, count: number): Promise<number> {
  const { seq } = await tx.db.updateTable('joint_operation').set((all) => ({ seq: all('seq', '+', count) })).where('id', '=', id).returning('seq').executeTakeFirstOrThrow();
  return Number(seq) - count + 1;
}

export async function listMembers(read: Read, operation: Uint8Array): Promise<JointMemberTable[]> {
  return (await read.db.selectFrom('joint_member').selectAll().where('operation', '=', operation).orderBy('organisation').execute()).map(numbers);
}

export async function putMember(tx: Write, row: JointMemberTable): Promise<void> {
  await tx.db.insertInto('joint_member').values(row).onConflict((conflict) => conflict.columns(['operation', 'organisation']).doUpdateSet(row)).execute();
}

export async function insertIncident(tx: Write, row: JointIncidentTable): Promise<void> {
  await tx.db.insertInto('joint_incident').values(row).execute();
}

/** Every version of an incident, the last one first. */
export async function listVersions(read: Read, operation: Uint8Array, id: Uint8Array): Promise<JointIncidentTable[]> {
  return (await read.db.selectFrom('joint_incident').selectAll().where('operation', '=', operation).where('id', '=', id).orderBy('version', 'desc').execute()).map(numbers);
}

/** What was reported after a number, in order: only what counting needs. */
export async function listCounted(read: Read, operation: Uint8Array, { after, limit }: { after: number; limit: number }): Promise<Pick<JointIncidentTable, 'seq' | 'counted' | 'share'>[]> {
  const rows = await read.db.selectFrom('joint_incident').select(['seq', 'counted', 'share']).where('operation', '=', operation).where('seq', '>', after).orderBy('seq').limit(limit).execute();
  return rows.map(numbers);
}

/** What was written in the field after a number, in order: only what tells where. */
export async function listContents(read: Read, operation: Uint8Array, { after, limit }: { after: number; limit: number }): Promise<Pick<JointIncidentTable, 'seq' | 'id' | 'version' | 'content'>[]> {
  return (await read.db.selectFrom('joint_incident').select(['seq', 'id', 'version', 'content']).where('operation', '=', operation).where('seq', '>', after).orderBy('seq').limit(limit).execute()).map(numbers);
}

/** What was received last of these organisations, before a number. */
export async function listReceived(read: Read, operation: Uint8Array, { organisations, before, limit }: { organisations: readonly number[]; before?: number | undefined; limit: number }): Promise<JointIncidentTable[]> {
  if (organisations.length === 0) return [];
  const rows = await read.db.selectFrom('joint_incident').selectAll().where('operation', '=', operation).where('organisation', 'in', [...organisations]).where('seq', '<', before ?? Number.MAX_SAFE_INTEGER).orderBy('seq', 'desc').limit(limit).execute();
  return rows.map(numbers);
}

/** The last version of each of these incidents. */
export async function listLatest(read: Read, operation: Uint8Array, ids: readonly Uint8Array[]): Promise<JointIncidentTable[]> {
  if (ids.length === 0) return [];
  const rows = await read.db.selectFrom('joint_incident').selectAll().where('operation', '=', operation).where('id', 'in', [...ids]).orderBy('version', 'desc').execute();
  return [...new Map(rows.map(numbers).toReversed().map((row) => [Buffer.from(row.id).toString('hex'), row])).values()];
}

/** What was reported after a number, in order: versions that name somebody, and every later version, which may name nobody any more. */
export async function listNamed(read: Read, operation: Uint8Array, { after, limit }: { after: number; limit: number }): Promise<Pick<JointIncidentTable, 'seq' | 'id' | 'organisation' | 'withdrawn' | 'content'>[]> {
  const rows = await read.db.selectFrom('joint_incident').select(['seq', 'id', 'organisation', 'withdrawn', 'content']).where('operation', '=', operation).where('seq', '>', after).where((all) => all.or([all('content', 'like', '%"identity":%'), all('version', '>', 1)])).orderBy('seq').limit(limit).execute();
  return rows.map(numbers);
}

export async function insertLink(tx: Write, row: JointLinkTable): Promise<void> {
  // Said, taken back and said again in one moment.
  await tx.db.insertInto('joint_link').values(row).onConflict((conflict) => conflict.columns(['operation', 'one', 'one_person', 'other', 'other_person', 'organisation', 'at']).doUpdateSet(row)).execute();
}

export async function listLinks(read: Read, operation: Uint8Array): Promise<JointLinkTable[]> {
  return (await read.db.selectFrom('joint_link').selectAll().where('operation', '=', operation).execute()).map(numbers);
}

type LinkPlaces = Pick<JointLinkTable, 'operation' | 'one' | 'one_person' | 'other' | 'other_person' | 'thing'>;
/** What is said of two entries and was not taken back. */
export async function listSaid(read: Read, { operation, one, one_person, other, other_person, thing }: LinkPlaces): Promise<JointLinkTable[]> {
  return (await read.db.selectFrom('joint_link').selectAll().where('operation', '=', operation).where('one', '=', one).where('one_person', '=', one_person).where('other', '=', other).where('other_person', '=', other_person).where('thing', '=', thing).where('undone_at', 'is', null).execute()).map(numbers);
}

/** Takes back what one country says of two entries. */
export async function undoLink(tx: Write, { operation, one, one_person, other, other_person, thing }: LinkPlaces, { organisation, at }: { organisation: number; at: number }): Promise<void> {
  await tx.db.updateTable('joint_link').set({ undone_at: at }).where('operation', '=', operation).where('one', '=', one).where('one_person', '=', one_person).where('other', '=', other).where('other_person', '=', other_person).where('thing', '=', thing).where('organisation', '=', organisation).where('undone_at', 'is', null).execute();
}

/** Takes back every link of an incident whose persons are others now. */
export async function undoLinksOf(tx: Write, { operation, incident, at }: { operation: Uint8Array; incident: Uint8Array; at: number }): Promise<void> {
  await tx.db.updateTable('joint_link').set({ undone_at: at }).where('operation', '=', operation).where('undone_at', 'is', null).where((all) => all.or([all('one', '=', incident), all('other', '=', incident)])).execute();
}

export async function replaceRates(tx: Write, operation: Uint8Array, rates: readonly JointRateTable[]): Promise<void> {
  await tx.db.deleteFrom('joint_rate').where('operation', '=', operation).execute();
  for (const rate of rates) await tx.db.insertInto('joint_rate').values(rate).execute();
}

export async function listRates(read: Read, operation: Uint8Array): Promise<JointRateTable[]> {
  return await read.db.selectFrom('joint_rate').selectAll().where('operation', '=', operation).orderBy('currency').orderBy('day').execute();
}

export async function putSignature(tx: Write, row: JointSignatureTable): Promise<void> {
  await tx.db.insertInto('joint_signature').values(row).onConflict((conflict) => conflict.columns(['operation', 'organisation', 'cut_off']).doUpdateSet(row)).execute();
}

export async function listSignatures(read: Read, operation: Uint8Array): Promise<JointSignatureTable[]> {
  return (await read.db.selectFrom('joint_signature').selectAll().where('operation', '=', operation).orderBy('at').execute()).map(numbers);
}

export async function insertFrozen(tx: Write, row: JointFrozenTable): Promise<void> {
  await tx.db.insertInto('joint_frozen').values(row).execute();
}

export async function listFrozenRows(read: Read, operation: Uint8Array): Promise<JointFrozenTable[]> {
  return (await read.db.selectFrom('joint_frozen').selectAll().where('operation', '=', operation).orderBy('edition').execute()).map(numbers);
}
