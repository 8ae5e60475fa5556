/** Drafts: encrypted here to the key of the mailbox, kept at the bureau, so that the next shift can go on. Files are not among them. */
import { type Draft, keepDraft, type SealedDraft } from '@watchword/api/mailbox.ts';
import { newId } from '@watchword/api/ids.ts';
import { bytesOf, canonicalBytes, labelled, randomBytes, toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import { decryptBytes, encryptBytes } from '@watchword/sdk/messages/sealing/files.ts';
import { sealTo } from '@watchword/sdk/messages/sealing/hpke.ts';
import { client } from '../api.ts';
import { nowMs } from '../clock.ts';
import type { OpenMailbox } from './device.ts';
import type { Written } from './send-message.ts';

/** What is kept of a message that is being written. */
export type DraftContent = Omit<Written, 'files'>;

export function newDraftId(): string {
  return newId('drf', nowMs());
}

const bound = (id: string): { info: Uint8Array<ArrayBuffer>; aad: Uint8Array<ArrayBuffer> } => ({ info: labelled('draft'), aad: canonicalBytes(id) });

/** Keeps a draft. */
export async function saveDraft(id: string, content: DraftContent, { mailbox: { kem, epoch } }: OpenMailbox): Promise<void> {
  if (kem === undefined || epoch === undefined) return;
  const key = randomBytes(32);
  const { enc, ciphertext } = await sealTo(bytesOf(kem), key, bound(id));
  const body = await encryptBytes({ key, context: bound(id).aad }, canonicalBytes(content));
  const sealed: SealedDraft = { epoch, enc, key: ciphertext, body: toBase64Url(body) };
  await client.call(keepDraft, { params: { id }, body: { sealed } });
}

/** Opens a draft; undefined when this browser may not, or it was damaged. */
export async function openDraft({ id, sealed }: Draft, { own }: OpenMailbox): Promise<DraftContent | undefined> {
  try {
    const key = await own?.keys.get(sealed.epoch)?.open({ enc: sealed.enc, ciphertext: sealed.key }, bound(id));
    if (key === undefined) return undefined;
    const plain = new TextDecoder().decode(await decryptBytes({ key, context: bound(id).aad }, bytesOf(sealed.body)));
    return JSON.parse(plain.replace(/\0+$/, '')) as DraftContent;
  } catch {
    return undefined;
  }
}
