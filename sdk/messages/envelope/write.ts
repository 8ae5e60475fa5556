/** Writing a message: one content key, files and body under it, the key wrapped for every recipient, and a manifest over all that, signed twice. */
import { fail } from '@watchword/api/errors.ts';
import {
  ATTACHMENT_BYTES_MAX, MESSAGE_SUITE, type BlobDescription, type DirectoryHead, type HandlingCode, type Manifest, type MessageContent, type Opening, type Priority, type Recipient, type Sealed, type SentMessage, type Wrap,
} from '@watchword/api/message-format.ts';
import type { Bytes } from '../../proofs/bytes.ts';
import { bytesOf, canonicalBytes, hashOf, labelled, randomBytes, toBase64Url } from '../encoding.ts';
import { beginDigest } from '../sealing/digest.ts';
import { encryptBytes, encryptFile } from '../sealing/files.ts';
import { sealTo, type Bound } from '../sealing/hpke.ts';
import { signPayload } from '../signing/signed.ts';
import type { Signer } from '../signing/signers.ts';
import { blobContext, encodeBody, openingHash, openingOf } from './body.ts';

/** A message that is being written: its content key never leaves the device but wrapped. */
export type Envelope = { readonly contentKey: Bytes; readonly opening: Opening; readonly hash: Bytes };

/** An encrypted file on its way to the hub. `described` is there when the stream has ended; `size`: bytes of the file itself. */
export type EncryptedFile = { readonly stream: ReadableStream<Bytes>; readonly described: Promise<{ blob: BlobDescription; size: number }> };

/** Who gets a message, as the key directory has it: the mailbox key of the epoch that runs. */
export type RecipientKey = { readonly organisation: string; readonly epoch: number; readonly kem: string };

/** The number of a message in the line from one organisation to another, from 1, and the id of the message before it. */
export type Place = { readonly sequence: number; readonly prev: string | null };

/** Wraps that do not yet have their places: these are known last, and may have to be changed when another device sent at the same moment. */
export type KeyWraps = readonly (Pick<Wrap, 'to' | 'epoch'> & Sealed)[];

/** Begins a message from one organisation to others. `random` is given by tests only. */
export async function beginEnvelope(from: string, to: readonly string[], random: { contentKey?: Bytes; nonce?: Bytes } = {}): Promise<Envelope> {
  const recipients = [...new Set(to)].toSorted();
  if (recipients.length === 0 || recipients.includes(from)) throw fail('message.malformed', { detail: 'A message goes to others than its sender, and to somebody.' });
  const opening = openingOf({ nonce: toBase64Url(random.nonce ?? randomBytes(32)), from, to: recipients });
  return { contentKey: random.contentKey ?? randomBytes(32), opening, hash: await openingHash(opening) };
}

/** Encrypts a file as it passes, of 200 MB at most; `n` from 1. What comes out is uploaded. */
export function encryptAttachment({ contentKey, hash }: Envelope, n: number, file: ReadableStream<Uint8Array>): EncryptedFile {
  const described = Promise.withResolvers<{ blob: BlobDescription; size: number }>();
  // Whoever reads the stream sees its error; that nobody waits for the description then is no second one.
  described.promise.catch(() => undefined);
  const digest = beginDigest();
  let plain = 0;
  let size = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, to) {
      plain += part.length;
      if (plain > ATTACHMENT_BYTES_MAX) throw fail('request.too-large', { detail: 'A file with a message has 200 MB at most.' });
      to.enqueue(part);
    },
  });
  // `cancel` is called when either side gives up; the types of the language do not know it yet.
  const hashing = {
    transform(part: Bytes, to: { enqueue(part: Bytes): void }) {
      size += part.length;
      digest.update(part);
      to.enqueue(part);
    },
    flush: () => described.resolve({ blob: { n, size, sha256: toBase64Url(digest.finish()) }, size: plain }),
    cancel: (reason: unknown) => described.reject(reason),
  };
  const hashed = new TransformStream<Bytes, Bytes>(hashing);
  const stream = file.pipeThrough(counted).pipeThrough(encryptFile({ key: contentKey, context: blobContext(hash, n) })).pipeThrough(hashed);
  return { stream, described: described.promise };
}

/** Encrypts what was written. `salt` is given by tests only. */
export async function encryptBody({ contentKey, opening, hash }: Envelope, content: MessageContent, salt?: Bytes): Promise<{ body: Bytes; blob: BlobDescription }> {
  const body = await encryptBytes({ key: contentKey, context: blobContext(hash, 0), ...(salt && { salt }) }, encodeBody(opening, content));
  return { body, blob: { n: 0, size: body.length, sha256: await hashOf(body) } };
}

/** What the content key is bound to in the wrap for one organisation. */
export function boundToRecipient({ opening, hash }: Pick<Envelope, 'opening' | 'hash'>, { to, epoch }: Pick<Wrap, 'to' | 'epoch'>): Bound {
  return { info: labelled('wrap', canonicalBytes({ epoch, from: opening.from, suite: MESSAGE_SUITE, to })), aad: hash };
}

/** Wraps the content key for all recipients and for the sender's own mailbox. */
export async function wrapKey(envelope: Envelope, recipients: readonly RecipientKey[], own: RecipientKey): Promise<KeyWraps> {
  const { opening, contentKey } = envelope;
  const sorted = recipients.toSorted((one, other) => (one.organisation < other.organisation ? -1 : 1));
  if (sorted.length !== opening.to.length || sorted.some(({ organisation }, at) => organisation !== opening.to[at]) || own.organisation !== opening.from) {
    throw fail('message.malformed', { detail: 'The keys are not those of the recipients.' });
  }
  return Promise.all([...sorted, own].map(async ({ organisation: to, epoch, kem }) => ({ to, epoch, ...await sealTo(bytesOf(kem), contentKey, boundToRecipient(envelope, { to, epoch })) })));
}

/** What stands in the manifest beside what follows from the envelope. `prev`: the last message that this device sent. `time`: ISO, UTC, with milliseconds. */
export type ManifestParts = {
  readonly blobs: readonly BlobDescription[]; readonly priority: Priority; readonly handling: HandlingCode; readonly time: string; readonly prev: string | null; readonly directory: DirectoryHead;
};

/**
 * Signs a message and makes it ready to be handed over. `places`: number and predecessor in the line to each organisation, the own among them. When the
 * hub answers `message.sequence`, call it again with new places: nothing is encrypted anew.
 */
export async function signMessage({ envelope, wraps, places, parts, device }: { envelope: Envelope; wraps: KeyWraps; places: ReadonlyMap<string, Place>; parts: ManifestParts; device: Signer }): Promise<{ id: string; message: SentMessage }> {
  const placed = wraps.map(({ to, epoch, enc, ciphertext }): Wrap => {
    const place = places.get(to);
    if (place === undefined) throw fail('message.malformed', { detail: `The place of the message in the line to ${to} is not known.` });
    return { to, epoch, sequence: place.sequence, prev: place.prev, enc, ciphertext };
  });
  const listed = await Promise.all(placed.map(async (wrap): Promise<Recipient> => [wrap.to, wrap.epoch, await hashOfWrap(wrap)]));
  const { nonce, from } = envelope.opening;
  const self = listed.at(-1) ?? ['', 0, ''];
  const manifest: Manifest = {
    v: 1, suite: MESSAGE_SUITE, nonce, from, device: device.id, to: listed.slice(0, -1), self, blobs: parts.blobs.toSorted((one, other) => one.n - other.n),
    priority: parts.priority, handling: parts.handling, time: parts.time, prev: parts.prev, directory: parts.directory,
  };
  return { id: await hashOf(canonicalBytes(manifest)), message: { manifest: await signPayload('manifest', manifest, [device]), wraps: placed } };
}

/** The hash by which a manifest names a wrap. */
export async function hashOfWrap(wrap: Wrap): Promise<string> {
  return hashOf(labelled('wrap hash', canonicalBytes(wrap)));
}
