/** What the comparisons ask of the store. */
import type { Read, Write } from '#store/store.ts';
import type { ComparisonTable } from '#store/tables.ts';

/** Memories of these hashes that have not ended on this day. */
export async function findMemories(read: Read, { hashes, day }: { hashes: readonly Uint8Array[]; day: number }): Promise<ComparisonTable[]> {
  if (hashes.length === 0) return [];
  return await read.db.selectFrom('comparison').selectAll().where('traveller', 'in', hashes).where('expires_on', '>=', day).orderBy('compared_on', 'desc').execute();
}

/** Keeps a memory; the newest of each organisation stands. */
export async function keepMemory(tx: Write, memory: ComparisonTable): Promise<void> {
  const { compared_on, reason, expires_on } = memory;
  await tx.db
    .insertInto('comparison')
    .values(memory)
    .onConflict((conflict) => conflict.columns(['traveller', 'organisation']).doUpdateSet({ compared_on, reason, expires_on }))
    .execute();
}

/** Forgets what every organisation said of this traveller and record. */
export async function forgetMemories(tx: Write, traveller: Uint8Array): Promise<void> {
  await tx.db.deleteFrom('comparison').where('traveller', '=', traveller).execute();
}

/** Removes memories that ended before this day, at most `most` at a time. Returns how many. */
export async function sweepMemories(tx: Write, { day, most }: { day: number; most: number }): Promise<number> {
  const ended = await tx.db.selectFrom('comparison').select(['traveller', 'organisation']).where('expires_on', '<', day).limit(most).execute();
  for (const { traveller, organisation } of ended) {
    await tx.db.deleteFrom('comparison').where('traveller', '=', traveller).where('organisation', '=', organisation).execute();
  }
  return ended.length;
}

/** One comparison more of an owner's records, by rule and month. `month`: its first day. */
export async function countComparison(tx: Write, { owner, rule, month, isSame }: { owner: number; rule: string; month: number; isSame: boolean }): Promise<void> {
  const [same, not_same] = isSame ? [1, 0] : [0, 1];
  await tx.db
    .insertInto('comparison_count')
    .values({ owner, rule, month, same, not_same })
    .onConflict((conflict) =>
      conflict.columns(['owner', 'rule', 'month']).doUpdateSet((all) => ({ same: all('comparison_count.same', '+', same), not_same: all('comparison_count.not_same', '+', not_same) })),
    )
    .execute();
}

/** Comparisons by owner and rule of the months that begin in a span of days: `from` included, `before` not. */
export async function sumComparisons(read: Read, { from, before }: { from: number; before: number }): Promise<{ owner: number; rule: string; same: number; notSame: number }[]> {
  const rows = await read.db
    .selectFrom('comparison_count')
    .select((all) => ['owner', 'rule', all.fn.sum('same').as('same'), all.fn.sum('not_same').as('not_same')])
    .where('month', '>=', from)
    .where('month', '<', before)
    .groupBy(['owner', 'rule'])
    .orderBy('owner')
    .orderBy('rule')
    .execute();
  return rows.map(({ owner, rule, same, not_same }) => ({ owner, rule, same: Number(same), notSame: Number(not_same) }));
}
