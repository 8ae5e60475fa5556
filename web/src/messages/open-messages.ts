/** Messages of a thread, verified and opened in this browser. */
import { AppError } from '@watchword/api/errors.ts';
import { noteReceipt, type OpenableMessage } from '@watchword/api/mailbox.ts';
import type { MessageContent, Manifest } from '@watchword/api/message-format.ts';
import { openMessage, type OpenedMessage } from '@watchword/sdk/messages/envelope/open.ts';
import { signReceipt } from '@watchword/sdk/messages/envelope/receipts.ts';
import { checkWrap, readManifest } from '@watchword/sdk/messages/envelope/verify.ts';
import { bytesOf } from '@watchword/sdk/messages/encoding.ts';
import { verifySignatures } from '@watchword/sdk/messages/signing/signed.ts';
import { client } from '../api.ts';
import { nowMs } from '../clock.ts';
import type { OpenMailbox } from './device.ts';

/** A message as this browser could open it: its content, or the code of what is wrong with it. */
export type ShownMessage = { readonly item: OpenableMessage; readonly manifest?: Manifest; readonly content?: MessageContent; readonly opened?: OpenedMessage; readonly fault?: string };

/** Verifies and opens one message. What the node said of it is not believed here but for the sender's keys. */
export async function openHere(item: OpenableMessage, { mailbox, own }: OpenMailbox): Promise<ShownMessage> {
  const { summary, delivered, body, sender } = item;
  if (summary.fault !== undefined) return { item, fault: summary.fault };
  if (summary.destroyedAt !== undefined || own === undefined) return { item };
  try {
    const read = await readManifest(delivered.manifest);
    if (sender === undefined) throw new AppError('key.not-enrolled');
    await verifySignatures('manifest', read, new Map([[read.payload.device, sender]]));
    await checkWrap(read.payload, delivered.wrap, mailbox.organisation);
    const opened = await openMessage({ manifest: read.payload, wrap: delivered.wrap }, own.keys, bytesOf(body));
    return { item, manifest: read.payload, content: opened.content, opened };
  } catch (error) {
    return { item, fault: error instanceof AppError ? error.code : 'message.changed' };
  }
}

/** Tells senders that their messages were opened here; once each. */
export async function tellOpened(shown: readonly ShownMessage[], { mailbox, own }: OpenMailbox): Promise<boolean> {
  const unread = shown.filter(({ item, opened }) => item.summary.unread && opened !== undefined);
  if (own === undefined || unread.length === 0) return false;
  for (const { item } of unread) {
    const receipt = await signReceipt({ kind: 'opened', message: item.summary.id, from: mailbox.organisation, to: item.summary.from, time: new Date(nowMs()).toISOString(), directory: item.directory }, own.device);
    await client.call(noteReceipt, { body: { receipt } });
  }
  return true;
}
