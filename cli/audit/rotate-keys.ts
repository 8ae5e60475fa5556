import { existsSync } from 'node:fs';
import type { Run } from '../command.ts';
import { listenSettings } from '../config.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure, misuse } from '../failures.ts';
import { print } from '../terminal/terminal.ts';

/** Changes the keys that sign the checkpoints of a hub's audit log, at its machine. */
export const rotateKeys: Run = async ({ flags, terminal }) => {
  const data = flags.text('data') ?? listenSettings(flags).data;
  if (data === undefined) throw misuse('--data is missing: whose keys?', 'watchword audit rotate-keys --data /var/lib/watchword');
  if (!existsSync(data)) throw new CommandFailure(EXIT.usage, `There is no folder ${data}.`);
  const { changeAuditKeys } = await import('@watchword/server/bin/audit-keys.ts');
  const { generation, by } = await changeAuditKeys(data);
  await print(terminal, { generation, by }, () => [`CHANGED  Keys of generation ${generation} sign the checkpoints from now on; those before them vouch for them, and an entry of the log says so.`]);
  terminal.complain('Next: back up hub/audit/trees/signing. Witnesses, proofs and browsers follow by themselves. Checkpoints that the old keys signed stay good.');
  return EXIT.ok;
};
