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

/** Credentials of an organisation, newest first; all organisations' when undefined. At most 1,000. */
export function listCredentials(read: Read, organisation: string | undefined): Promise<CredentialTable[]> {
  const all = read.db.selectFrom('credential').selectAll().orderBy('created_at', 'desc').limit(1000);
  return (organisation === undefined ? all : all.where('organisation', '=', organisation)).execute();
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
