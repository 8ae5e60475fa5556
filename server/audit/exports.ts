/** Entries of one's own log as a signed file. The trees choose and prove; here the lines are written, and counted for the entry that this leaves. */
import { createHash, hash } from 'node:crypto';
import { exportLog, massExportLog, MOST_EXPORTED_ALONE, type ExportedLog } from '@watchword/api/audit/search.ts';
import { formatMoment, parseDay } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { EXPORT_FORMAT, type ExportHeader } from '@watchword/sdk/proofs/export-file.ts';
import type { Asker, Download } from '#door/calls.ts';
import { onDownload, type Implementation } from '#door/implement.ts';
import { auditExported } from './tree-events.ts';
import type { ExportPlan } from './tree/exporting.ts';
import type { Trees } from './tree/keeper-thread.ts';

const DAY_MS = 86_400_000;
const PART = 256;

type Query = { readonly log?: ExportedLog; readonly entries?: string; readonly from?: string; readonly to?: string; readonly texts?: boolean };
type Asked = { readonly asker: Asker; readonly at: number; readonly query: Query; readonly most: number };

/** Both exports. The larger one asks people for a second person, which the bureau sees to. */
export function exportRoutes({ trees }: { trees: Trees }): Implementation[] {
  return [
    onDownload(exportLog, ({ asker, at, input: { query } }) => exported(trees, { asker, at, query, most: MOST_EXPORTED_ALONE })),
    onDownload(massExportLog, ({ asker, at, input: { query } }) => exported(trees, { asker, at, query, most: Infinity })),
  ];
}

async function exported(trees: Trees, { asker, at, query, most }: Asked): Promise<Download> {
  const { organisation } = asker;
  const log = query.log ?? 'requester';
  const plan = await trees.ask('planExport', { organisation, log, ...chosen(query) });
  if (plan.count > most) throw fail('audit.too-many', { detail: `These are ${plan.count} entries; at most ${most} are taken away by one person.` });
  const made = formatMoment(at);
  const { runs, count, origin, checkpoint, head, proof, keys } = plan;
  const period = query.entries === undefined && { period: { ...(query.from !== undefined && { from: query.from }), ...(query.to !== undefined && { to: query.to }) } };
  const header: ExportHeader = { format: EXPORT_FORMAT, origin, organisation, log, made, by: asker.actor, ...period, checkpoint, head, runs, count, proof, keys: [...keys] };
  const written = { count: 0, file: createHash('sha256') };
  const entry = () => auditExported(asker, { log, question: JSON.stringify(query), count: written.count, digest: written.file.copy().digest('hex') });
  const lines = linesOf(trees, plan, { organisation, log, texts: query.texts === true, header });
  return { type: 'application/x-ndjson', name: `audit-${organisation}-${log}-${made.slice(0, 10)}.ndjson`, text: counted(lines, written), entry };
}

/** Entries by their numbers, or a period. @throws `request.invalid` */
function chosen({ entries, from, to }: Query): { entry: number; numbers?: number[]; since?: number; until?: number } {
  if (entries !== undefined) {
    if (from !== undefined || to !== undefined) throw invalid('/query/entries', 'Name entries or a period, not both.');
    const numbers = entries.split(',').map(Number);
    return { numbers, entry: Math.max(1, ...numbers) };
  }
  const [first, last] = [dayAt(from, '/query/from'), dayAt(to, '/query/to')];
  if (first === undefined && last === undefined) throw invalid('/query/from', 'Name entries or a period.');
  return { entry: Number.MAX_SAFE_INTEGER, ...(first !== undefined && { since: first * DAY_MS }), ...(last !== undefined && { until: (last + 1) * DAY_MS }) };
}

function dayAt(text: string | undefined, pointer: string): number | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day === undefined) throw invalid(pointer, 'A day is written as 2026-11-24.');
  return day;
}

function invalid(pointer: string, detail: string): Error {
  return fail('request.invalid', { errors: [{ pointer, code: 'invalid', detail }] });
}

type Piece = { readonly text: string; readonly entries: number };

async function* counted(pieces: AsyncIterable<Piece>, written: { count: number; file: ReturnType<typeof createHash> }): AsyncGenerator<string> {
  for await (const { text, entries } of pieces) {
    written.count += entries;
    written.file.update(text);
    yield text;
  }
}

type Writing = { readonly organisation: string; readonly log: ExportedLog; readonly texts: boolean; readonly header: ExportHeader };

/** The header, the leaves part by part, and the note over all of them. */
async function* linesOf(trees: Trees, { runs, count }: ExportPlan, { organisation, log, texts, header }: Writing): AsyncGenerator<Piece> {
  let digest = Buffer.alloc(32);
  const write = (lines: readonly object[]): string => {
    let text = '';
    for (const one of lines) {
      const line = JSON.stringify(one);
      digest = hash('sha256', Buffer.concat([digest, Buffer.from(line)]), 'buffer') as Buffer<ArrayBuffer>;
      text += `${line}\n`;
    }
    return text;
  };
  yield { text: write([header]), entries: 0 };
  for (const [first, end] of runs) {
    for (let from = first; from < end; from += PART) {
      const items = await trees.ask('exportPart', { organisation, log, from, to: Math.min(end, from + PART), texts });
      yield { text: write(items), entries: items.length };
    }
  }
  const signature = await trees.ask('signExport', { organisation, log, count, digest: digest.toString('hex'), made: header.made });
  yield { text: `${JSON.stringify({ signature })}\n`, entries: 0 };
}
