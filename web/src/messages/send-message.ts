/** A message from what was typed to the hub: encrypted and signed in this browser, once for every recipient. */
import { AppError, fail } from '@watchword/api/errors.ts';
import { prepareMessage } from '@watchword/api/mailbox.ts';
import type { Card, HandlingCode, HitReply, MessageContent, Priority } from '@watchword/api/message-format.ts';
import { answerFirst } from '@watchword/sdk/mailbox/hit-reply.ts';
import { mailHubOf } from '@watchword/sdk/mailbox/hub-client.ts';
import { requireMailable } from '@watchword/sdk/mailbox/rules.ts';
import { beginEnvelope, encryptAttachment, encryptBody, signMessage, wrapKey } from '@watchword/sdk/messages/envelope/write.ts';
import { client } from '../api.ts';
import { nowMs } from '../clock.ts';
import type { OpenMailbox } from './device.ts';

/** What was typed. */
export type Written = {
  readonly to: readonly string[]; readonly subject: string; readonly text: string; readonly priority: Priority; readonly handling: HandlingCode; readonly case: string; readonly language: string; readonly template?: string | undefined;
  readonly cards: readonly Card[]; readonly files: readonly File[]; readonly thread?: string | undefined; readonly answers?: string | undefined; readonly forwards?: string | undefined; readonly hit?: string | undefined;
  /** The owner's answer to the hit: the hub is told it before the message goes. */
  readonly answer?: HitReply | undefined;
};

/** What came of it. `changed`: recipients with new root keys since the last message to them, signed by their custodians, and when. `renewed`: recipients whose key had changed meanwhile, signed as it must be; the message was encrypted anew for them. */
export type Sent = { readonly id: string; readonly renewed: readonly string[]; readonly changed: readonly { readonly organisation: string; readonly at: string }[]; readonly ms: number };

/** How far sending is: 0 to 1, of all bytes. */
export type Progress = (part: number) => void;

const TRIES = 8;

/** Encrypts, signs and sends. @throws AppError; `key.not-enrolled` and others name recipients that nothing can be encrypted for */
export async function sendMessage(written: Written, { mailbox, own }: OpenMailbox, { author, signal, onProgress }: { author: string; signal?: AbortSignal; onProgress?: Progress }): Promise<Sent> {
  if (own === undefined) throw new AppError('mailbox.closed');
  requireMailable({ cards: [...written.cards] }, written.to);
  await answerFirst(client, { hit: written.hit, answer: written.answer });
  const hub = mailHubOf(client);
  const began = performance.now();
  const envelope = await beginEnvelope(mailbox.organisation, written.to);
  const { attachments, blobs } = await uploadFiles(written.files, { envelope, hub, signal, onProgress });
  const { body, blob } = await encryptBody(envelope, contentOf(written, { author, attachments }));
  let keys = await prepare(envelope.opening.to, own.device.id);
  const renewed = new Set<string>();
  for (let tried = 1; ; tried += 1) {
    const wraps = await wrapKey(envelope, keys.to, keys.self);
    const places = new Map([...keys.to, keys.self].map(({ organisation, sequence, prev }) => [organisation, { sequence, prev }]));
    const { id, message } = await signMessage({ envelope, wraps, places, device: own.device, parts: { blobs: [blob, ...blobs], priority: written.priority, handling: written.handling, time: new Date(nowMs()).toISOString(), prev: keys.prev, directory: keys.directory } });
    try {
      await hub.send(message, body);
      return { id, renewed: [...renewed], changed: keys.to.flatMap(({ organisation, changed }) => (changed === undefined ? [] : [{ organisation, at: changed.at }])), ms: performance.now() - began };
    } catch (error) {
      if (!(error instanceof AppError) || !['message.sequence', 'message.stale-epoch', 'message.forked'].includes(error.code) || tried >= TRIES) throw error;
      const before = new Map(keys.to.map(({ organisation, epoch }) => [organisation, epoch]));
      keys = await prepare(envelope.opening.to, own.device.id);
      for (const { organisation, epoch } of keys.to) if (before.get(organisation) !== epoch) renewed.add(organisation);
    }
  }
}

async function prepare(to: readonly string[], device: string) {
  const keys = await client.call(prepareMessage, { body: { to: [...to], device } });
  const [missing] = keys.missing;
  if (missing !== undefined) throw fail(missing.code === 'key.unpinned' ? 'key.unpinned' : 'key.not-enrolled', { detail: keys.missing.map(({ organisation }) => organisation).join(', ') });
  return keys;
}

function contentOf({ subject, text, language, template, cards, thread, answers, forwards, hit, answer, case: number }: Written, { author, attachments }: { author: string; attachments: NonNullable<MessageContent['attachments']> }): MessageContent {
  return {
    v: 1, subject, text, language, author, ...(template !== undefined && { template }), ...(number !== '' && { case: number }), ...(thread !== undefined && { thread }), ...(answers !== undefined && { answers }),
    ...(forwards !== undefined && { forwards }), ...(hit !== undefined && { hit }), ...(answer !== undefined && { answer }), ...(cards.length > 0 && { cards: [...cards] }), ...(attachments.length > 0 && { attachments }),
  };
}

type Uploading = { envelope: Awaited<ReturnType<typeof beginEnvelope>>; hub: ReturnType<typeof mailHubOf>; signal: AbortSignal | undefined; onProgress: Progress | undefined };

async function uploadFiles(files: readonly File[], { envelope, hub, signal, onProgress }: Uploading) {
  const all = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const attachments: NonNullable<MessageContent['attachments']> = [];
  const blobs = [];
  for (const [at, file] of files.entries()) {
    const counted = file.stream().pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
      transform(part, to) {
        done += part.length;
        onProgress?.(all === 0 ? 1 : done / all);
        to.enqueue(part);
      },
    }));
    const { stream, described } = encryptAttachment(envelope, at + 1, counted);
    await hub.upload(stream, described.then(({ blob }) => blob), signal);
    const { blob, size } = await described;
    blobs.push(blob);
    attachments.push({ n: at + 1, name: file.name.slice(0, 255) || 'file', mediaType: /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/.test(file.type) ? file.type : 'application/octet-stream', size });
  }
  return { attachments, blobs };
}
