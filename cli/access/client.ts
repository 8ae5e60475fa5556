import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { PublicKey, RegisteredClient } from '@watchword/api/access/clients.ts';
import { describeIssuer } from '@watchword/api/access/oauth.ts';
import { PERMISSIONS, type Permission } from '@watchword/api/operation.ts';
import type { Role } from '@watchword/api/organisations.ts';
import { generateClientKey, type PrivateKey } from '@watchword/sdk/client-keys.ts';
import type { Client } from '@watchword/sdk/client.ts';
import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { given, type Flags } from '../flags.ts';
import { confirm } from '../terminal/confirm.ts';
import { alignRows, plain } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** Registers a system, with a key that is made here or one that it made itself. */
export const registerClient: Run = async (invocation) => {
  const { flags, terminal, signal } = invocation;
  const name = flags.text('name');
  if (name === undefined) throw misuse('--name is missing: say what the system is.', 'add --name "Border system"');
  const permissions = flags.list('permission').map(parsePermission);
  if (permissions.length === 0) throw misuse('--permission is missing: say what it may do.', `one or more of ${PERMISSIONS.join(', ')}`);
  const key = await chooseKey(flags);
  const { client } = connect(invocation);
  const optional = given({ organisation: flags.text('organisation')?.toUpperCase(), certificates: certificatesOf(flags) });
  const registered = await client.clients.register({ name, role: (flags.text('role') ?? 'system') as Role, permissions, key: { jwk: key.publicKey, ...expiryOf(flags) }, ...optional }, { signal });
  const file = await writeKey(client, registered.id, key);
  await print(terminal, { client: registered, ...(file !== undefined && { file }) }, () => [registered.id]);
  terminal.say(`${plain(name)} (${registered.organisation}, ${registered.role}) is registered: ${registered.permissions.join(', ')}`);
  if (file !== undefined) terminal.say(`Next: watchword login --key-file ${file}`);
};

/** Lists the registered systems of one's organisation. */
export const listClients: Run = async (invocation) => {
  const { terminal, signal } = invocation;
  const items = await connect(invocation).client.clients.list({ signal });
  if (terminal.format === 'ndjson') for (const one of items) await terminal.out(JSON.stringify(one));
  else await print(terminal, { items }, () => (items.length === 0 ? [] : alignRows([['ID', 'NAME', 'ROLE', 'STATE', 'KEYS', 'LAST USED', 'PERMISSIONS'], ...items.map(rowOf)])));
};

/** Adds the next key of a system. */
export const rotateKey: Run = async (invocation) => {
  const { args: [id = ''], flags, terminal, signal } = invocation;
  const key = await chooseKey(flags);
  const { client } = connect(invocation);
  const changed = await client.clients.addKey(id, { jwk: key.publicKey, ...expiryOf(flags) }, { signal });
  const file = await writeKey(client, id, key);
  const old = changed.keys.filter(({ kid }) => kid !== key.publicKey.kid).map(({ kid }) => kid);
  await print(terminal, { client: changed, ...(file !== undefined && { file }) }, () => [key.publicKey.kid]);
  terminal.say(`Both keys are good now. Give the system the new one${file === undefined ? '' : ` (${file})`}, try it with \`watchword login --key-file\`, then: ${old.map((kid) => `watchword client remove-key ${id} ${kid}`).join('; ')}`);
};

/** Removes a key. */
export const removeKey: Run = async (invocation) => {
  const { args: [id = '', kid = ''], terminal, signal } = invocation;
  await confirm(invocation, `Remove the key ${kid} of ${id}?`);
  const changed = await connect(invocation).client.clients.removeKey(id, kid, { signal });
  await print(terminal, changed, () => [`Removed ${kid}. ${plain(changed.name)} has ${changed.keys.map((key) => key.kid).join(', ')}.`]);
};

/** Says to which certificates the tokens of a system are bound. */
export const setCertificates: Run = async (invocation) => {
  const { args: [id = ''], flags, terminal, signal } = invocation;
  const changed = await connect(invocation).client.clients.setCertificates(id, certificatesOf(flags) ?? [], { signal });
  await print(terminal, changed, () => [changed.certificates.length === 0 ? 'Its tokens are not bound.' : `Its tokens are bound to: ${changed.certificates.join(', ')}`]);
};

/** Revokes a system. */
export const revokeClient: Run = async (invocation) => {
  const { args: [id = ''], terminal, signal } = invocation;
  const { client } = connect(invocation);
  const found = (await client.clients.list({ signal })).find((one) => one.id === id);
  await confirm(invocation, `Revoke ${id}${found === undefined ? '' : ` (${plain(found.name)})`}?`);
  const revoked = await client.clients.revoke(id, { signal });
  await print(terminal, revoked, () => [`Revoked ${plain(revoked.name)}. The next request with any of its tokens fails.`]);
};

/** Signs in and says as whom. */
export const login: Run = async (invocation) => {
  const { terminal, signal } = invocation;
  const { client, settings } = connect(invocation);
  if (settings.key === undefined && settings.token === undefined) throw misuse('There is neither a key file nor a token.', 'add --key-file FILE, or see `watchword help config`');
  const caller = await client.me({ signal });
  await print(terminal, caller, () => [`${plain(caller.name)}, ${caller.organisation}, ${caller.role}: ${caller.permissions.join(', ')}`]);
};

type ChosenKey = { readonly publicKey: PublicKey; readonly made: { readonly file: string; readonly key: PrivateKey } | undefined };

async function chooseKey(flags: Flags): Promise<ChosenKey> {
  const [out, own] = [flags.text('out'), flags.text('public-key')];
  if ((out === undefined) === (own === undefined)) throw misuse('Say either --out, for a new key, or --public-key, for one that the system made itself.');
  const kid = flags.text('kid') ?? new Date().toISOString().replaceAll(/[:.]/g, '-');
  if (own !== undefined) return { publicKey: readPublicKey(own, kid), made: undefined };
  if (out === undefined || existsSync(out)) throw misuse(`${out} is there already and is not overwritten.`);
  const { privateKey, publicKey } = await generateClientKey({ kid, algorithm: flags.text('algorithm') === 'ES256' ? 'ES256' : 'Ed25519' });
  return { publicKey, made: { file: out, key: privateKey } };
}

/** Only the public half is taken from the file, whatever else stands in it. */
function readPublicKey(path: string, fallback: string): PublicKey {
  try {
    const { kty, crv, x, y, kid = fallback, d } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string | undefined>;
    if (d !== undefined) throw misuse(`${path} holds a private key. Give the public half alone.`);
    return { kty, crv, x, ...(y !== undefined && { y }), kid } as PublicKey;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) throw misuse(`${path} cannot be read, or is no JWK.`);
    throw error;
  }
}

async function writeKey(client: Client, clientId: string, { made }: ChosenKey): Promise<string | undefined> {
  if (made === undefined) return undefined;
  const { issuer } = await client.call(describeIssuer);
  try {
    writeFileSync(made.file, `${JSON.stringify({ clientId, issuer, key: made.key }, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw misuse(`${made.file} could not be written (${error instanceof Error ? error.message : 'unknown'}), so the key is lost.`, `watchword client rotate ${clientId} --out ANOTHER, or watchword client revoke ${clientId}`);
  }
  return made.file;
}

function parsePermission(typed: string): Permission {
  const known = PERMISSIONS.find((one) => one === typed);
  if (known === undefined) throw misuse(`There is no permission ${JSON.stringify(typed)}.`, `one or more of ${PERMISSIONS.join(', ')}`);
  return known;
}

function expiryOf(flags: Flags): { expiresAt?: string } {
  const expires = flags.text('expires');
  if (expires === undefined) return {};
  return { expiresAt: /^\d{4}-\d\d-\d\d$/.test(expires) ? `${expires}T00:00:00Z` : expires };
}

function certificatesOf(flags: Flags): string[] | undefined {
  const files = flags.list('certificate');
  if (files.length === 0) return undefined;
  return files.map((file) => {
    try {
      return createHash('sha256').update(new X509Certificate(readFileSync(file)).raw).digest('base64url');
    } catch {
      throw misuse(`${file} cannot be read, or is no certificate in PEM.`);
    }
  });
}

function rowOf({ id, name, role, keys, permissions, revokedAt, lastUsedOn }: RegisteredClient): string[] {
  const state = revokedAt === undefined ? 'valid' : `revoked ${revokedAt.slice(0, 10)}`;
  return [id, plain(name), role, state, keys.map(({ kid, expiresAt }) => `${kid} until ${expiresAt.slice(0, 10)}`).join(', '), lastUsedOn ?? '–', permissions.join(',')];
}
