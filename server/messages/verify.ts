/** What of a message and of a receipt can be seen to be wrong, before the writer is asked. */
import { createHash } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import { REMOVAL_GRACE_MS, type DirectoryHead, type Manifest, type Receipt, type SentMessage, type SignedObject } from '@watchword/api/message-format.ts';
import { INLINE_BYTES_MAX } from '@watchword/api/messages.ts';
import { toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import { verifyReceipt } from '@watchword/sdk/messages/envelope/receipts.ts';
import { checkWrap, readManifest } from '@watchword/sdk/messages/envelope/verify.ts';
import { verifySignatures } from '@watchword/sdk/messages/signing/signed.ts';
import type { Signer } from '@watchword/sdk/messages/signing/signers.ts';
import type { Call } from '#door/calls.ts';
import { findHeadAt, isHubEnrolled, type KeyBook } from '#keys/keys.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import type { Accepter } from './accepting.ts';

/** Manifests dated further from the hub's clock than this are refused. Milliseconds. */
const CLOCKS_APART_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

/** `accept`: signs that a message was taken. */
export type VerifyParts = { readonly read: Read; readonly book: KeyBook; readonly hubKey: Signer; readonly accept: Accepter };

/** A small file that came with a message. */
export type InlineFile = { readonly sha256: string; readonly bytes: Uint8Array };
/** A message that may be taken. Organisations by number. */
export type VerifiedMessage = {
  readonly id: string;
  readonly manifest: Pick<Manifest, 'blobs' | 'priority' | 'handling'>;
  readonly wraps: readonly { readonly organisation: number; readonly epoch: number; readonly sequence: number; readonly prev: string | null; readonly text: string }[];
  readonly files: readonly InlineFile[];
  readonly accepted: string | undefined;
};

/** Verifies a message of the asker's organisation, and signs that the hub took it: the signature leaves when it did. @throws AppError `message.*`, `key.*` */
export async function verifyMessage({ read, book, hubKey, accept }: VerifyParts, { message, signed, files }: { message: SentMessage; signed: Awaited<ReturnType<typeof readManifest>>; files: readonly { sha256: string; data: string }[] }, { asker, at }: Pick<Call, 'asker' | 'at'>): Promise<VerifiedMessage> {
  if (asker.unit !== undefined) throw fail('access.forbidden', { detail: 'An agency writes through its bureau.' });
  const { payload: manifest, hash: id } = signed;
  if (manifest.from !== asker.organisation) throw fail('message.malformed', { detail: 'The message is from another organisation.' });
  if (Math.abs(Date.parse(manifest.time) - at) > DAY_MS || Date.parse(manifest.time) > at + CLOCKS_APART_MS) throw fail('message.malformed', { detail: 'The message is dated on another day, or in the future.' });
  const head = await book.head();
  const sender = await book.directory(asker.organisation, head);
  const device = sender?.devices.get(manifest.device);
  if (device?.kem === undefined) throw fail('key.not-enrolled', { detail: 'The device that signed it is not enrolled.' });
  if (device.removed !== undefined) throw fail('message.sender-removed');
  await requireHead(read, manifest.directory, head);
  await verifySignatures('manifest', signed, new Map([[device.id, device.key]]));
  const wraps = await wrapsOf(manifest, message);
  const accepted = (await isHubEnrolled(book, hubKey, head)) ? await accept({ id, at, head }) : undefined;
  const { blobs, priority, handling } = manifest;
  return { id, manifest: { blobs, priority, handling }, wraps, files: files.map((file) => inline(file, manifest)), accepted: accepted === undefined ? undefined : JSON.stringify(accepted) };
}

async function wrapsOf(manifest: Manifest, { wraps }: SentMessage): Promise<VerifiedMessage['wraps']> {
  const listed = [...manifest.to, manifest.self].map(([code]) => code);
  if (wraps.length !== listed.length || wraps.some(({ to }, at) => to !== listed[at])) throw fail('message.changed', { detail: 'The wrapped keys are not those of the recipients, in their order.' });
  return await Promise.all(wraps.map(async (wrap) => {
    await checkWrap(manifest, wrap, wrap.to);
    const organisation = findOrganisationNumber(wrap.to);
    if (organisation === undefined) throw fail('message.malformed', { detail: `There is no organisation ${wrap.to}.` });
    return { organisation, epoch: wrap.epoch, sequence: wrap.sequence, prev: wrap.prev, text: JSON.stringify(wrap) };
  }));
}

function inline({ sha256, data }: { sha256: string; data: string }, { blobs }: Manifest): InlineFile {
  const bytes = Buffer.from(data, 'base64url');
  const described = blobs.find((one) => one.sha256 === sha256);
  if (described === undefined || described.size !== bytes.length || bytes.length > INLINE_BYTES_MAX || createHash('sha256').update(bytes).digest('base64url') !== sha256) {
    throw fail('message.changed', { detail: 'A file that came with the message is not one that it names.' });
  }
  return { sha256, bytes };
}

/** What a sender saw of the list of keys must be what the hub shows. @throws `key.log-forked` */
async function requireHead(read: Read, { size, head }: DirectoryHead, last: DirectoryHead): Promise<void> {
  if (size === 0 || (size === last.size && head === last.head)) return;
  const known = await findHeadAt(read, size);
  if (known === undefined || toBase64Url(known) !== head) throw fail('key.log-forked', { detail: 'The list of keys that the sender has seen is not the one that is kept here.' });
}

/** A receipt that may be taken. */
export type VerifiedReceipt = Pick<Receipt, 'kind' | 'message' | 'to'>;

/** Verifies a receipt of the asker's organisation for a message. @throws AppError `message.*`, `key.*` */
export async function verifyGiven({ read, book }: VerifyParts, { receipt, id, manifest: object }: { receipt: SignedObject; id: string; manifest: SignedObject }, { asker, at }: Pick<Call, 'asker' | 'at'>): Promise<VerifiedReceipt> {
  const directory = await book.directory(asker.organisation);
  if (directory === undefined) throw fail('key.chain', { detail: 'The organisation has no directory yet.' });
  const { payload: manifest } = await readManifest(object);
  const { kind, message, to, time, device, directory: head } = await verifyReceipt(receipt, { id, manifest, directory });
  await requireHead(read, head, await book.head());
  const removed = directory.devices.get(device)?.removed;
  if (removed !== undefined && at > Date.parse(removed.time) + REMOVAL_GRACE_MS) throw fail('message.sender-removed');
  if (Date.parse(time) > at + CLOCKS_APART_MS) throw fail('message.malformed', { detail: 'The receipt is dated in the future. Compare the clocks.' });
  return { kind, message, to };
}
