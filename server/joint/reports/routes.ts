/** The operations of reports. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, newId, type Id } from '@watchword/api/ids.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { getReport, getReportSchedule, listReports, listReportTexts, makeReport, printReport, setReportSchedule, tabulateReport, writeReportText, type ReportCircle, type ReportContent, type ReportLanguage, type ReportSection } from '@watchword/api/joint/reports.ts';
import { createHash } from 'node:crypto';
import { jointRead } from '#audit/audit.ts';
import type { Asker, Call } from '#door/calls.ts';
import { onBytes, onDownload, onRead, onWrite, type Implementation } from '#door/implement.ts';
import type { JointReportTable } from '#store/report-tables.ts';
import type { Read } from '#store/store.ts';
import { getMine, requireRole, type Mine } from '../access.ts';
import { momentOf } from '../moments.ts';
import { circleOf, composeReport, type ComposeParts } from './compose.ts';
import { presentReport } from './present.ts';
import type { Print } from './print-thread.ts';
import { findReport, listReportRows, listSchedules, listTexts } from './queries.ts';
import { linesOfReport } from './table.ts';
import { requireCircle } from './writes.ts';

export type ReportParts = ComposeParts & { readonly print: Print };

/** All of them. */
export function reportRoutes(parts: ReportParts): Implementation[] {
  const { read, print } = parts;
  return [
    onWrite(makeReport, async (call) => {
      const { asker, at, input } = call as Call<InputOf<typeof makeReport>>;
      const mine = await getMine(read, asker, input.params.id);
      const { kind, circle, edition } = input.body;
      requireCircle(mine, circle);
      return { ...call, input: { ...input, composed: await composeReport(parts, mine, { id: newId('rpt', at), kind, circle, edition, cutOff: momentOf(input.body.cutOff, at), at }) } };
    }),
    onRead(listReports, async ({ asker, input: { params } }) => {
      const { operation } = await memberOf(read, asker, params.id);
      const items = (await listReportRows(read, operation.id, asker.number)).map((row) => presentReport(row, asker.number));
      return { answer: { items }, entry: (response) => jointRead(asker, { subject: params.id, what: 'reports', count: items.length, response }) };
    }),
    onRead(getReport, async ({ asker, input: { params } }) => {
      const row = await readable(read, asker, params);
      const answer = { ...presentReport(row, asker.number), content: JSON.parse(row.content) as ReportContent };
      return { answer, entry: (response) => jointRead(asker, { subject: params.report, what: 'report', count: 1, response }) };
    }),
    onBytes(printReport, async ({ asker, input: { params, query } }) => {
      const row = await readable(read, asker, params);
      const bytes = await print({ content: JSON.parse(row.content) as ReportContent, number: row.number, hash: row.hash }, query.language ?? 'en');
      const digest = createHash('sha256').update(bytes).digest('hex');
      return { type: 'application/pdf', bytes, tag: digest, entry: jointRead(asker, { subject: params.report, what: 'report pdf', count: 1, response: digest }) };
    }),
    onDownload(tabulateReport, async ({ asker, input: { params } }) => {
      const row = await readable(read, asker, params);
      const text = [...linesOfReport(JSON.parse(row.content) as ReportContent)].join('');
      const digest = createHash('sha256').update(text).digest('hex');
      return { type: 'text/csv; charset=utf-8', name: `report-${row.circle}-${row.number}.csv`, text: once(text), entry: () => jointRead(asker, { subject: params.report, what: 'report csv', count: 1, response: digest }) };
    }),
    ...textRoutes(read),
  ];
}

function textRoutes(read: Read): Implementation[] {
  return [
    onRead(listReportTexts, async ({ asker, input: { params, query: { circle, history } } }) => {
      const mine = await memberOf(read, asker, params.id);
      const of = circleOf(mine, circle);
      const all = await listTexts(read, of);
      const rows = history === true ? all : [...new Map(all.map((one) => [`${one.language} ${one.section}`, one])).values()];
      const items = rows.map(({ language, section, text, version, at, actor }) => ({ language: language as ReportLanguage, section: section as ReportSection, text, version, at: new Date(at).toISOString(), ...(of.organisation === asker.number && { by: actor }) }));
      return { answer: { items }, entry: (response) => jointRead(asker, { subject: params.id, what: 'report texts', count: items.length, response }) };
    }),
    onRead(getReportSchedule, async ({ asker, input: { params } }) => {
      const { operation } = await memberOf(read, asker, params.id);
      const items = (await listSchedules(read, operation.id)).filter(({ circle, organisation }) => circle === 'all' || organisation === asker.number).map(({ circle, hour, until }) => ({ circle: circle as ReportCircle, hour, ...(until !== null && { until }) }));
      return { answer: { items }, entry: (response) => jointRead(asker, { subject: params.id, what: 'report schedule', count: items.length, response }) };
    }),
    onWrite(writeReportText),
    onWrite(setReportSchedule),
  ];
}

async function memberOf(read: Read, asker: Asker, id: string): Promise<Mine> {
  const mine = await getMine(read, asker, id);
  requireRole(mine, 'coordinator', 'participant');
  return mine;
}

/** A report that is for all, or one's own. @throws `joint.report-not-found` */
async function readable(read: Read, asker: Asker, { id, report }: { id: string; report: string }): Promise<JointReportTable> {
  const { operation } = await memberOf(read, asker, id);
  const row = await findReport(read, operation.id, idBytes(report as Id<'rpt'>));
  if (row === undefined || (row.circle !== 'all' && row.organisation !== asker.number)) throw fail('joint.report-not-found');
  return row;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
