import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Hub } from '../app.ts';
import { folderOfBureau } from './bureau-house.ts';
import { issueDirectly } from './issue.ts';

/** The token with which a bureau in the process of the hub acts for its officers: kept in the bureau's folder, made when there is none. */
export async function bureauToken(hub: Pick<Hub, 'writer'>, { data, organisation, at }: { data: string; organisation: string; at: number }): Promise<string> {
  const folder = folderOfBureau(data, organisation);
  const file = join(folder, 'bureau.token');
  const kept = await readFile(file, 'utf8').then((text) => text.trim(), () => undefined);
  if (kept !== undefined) return kept;
  const { secret } = await issueDirectly(hub.writer, { organisation, name: 'bureau', role: 'system', permissions: PERMISSIONS, at });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
