import { join } from 'node:path';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { hasCredentials } from '#access/access.ts';
import type { Hub } from '../app.ts';
import { writeKeyFile } from '../key-file.ts';
import { issueDirectly } from './issue.ts';

/** Days in which the others are issued. */
const GOOD_DAYS = 30;

/**
 * A store to which nobody has a token yet gets the secretariat's, in a file that only the operator can read: with it the others are
 * issued, over the network. Returns the file, or undefined when there are tokens already.
 */
export async function issueFirstToken(hub: Pick<Hub, 'store' | 'writer'>, { data, at }: { data: string; at: number }): Promise<string | undefined> {
  if (await hasCredentials(hub.store.read)) return undefined;
  const { secret } = await issueDirectly(hub.writer, { organisation: SECRETARIAT, name: 'first token', role: 'reviewer', permissions: PERMISSIONS, expiresAt: new Date(at + GOOD_DAYS * 86_400_000).toISOString(), at });
  const file = join(data, 'hub', 'first.token');
  writeKeyFile(file, `${secret}\n`);
  return file;
}
