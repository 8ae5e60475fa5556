import { sql, type RawBuilder } from 'kysely';
import type { Read, Write } from '#store/store.ts';
import type { CredentialTable } from '#store/tables.ts';

/** The credential whose token has this hash. */
export function findCredential(read: Read, hash: Uint8Array): Promise<CredentialTable | undefined> {
  return read.db.selectFrom('credential').selectAll().where('token_hash', '=', hash).executeTakeFirst();
}

/** The credential with this id. */
export function findCredentialById(read: Read, id: Uint8Array): Promise<CredentialTable | undefined> {
  return read.db.selectFrom('credential').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A page of credentials: of one organisation and the agencies under it, or of all when it is undefined; those before `before`, the last of the page before. */
export type CredentialPage = { readonly organisation: string | undefined; readonly before: Uint8Array | undefined; readonly limit: number };

/** Credentials, newest first, for their ids ascend with time. */
export function listCredentials(read: Read, { organisation, before, limit }: CredentialPage): Promise<CredentialTable[]> {
  let asked = read.db.selectFrom('credential').selectAll().orderBy('id', 'desc').limit(limit);
  if (organisation !== undefined) asked = asked.where(isUnder(organisation));
  if (before !== undefined) asked = asked.where('id', '<', before);
  return asked.execute();
}

/** Codes of agencies are that of their bureau, a hyphen and more: between these two nothing else stands. */
export function isUnder(organisation: string): RawBuilder<boolean> {
  return sql<boolean>`(organisation = ${organisation} OR (organisation >= ${`${organisation}-`} AND organisation < ${`${organisation}.`}))`;
}

export async function insertCredential(tx: Write, credential: CredentialTable): Promise<void> {
  await tx.db.insertInto('credential').values(credential).execute();
}

export async function markRevoked(tx: Write, id: Uint8Array, at: number): Promise<void> {
  await tx.db.updateTable('credential').set({ revoked_at: at }).where('id', '=', id).execute();
}

/** Whether any token was ever issued here. */
export async function hasCredentials(read: Read): Promise<boolean> {
  return (await read.db.selectFrom('credential').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Writes down that tokens were used on a day (days since 1970). */
export async function markUsed(tx: Write, ids: readonly Uint8Array[], day: number): Promise<void> {
  for (const id of ids) await tx.db.updateTable('credential').set({ last_used_on: day }).where('id', '=', id).execute();
}
