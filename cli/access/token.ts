import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@watchword/api/errors.ts';
import type { Token } from '@watchword/api/access.ts';
import { PERMISSIONS, type Permission } from '@watchword/api/operation.ts';
import type { Role } from '@watchword/api/organisations.ts';
import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure, misuse } from '../failures.ts';
import { given, type Flags } from '../flags.ts';
import { confirm } from '../terminal/confirm.ts';
import { alignRows, plain } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

type Wish = { name: string; role: Role; permissions: Permission[]; organisation?: string; expiresAt?: string };

/** Issues a token, through the server or, with --data, in the data folder of a stopped one. */
export const issueToken: Run = async (invocation) => {
  const { flags, terminal, signal } = invocation;
  const wish = readWish(flags);
  const data = flags.text('data');
  const out = flags.text('out');
  if (out !== undefined && existsSync(out)) throw misuse(`${out} is there already and is not overwritten.`);
  const isNew = data !== undefined && !existsSync(join(data, 'hub'));
  const { token, secret } = data === undefined ? await connect(invocation).client.tokens.issue(wish, { signal }) : await issueLocally(data, wish);
  if (secret === undefined) throw lostSecret(token.id);
  if (out !== undefined) writeSecret(out, secret);
  await print(terminal, out === undefined ? { token, secret } : { token, file: out }, () => (out === undefined ? [secret] : []));
  terminal.say(`Token ${token.id} for ${plain(token.name)} (${token.organisation}, ${token.role}): ${token.permissions.join(', ')}`);
  if (isNew) terminal.say(`${data} held no data and is a new data folder now. Start its server with: watchword serve --data ${data}`);
  terminal.say(`watchword: whoever copies a token has it${token.expiresAt === undefined ? ', and this one has no end: revoke it when it is no longer needed' : `, until ${token.expiresAt.slice(0, 10)}`}. A system that lasts is better registered with its own key: watchword client register`);
  terminal.say(out === undefined ? 'It is shown this once. Put it into a file that only its user can read, and set WATCHWORD_TOKEN_FILE.' : `Next: WATCHWORD_TOKEN_FILE=${out} watchword doctor`);
};

/** Lists the tokens of one's organisation. */
export const listTokens: Run = async (invocation) => {
  const { terminal, signal } = invocation;
  const items = await connect(invocation).client.tokens.list({ signal });
  if (terminal.format === 'ndjson') for (const token of items) await terminal.out(JSON.stringify(token));
  else await print(terminal, { items }, () => (items.length === 0 ? [] : alignRows([['ID', 'NAME', 'ROLE', 'STATE', 'PERMISSIONS'], ...items.map(rowOf)])));
};

/** Revokes a token. */
export const revokeToken: Run = async (invocation) => {
  const { args: [id = ''], terminal, signal } = invocation;
  const { client } = connect(invocation);
  const token = (await client.tokens.list({ signal })).find((one) => one.id === id);
  await confirm(invocation, `Revoke token ${id}${token === undefined ? '' : ` (${plain(token.name)})`}?`);
  const revoked = await client.tokens.revoke(id, { signal });
  await print(terminal, revoked, () => [`Revoked ${plain(revoked.name)}. The next request with it fails.`]);
};

function readWish(flags: Flags): Wish {
  const name = flags.text('name');
  if (name === undefined) throw misuse('--name is missing: say what will use the token.', 'add --name "Border system"');
  const permissions = flags.list('permission').map((typed) => PERMISSIONS.find((one) => one === typed) ?? unknownPermission(typed));
  if (permissions.length === 0) throw misuse('--permission is missing: say what the token may do.', `one or more of ${PERMISSIONS.join(', ')}`);
  const expires = flags.text('expires');
  const optional = given({ organisation: flags.text('organisation')?.toUpperCase(), expiresAt: expires !== undefined && /^\d{4}-\d\d-\d\d$/.test(expires) ? `${expires}T00:00:00Z` : expires });
  return { name, role: (flags.text('role') ?? 'system') as Role, permissions, ...optional };
}

function unknownPermission(text: string): never {
  throw misuse(`There is no permission ${JSON.stringify(text)}.`, `one or more of ${PERMISSIONS.join(', ')}`);
}

type Issued = { token: Pick<Token, 'id' | 'name' | 'organisation' | 'role' | 'permissions' | 'expiresAt'>; secret: string };

async function issueLocally(data: string, wish: Wish): Promise<Issued> {
  const { organisation, name, role, permissions, expiresAt } = wish;
  if (expiresAt !== undefined) throw misuse('A token that is issued in a data folder has no end.', 'leave out --expires, and revoke it later');
  if (organisation === undefined) throw misuse('--organisation is missing: whose token is it?', 'add --organisation XPO for the secretariat, or a country such as FRA');
  const admin = await import('@watchword/server/bin/admin.ts');
  const { id, secret } = await admin.issueToken({ data, organisation, name, role, permissions }).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'server.busy') throw error;
    throw new CommandFailure(EXIT.conflict, `A server is running in ${data}.`, 'stop it first, or, with a token that has token:manage, leave out --data to issue through it');
  });
  return { token: { id, organisation, name, role, permissions }, secret };
}

/** The first answer was lost on its way, and the server keeps no secret that it could give again. */
function lostSecret(id: string): CommandFailure {
  return new CommandFailure(EXIT.failure, `Token ${id} was issued, but the answer with its secret was lost.`, `watchword token revoke ${id}, and issue another`);
}

function writeSecret(file: string, secret: string): void {
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // The token exists by now: its secret must not be lost with the file.
    throw misuse(`${file} could not be written (${error instanceof Error ? error.message : 'unknown'}). The secret, shown this once: ${secret}`);
  }
}

function rowOf({ id, name, role, permissions, revokedAt, expiresAt }: Token): string[] {
  const state = revokedAt !== undefined ? `revoked ${revokedAt.slice(0, 10)}` : expiresAt === undefined ? 'valid' : `until ${expiresAt.slice(0, 10)}`;
  return [id, plain(name), role, state, permissions.join(',')];
}
