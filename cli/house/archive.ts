import type { Run } from '../command.ts';
import { listenSettings } from '../config.ts';
import { EXIT } from '../exit-codes.ts';
import { misuse } from '../failures.ts';
import { formatCount } from '../terminal/progress.ts';
import { print } from '../terminal/terminal.ts';
import type { Terminal } from '../terminal/terminal.ts';

const MIB = 1024 * 1024;

/** Moves finished segments of the audit log to cheap storage, or says where that is now. */
export const archive: Run = async ({ flags, terminal }) => {
  const folderAlone = flags.text('verify');
  if (folderAlone !== undefined) return verifyAlone(folderAlone, terminal);
  const data = flags.text('data') ?? listenSettings(flags).data;
  if (data === undefined) throw misuse('--data is missing: whose log?', 'watchword audit archive --data ./data --to /mnt/archive');
  const [to, before, movedTo, bureau] = [flags.text('to'), flags.text('before'), flags.text('moved-to'), flags.text('bureau')];
  const log = { data, ...(bureau === undefined ? {} : { bureau }) };
  const { archiveAudit, relocateAuditArchive } = await import('@watchword/server/bin/admin.ts');
  if (movedTo !== undefined) {
    const segments = await relocateAuditArchive(log, movedTo);
    await print(terminal, { segments, folder: movedTo }, () => [`FOUND  ${formatCount(segments)} archived segments in ${movedTo}, each as it was`]);
    return EXIT.ok;
  }
  const onMoved = ({ name, entries, bytes, compressed }: { name: string; entries: number; bytes: number; compressed: number }): void => {
    terminal.say(`${name}: ${formatCount(entries)} entries, ${(bytes / MIB).toFixed(1)} MiB, now ${(compressed / MIB).toFixed(1)} MiB (${Math.round(compressed / entries)} bytes an entry)`);
  };
  const { folder, moved } = await archiveAudit({ ...log, onMoved, ...(to === undefined ? {} : { to }), ...(before === undefined ? {} : { before }) });
  await print(terminal, { folder, moved }, () => [
    moved.length === 0 ? 'NOTHING TO MOVE  the last segment always stays, and only what is finished goes' : `MOVED  ${formatCount(moved.length)} ${moved.length === 1 ? 'segment' : 'segments'} to ${folder}; each was read back there before it was removed here`,
  ]);
  return EXIT.ok;
};

async function verifyAlone(folder: string, terminal: Terminal): Promise<number> {
  const { verifyAuditArchive } = await import('@watchword/server/bin/admin.ts');
  const found = await verifyAuditArchive(folder);
  const { brokenAt, entries, first, last } = found;
  await print(terminal, { whole: brokenAt === undefined, ...found }, () => [
    brokenAt === undefined ? `WHOLE  ${formatCount(entries)} entries, from ${first} to ${last}, hang together` : `BROKEN  at entry ${brokenAt.seq} in ${brokenAt.file}: ${brokenAt.reason}`,
  ]);
  return brokenAt === undefined ? EXIT.ok : EXIT.failure;
}
