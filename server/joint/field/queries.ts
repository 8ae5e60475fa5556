/** What the field asks of the store. */
import type { JointIncidentTable } from '#store/joint-tables.ts';
import type { Read } from '#store/store.ts';

/** Rows of one country's reports, newest first, all versions; from before one id on. */
export async function listOwnRows(read: Read, { operation, organisation, before, limit }: { operation: Uint8Array; organisation: number; before: Uint8Array | undefined; limit: number }): Promise<JointIncidentTable[]> {
  const all = read.db.selectFrom('joint_incident').selectAll().where('operation', '=', operation).where('organisation', '=', organisation);
  const rows = await (before === undefined ? all : all.where('id', '<', before)).orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => ({ ...row, seq: Number(row.seq), received_at: Number(row.received_at) }));
}
