import type { Read } from '#store/store.ts';

/** Active records of an owner in a database (numbers of both); undefined when they are more than `most`, for then counting is not cheap. */
export async function countActive(read: Read, { owner, database, most }: { owner: number; database: number; most: number }): Promise<number | undefined> {
  const active = read.db.selectFrom('record').select('row').where('owner', '=', owner).where('database', '=', database).where('state', '=', 0).limit(most + 1);
  const { count } = await read.db.selectFrom(active.as('active')).select((all) => all.fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow();
  return Number(count) > most ? undefined : Number(count);
}
