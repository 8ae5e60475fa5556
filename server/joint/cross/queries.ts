/** What the cross-check asks of the store. */
import type { JointCompareTable, JointCrossSideTable, JointCrossTable, JointDecisionTable, JointDuplicateTable, JointEntityTable } from '#store/cross-tables.ts';
import type { Read, Write } from '#store/store.ts';

const LARGE = new Set(['at', 'first', 'last', 'bucket', 'seq', 'claimed_until']);
/** PostgreSQL gives large integers as text. */
export function numbers<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'string' && (LARGE.has(name) || name.endsWith('_at')) ? Number(value) : value])) as Row;
}

/** Values in one statement at most. */
const AT_ONCE = 500;

function* portions<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let from = 0; from < values.length; from += AT_ONCE) yield values.slice(from, from + AT_ONCE);
}

/** What goes into the keys of entities; made when it is first asked for. */
export async function getSalt(tx: Write): Promise<string> {
  const find = (): Promise<{ salt: string } | undefined> => tx.db.selectFrom('joint_secret').select('salt').where('id', '=', 1).executeTakeFirst();
  const known = await find();
  if (known !== undefined) return known.salt;
  const salt = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url');
  await tx.db.insertInto('joint_secret').values({ id: 1, salt }).onConflict((conflict) => conflict.column('id').doNothing()).execute();
  return (await find())?.salt ?? salt;
}

export async function findSalt(read: Read): Promise<string | undefined> {
  return (await read.db.selectFrom('joint_secret').select('salt').where('id', '=', 1).executeTakeFirst())?.salt;
}

export async function listEntities(read: Read, operation: Uint8Array, incident: Uint8Array): Promise<JointEntityTable[]> {
  return (await read.db.selectFrom('joint_entity').selectAll().where('operation', '=', operation).where('incident', '=', incident).orderBy('place').execute()).map(numbers);
}

export async function replaceEntities(tx: Write, { operation, incident }: Pick<JointEntityTable, 'operation' | 'incident'>, rows: readonly JointEntityTable[]): Promise<void> {
  await tx.db.deleteFrom('joint_entity').where('operation', '=', operation).where('incident', '=', incident).execute();
  for (const some of portions(rows)) await tx.db.insertInto('joint_entity').values([...some]).execute();
}

/** Every place at which one of these keys stands. */
export async function listByKeys(read: Read, keys: readonly Uint8Array[]): Promise<JointEntityTable[]> {
  const found: JointEntityTable[] = [];
  for (const some of portions(keys)) found.push(...(await read.db.selectFrom('joint_entity').selectAll().where('key', 'in', [...some]).orderBy('at').orderBy('incident').orderBy('place').execute()).map(numbers));
  return found;
}

export async function findCompare(read: Read, operation: Uint8Array, incident: Uint8Array): Promise<JointCompareTable | undefined> {
  const row = await read.db.selectFrom('joint_compare').selectAll().where('operation', '=', operation).where('incident', '=', incident).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

export async function putCompare(tx: Write, row: JointCompareTable): Promise<void> {
  await tx.db.insertInto('joint_compare').values(row).onConflict((conflict) => conflict.columns(['operation', 'incident']).doUpdateSet(row)).execute();
}

/** Incidents that nobody compares at this moment and that wait for it, oldest first. */
export async function listRunning(read: Read, at: number, limit: number): Promise<JointCompareTable[]> {
  return (await read.db.selectFrom('joint_compare').selectAll().where('state', '=', 'running').where((all) => all.or([all('claimed_until', 'is', null), all('claimed_until', '<', at)])).orderBy('at').limit(limit).execute()).map(numbers);
}

/** Adds to what an officer had compared in an hour; answers how much that is now, and in the day before it. */
export async function addUse(tx: Write, { organisation, actor, hour, entities }: { organisation: number; actor: string; hour: number; entities: number }): Promise<{ hour: number; day: number }> {
  await tx.db.insertInto('joint_compare_use').values({ organisation, actor, hour, entities }).onConflict((conflict) => conflict.columns(['organisation', 'actor', 'hour']).doUpdateSet((all) => ({ entities: all('joint_compare_use.entities', '+', entities) }))).execute();
  const rows = await tx.db.selectFrom('joint_compare_use').select(['hour', 'entities']).where('organisation', '=', organisation).where('actor', '=', actor).where('hour', '>', hour - 24).execute();
  return { hour: rows.filter((row) => row.hour === hour).reduce((sum, row) => sum + row.entities, 0), day: rows.reduce((sum, row) => sum + row.entities, 0) };
}

export async function forgetUse(tx: Write, before: number): Promise<void> {
  await tx.db.deleteFrom('joint_compare_use').where('hour', '<', before).execute();
}

/** A link with its two sides. */
export type Linked = { readonly link: JointCrossTable; readonly sides: readonly JointCrossSideTable[] };

async function withSides(read: Read, links: readonly JointCrossTable[]): Promise<Linked[]> {
  const sides: JointCrossSideTable[] = [];
  for (const some of portions(links.map(({ id }) => id))) sides.push(...(await read.db.selectFrom('joint_cross_side').selectAll().where('link', 'in', [...some]).orderBy('organisation').execute()).map(numbers));
  return links.map((link) => ({ link: numbers(link), sides: sides.filter((side) => Buffer.compare(side.link, link.id) === 0) }));
}

export async function insertLinked(tx: Write, { link, sides }: Linked): Promise<void> {
  await tx.db.insertInto('joint_cross').values(link).execute();
  for (const side of sides) await tx.db.insertInto('joint_cross_side').values(side).execute();
}

export async function listLinkedByKeys(read: Read, keys: readonly Uint8Array[]): Promise<Linked[]> {
  const links: JointCrossTable[] = [];
  for (const some of portions(keys)) links.push(...(await read.db.selectFrom('joint_cross').selectAll().where('key', 'in', [...some]).execute()));
  return await withSides(read, links);
}

export async function findLinked(read: Read, id: Uint8Array): Promise<Linked | undefined> {
  const link = await read.db.selectFrom('joint_cross').selectAll().where('id', '=', id).executeTakeFirst();
  return link === undefined ? undefined : (await withSides(read, [link]))[0];
}

/** The links that an organisation has in an operation, newest first. `before`: an id that was given out. */
export async function listLinkedOf(read: Read, { operation, organisation, before, limit }: { operation: Uint8Array; organisation: number; before: Uint8Array | undefined; limit: number }): Promise<Linked[]> {
  let asked = read.db.selectFrom('joint_cross').innerJoin('joint_cross_side', 'joint_cross_side.link', 'joint_cross.id').selectAll('joint_cross').where('joint_cross_side.operation', '=', operation).where('joint_cross_side.organisation', '=', organisation);
  if (before !== undefined) asked = asked.where('joint_cross.id', '<', before);
  return await withSides(read, await asked.orderBy('joint_cross.id', 'desc').limit(limit).execute());
}

/** Links of persons, by the name matcher, that an entry has with others. */
export async function listLinkedAt(read: Read, { operation, incident, pointer }: { operation: Uint8Array; incident: Uint8Array; pointer: string }): Promise<Linked[]> {
  const links = await read.db.selectFrom('joint_cross').innerJoin('joint_cross_side', 'joint_cross_side.link', 'joint_cross.id').selectAll('joint_cross').where('joint_cross_side.operation', '=', operation).where('joint_cross_side.incident', '=', incident).where('joint_cross_side.pointer', '=', pointer).execute();
  return await withSides(read, links);
}

export async function listLinkedOfIncident(read: Read, operation: Uint8Array, incident: Uint8Array): Promise<Linked[]> {
  const links = await read.db.selectFrom('joint_cross').innerJoin('joint_cross_side', 'joint_cross_side.link', 'joint_cross.id').selectAll('joint_cross').where('joint_cross_side.operation', '=', operation).where('joint_cross_side.incident', '=', incident).execute();
  return await withSides(read, links);
}

export async function updateSide(tx: Write, { link, organisation }: Pick<JointCrossSideTable, 'link' | 'organisation'>, change: Partial<JointCrossSideTable>): Promise<void> {
  await tx.db.updateTable('joint_cross_side').set(change).where('link', '=', link).where('organisation', '=', organisation).execute();
}

export async function insertDuplicate(tx: Write, row: JointDuplicateTable): Promise<void> {
  await tx.db.insertInto('joint_duplicate').values(row).execute();
}

/** Possible duplicates of an incident that were not done away with. */
export async function listDuplicatesAt(read: Read, incident: Uint8Array): Promise<JointDuplicateTable[]> {
  return (await read.db.selectFrom('joint_duplicate').selectAll().where('gone_at', 'is', null).where((all) => all.or([all('one', '=', incident), all('other', '=', incident)])).execute()).map(numbers);
}

export async function findDuplicate(read: Read, id: Uint8Array): Promise<JointDuplicateTable | undefined> {
  const row = await read.db.selectFrom('joint_duplicate').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

/** Those of an organisation, newest first. */
export async function listDuplicatesOf(read: Read, { operation, organisation, before, limit }: { operation: Uint8Array; organisation: number; before: Uint8Array | undefined; limit: number }): Promise<JointDuplicateTable[]> {
  let asked = read.db.selectFrom('joint_duplicate').selectAll().where('operation', '=', operation).where('gone_at', 'is', null).where((all) => all.or([all('one_organisation', '=', organisation), all('other_organisation', '=', organisation)]));
  if (before !== undefined) asked = asked.where('id', '<', before);
  return (await asked.orderBy('id', 'desc').limit(limit).execute()).map(numbers);
}

export async function endDuplicates(tx: Write, incident: Uint8Array, at: number): Promise<void> {
  await tx.db.updateTable('joint_duplicate').set({ gone_at: at }).where('gone_at', 'is', null).where((all) => all.or([all('one', '=', incident), all('other', '=', incident)])).execute();
}

export async function insertDecision(tx: Write, row: JointDecisionTable): Promise<void> {
  await tx.db.insertInto('joint_decision').values(row).execute();
}

/** What was decided of these, oldest first. */
export async function listDecisions(read: Read, duplicates: readonly Uint8Array[]): Promise<JointDecisionTable[]> {
  const found: JointDecisionTable[] = [];
  for (const some of portions(duplicates)) found.push(...(await read.db.selectFrom('joint_decision').selectAll().where('duplicate', 'in', [...some]).orderBy('at').execute()).map(numbers));
  return found;
}
