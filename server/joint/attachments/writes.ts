/** The writes of attachments, as they run inside the writer. */
import { createHash } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, newId, type Id } from '@watchword/api/ids.ts';
import { addAttachment, ATTACHMENT_LIMITS, describeAttachment, removeAttachment, type Attachment } from '@watchword/api/joint/attachments.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { jointActed } from '#audit/audit.ts';
import type { Asker, Call, WriteHandler, WriteReply } from '#door/calls.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import type { JointAttachmentTable } from '#store/report-tables.ts';
import type { Write } from '#store/store.ts';
import { getMine, requireRole, requireState } from '../access.ts';
import { listVersions } from '../queries.ts';
import { presentAttachment } from './present.ts';
import { insertAttachment, listAttachmentRows, updateAttachment, type AttachmentRow, type OfIncident } from './queries.ts';

/** A file as it is kept, and the digest of what was sent. */
export type KeptFile = Pick<JointAttachmentTable, 'type' | 'width' | 'height' | 'received'> & { readonly data: Uint8Array };
/** The input of an addition as the writer gets it. */
export type Gathered = InputOf<typeof addAttachment> & { readonly file: KeptFile };

export const ATTACHMENT_WRITES: WriteHandlers = {
  [addAttachment.id]: add as WriteHandler,
  ...writeOf(describeAttachment, async (tx, { asker, at, input: { params, body } }) => {
    const { of, rows } = await own(tx, asker, params);
    const row = get(rows, params.attachment);
    await updateAttachment(tx, row, { caption: body.caption });
    await tx.appendChange({ at, kind: 'joint.changed' });
    return { answer: presentAttachment({ ...row, ...of, caption: body.caption }, asker.number), entry: jointActed(asker, { operation: params.id, subject: params.attachment, act: 'attachment described' }) };
  }),
  ...writeOf(removeAttachment, async (tx, { asker, at, input: { params } }) => {
    const { rows } = await own(tx, asker, params);
    const row = get(rows, params.attachment);
    await tx.overwriteDeleted();
    await updateAttachment(tx, row, { data: null, caption: null, removed_at: at });
    await tx.appendChange({ at, kind: 'joint.changed' });
    return { answer: { items: rows.filter((one) => one !== row).map((one) => presentAttachment(one, asker.number)) }, entry: jointActed(asker, { operation: params.id, subject: params.attachment, act: 'attachment removed' }) };
  }),
};

async function add(tx: Write, { asker, at, input: { params, file } }: Call<Gathered>): Promise<WriteReply<Attachment>> {
  const { of, rows } = await own(tx, asker, params);
  const received = Buffer.from(file.received);
  const known = rows.find((one) => received.equals(one.received));
  if (known !== undefined) {
    await tx.appendChange({ at, kind: 'joint.changed' });
    return { answer: presentAttachment(known, asker.number), entry: jointActed(asker, { operation: params.id, subject: params.incident, act: 'attachment known' }) };
  }
  if (rows.length >= ATTACHMENT_LIMITS.ofIncident) throw fail('attachment.too-many');
  const id = newId('att', at);
  const row: AttachmentRow = { ...of, id: idBytes(id), organisation: asker.number, added_at: at, actor: asker.actor, type: file.type, bytes: file.data.byteLength, width: file.width, height: file.height, digest: createHash('sha256').update(file.data).digest(), received, caption: null, removed_at: null };
  await insertAttachment(tx, { ...row, data: file.data });
  await tx.appendChange({ at, kind: 'joint.changed' });
  return { answer: presentAttachment(row, asker.number), entry: jointActed(asker, { operation: params.id, subject: id, act: 'attachment added', count: row.bytes }) };
}

/** The attachments of an incident of one's own. @throws `incident.not-found`, `joint.role`, `joint.state` */
async function own(tx: Write, asker: Asker, { id, incident }: { id: string; incident: string }): Promise<{ of: OfIncident; rows: AttachmentRow[] }> {
  const mine = await getMine(tx, asker, id);
  requireRole(mine, 'coordinator', 'participant');
  requireState(mine, 'open', 'ended');
  const of = { operation: mine.operation.id, incident: idBytes(incident as Id<'inc'>) };
  const [last] = await listVersions(tx, of.operation, of.incident);
  if (last === undefined || last.organisation !== mine.me.organisation) throw fail('incident.not-found');
  return { of, rows: (await listAttachmentRows(tx, of)).filter(({ removed_at }) => removed_at === null) };
}

/** @throws `attachment.not-found` */
function get(rows: readonly AttachmentRow[], id: string): AttachmentRow {
  const bytes = Buffer.from(idBytes(id as Id<'att'>));
  const row = rows.find((one) => bytes.equals(one.id));
  if (row === undefined) throw fail('attachment.not-found');
  return row;
}
