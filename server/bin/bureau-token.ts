import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PERMISSIONS, type Permission } from '@watchword/api/operation.ts';
import { ROLES, SECRETARIAT } from '@watchword/api/organisations.ts';
import { RIGHTS } from '@watchword/api/rights/rights.ts';
import type { Hub } from '../app.ts';
import { writeKeyFile } from '../key-file.ts';
import { folderOfBureau } from './bureau-house.ts';
import { issueDirectly } from './issue.ts';

/** Whose token it is, and what it may do: whatever people of a bureau may there in one role or another, unless told. `name`: of its file. */
export type KeptToken = { readonly data: string; readonly organisation: string; readonly at: number; readonly name?: string; readonly permissions?: readonly Permission[] };

// What is damaged is issued anew.
const TOKEN = /^wwt_\S+$/;

/** A token of a bureau in the process of the hub, with which it acts for its officers: kept in the bureau's folder, made when there is none. */
export async function bureauToken(hub: Pick<Hub, 'writer'>, { data, organisation, at, name = 'bureau', permissions = permissionsAt(organisation) }: KeptToken): Promise<string> {
  const folder = folderOfBureau(data, organisation);
  const file = join(folder, `${name}.token`);
  const kept = await readFile(file, 'utf8').then((text) => TOKEN.exec(text.trim())?.[0], () => undefined);
  if (kept !== undefined) return kept;
  const { secret } = await issueDirectly(hub.writer, { organisation, name, role: 'system', permissions, at });
  writeKeyFile(file, `${secret}\n`);
  return secret;
}

/** What people of an organisation may do at the hub, all roles together, by the policy of record; and that they are acted for. */
function permissionsAt(organisation: string): Permission[] {
  const kind = organisation === SECRETARIAT ? 'secretariat' : 'bureau';
  const ofPeople = new Set<Permission>(ROLES.flatMap((role) => RIGHTS.permissionsOf({ kind, role }, 'person')));
  return PERMISSIONS.filter((permission) => permission === 'act-for-officer' || ofPeople.has(permission));
}
