import './quiet.ts';
import { createReadStream } from 'node:fs';
import { exportLog, massExportLog } from '@watchword/api/audit/search.ts';
import { verifyExport, type ExportVerified } from '@watchword/sdk/proofs/export-file.ts';
import { linesOf } from '@watchword/sdk/streams.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { EXIT } from '../exit-codes.ts';
import { misuse } from '../failures.ts';
import { given } from '../flags.ts';
import { saveTo } from '../loads/save.ts';
import { formatCount } from '../terminal/progress.ts';
import { print } from '../terminal/terminal.ts';
import { trustExport } from './trusted-keys.ts';

/** Takes entries of one's own log away as a signed file. */
export const exportEntries: Run = async (invocation) => {
  const { args: [file = ''], flags, terminal, signal } = invocation;
  const { client } = connect(invocation);
  const entries = flags.list('entries');
  const [from, to] = [flags.text('from'), flags.text('to')];
  const kind = given({ log: flags.is('shown') ? ('owner' as const) : undefined });
  const options = { signal, timeout: 600_000 };
  if (flags.is('all')) {
    if (entries.length > 0 || from === undefined || to === undefined) throw misuse('--all takes a whole period: --from and --to.', 'watchword audit export november.ndjson --all --from 2026-11-01 --to 2026-11-30');
    if (flags.is('texts')) throw misuse('What was asked goes with a thousand entries at most: leave --texts or --all away.', 'watchword audit export case.ndjson --entries 1042 --texts');
    await saveTo(file, (await client.download(massExportLog, { query: { ...kind, from, to } }, options)).chunks());
  } else {
    if (entries.length === 0 && from === undefined && to === undefined) throw misuse('Say which: --entries or a period with --from and --to.', 'watchword audit export case.ndjson --entries 1042,1077 --texts');
    await saveTo(file, (await client.download(exportLog, { query: { ...kind, ...given({ entries: entries.length === 0 ? undefined : entries.join(','), from, to, texts: flags.is('texts') ? true : undefined }) } }, options)).chunks());
  }
  terminal.say(`${file}: kept. Verify it anywhere: watchword audit verify ${file}`);
  return EXIT.ok;
};

/** Verifies such a file, from itself and the keys that are trusted. Exit 0 only when all of it is as it was logged and signed. */
export async function verifyFile({ flags, terminal }: Pick<Invocation, 'flags' | 'terminal'>, file: string): Promise<number> {
  const { readExportedLeaf } = await import('@watchword/server/bin/admin.ts');
  const lines = (): AsyncIterable<string> => linesOf(createReadStream(file));
  const keys = await trustExport({ flags }, lines());
  const found = await verifyExport(lines(), { keys, readLeaf: readExportedLeaf });
  if (typeof found === 'string') {
    await print(terminal, { whole: false, why: found }, () => [`NOT PROVEN  ${found}`]);
    terminal.complain('Next: keep the file, and ask for it again from the bureau that made it.');
    return EXIT.failure;
  }
  await print(terminal, { whole: true, ...summaryOf(found) }, () => [sentenceOf(found)]);
  return EXIT.ok;
}

function summaryOf({ header: { organisation, log, count, by, made, period }, checkpoint: { number, time }, signed, complete, texts }: ExportVerified): Record<string, unknown> {
  return { organisation, log, count, by, made, ...given({ period }), checkpoint: { number, time }, signed, complete, texts };
}

function sentenceOf({ header: { organisation, log, count, made, by, period }, checkpoint: { number, time }, complete, texts }: ExportVerified): string {
  const entries = `${formatCount(count)} ${count === 1 ? 'entry' : 'entries'}`;
  const what = log === 'owner' ? `${entries} on who was shown records of ${organisation}` : `${entries} of ${organisation}`;
  const gaps = complete && period !== undefined ? ', none left out between the first and the last' : ', chosen by number';
  const open = texts === 0 ? '' : `; the texts beside ${formatCount(texts)} of them are those that were logged`;
  return `PROVEN  ${what}${gaps}: in the log under checkpoint ${number} of ${new Date(time).toISOString()}${open}; taken away by ${by} at ${made}, signed by the hub.`;
}
