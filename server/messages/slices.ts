/** What messages do in the writer beside what is asked of them: files that have come whole, and what is destroyed when its time is over. */
import { toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import { blobStored, encodeEntry, messageDestroyed } from '#audit/audit.ts';
import { emit } from '#live/live.ts';
import type { Handlers, Write } from '#store/store.ts';
import type { FileKey } from './files/file-key.ts';
import { deleteFile, emptyMessage, forgetDestroyed, listAbandoned, listEnded, listFilesOfMessage, listParties, updateFile } from './queries.ts';
import { TRACE_DAYS } from './retention.ts';

const DAY_MS = 86_400_000;
/** What is destroyed in one write. */
const AT_ONCE = 50;

type Whole = FileKey & { readonly size: number; readonly data: Uint8Array | undefined; readonly at: number; readonly actor: { readonly organisation: string; readonly actor: string } };

export const MESSAGE_SLICES = {
  /** A file is here whole, and on the disk if it lies in a folder. */
  'messages.file-complete': async (tx: Write, { organisation, sha256, size, data, at, actor }: Whole): Promise<void> => {
    await updateFile(tx, { organisation, sha256 }, { completed_at: at, data: data ?? null });
    await tx.appendChange({ at, kind: 'message.changed', owner: organisation });
    await tx.appendOutbox(encodeEntry(blobStored(actor, { subject: toBase64Url(sha256), count: size })));
  },
  /** Destroys some messages whose time is over, and forgets uploads that go with none. Answers the files whose bytes are to be removed, and whether there is more. */
  'messages.sweep': async (tx: Write, { at }: { at: number }): Promise<{ files: FileKey[]; isMore: boolean }> => {
    const ended = await listEnded(tx, at, AT_ONCE);
    const abandoned = await listAbandoned(tx, { before: at - 2 * DAY_MS, incompleteBefore: at - DAY_MS, limit: AT_ONCE });
    if (ended.length + abandoned.length > 0) await tx.overwriteDeleted();
    const files: FileKey[] = [];
    for (const { id } of ended) {
      files.push(...(await listFilesOfMessage(tx, id)).map(({ organisation, sha256 }) => ({ organisation, sha256 })));
      await emptyMessage(tx, id, at);
      const subject = toBase64Url(id);
      await emit(tx, ...(await listParties(tx, id)).map((organisation) => ({ organisation, kind: 'message.destroyed' as const, subject, at })));
      await tx.appendOutbox(encodeEntry(messageDestroyed({ subject, reason: 'time' })));
    }
    for (const { organisation, sha256 } of abandoned) {
      files.push({ organisation, sha256 });
      await deleteFile(tx, { organisation, sha256 });
    }
    const forgotten = await forgetDestroyed(tx, at - TRACE_DAYS * DAY_MS, AT_ONCE);
    if (ended.length + abandoned.length + forgotten > 0) await tx.appendChange({ at, kind: 'message.changed' });
    return { files, isMore: ended.length === AT_ONCE || abandoned.length === AT_ONCE || forgotten === AT_ONCE };
  },
} satisfies Handlers;
