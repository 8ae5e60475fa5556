/** Receipts: signed by who fetched, opened or answered a message, over its id, which is the hash of its manifest. What the hub signs is in `acceptance.ts`. */
import { fail } from '@watchword/api/errors.ts';
import { MESSAGE_SUITE, REMOVAL_GRACE_MS, type DirectoryHead, type Manifest, type Receipt, type SignedObject, type SignedReceiptKind } from '@watchword/api/message-format.ts';
import type { Directory } from '../directory/directory.ts';
import { readSigned, signPayload, verifySignatures } from '../signing/signed.ts';
import type { Signer } from '../signing/signers.ts';

/** What a receipt says. `message`: id; `to`: who sent the message; `answer`: the message that answers it. */
export type NewReceipt = { readonly kind: SignedReceiptKind; readonly message: string; readonly from: string; readonly to: string; readonly time: string; readonly directory: DirectoryHead; readonly answer?: string };

/** Signs a receipt. */
export async function signReceipt(receipt: NewReceipt, device: Signer): Promise<SignedObject> {
  return signPayload('receipt', { v: 1, suite: MESSAGE_SUITE, device: device.id, ...receipt }, [device]);
}

/** Verifies a receipt for a message. `directory`: of the organisation that signed it. @throws AppError `message.signature`, `message.malformed`, `key.not-enrolled`, `message.sender-removed` */
export async function verifyReceipt(object: SignedObject, { id, manifest, directory }: { id: string; manifest: Manifest; directory: Directory }): Promise<Receipt> {
  const read = await readSigned('receipt', object);
  const { payload: receipt, signers } = read;
  const isOfRecipient = manifest.to.some(([code]) => code === receipt.from);
  if (receipt.message !== id || receipt.to !== manifest.from || receipt.from !== directory.organisation || !isOfRecipient || (receipt.kind === 'answered') !== (receipt.answer !== undefined)) {
    throw fail('message.malformed', { detail: 'The receipt does not belong to this message.' });
  }
  const device = directory.devices.get(receipt.device);
  if (device === undefined || signers.length !== 1 || signers[0] !== device.id || device.kind === 'hub' || receipt.time < device.enrolled) {
    throw fail('key.not-enrolled', { detail: `The receipt is not signed by a device of ${receipt.from} that may do so.` });
  }
  if (device.removed !== undefined && Date.parse(receipt.time) > Date.parse(device.removed.time) + REMOVAL_GRACE_MS) throw fail('message.sender-removed', { detail: `The device that signed the receipt had been removed by ${receipt.from}.` });
  await verifySignatures('receipt', read, new Map([[device.id, device.key]]));
  return receipt;
}
