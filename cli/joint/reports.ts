import { makeReport, getReport, listReports, printReport, REPORT_LANGUAGES, tabulateReport, type ReportStanding } from '@watchword/api/joint/reports.ts';
import type { Client } from '@watchword/sdk/client.ts';
import type { Run } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure, misuse } from '../failures.ts';
import { given } from '../flags.ts';
import { saveTo } from '../loads/save.ts';
import { alignRows } from '../terminal/table.ts';
import { print, write } from '../terminal/terminal.ts';
import { findOperation } from './live.ts';

/** A report on a joint operation: made, or one that was made before, as PDF, CSV or JSON. */
export const report: Run = async (invocation) => {
  const { client, operation } = await findOperation(invocation);
  const { flags, signal, terminal } = invocation;
  const params = { id: operation.id };
  const number = flags.count('number', { least: 1 });
  const circle = flags.is('own') || operation.you.role !== 'coordinator' ? 'own' : 'all';
  if (flags.is('list')) {
    const { items } = await client.call(listReports, { params }, { signal });
    return await print(terminal, { items }, () => (items.length === 0 ? ['No report was made.'] : alignRows([['number', 'for', 'kind', 'as known at', 'arrests', 'migrants', 'hash'], ...items.map((one) => [String(one.number), one.circle, one.kind, one.cutOff, String(one.totals['arrests'] ?? 0), String(one.totals['migrants'] ?? 0), one.hash])])));
  }
  const format = flags.text('format') ?? formatOf(flags.text('out'));
  const file = flags.text('out');
  if (format === 'pdf' && file === undefined) throw misuse('Say where to write the PDF.', `watchword operation report ${operation.plan.code} --out report.pdf`);
  const standing = number === undefined
    ? await client.call(makeReport, { params, body: { kind: flags.is('final') ? 'final' : 'situation', circle, ...given({ cutOff: flags.text('cut-off'), edition: flags.count('edition', { least: 1 }) }) } }, { signal, timeout: 120_000 })
    : (await client.call(listReports, { params }, { signal })).items.find((one) => one.number === number && one.circle === circle);
  if (standing === undefined) throw new CommandFailure(EXIT.notFound, 'There is no report of this number for you.', `watchword operation report ${operation.plan.code} --list`);
  const pieces = piecesOf(client, { id: operation.id, standing, format, language: REPORT_LANGUAGES.find((one) => one === flags.text('language')) ?? 'en' });
  if (file === undefined || file === '-') {
    for await (const piece of pieces) await write(piece);
    return;
  }
  await saveTo(file, pieces);
  terminal.say(`${operation.plan.code}, ${standing.kind} report no. ${standing.number}, as known at ${standing.cutOff}: ${file}`);
};

function formatOf(file: string | undefined): string {
  const [, ending] = /\.(pdf|csv|json)$/iu.exec(file ?? '') ?? [];
  return ending?.toLowerCase() ?? 'pdf';
}

async function* piecesOf(client: Client, { id, standing, format, language }: { id: string; standing: ReportStanding; format: string; language: 'en' | 'fr' | 'es' | 'ar' }): AsyncGenerator<Uint8Array> {
  const params = { id, report: standing.id };
  if (format === 'json') {
    yield new TextEncoder().encode(`${JSON.stringify(await client.call(getReport, { params }), undefined, 2)}\n`);
    return;
  }
  const { chunks } = format === 'csv' ? await client.download(tabulateReport, { params }) : await client.download(printReport, { params, query: { language } }, { timeout: 120_000 });
  yield* chunks();
}
