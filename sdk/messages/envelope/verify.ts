/** Whether a message is to be believed, before anything of it is decrypted: a list of named checks, each with its sentence. */
import { fail, type ErrorCode } from '@watchword/api/errors.ts';
import { REMOVAL_GRACE_MS, type DeliveredMessage, type Manifest, type Wrap } from '@watchword/api/message-format.ts';
import { isActive, type Device, type Directory } from '../directory/directory.ts';
import { compareHead, entriesWithin, type DirectoryLog } from '../directory/log.ts';
import { readSigned, verifySignatures, type Read } from '../signing/signed.ts';
import { takePlace, type LineState } from './places.ts';
import { hashOfWrap } from './write.ts';

/**
 * What is known where a message arrives: the directories of the own organisation and of the sender, the list of all entries, the line from the sender.
 * `acceptedAt`: when the hub took the message, from its receipt or, for want of one, when it was first seen here.
 */
export type Known = { readonly own: Directory; readonly sender: Directory; readonly log: DirectoryLog; readonly line: LineState; readonly acceptedAt?: string | undefined };

/** A message whose envelope is to be believed. `notices`: what an officer should be told besides. `line`: to be kept in the place of the one before, in the transaction that stores the message. */
export type VerifiedMessage = { readonly id: string; readonly manifest: Manifest; readonly wrap: Wrap; readonly notices: readonly ErrorCode[]; readonly line: LineState };

/** Reads a manifest without believing it: to know whose directory is needed. @throws AppError `message.malformed`, `message.signature` */
export async function readManifest(object: DeliveredMessage['manifest']): Promise<Read<'manifest'>> {
  const read = await readSigned('manifest', object);
  const { from, to, self, blobs, device } = read.payload;
  const codes = to.map(([code]) => code);
  if (codes.some((code, at) => code === from || (at > 0 && code <= (codes[at - 1] ?? ''))) || self[0] !== from) throw fail('message.malformed', { detail: 'The recipients are not in their order, each once.' });
  if (blobs.some(({ n }, at) => (at === 0 ? n !== 0 : n <= (blobs[at - 1]?.n ?? 0)))) throw fail('message.malformed', { detail: 'The files are not in their order, each once, the body first.' });
  if (read.signers.length !== 1 || read.signers[0] !== device) throw fail('message.signature', { detail: 'The message is not signed by the device that it names.' });
  return read;
}

/** Verifies a message that was delivered. @throws AppError `message.*`, `key.log-forked`, `key.chain` when the directory must be read on first */
export async function verifyMessage({ manifest: object, wrap }: DeliveredMessage, { own, sender, log, line, acceptedAt }: Known): Promise<VerifiedMessage> {
  const read = await readManifest(object);
  const { payload: manifest, hash: id } = read;
  if (manifest.from !== sender.organisation) throw fail('message.malformed', { detail: 'The message is from another organisation.' });
  if (compareHead(log, manifest.directory) === 'ahead') throw fail('key.chain', { detail: 'The sender has seen more of the list of keys than was read here: read on first.' });
  const device = findDevice(sender, manifest.device);
  await verifySignatures('manifest', read, new Map([[device.id, device.key]]));
  const at = Date.parse(acceptedAt ?? manifest.time);
  const notices = checkDevice(sender, device, { size: entriesWithin(log, sender.organisation, manifest.directory.size), at });
  await checkWrap(manifest, wrap, own.organisation);
  checkEpoch(own, wrap.epoch, { size: entriesWithin(log, own.organisation, manifest.directory.size), at });
  const place = takePlace(line, wrap, id);
  return { id, manifest, wrap, notices: [...notices, ...place.notices], line: place.line };
}

type Seen = { readonly size: number; readonly at: number };

function findDevice({ devices, organisation }: Directory, id: string): Device {
  const device = devices.get(id);
  if (device?.kem === undefined) throw fail('key.not-enrolled', { detail: `The message is signed by a device that does not belong to ${organisation}.` });
  return device;
}

/** The sender may not sign with a device that it knows to be removed, nor with one that has been removed for longer than the grace. */
function checkDevice(sender: Directory, device: Device, { size, at }: Seen): ErrorCode[] {
  if (device.since >= size) throw fail('key.not-enrolled', { detail: 'The device had not been enrolled when it signed.' });
  if (device.removed === undefined) return [];
  if (!isActive(sender, device.id, size) || at > Date.parse(device.removed.time) + REMOVAL_GRACE_MS) throw fail('message.sender-removed', { detail: `The device had been removed by ${sender.organisation}.` });
  return ['message.sender-removed'];
}

/** What was delivered must be what the sender wrapped, for this organisation and this epoch. @throws AppError `message.not-for-you`, `message.changed` */
export async function checkWrap({ to, self }: Manifest, wrap: Wrap, organisation: string): Promise<void> {
  const listed = [...to, self].find(([code]) => code === organisation);
  if (listed === undefined || wrap.to !== organisation) throw fail('message.not-for-you', { detail: `The message is not for ${organisation}.` });
  if (listed[1] !== wrap.epoch || listed[2] !== await hashOfWrap(wrap)) throw fail('message.changed', { detail: 'The wrapped key, or the number of the message, is not the one that the sender signed.' });
}

/** @throws AppError `message.stale-epoch`; `key.chain` when the epoch is not known yet */
function checkEpoch({ organisation, epochs }: Directory, epoch: number, { size, at }: Seen): void {
  if (!epochs.some((one) => one.epoch === epoch)) throw fail('key.chain', { detail: `Epoch ${epoch} of ${organisation} is not known here: read on first.` });
  const next = epochs.find((one) => one.epoch === epoch + 1);
  const isStale = next !== undefined && (next.at < size || at > Date.parse(next.time) + REMOVAL_GRACE_MS);
  if (isStale) throw fail('message.stale-epoch', { detail: `Epoch ${epoch} of ${organisation} was over.` });
}
