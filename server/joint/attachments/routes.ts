/** The operations of attachments. A file is read, looked at and drawn anew here: the writer does not wait for it. */
import { createHash } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, type Id } from '@watchword/api/ids.ts';
import { addAttachment, ATTACHMENT_LIMITS, describeAttachment, getAttachment, listAttachments, removeAttachment } from '@watchword/api/joint/attachments.ts';
import { jointRead } from '#audit/audit.ts';
import type { Asker, Call, StreamCall } from '#door/calls.ts';
import { onDownload, onPictureWrite, onRead, onWrite, type Implementation } from '#door/implement.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Pictures } from '#photos/photos.ts';
import type { Read } from '#store/store.ts';
import { getMine, readsIncident, requireRole, requireState } from '../access.ts';
import { listVersions } from '../queries.ts';
import { presentAttachment } from './present.ts';
import { findBytes, listAttachmentRows, type AttachmentRow, type OfIncident } from './queries.ts';
import { sniffFile } from './sniff.ts';
import type { Gathered, KeptFile } from './writes.ts';

/** `scan`: shows a file that is no picture to the scanner of this server. */
export type AttachmentParts = { readonly read: Read; readonly pictures: Pictures; readonly scan: ((bytes: Uint8Array) => Promise<void>) | undefined };

/** All of them. */
export function attachmentRoutes(parts: AttachmentParts): Implementation[] {
  const { read } = parts;
  return [
    onPictureWrite(addAttachment, (call) => gather(parts, call)),
    onWrite(describeAttachment),
    onWrite(removeAttachment),
    onRead(listAttachments, async ({ asker, input: { params } }) => {
      const items = (await listAttachmentRows(read, await readable(read, asker, params))).filter(({ removed_at }) => removed_at === null).map((row) => presentAttachment(row, asker.number));
      return { answer: { items }, entry: (response) => jointRead(asker, { subject: params.incident, what: 'attachments', count: items.length, response }) };
    }),
    onDownload(getAttachment, async ({ asker, input: { params } }) => {
      const of = await readable(read, asker, params);
      const id = idBytes(params.attachment as Id<'att'>);
      const bytes = await findBytes(read, { ...of, id });
      if (bytes === undefined) throw fail('attachment.not-found');
      const digest = createHash('sha256').update(bytes).digest('hex');
      // As bytes and nothing else, whatever they are: no browser opens them as a page.
      return { type: 'application/octet-stream', name: `${params.attachment}.bin`, text: once(bytes), entry: () => jointRead(asker, { subject: params.attachment, what: 'attachment', count: 1, response: digest }) };
    }),
  ];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield Uint8Array.from(bytes);
}

/** @throws `incident.not-found` for those that the asker does not read */
async function readable(read: Read, asker: Asker, { id, incident }: { id: string; incident: string }): Promise<OfIncident> {
  const mine = await getMine(read, asker, id);
  const of = { operation: mine.operation.id, incident: idBytes(incident as Id<'inc'>) };
  const [last] = await listVersions(read, of.operation, of.incident);
  if (last === undefined || !readsIncident(mine, { country: organisationCode(last.organisation), share: last.share })) throw fail('incident.not-found');
  return of;
}

/** Whose incident it is is asked first: nobody makes us read a file for nothing. */
async function gather(parts: AttachmentParts, { body, signal: _, ...call }: StreamCall<InputOf<typeof addAttachment>>): Promise<Call<Gathered> & { digest: string }> {
  const { asker, input } = call;
  const mine = await getMine(parts.read, asker, input.params.id);
  requireRole(mine, 'coordinator', 'participant');
  requireState(mine, 'open', 'ended');
  const of = { operation: mine.operation.id, incident: idBytes(input.params.incident as Id<'inc'>) };
  const [last] = await listVersions(parts.read, of.operation, of.incident);
  if (last === undefined || last.organisation !== mine.me.organisation) throw fail('incident.not-found');
  if (standing(await listAttachmentRows(parts.read, of)).length >= ATTACHMENT_LIMITS.ofIncident) throw fail('attachment.too-many');
  const bytes = await collect(body);
  const received = createHash('sha256').update(bytes).digest();
  return { ...call, input: { ...input, file: { ...(await kept(parts, bytes)), received } }, digest: received.toString('hex') };
}

/** What of an incident is there. */
export function standing(rows: readonly AttachmentRow[]): AttachmentRow[] {
  return rows.filter(({ removed_at }) => removed_at === null);
}

async function kept({ pictures, scan }: AttachmentParts, bytes: Uint8Array<ArrayBuffer>): Promise<Omit<KeptFile, 'received'>> {
  const type = sniffFile(bytes);
  if (type === undefined) throw fail('attachment.type');
  if (type === 'picture') {
    const { jpeg, width, height } = await pictures.render(bytes);
    return { type: 'image/jpeg', data: jpeg, width, height };
  }
  await scan?.(bytes);
  return { type, data: bytes, width: null, height: null };
}

/** A body as a whole. @throws `request.too-large` as soon as it is */
async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.byteLength;
    if (size > ATTACHMENT_LIMITS.bytes) throw fail('request.too-large', { detail: `An attachment may have ${ATTACHMENT_LIMITS.bytes / 1024 / 1024} MiB.` });
    pieces.push(Uint8Array.from(piece));
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
