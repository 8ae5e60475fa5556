import { idFromBytes } from '@watchword/api/ids.ts';
import type { Attachment } from '@watchword/api/joint/attachments.ts';
import type { AttachmentRow } from './queries.ts';

/** An attachment without its bytes. `viewer`: number of whoever looks; who added it is for the own organisation. */
export function presentAttachment({ id, organisation, added_at, actor, type, bytes, width, height, digest, received, caption }: AttachmentRow, viewer: number): Attachment {
  return {
    id: idFromBytes('att', id), type: type as Attachment['type'], bytes, ...(width !== null && height !== null && { width, height }), sha256: hex(digest), received: hex(received), addedAt: new Date(added_at).toISOString(),
    ...(organisation === viewer && { officer: actor }), ...(caption !== null && { caption }),
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
