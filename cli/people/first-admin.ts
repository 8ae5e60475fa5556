import type { Run } from '../command.ts';
import { AppError } from '@watchword/api/errors.ts';
import { misuse } from '../failures.ts';
import { plain } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** Prints a one-time code for an administrator, in the data folder of a stopped server. */
export const firstAdmin: Run = async ({ flags, terminal, args }) => {
  const [name = ''] = args;
  const data = flags.text('data');
  const bureau = flags.text('bureau');
  if (data === undefined || bureau === undefined) throw misuse('Name the data folder with --data and the bureau with --bureau.');
  const { firstAdministrator } = await import('@watchword/server/bin/admit.ts');
  const { id, code, until } = await firstAdministrator({ data, bureau, name }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'server.busy') throw misuse('A server uses this data folder. Stop it, and start it again afterwards.');
    throw error;
  });
  await print(terminal, { person: id, code, until }, () => [code]);
  terminal.say(`For ${plain(name)} of ${bureau}, until ${until}. It is shown this once: with it the first passkey is registered at the pages of the bureau.`);
};
