/** What the hits ask of the store. */
import type { HitCheckTable, HitEventTable, HitReadingTable, HitSideTable, HitTable } from '#store/hit-tables.ts';
import { keepStatement, rowsOf } from '#store/kept-statement.ts';
import type { Read, Write } from '#store/store.ts';

/** PostgreSQL gives large integers as text. */
function numbers<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'string' && (name === 'at' || name === 'need_until' || name.endsWith('_at')) ? Number(value) : value])) as Row;
}

export async function findHit(read: Read, id: Uint8Array): Promise<HitTable | undefined> {
  const row = await read.db.selectFrom('hit').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

// Each hit that is opened asks these: they are built once.
const NO_ID = new Uint8Array();
const hitsOf = keepStatement((db) => db.selectFrom('hit').selectAll().where('record', '=', NO_ID).where('finder', '=', 0).orderBy('id', 'desc').limit(20));
const sidesOf = keepStatement((db) => db.selectFrom('hit_side').selectAll().where('hit', '=', NO_ID));
const checksOf = keepStatement((db, count) => db.selectFrom('hit_check').selectAll().where('hit', 'in', rowsOf(NO_ID, count)).orderBy('at').orderBy('check_id'));
const byCheck = keepStatement((db) => db.selectFrom('hit_check').selectAll().where('check_id', '=', NO_ID));
const lastStep = keepStatement((db) => db.selectFrom('hit_event').select('number').where('hit', '=', NO_ID).orderBy('number', 'desc').limit(1));
const addCheck = keepStatement((db) => db.insertInto('hit_check').values({ hit: NO_ID, check_id: NO_ID, at: 0, outcome: '', purpose: '', telling: '', told_at: 0, officer: '', role: '', discreet: 0, place: '', asked: '', matched: '' }));
const addStep = keepStatement((db) => db.insertInto('hit_event').values({ hit: NO_ID, number: 0, at: 0, act: '', organisation: 0, officer: '', words: '', seen_by: 0 }));

/** The hits of a record and a finder, newest first. */
export async function listHitsOf(read: Read, record: Uint8Array, finder: number): Promise<HitTable[]> {
  return (await hitsOf(read.db, [record, finder])).map(numbers);
}

export async function insertHit(tx: Write, hit: HitTable): Promise<void> {
  await tx.db.insertInto('hit').values(hit).execute();
}

export async function updateHit(tx: Write, id: Uint8Array, change: Partial<HitTable>): Promise<void> {
  await tx.db.updateTable('hit').set(change).where('id', '=', id).execute();
}

/** Hits of which something is due by then, those that wait longest first. */
export async function listDue(read: Read, at: number, limit: number): Promise<HitTable[]> {
  return (await read.db.selectFrom('hit').selectAll().where('next_at', '<=', at).orderBy('next_at').limit(limit).execute()).map(numbers);
}

export async function listSides(read: Read, hit: Uint8Array): Promise<HitSideTable[]> {
  return (await sidesOf(read.db, [hit])).map(numbers);
}

export async function findSide(read: Read, hit: Uint8Array, organisation: number): Promise<HitSideTable | undefined> {
  const row = await read.db.selectFrom('hit_side').selectAll().where('hit', '=', hit).where('organisation', '=', organisation).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

export async function putSide(tx: Write, side: HitSideTable): Promise<void> {
  await tx.db.insertInto('hit_side').values(side).onConflict((conflict) => conflict.columns(['hit', 'organisation']).doUpdateSet(side)).execute();
}

export async function updateSide(tx: Write, { hit, organisation }: Pick<HitSideTable, 'hit' | 'organisation'>, change: Partial<HitSideTable>): Promise<void> {
  await tx.db.updateTable('hit_side').set(change).where('hit', '=', hit).where('organisation', '=', organisation).execute();
}

/** Sides of an organisation's desk, newest first. `queues`: only those; `assigned`: only those of this officer, or of nobody (null). */
export type AskedSides = { readonly organisation: number; readonly queues: readonly string[]; readonly sides?: readonly string[]; readonly assigned?: string | null | undefined; readonly record?: Uint8Array | undefined; readonly before?: Uint8Array | undefined; readonly limit: number };

/** Sides with their hits. */
export async function listDesk(read: Read, { organisation, queues, sides, assigned, record, before, limit }: AskedSides): Promise<{ side: HitSideTable; hit: HitTable }[]> {
  let query = read.db.selectFrom('hit_side').innerJoin('hit', 'hit.id', 'hit_side.hit')
    .selectAll('hit')
    .select(['hit_side.organisation', 'hit_side.side', 'hit_side.queue', 'hit_side.changed_at', 'hit_side.assigned', 'hit_side.assigned_at', 'hit_side.merged', 'hit_side.note'])
    .where('hit_side.organisation', '=', organisation).where('hit_side.queue', 'in', [...queues]);
  if (sides !== undefined) query = query.where('hit_side.side', 'in', [...sides]);
  if (assigned !== undefined) query = query.where('hit_side.assigned', assigned === null ? 'is' : '=', assigned);
  if (record !== undefined) query = query.where('hit.record', '=', record);
  if (before !== undefined) query = query.where('hit_side.hit', '<', before);
  const rows = await query.orderBy('hit_side.hit', 'desc').limit(limit).execute();
  return rows.map((row) => {
    const { organisation: number, side, queue, changed_at, assigned: to, assigned_at, merged, note, ...hit } = numbers(row);
    return { hit: hit as HitTable, side: { hit: hit.id, organisation: number, side, queue, changed_at, assigned: to, assigned_at, merged, note } };
  });
}

/** Checks of hits, oldest first. */
export async function listChecks(read: Read, hits: readonly Uint8Array[]): Promise<HitCheckTable[]> {
  if (hits.length === 0) return [];
  return (await checksOf(read.db, hits, hits.length)).map(numbers);
}

export async function listByCheck(read: Read, check: Uint8Array): Promise<HitCheckTable[]> {
  return (await byCheck(read.db, [check])).map(numbers);
}

export async function insertCheck(tx: Write, { hit, check_id, at, outcome, purpose, telling, told_at, officer, role, discreet, place, asked, matched }: HitCheckTable): Promise<void> {
  await addCheck(tx.db, [hit, check_id, at, outcome, purpose, telling, told_at, officer, role, discreet, place, asked, matched]);
}

/** The owner is told of what may be told on release, or of one check. Returns which. */
export async function tellChecks(tx: Write, hit: Uint8Array, at: number): Promise<HitCheckTable[]> {
  const waiting = (await listChecks(tx, [hit])).filter(({ telling, told_at }) => telling === 'on-release' && told_at === null);
  if (waiting.length > 0) await tx.db.updateTable('hit_check').set({ told_at: at }).where('hit', '=', hit).where('telling', '=', 'on-release').where('told_at', 'is', null).execute();
  return waiting;
}

export async function insertEvent(tx: Write, { hit, at, act, organisation, officer, words, seen_by }: Omit<HitEventTable, 'number'>): Promise<void> {
  const [last] = await lastStep(tx.db, [hit]);
  await addStep(tx.db, [hit, (last?.number ?? 0) + 1, at, act, organisation, officer, words, seen_by]);
}

export async function listEvents(read: Read, hit: Uint8Array): Promise<HitEventTable[]> {
  return (await read.db.selectFrom('hit_event').selectAll().where('hit', '=', hit).orderBy('number').execute()).map(numbers);
}

/** What hits say of persons and places is forgotten. */
export async function forgetHit(tx: Write, hit: Uint8Array): Promise<void> {
  await tx.db.updateTable('hit_check').set({ asked: null, place: null, officer: '', matched: '[]' }).where('hit', '=', hit).execute();
  await tx.db.updateTable('hit_event').set({ words: null, officer: null }).where('hit', '=', hit).execute();
  await tx.db.updateTable('hit_side').set({ note: null, assigned: null, assigned_at: null }).where('hit', '=', hit).execute();
  await updateHit(tx, hit, { callback: null, message: null, instruction: null, need_reason: null, next_at: null });
}

type Reader = Pick<HitReadingTable, 'record' | 'organisation' | 'actor'>;

export async function findReading(read: Read, { record, organisation, actor }: Reader): Promise<HitReadingTable | undefined> {
  const row = await read.db.selectFrom('hit_reading').selectAll().where('record', '=', record).where('organisation', '=', organisation).where('actor', '=', actor).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

export async function noteReading(tx: Write, reader: Reader, when: { record_at: number } | { photo_at: number }): Promise<void> {
  await tx.db.insertInto('hit_reading').values({ ...reader, record_at: null, photo_at: null, ...when })
    .onConflict((conflict) => conflict.columns(['record', 'organisation', 'actor']).doUpdateSet(when)).execute();
}

/** Whether a desk has a hit of this record that is not done. */
export async function hasOpenHit(read: Read, record: Uint8Array, organisation: number): Promise<boolean> {
  const row = await read.db.selectFrom('hit').innerJoin('hit_side', 'hit_side.hit', 'hit.id').select('hit.id')
    .where('hit.record', '=', record).where('hit_side.organisation', '=', organisation).limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function forgetReadings(tx: Write, before: number): Promise<void> {
  await tx.db.deleteFrom('hit_reading').where((all) => all.and([all.or([all('record_at', 'is', null), all('record_at', '<', before)]), all.or([all('photo_at', 'is', null), all('photo_at', '<', before)])])).execute();
}

export async function findMark(read: Read, server: string): Promise<number | undefined> {
  const row = await read.db.selectFrom('hit_mark').select('entry').where('server', '=', server).executeTakeFirst();
  return row === undefined ? undefined : Number(row.entry);
}

export async function putMark(tx: Write, server: string, entry: number): Promise<void> {
  await tx.db.insertInto('hit_mark').values({ server, entry }).onConflict((conflict) => conflict.column('server').doUpdateSet({ entry })).execute();
}

/** Every hit of a record that is not over. */
export async function listHitsOfRecord(read: Read, record: Uint8Array): Promise<HitTable[]> {
  return (await read.db.selectFrom('hit').selectAll().where('record', '=', record).where('state', 'in', ['open', 'asked', 'need-time']).execute()).map(numbers);
}

/** Hits that a desk has merged. */
export async function listGroup(read: Read, merged: Uint8Array, organisation: number): Promise<HitSideTable[]> {
  return (await read.db.selectFrom('hit_side').selectAll().where('organisation', '=', organisation).where('merged', '=', merged).execute()).map(numbers);
}

/** The owner is never told of what it was not told yet. */
export async function shield(tx: Write, hit: Uint8Array): Promise<void> {
  await tx.db.updateTable('hit_check').set({ telling: 'never' }).where('hit', '=', hit).where('told_at', 'is', null).execute();
}

/** Every hit of a record, whatever became of it. */
export async function listAllOfRecord(read: Read, record: Uint8Array): Promise<Uint8Array[]> {
  return (await read.db.selectFrom('hit').select('id').where('record', '=', record).execute()).map(({ id }) => id);
}

/** What was read of a record is forgotten. */
export async function forgetReadingsOf(tx: Write, record: Uint8Array): Promise<void> {
  await tx.db.deleteFrom('hit_reading').where('record', '=', record).execute();
}
