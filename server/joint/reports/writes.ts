/** The writes of reports. What a report says was put together before, beside the requests (`compose.ts`), and comes with the call. */
import { fail } from '@watchword/api/errors.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { makeReport, setReportSchedule, writeReportText } from '@watchword/api/joint/reports.ts';
import { encodeEntry, jointActed, SERVER } from '#audit/audit.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { emit } from '#live/live.ts';
import type { JointReportTable } from '#store/report-tables.ts';
import type { Handlers, Write } from '#store/store.ts';
import { getMine, requireRole, requireState, type Mine } from '../access.ts';
import { listMembers } from '../queries.ts';
import { circleOf, type Composed } from './compose.ts';
import { presentReport } from './present.ts';
import { findLastReport, insertReport, insertText, listTexts, putSchedule, wasMade } from './queries.ts';

export const REPORT_WRITES: WriteHandlers = {
  ...writeOf(makeReport, async (tx, { asker, input: { params, body, ...more } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireCircle(mine, body.circle);
    const row = await keep(tx, (more as unknown as { composed: Composed }).composed, asker.actor);
    await tell(tx, mine.members, row);
    return { answer: presentReport(row, asker.number), entry: jointActed(asker, { operation: params.id, subject: idFromBytes('rpt', row.id), act: `report ${body.kind} ${body.circle}`, count: row.number }) };
  }),
  ...writeOf(writeReportText, async (tx, { asker, at, input: { params, body: { circle, language, section, text, after } } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireCircle(mine, circle);
    requireState(mine, 'planned', 'open', 'ended');
    const of = circleOf(mine, circle);
    const version = (await listTexts(tx, of)).filter((one) => one.language === language && one.section === section).at(-1)?.version ?? 0;
    if (version !== after) throw fail('joint.version-conflict', { currentVersion: version });
    await insertText(tx, { ...of, language, section, version: version + 1, at, actor: asker.actor, text });
    await tx.appendChange({ at, kind: 'joint.changed' });
    return { answer: { language, section, text, version: version + 1 }, entry: jointActed(asker, { operation: params.id, act: `text ${circle} ${section} ${language}`, count: version + 1 }) };
  }),
  ...writeOf(setReportSchedule, async (tx, { asker, at, input: { params, body } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireCircle(mine, body.circle);
    requireState(mine, 'planned', 'open', 'ended');
    await putSchedule(tx, { ...circleOf(mine, body.circle), hour: body.hour, until: body.until ?? null, set_at: at });
    await tx.appendChange({ at, kind: 'joint.changed' });
    return { answer: body, entry: jointActed(asker, { operation: params.id, act: `schedule ${body.circle} ${body.hour ?? 'none'}` }) };
  }),
};

export const REPORT_SLICES = {
  /** Keeps a report that was made by itself, unless another server has made it. */
  'joint.report-made': async (tx: Write, composed: Composed): Promise<void> => {
    if (await wasMade(tx, composed, composed.cut_off)) return;
    const row = await keep(tx, composed, null);
    await tell(tx, await listMembers(tx, composed.operation), row);
    await tx.appendOutbox(encodeEntry(jointActed(SERVER, { operation: idFromBytes('opn', row.operation), subject: idFromBytes('rpt', row.id), act: `report scheduled ${row.circle}`, count: row.number })));
  },
} satisfies Handlers;

/** Reports for all are the coordinator's. @throws `joint.role` */
export function requireCircle(mine: Mine, circle: string): void {
  if (circle === 'all') requireRole(mine, 'coordinator');
  else requireRole(mine, 'coordinator', 'participant');
}

async function keep(tx: Write, composed: Composed, actor: string | null): Promise<JointReportTable> {
  const row = { ...composed, actor, number: ((await findLastReport(tx, composed))?.number ?? 0) + 1 };
  await insertReport(tx, row);
  await tx.appendChange({ at: row.at, kind: 'joint.changed' });
  return row;
}

/** Tells those who may read it. */
async function tell(tx: Write, members: Mine['members'], { operation, circle, organisation: own, at }: JointReportTable): Promise<void> {
  const readers = circle === 'own' ? [own] : members.filter(({ role, state }) => role !== 'partner' && state === 'accepted').map(({ organisation }) => organisation);
  await emit(tx, ...readers.map((organisation) => ({ organisation, kind: 'operation.changed' as const, subject: idFromBytes('opn', operation), at })));
}
