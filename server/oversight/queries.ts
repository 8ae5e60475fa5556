/** What oversight asks of the store. */
import { idFromBytes } from '@watchword/api/ids.ts';
import type { MonthUseTable, OfficerAskedTable, OfficerUseTable, UseFlagTable } from '#store/oversight-tables.ts';
import type { Read, Write } from '#store/store.ts';

/** Adds checks to a month of an organisation. */
export async function addMonth(tx: Write, month: MonthUseTable): Promise<void> {
  await tx.db.insertInto('month_use').values(month)
    .onConflict((conflict) => conflict.columns(['month', 'organisation']).doUpdateSet((all) => ({
      checks: all('month_use.checks', '+', month.checks), hits: all('month_use.hits', '+', month.hits), possible: all('month_use.possible', '+', month.possible),
      none: all('month_use.none', '+', month.none), kept_apart: all('month_use.kept_apart', '+', month.kept_apart),
    })))
    .execute();
}

/** Adds checks to an hour of an officer. */
export async function addUse(tx: Write, use: OfficerUseTable): Promise<void> {
  await tx.db.insertInto('officer_use').values(use)
    .onConflict((conflict) => conflict.columns(['organisation', 'actor', 'hour']).doUpdateSet((all) => ({ checks: all('officer_use.checks', '+', use.checks), listed: all('officer_use.listed', '+', use.listed) })))
    .execute();
}

/** Adds checks to what an officer typed on a day. */
export async function addAsked(tx: Write, asked: OfficerAskedTable): Promise<void> {
  await tx.db.insertInto('officer_asked').values(asked)
    .onConflict((conflict) => conflict.columns(['organisation', 'actor', 'thing', 'day']).doUpdateSet((all) => ({ checks: all('officer_asked.checks', '+', asked.checks) })))
    .execute();
}

type Officer = { readonly organisation: number; readonly actor: string };

/** Hours of an officer: `from` included, `before` not. */
export async function listHours(read: Read, { organisation, actor, from, before }: Officer & { from: number; before: number }): Promise<OfficerUseTable[]> {
  const rows = await read.db.selectFrom('officer_use').selectAll().where('organisation', '=', organisation).where('actor', '=', actor).where('hour', '>=', from).where('hour', '<', before).execute();
  return rows.map((row) => ({ ...row, checks: Number(row.checks), listed: Number(row.listed) }));
}

/** The days from this one on on which an officer typed a thing. */
export async function listAsked(read: Read, { organisation, actor, thing, from }: Officer & { thing: Uint8Array; from: number }): Promise<{ day: number; checks: number }[]> {
  const rows = await read.db.selectFrom('officer_asked').select(['day', 'checks']).where('organisation', '=', organisation).where('actor', '=', actor).where('thing', '=', thing).where('day', '>=', from).execute();
  return rows.map(({ day, checks }) => ({ day, checks: Number(checks) }));
}

/** The flag of this officer for the same sign in the same thing, if there is one. */
export async function findFlagByMark(read: Read, { organisation, actor, sign, mark }: Officer & { sign: string; mark: string }): Promise<UseFlagTable | undefined> {
  return await read.db.selectFrom('use_flag').selectAll().where('organisation', '=', organisation).where('actor', '=', actor).where('sign', '=', sign).where('mark', '=', mark).executeTakeFirst();
}

export async function findFlag(read: Read, id: Uint8Array): Promise<UseFlagTable | undefined> {
  return await read.db.selectFrom('use_flag').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertFlag(tx: Write, flag: UseFlagTable): Promise<void> {
  await tx.db.insertInto('use_flag').values(flag).execute();
}

export async function updateFlag(tx: Write, id: Uint8Array, change: Partial<UseFlagTable>): Promise<void> {
  await tx.db.updateTable('use_flag').set(change).where('id', '=', id).execute();
}

/** Flags of an organisation, newest first. `before`: id of the last one of the page before. */
export async function listFlagsOf(read: Read, { organisation, state, before, limit }: { organisation: number; state: string | undefined; before: Uint8Array | undefined; limit: number }): Promise<UseFlagTable[]> {
  let asked = read.db.selectFrom('use_flag').selectAll().where('organisation', '=', organisation).orderBy('id', 'desc').limit(limit);
  if (state !== undefined) asked = asked.where('state', '=', state);
  if (before !== undefined) asked = asked.where('id', '<', before);
  return await asked.execute();
}

/** Use of a month by organisation. */
export async function listMonth(read: Read, month: number): Promise<MonthUseTable[]> {
  const rows = await read.db.selectFrom('month_use').selectAll().where('month', '=', month).orderBy('organisation').execute();
  return rows.map((row) => ({ ...row, checks: Number(row.checks), hits: Number(row.hits), possible: Number(row.possible), none: Number(row.none), kept_apart: Number(row.kept_apart) }));
}

/** Forgets hours before this one and what was typed before this day. */
export async function forgetUse(tx: Write, { hour, day }: { hour: number; day: number }): Promise<void> {
  await tx.db.deleteFrom('officer_use').where('hour', '<', hour).execute();
  await tx.db.deleteFrom('officer_asked').where('day', '<', day).execute();
}

/**
 * Forgets what was typed in the flags of a sign whose marks are hashes of it: of those that no day of the officer holds any longer. The id of the
 * flag takes its place, which is as unique.
 */
export async function forgetMarks(tx: Write, sign: string): Promise<void> {
  const flags = await tx.db.selectFrom('use_flag').select(['id', 'organisation', 'actor', 'mark']).where('sign', '=', sign).where('mark', 'not like', 'flg%').execute();
  for (const { id, organisation, actor, mark } of flags) {
    const asked = await tx.db.selectFrom('officer_asked').select('day').where('organisation', '=', organisation).where('actor', '=', actor).where('thing', '=', Buffer.from(mark, 'hex')).limit(1).executeTakeFirst();
    if (asked === undefined) await updateFlag(tx, id, { mark: idFromBytes('flg', id) });
  }
}

/** Forgets flags that were answered before this moment (ms). */
export async function forgetAnswered(tx: Write, before: number): Promise<void> {
  await tx.db.deleteFrom('use_flag').where('answered_at', '<', before).execute();
}
