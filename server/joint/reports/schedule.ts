/** Reports that are made by themselves, each day at an hour. */
import { newId } from '@watchword/api/ids.ts';
import type { JointReportScheduleTable } from '#store/report-tables.ts';
import { findOperation, listMembers } from '../queries.ts';
import { composeReport, type ComposeParts, type Composed } from './compose.ts';
import { listDueSchedules, wasMade } from './queries.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The moment of the last report that is due by now; undefined when none is since it was set, or its last day is over. */
export function lastDue({ hour, until, set_at }: Pick<JointReportScheduleTable, 'hour' | 'until' | 'set_at'>, now: number): number | undefined {
  if (hour === null) return undefined;
  const today = Math.floor(now / DAY_MS) * DAY_MS + hour * HOUR_MS;
  const due = today <= now ? today : today - DAY_MS;
  if (due < set_at || (until !== null && new Date(due).toISOString().slice(0, 10) > until)) return undefined;
  return due;
}

/** Makes whatever is due and was not made, as known at its hour. `keep` stores one. */
export async function makeDueReports(parts: ComposeParts, now: number, keep: (composed: Composed) => Promise<unknown>): Promise<void> {
  for (const schedule of await listDueSchedules(parts.read)) {
    const due = lastDue(schedule, now);
    if (due === undefined || (await wasMade(parts.read, schedule, due))) continue;
    const operation = await findOperation(parts.read, schedule.operation);
    const members = await listMembers(parts.read, schedule.operation);
    const me = members.find(({ organisation }) => organisation === schedule.organisation);
    // Whoever has left gets no more of them.
    if (operation === undefined || me?.state !== 'accepted' || me.role === 'partner') continue;
    await keep(await composeReport(parts, { operation, members, me }, { id: newId('rpt', now), kind: 'situation', circle: schedule.circle as 'all', cutOff: new Date(due).toISOString(), at: now }));
  }
}
