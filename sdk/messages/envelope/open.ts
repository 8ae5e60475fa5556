/** Opening a verified message: key, body, files. */
import { fail } from '@watchword/api/errors.ts';
import type { AttachedFile, BlobDescription, Manifest, MessageContent, Wrap } from '@watchword/api/message-format.ts';
import type { Bytes } from '../../proofs/bytes.ts';
import type { Directory } from '../directory/directory.ts';
import { hashOf, toBase64Url } from '../encoding.ts';
import { mailboxKey, type MailboxSecrets } from '../keyring/secrets.ts';
import { beginDigest } from '../sealing/digest.ts';
import { decryptBytes, decryptFile, openFile, type ReadAt } from '../sealing/files.ts';
import type { KemPrivateKey } from '../sealing/hpke.ts';
import { blobContext, decodeBody, openingHash, openingOf } from './body.ts';
import { boundToRecipient } from './write.ts';

/** The mailbox keys of the epochs that can be read here. */
export type MailboxKeys = ReadonlyMap<number, KemPrivateKey>;

/** A message that was opened. `contentKey`: whoever has it and the manifest can show the message to others. */
export type OpenedMessage = { readonly manifest: Manifest; readonly contentKey: Bytes; readonly hash: Bytes; readonly content: MessageContent };

/** Makes the keys of a mailbox ready, once. @throws AppError `key.keyring` when secrets are not those of the keys that were announced */
export async function readyKeys(secrets: MailboxSecrets, { epochs }: Directory): Promise<MailboxKeys> {
  const known = epochs.flatMap(({ epoch, kem }) => {
    const one = secrets.get(epoch);
    return one === undefined ? [] : [{ one, kem }];
  });
  return new Map(await Promise.all(known.map(async ({ one, kem }) => [one.epoch, await mailboxKey(one, kem)] as const)));
}

/** Opens a message: `body` is blob 0 as the hub stores it. @throws AppError `key.no-access`, `message.not-for-you`, `message.changed`, `message.recipients`, `message.malformed` */
export async function openMessage({ manifest, wrap }: { manifest: Manifest; wrap: Wrap }, keys: MailboxKeys, body: Bytes): Promise<OpenedMessage> {
  return openBody(manifest, await unwrapKey({ manifest, wrap }, keys), body);
}

/** Unwraps the content key. @throws AppError `key.no-access`, `message.not-for-you` */
export async function unwrapKey({ manifest, wrap }: { manifest: Manifest; wrap: Wrap }, keys: MailboxKeys): Promise<Bytes> {
  const key = keys.get(wrap.epoch);
  if (key === undefined) throw fail('key.no-access', { detail: `This device has no key for epoch ${wrap.epoch}.` });
  const opening = openingOf({ ...manifest, to: manifest.to.map(([code]) => code) });
  return key.open(wrap, boundToRecipient({ opening, hash: await openingHash(opening) }, wrap)).catch((cause: unknown) => {
    throw fail('message.not-for-you', { detail: 'The key of the message was not wrapped for this mailbox.' }, cause);
  });
}

/** Opens the body with the content key alone: so does whoever is shown a message as proof. @throws AppError `message.*` */
export async function openBody(manifest: Manifest, contentKey: Bytes, body: Bytes): Promise<OpenedMessage> {
  const opening = openingOf({ ...manifest, to: manifest.to.map(([code]) => code) });
  const hash = await openingHash(opening);
  const described = manifest.blobs[0];
  if (described?.n !== 0 || described.size !== body.length || described.sha256 !== await hashOf(body)) throw fail('message.changed', { detail: 'The body is not the one that the sender signed.' });
  const content = decodeBody(await decryptBytes({ key: contentKey, context: blobContext(hash, 0) }, body), opening);
  const files = content.attachments ?? [];
  if (files.length !== manifest.blobs.length - 1 || files.some(({ n }, at) => n !== manifest.blobs[at + 1]?.n)) throw fail('message.changed', { detail: 'The files with the message are not those that it names.' });
  return { manifest, contentKey, hash, content };
}

function fileOf({ manifest, content }: OpenedMessage, n: number): { blob: BlobDescription; file: AttachedFile } {
  const [blob, file] = [manifest.blobs.find((one) => one.n === n), content.attachments?.find((one) => one.n === n)];
  if (blob === undefined || file === undefined) throw fail('message.malformed', { detail: `The message has no file ${n}.` });
  return { blob, file };
}

/** Decrypts a file as it passes. What comes before its end is authentic part for part; the stream fails with AppError `message.changed` when it is not whole. */
export function decryptAttachment(opened: OpenedMessage, n: number, stream: ReadableStream<Uint8Array>): ReadableStream<Bytes> {
  const { blob, file } = fileOf(opened, n);
  const digest = beginDigest();
  const checked = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, to) {
      digest.update(part);
      to.enqueue(part);
    },
    flush() {
      if (toBase64Url(digest.finish()) !== blob.sha256) throw fail('message.changed', { detail: 'The file is not the one that the sender signed.' });
    },
  });
  return stream.pipeThrough(checked).pipeThrough(decryptFile({ key: opened.contentKey, context: blobContext(opened.hash, n) }, file.size));
}

/** Reads any part of a file without the rest. @throws AppError `message.changed` */
export async function openAttachment(opened: OpenedMessage, n: number, readAt: ReadAt): Promise<(offset: number, length: number) => Promise<Bytes>> {
  const { blob, file } = fileOf(opened, n);
  const read = await openFile({ key: opened.contentKey, context: blobContext(opened.hash, n) }, blob.size, readAt);
  return (offset, length) => read(offset, Math.max(0, Math.min(length, file.size - offset)));
}
