/** One message, shown to somebody who has no part in the network: a court, a ministry. All that is needed is in the file; the root keys are compared by another way. */
import { fail } from '@watchword/api/errors.ts';
import { MessageProof, type Acceptance, type AcceptedReceipt, type Manifest, type MessageContent, type Receipt, type SignedObject } from '@watchword/api/message-format.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { Check } from 'typebox/value';
import type { Bytes } from '../proofs/bytes.ts';
import { fingerprintOf, followFromStart } from './directory/chain.ts';
import type { Device, Directory } from './directory/directory.ts';
import { bytesOf, fromBase64Url, toBase64Url } from './encoding.ts';
import { verifyAccepted } from './envelope/acceptance.ts';
import { openBody, type OpenedMessage } from './envelope/open.ts';
import { readManifest } from './envelope/verify.ts';
import { verifyReceipt } from './envelope/receipts.ts';
import { readSigned, verifySignatures } from './signing/signed.ts';

/** What a proof shows. `pin`: fingerprint of the sender's root keys; `isPinned`: whether the reader had it from elsewhere. `opened`: to decrypt files that lie beside the proof. */
export type ProofReport = {
  readonly id: string; readonly manifest: Manifest; readonly content: MessageContent; readonly device: Device; readonly pin: string; readonly isPinned: boolean;
  readonly receipts: readonly Receipt[]; /** What the hub signed, if the proof has it. */ readonly accepted: Acceptance | undefined; readonly opened: OpenedMessage; readonly sentences: readonly string[];
};

/** Makes the file that proves a message. `directories`: the whole chains of the sender, of those who gave receipts, and of the secretariat. */
export function makeProof({ manifest, contentKey, body, receipts, accepted, directories }: {
  manifest: SignedObject; contentKey: Bytes; body: Bytes; receipts: readonly SignedObject[]; accepted?: AcceptedReceipt | undefined; directories: ReadonlyMap<string, readonly SignedObject[]>;
}): MessageProof {
  return {
    kind: 'watchword-message-proof', v: 2, manifest, contentKey: toBase64Url(contentKey), body: toBase64Url(body), receipts: [...receipts], ...(accepted !== undefined && { accepted }),
    directories: [...directories].map(([organisation, entries]) => ({ organisation, entries: [...entries] })),
  };
}

/** Verifies a proof, offline. `pins`: fingerprints of root keys that the reader had from the organisations themselves. @throws AppError whose detail says in one sentence what is wrong */
export async function verifyProof(file: unknown, pins: ReadonlyMap<string, string> = new Map()): Promise<ProofReport> {
  if (!Check(MessageProof, file) || fromBase64Url(file.body) === undefined) throw fail('message.malformed', { detail: 'This file is no proof of a message.' });
  const read = await readManifest(file.manifest);
  const { payload: manifest, hash: id } = read;
  const directories = new Map<string, Directory>();
  for (const { organisation, entries } of file.directories) directories.set(organisation, await followFromStart(organisation, pins.get(organisation) ?? await fingerprintOf(firstOf(entries)), entries));
  const sender = directories.get(manifest.from);
  const device = sender?.devices.get(manifest.device);
  if (sender === undefined || device?.kem === undefined || manifest.time < device.enrolled || (device.removed !== undefined && manifest.time > device.removed.time)) {
    throw fail('key.not-enrolled', { detail: `The proof does not show that the device that signed belonged to ${manifest.from} at that time.` });
  }
  await verifySignatures('manifest', read, new Map([[device.id, device.key]]));
  const opened = await openBody(manifest, bytesOf(file.contentKey), bytesOf(file.body));
  const receipts = await verifyReceipts(file.receipts, { id, manifest, directories });
  const secretariat = directories.get(SECRETARIAT);
  if (file.accepted !== undefined && secretariat === undefined) throw fail('key.chain', { detail: 'The keys of the secretariat, which go with the receipt of the hub, are not in the proof.' });
  const accepted = file.accepted === undefined || secretariat === undefined ? undefined : await verifyAccepted(file.accepted, { id, directory: secretariat });
  const isPinned = pins.has(manifest.from);
  return { id, manifest, content: opened.content, device, pin: sender.pin, isPinned, receipts, accepted, opened, sentences: sentencesOf({ manifest, device, pin: sender.pin, isPinned, receipts, accepted }) };
}

async function verifyReceipts(objects: readonly SignedObject[], { id, manifest, directories }: { id: string; manifest: Manifest; directories: ReadonlyMap<string, Directory> }): Promise<Receipt[]> {
  return Promise.all(objects.map(async (object) => {
    const { payload } = await readSigned('receipt', object);
    const directory = directories.get(payload.from);
    if (directory === undefined) throw fail('key.chain', { detail: `The keys of ${payload.from}, which gave a receipt, are not in the proof.` });
    return verifyReceipt(object, { id, manifest, directory });
  }));
}

function sentencesOf({ manifest, device, pin, isPinned, receipts, accepted }: Pick<ProofReport, 'manifest' | 'device' | 'pin' | 'isPinned' | 'receipts' | 'accepted'>): string[] {
  const { from, to, time } = manifest;
  return [
    `${from} signed this message on ${time} (by the clock of its device "${device.name}") to ${to.map(([code]) => code).join(', ')}. Nothing in it was changed since.`,
    isPinned ? `The root keys of ${from} are those that you gave.` : `The root keys of ${from} were not compared: ask ${from} by another way whether its fingerprint is ${pin}.`,
    ...(accepted === undefined ? [] : [`The hub signed on ${accepted.time} that it had the message on its disk.`]),
    ...receipts.map((receipt) => `${receipt.from} signed on ${receipt.time} that the message was ${receipt.kind}.`),
  ];
}

function firstOf(entries: readonly SignedObject[]): SignedObject {
  const [first] = entries;
  if (first === undefined) throw fail('key.chain', { detail: 'A directory in the proof is empty.' });
  return first;
}
