import type { Run } from '../command.ts';
import { confirm } from '../terminal/confirm.ts';
import { formatCount } from '../terminal/progress.ts';
import { print } from '../terminal/terminal.ts';

/** Takes over the entries of a server whose data folder is lost. */
export const adopt: Run = async (invocation) => {
  const { args: [from = ''], terminal } = invocation;
  await confirm(invocation, `Take over the audit entries of the server ${from} that are in no log? It must never start again under this name.`);
  const { adoptEntries } = await import('@watchword/server/bin/admin.ts');
  const { entries, to } = await adoptEntries(from);
  await print(terminal, { from, to, entries }, () => [`${formatCount(entries)} ${entries === 1 ? 'entry' : 'entries'} of ${from} will stand in the log of ${to} when that starts next.`]);
};
