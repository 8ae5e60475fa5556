/** What reports ask of the store. */
import type { JointReportScheduleTable, JointReportTable, JointReportTextTable } from '#store/report-tables.ts';
import type { Read, Write } from '#store/store.ts';
import { numbers } from '../queries.ts';

/** Whose reports: of an operation, in a circle, of the organisation that makes them. */
export type ReportOf = Pick<JointReportTable, 'operation' | 'circle' | 'organisation'>;
/** A report without what it says. */
export type ReportRow = Omit<JointReportTable, 'content'>;

const SHORT = ['operation', 'id', 'circle', 'organisation', 'number', 'kind', 'at', 'cut_off', 'actor', 'edition', 'totals', 'hash'] as const;

/** The reports for all and those of one organisation, newest first, at most 500. */
export async function listReportRows(read: Read, operation: Uint8Array, organisation: number): Promise<ReportRow[]> {
  const rows = await read.db.selectFrom('joint_report').select(SHORT).where('operation', '=', operation).where((all) => all.or([all('circle', '=', 'all'), all('organisation', '=', organisation)])).orderBy('id', 'desc').limit(500).execute();
  return rows.map(numbers);
}

export async function findReport(read: Read, operation: Uint8Array, id: Uint8Array): Promise<JointReportTable | undefined> {
  const row = await read.db.selectFrom('joint_report').selectAll().where('operation', '=', operation).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

/** The last report of a circle. */
export async function findLastReport(read: Read, { operation, circle, organisation }: ReportOf): Promise<ReportRow | undefined> {
  const row = await read.db.selectFrom('joint_report').select(SHORT).where('operation', '=', operation).where('circle', '=', circle).where('organisation', '=', organisation).orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

/** Whether the report of a moment was made by itself already. */
export async function wasMade(read: Read, { operation, circle, organisation }: ReportOf, cutOff: number): Promise<boolean> {
  return (await read.db.selectFrom('joint_report').select('number').where('operation', '=', operation).where('circle', '=', circle).where('organisation', '=', organisation).where('cut_off', '=', cutOff).where('actor', 'is', null).executeTakeFirst()) !== undefined;
}

export async function insertReport(tx: Write, row: JointReportTable): Promise<void> {
  await tx.db.insertInto('joint_report').values(row).execute();
}

/** Every version of the texts of a circle, oldest first. */
export async function listTexts(read: Read, { operation, circle, organisation }: ReportOf): Promise<JointReportTextTable[]> {
  const rows = await read.db.selectFrom('joint_report_text').selectAll().where('operation', '=', operation).where('circle', '=', circle).where('organisation', '=', organisation).orderBy('language').orderBy('section').orderBy('version').execute();
  return rows.map(numbers);
}

export async function insertText(tx: Write, row: JointReportTextTable): Promise<void> {
  await tx.db.insertInto('joint_report_text').values(row).execute();
}

export async function listSchedules(read: Read, operation: Uint8Array): Promise<JointReportScheduleTable[]> {
  return (await read.db.selectFrom('joint_report_schedule').selectAll().where('operation', '=', operation).execute()).map(numbers);
}

/** Those with an hour, of operations that are open. */
export async function listDueSchedules(read: Read): Promise<JointReportScheduleTable[]> {
  const rows = await read.db.selectFrom('joint_report_schedule').innerJoin('joint_operation', 'joint_operation.id', 'joint_report_schedule.operation').selectAll('joint_report_schedule').where('joint_operation.state', '=', 'open').where('joint_report_schedule.hour', 'is not', null).execute();
  return rows.map(numbers);
}

export async function putSchedule(tx: Write, row: JointReportScheduleTable): Promise<void> {
  await tx.db.insertInto('joint_report_schedule').values(row).onConflict((conflict) => conflict.columns(['operation', 'circle', 'organisation']).doUpdateSet(row)).execute();
}

/** When each organisation last reported by a moment. */
export async function listLastReports(read: Read, operation: Uint8Array, cutOff: number): Promise<ReadonlyMap<number, number>> {
  const rows = await read.db.selectFrom('joint_incident').select(({ fn }) => ['organisation', fn.max('received_at').as('at')]).where('operation', '=', operation).where('received_at', '<=', cutOff).groupBy('organisation').execute();
  return new Map(rows.map(({ organisation, at }) => [organisation, Number(at)]));
}
