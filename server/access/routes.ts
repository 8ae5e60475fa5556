import { issueToken, listTokens, revokeToken, whoAmI } from '@watchword/api/access.ts';
import { addClientKey, listClients, registerClient, removeClientKey, revokeClient, setClientCertificates } from '@watchword/api/access/clients.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import type { Caller } from '@watchword/api/organisations.ts';
import type { Asker, Reading } from '#door/calls.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import { listClients as readClients } from './clients/queries.ts';
import { presentClient } from './clients/writes.ts';
import { listCredentials } from './queries.ts';
import { listedFor } from './reach.ts';
import { presentToken } from './writes.ts';

const MOST_TOKENS = 1000;

/** The cursor is the id of the last token that was listed: whoever has it was shown it. @throws `request.cursor` */
function parseCursor(prefix: 'tok' | 'cli', cursor: string | undefined): Uint8Array | undefined {
  if (cursor === undefined) return undefined;
  const id = parseId(prefix, cursor);
  if (id === undefined) throw fail('request.cursor');
  return idBytes(id);
}

/** The operations of access. `training`: all data here is fictional. */
export function accessRoutes({ read, training }: Reading & { training: boolean }): Implementation[] {
  return [
    onRead(whoAmI, ({ asker }) => ({ answer: presentCaller(asker, training) })),
    onWrite(issueToken),
    onWrite(revokeToken),
    onRead(listTokens, async ({ asker, input: { query } }) => {
      const organisation = listedFor(asker);
      const limit = query.limit ?? MOST_TOKENS;
      const found = await listCredentials(read, { organisation, before: parseCursor('tok', query.cursor), limit: limit + 1 });
      const items = found.slice(0, limit).map(presentToken);
      const last = items.at(-1);
      return { answer: found.length > limit && last !== undefined ? { items, nextCursor: last.id } : { items } };
    }),
    ...[registerClient, addClientKey, removeClientKey, setClientCertificates, revokeClient].map((operation) => onWrite(operation as typeof registerClient)),
    onRead(listClients, async ({ asker, input: { query } }) => {
      const organisation = listedFor(asker);
      const limit = query.limit ?? MOST_TOKENS;
      const found = await readClients(read, { organisation, before: parseCursor('cli', query.cursor), limit: limit + 1 });
      const items = found.slice(0, limit).map(presentClient);
      const last = items.at(-1);
      return { answer: found.length > limit && last !== undefined ? { items, nextCursor: last.id } : { items } };
    }),
  ];
}

/** The asker as he may see himself. */
export function presentCaller(asker: Asker, training: boolean): Caller {
  const { organisation, name, role, officer, permissions } = asker;
  return { organisation, name, role, permissions: [...permissions], training, ...(officer !== undefined && { officer }) };
}
