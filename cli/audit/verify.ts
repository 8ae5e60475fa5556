import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TreesVerification } from '@watchword/server/bin/admin.ts';
import type { Run } from '../command.ts';
import { listenSettings } from '../config.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure, misuse } from '../failures.ts';
import { formatCount } from '../terminal/progress.ts';
import { print } from '../terminal/terminal.ts';
import { readKeyFile } from './trusted-keys.ts';

/** How often a fault at the very end is looked at again: on a running server it may be the group that is just being written. */
const LOOKS = 3;
const PAUSE = 300;

/** Verifies an exported file, or a whole log from its files alone: chain, trees, tiles, checkpoints, signatures, cosignatures. Exit 0 only when all is whole. */
export const verify: Run = async ({ args: [folder], flags, terminal }) => {
  const data = folder ?? flags.text('data') ?? listenSettings(flags).data;
  if (data === undefined) throw misuse('--data is missing: whose log?', 'watchword audit verify --data ./demo-data');
  if (!existsSync(data)) throw new CommandFailure(EXIT.usage, `There is no folder or file ${data}.`);
  if (folder !== undefined && statSync(folder).isFile()) return await (await import('./export.ts')).verifyFile({ flags, terminal }, folder);
  if (folder === undefined && !existsSync(join(data, 'hub'))) throw new CommandFailure(EXIT.usage, `${data} is no data folder: there is no hub in it.`, 'give the folder that the server was started with');
  const { verifyAudit, verifyTreesOf } = await import('@watchword/server/bin/admin.ts');
  let found = await verifyAudit(data);
  for (let look = 1; look < LOOKS && found.brokenAt !== undefined; look++) {
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    const again = await verifyAudit(data);
    const moves = again.last > found.last;
    found = again;
    if (!moves) break;
  }
  const { brokenAt, entries, mark } = found;
  const trustFile = flags.text('keys');
  const trees = brokenAt === undefined ? await verifyTreesOf(data, { trusted: trustFile === undefined ? [] : readKeyFile(trustFile), soundTo: found.last }) : undefined;
  // Without the mark a log that was cut at its end looks like a whole one.
  const whole = brokenAt === undefined && mark === 'reached' && trees?.fault === undefined;
  await print(terminal, { whole, ...found, ...(trees !== undefined && { trees }) }, () => (brokenAt === undefined
    ? trees?.fault !== undefined ? [`BROKEN  ${trees.fault}`] : [whole ? `WHOLE  ${formatCount(entries)} entries, up to the last that was acknowledged${treesText(trees)}` : `NOT SHOWN TO BE WHOLE  ${formatCount(entries)} entries hang together, but the mark is gone: entries could be missing at the end`]
    : brokenAt.away === true ? [`NOT SHOWN TO BE WHOLE  ${formatCount(entries)} entries hang together; ${brokenAt.reason}`] : [`BROKEN  at entry ${brokenAt.seq} in ${brokenAt.file}: ${brokenAt.reason}`, `Whole before it: ${formatCount(entries)} entries`]));
  if (!whole && brokenAt?.away !== true) terminal.complain('Next: stop the server, keep a copy of the files as evidence, and tell the secretariat.');
  return whole ? EXIT.ok : EXIT.failure;
};

function treesText(trees: TreesVerification | undefined): string {
  if (trees === undefined || trees.checkpoints === 0) return '; no checkpoint has been signed over them';
  const witnesses = trees.witnesses.map(({ organisation, size }) => `${organisation} saw ${formatCount(size)}`).join(', ');
  return `; ${formatCount(trees.size)} of them under ${formatCount(trees.checkpoints)} signed checkpoints until ${new Date(trees.time).toISOString()}${witnesses === '' ? ', seen by no witness' : `, and of the witnesses ${witnesses}`}`;
}
