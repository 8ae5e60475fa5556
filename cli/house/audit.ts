import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../command.ts';
import { listenSettings } from '../config.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure, misuse } from '../failures.ts';
import { confirm } from '../terminal/confirm.ts';
import { formatCount } from '../terminal/progress.ts';
import { print } from '../terminal/terminal.ts';

/** How often a fault at the very end is looked at again: on a running server it may be the group that is just being written. */
const LOOKS = 3;
const PAUSE = 300;

/** Walks the audit log of a data folder. Exit 0 only when it is whole. */
export const verify: Run = async ({ flags, terminal }) => {
  const data = flags.text('data') ?? listenSettings(flags).data;
  if (data === undefined) throw misuse('--data is missing: whose log?', 'watchword audit verify --data ./demo-data');
  if (!existsSync(data)) throw new CommandFailure(EXIT.usage, `There is no folder ${data}.`);
  if (!existsSync(join(data, 'hub'))) throw new CommandFailure(EXIT.usage, `${data} is no data folder: there is no hub in it.`, 'give the folder that the server was started with');
  const { verifyAudit } = await import('@watchword/server/bin/admin.ts');
  let found = await verifyAudit(data);
  for (let look = 1; look < LOOKS && found.brokenAt !== undefined; look++) {
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    const again = await verifyAudit(data);
    const moves = again.last > found.last;
    found = again;
    if (!moves) break;
  }
  const { brokenAt, entries, mark } = found;
  // Without the mark a log that was cut at its end looks like a whole one.
  const whole = brokenAt === undefined && mark === 'reached';
  await print(terminal, { whole, ...found }, () => (brokenAt === undefined
    ? [whole ? `WHOLE  ${formatCount(entries)} entries, up to the last that was acknowledged` : `NOT SHOWN TO BE WHOLE  ${formatCount(entries)} entries hang together, but the mark is gone: entries could be missing at the end`]
    : brokenAt.away === true ? [`NOT SHOWN TO BE WHOLE  ${formatCount(entries)} entries hang together; ${brokenAt.reason}`] : [`BROKEN  at entry ${brokenAt.seq} in ${brokenAt.file}: ${brokenAt.reason}`, `Whole before it: ${formatCount(entries)} entries`]));
  if (!whole && brokenAt?.away !== true) terminal.complain('Next: stop the server, keep a copy of the files as evidence, and tell the secretariat.');
  return whole ? EXIT.ok : EXIT.failure;
};

/** Takes over the entries of a server whose data folder is lost. */
export const adopt: Run = async (invocation) => {
  const { args: [from = ''], terminal } = invocation;
  await confirm(invocation, `Take over the audit entries of the server ${from} that are in no log? It must never start again under this name.`);
  const { adoptEntries } = await import('@watchword/server/bin/admin.ts');
  const { entries, to } = await adoptEntries(from);
  await print(terminal, { from, to, entries }, () => [`${formatCount(entries)} ${entries === 1 ? 'entry' : 'entries'} of ${from} will stand in the log of ${to} when that starts next.`]);
};
