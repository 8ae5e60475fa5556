import type { Read, Write } from '#store/store.ts';
import { isUnder } from '../queries.ts';
import type { AccessTokenTable, ClientKeyTable, ClientTable } from '#store/client-tables.ts';

/** A client with its keys. */
export type Client = { readonly client: ClientTable; readonly keys: readonly ClientKeyTable[] };

/** The client with this id, revoked ones too. */
export async function findClient(read: Read, id: Uint8Array): Promise<Client | undefined> {
  const client = await read.db.selectFrom('client').selectAll().where('id', '=', id).executeTakeFirst();
  if (client === undefined) return undefined;
  return { client, keys: await read.db.selectFrom('client_key').selectAll().where('client', '=', id).orderBy('not_before').orderBy('kid').execute() };
}

/** A page of clients: of one organisation and the agencies under it, or of all when it is undefined; those before `before`, the last of the page before. */
export type ClientPage = { readonly organisation: string | undefined; readonly before: Uint8Array | undefined; readonly limit: number };

/** Clients with their keys, newest first, for their ids ascend with time. */
export async function listClients(read: Read, { organisation, before, limit }: ClientPage): Promise<Client[]> {
  let asked = read.db.selectFrom('client').selectAll().orderBy('id', 'desc').limit(limit);
  if (organisation !== undefined) asked = asked.where(isUnder(organisation));
  if (before !== undefined) asked = asked.where('id', '<', before);
  const clients = await asked.execute();
  const [last, first] = [clients.at(-1), clients.at(0)];
  if (last === undefined || first === undefined) return [];
  let keys = read.db.selectFrom('client_key').selectAll().where('client', '>=', last.id).where('client', '<=', first.id).orderBy('not_before').orderBy('kid');
  if (organisation !== undefined) keys = keys.where('client', 'in', (inner) => inner.selectFrom('client').select('id').where(isUnder(organisation)));
  const found = Map.groupBy(await keys.execute(), ({ client }) => Buffer.from(client).toString('hex'));
  return clients.map((client) => ({ client, keys: found.get(Buffer.from(client.id).toString('hex')) ?? [] }));
}

/** A fetched token, whose it is, and whether the key with which it was fetched is still there. */
export type Fetched = { readonly token: AccessTokenTable; readonly client: ClientTable; readonly key: ClientKeyTable | undefined };

/** The fetched token with this hash. */
export async function findFetched(read: Read, hash: Uint8Array): Promise<Fetched | undefined> {
  const token = await read.db.selectFrom('access_token').selectAll().where('hash', '=', hash).executeTakeFirst();
  if (token === undefined) return undefined;
  const found = await findClient(read, token.client);
  return found === undefined ? undefined : { token, client: found.client, key: found.keys.find(({ kid }) => kid === token.kid) };
}

export async function insertClient(tx: Write, { client, keys }: Client): Promise<void> {
  await tx.db.insertInto('client').values(client).execute();
  for (const key of keys) await insertKey(tx, key);
}

export async function insertKey(tx: Write, key: ClientKeyTable): Promise<void> {
  await tx.db.insertInto('client_key').values(key).execute();
}

export async function deleteKey(tx: Write, { client, kid }: { client: Uint8Array; kid: string }): Promise<void> {
  await tx.db.deleteFrom('client_key').where('client', '=', client).where('kid', '=', kid).execute();
}

export async function setCertificates(tx: Write, id: Uint8Array, certificates: readonly string[]): Promise<void> {
  await tx.db.updateTable('client').set({ certificates: JSON.stringify(certificates) }).where('id', '=', id).execute();
}

export async function markClientRevoked(tx: Write, id: Uint8Array, at: number): Promise<void> {
  await tx.db.updateTable('client').set({ revoked_at: at }).where('id', '=', id).execute();
}

/** Keeps in mind that an assertion was used. False when it was used before. */
export async function useAssertion(tx: Write, used: { digest: Uint8Array; expires_at: number }): Promise<boolean> {
  const known = await tx.db.selectFrom('used_assertion').select('digest').where('digest', '=', used.digest).executeTakeFirst();
  if (known !== undefined) return false;
  await tx.db.insertInto('used_assertion').values(used).execute();
  return true;
}

export async function insertFetched(tx: Write, token: AccessTokenTable): Promise<void> {
  await tx.db.insertInto('access_token').values(token).execute();
}

/** Removes tokens and used assertions that ended before a moment, at most `limit` of each. */
export async function forgetEnded(tx: Write, before: number, limit: number): Promise<void> {
  const tokens = await tx.db.selectFrom('access_token').select('hash').where('expires_at', '<', before).orderBy('expires_at').limit(limit).execute();
  for (const { hash } of tokens) await tx.db.deleteFrom('access_token').where('hash', '=', hash).execute();
  const used = await tx.db.selectFrom('used_assertion').select('digest').where('expires_at', '<', before).orderBy('expires_at').limit(limit).execute();
  for (const { digest } of used) await tx.db.deleteFrom('used_assertion').where('digest', '=', digest).execute();
}

/** Writes down that clients were used on a day (days since 1970). */
export async function markClientsUsed(tx: Write, ids: readonly Uint8Array[], day: number): Promise<void> {
  for (const id of ids) await tx.db.updateTable('client').set({ last_used_on: day }).where('id', '=', id).execute();
}
