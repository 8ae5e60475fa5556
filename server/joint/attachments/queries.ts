/** What attachments ask of the store. The bytes are read only where they are wanted. */
import type { JointAttachmentTable } from '#store/report-tables.ts';
import type { Read, Write } from '#store/store.ts';
import { numbers } from '../queries.ts';

/** An attachment without its bytes. */
export type AttachmentRow = Omit<JointAttachmentTable, 'data'>;
/** An incident, as its attachments name it. */
export type OfIncident = Pick<JointAttachmentTable, 'operation' | 'incident'>;
const SHORT = ['operation', 'incident', 'id', 'organisation', 'added_at', 'actor', 'type', 'bytes', 'width', 'height', 'digest', 'received', 'caption', 'removed_at'] as const;

/** Those of an incident, in the order in which they came; removed ones as well, without their bytes. */
export async function listAttachmentRows(read: Read, { operation, incident }: OfIncident): Promise<AttachmentRow[]> {
  return (await read.db.selectFrom('joint_attachment').select(SHORT).where('operation', '=', operation).where('incident', '=', incident).orderBy('id').execute()).map(numbers);
}

/** The bytes; undefined when they were removed. */
export async function findBytes(read: Read, { operation, incident, id }: OfIncident & Pick<AttachmentRow, 'id'>): Promise<Uint8Array | undefined> {
  return (await read.db.selectFrom('joint_attachment').select('data').where('operation', '=', operation).where('incident', '=', incident).where('id', '=', id).executeTakeFirst())?.data ?? undefined;
}

export async function insertAttachment(tx: Write, row: JointAttachmentTable): Promise<void> {
  await tx.db.insertInto('joint_attachment').values(row).execute();
}

export async function updateAttachment(tx: Write, { operation, incident, id }: AttachmentRow, change: Partial<JointAttachmentTable>): Promise<void> {
  await tx.db.updateTable('joint_attachment').set(change).where('operation', '=', operation).where('incident', '=', incident).where('id', '=', id).execute();
}
