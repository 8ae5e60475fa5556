import { fail } from '@watchword/api/errors.ts';

/** The channel on which the number of the last change of each commit is told. */
export const CHANNEL = 'watchword_change';

/** Advisory locks that this program takes. Servers see one another by `live` and the hash of their name. */
export const LOCKS = { schema: 1_465_142_359, live: 1_465_142_360 } as const;

/** The name of a server goes into statements as it is: it is checked here, once. Throws `server.internal`. */
export function checkServerName(server: string): string {
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(server)) {
    throw fail('server.internal', {}, new Error('The name of a server has 1 to 64 letters, digits, dots, dashes and underscores.'));
  }
  return server;
}
