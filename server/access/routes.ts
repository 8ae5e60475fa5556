import { issueToken, listTokens, revokeToken, whoAmI } from '@watchword/api/access.ts';
import { SECRETARIAT, type Caller } from '@watchword/api/organisations.ts';
import type { Asker, Reading } from '#door/calls.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import { listCredentials } from './queries.ts';
import { presentToken } from './writes.ts';

/** The operations of access. `training`: all data here is fictional. */
export function accessRoutes({ read, training }: Reading & { training: boolean }): Implementation[] {
  return [
    onRead(whoAmI, ({ asker }) => ({ answer: presentCaller(asker, training) })),
    onWrite(issueToken),
    onWrite(revokeToken),
    onRead(listTokens, async ({ asker }) => {
      const mine = asker.organisation === SECRETARIAT ? undefined : asker.organisation;
      return { answer: { items: (await listCredentials(read, mine)).map(presentToken) } };
    }),
  ];
}

/** The asker as he may see himself. */
export function presentCaller(asker: Asker, training: boolean): Caller {
  const { organisation, name, role, officer, permissions } = asker;
  return { organisation, name, role, permissions: [...permissions], training, ...(officer !== undefined && { officer }) };
}
