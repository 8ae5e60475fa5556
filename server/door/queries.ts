import type { Read, Write } from '#store/store.ts';

/** What was answered under an Idempotency-Key, if it is not forgotten yet. */
export async function findKept(read: Read, at: { organisation: string; key: string }): Promise<{ request: Uint8Array; answer: string } | undefined> {
  return read.db.selectFrom('idempotency').select(['request', 'answer']).where('organisation', '=', at.organisation).where('key', '=', at.key).executeTakeFirst();
}

export async function keepAnswer(tx: Write, kept: { organisation: string; key: string; request: Uint8Array; answer: string; at: number }): Promise<void> {
  await tx.db.insertInto('idempotency').values(kept).execute();
}

/** Forgets the oldest answers given before a moment, at most `limit`; returns how many. */
export async function forgetAnswers(tx: Write, before: number, limit: number): Promise<number> {
  const old = await tx.db.selectFrom('idempotency').select(['organisation', 'key']).where('at', '<', before).orderBy('at').limit(limit).execute();
  await tx.overwriteDeleted();
  for (const { organisation, key } of old) await tx.db.deleteFrom('idempotency').where('organisation', '=', organisation).where('key', '=', key).execute();
  return old.length;
}
