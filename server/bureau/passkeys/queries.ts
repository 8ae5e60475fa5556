import type { Read, Write } from '#store/store.ts';
import type { PasskeyTable } from '#store/people-tables.ts';

/** A passkey without its attestation, which is kilobytes. */
export type PasskeyRow = Omit<PasskeyTable, 'proof' | 'proof_data'>;

const COLUMNS = ['id', 'person', 'credential', 'public_key', 'counter', 'transports', 'name', 'domain', 'model', 'attestation', 'synced', 'added_at', 'used_on'] as const;

/** Passkeys of a person, oldest first. */
export function listPasskeys(read: Read, person: Uint8Array): Promise<PasskeyRow[]> {
  return read.db.selectFrom('passkey').select(COLUMNS).where('person', '=', person).orderBy('id').execute();
}

export function findPasskey(read: Read, credential: Uint8Array): Promise<PasskeyRow | undefined> {
  return read.db.selectFrom('passkey').select(COLUMNS).where('credential', '=', credential).executeTakeFirst();
}

export async function insertPasskey(tx: Write, passkey: PasskeyTable): Promise<void> {
  await tx.db.insertInto('passkey').values(passkey).execute();
}

export async function notePasskeyUse(tx: Write, id: Uint8Array, use: Pick<PasskeyTable, 'counter' | 'used_on' | 'synced'>): Promise<void> {
  await tx.db.updateTable('passkey').set(use).where('id', '=', id).execute();
}

export async function removePasskey(tx: Write, id: Uint8Array): Promise<void> {
  await tx.db.deleteFrom('passkey').where('id', '=', id).execute();
}

export async function removePasskeysOf(tx: Write, person: Uint8Array): Promise<void> {
  await tx.db.deleteFrom('passkey').where('person', '=', person).execute();
}
