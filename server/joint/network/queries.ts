/** What the network asks of the store. */
import type { JointChartTable, JointIncidentTable } from '#store/joint-tables.ts';
import type { Read, Write } from '#store/store.ts';

type Row = Pick<JointIncidentTable, 'seq' | 'id' | 'version' | 'organisation' | 'received_at' | 'actor' | 'withdrawn' | 'share' | 'content' | 'counted'>;

/** What was reported after a number, in order, with what was written. */
export async function listReported(read: Read, operation: Uint8Array, { after, limit }: { after: number; limit: number }): Promise<Row[]> {
  const rows = await read.db.selectFrom('joint_incident').select(['seq', 'id', 'version', 'organisation', 'received_at', 'actor', 'withdrawn', 'share', 'content', 'counted']).where('operation', '=', operation).where('seq', '>', after).orderBy('seq').limit(limit).execute();
  // PostgreSQL gives large integers as text.
  return rows.map((row) => ({ ...row, seq: Number(row.seq), received_at: Number(row.received_at) }));
}

/** Every version of every chart of an operation, without what is on them; the last version of each first. */
export async function listChartRows(read: Read, operation: Uint8Array): Promise<Omit<JointChartTable, 'content'>[]> {
  const rows = await read.db.selectFrom('joint_chart').select(['operation', 'id', 'version', 'organisation', 'actor', 'at', 'share', 'title']).where('operation', '=', operation).orderBy('id', 'desc').orderBy('version', 'desc').execute();
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

/** Every version of a chart, the last first. */
export async function listChartVersions(read: Read, operation: Uint8Array, id: Uint8Array): Promise<JointChartTable[]> {
  const rows = await read.db.selectFrom('joint_chart').selectAll().where('operation', '=', operation).where('id', '=', id).orderBy('version', 'desc').execute();
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

export async function insertChart(tx: Write, row: JointChartTable): Promise<void> {
  await tx.db.insertInto('joint_chart').values(row).execute();
}

export async function deleteChart(tx: Write, operation: Uint8Array, id: Uint8Array): Promise<void> {
  await tx.db.deleteFrom('joint_chart').where('operation', '=', operation).where('id', '=', id).execute();
}
