/** The proof of one message, for somebody outside. */
import type { AcceptedReceipt, DeliveredMessage, MessageProof, SignedObject } from '@watchword/api/message-format.ts';
import { unwrapKey } from '@watchword/sdk/messages/envelope/open.ts';
import { makeProof } from '@watchword/sdk/messages/proof.ts';
import type { MailMessageTable, MailReceiptTable } from '#store/mail-tables.ts';
import type { BureauMail } from './mail.ts';
import { receiptNumber } from './slices.ts';
import { manifestOf } from './summary.ts';

const ACCEPTED = receiptNumber('accepted');

/** The receipt of the hub; undefined for one of the first form, which stood for a message alone and is not among the formats any more. */
function parseAccepted(text: string): AcceptedReceipt | undefined {
  const receipt = JSON.parse(text) as Partial<AcceptedReceipt>;
  return receipt.acceptance === undefined ? undefined : (receipt as AcceptedReceipt);
}

/** Discloses a message: its content key, its receipts, and the keys of everybody who signed. @throws AppError `key.no-access` */
export async function proofOf({ node }: Pick<BureauMail, 'node'>, message: MailMessageTable, receipts: readonly MailReceiptTable[]): Promise<MessageProof> {
  const { manifest: signed, wrap } = JSON.parse(message.delivered) as DeliveredMessage;
  const manifest = manifestOf(message);
  const contentKey = await unwrapKey({ manifest, wrap }, await node.post.ready());
  const kept = receipts.find(({ kind }) => kind === ACCEPTED);
  const accepted = kept === undefined ? undefined : parseAccepted(kept.receipt);
  const directories = new Map<string, readonly SignedObject[]>();
  for (const organisation of new Set([manifest.from, ...receipts.map((receipt) => receipt.organisation)])) {
    await node.book.find(organisation);
    directories.set(organisation, node.book.entriesOf(organisation));
  }
  return makeProof({ manifest: signed, contentKey, body: new Uint8Array(message.body), receipts: receipts.filter(({ kind }) => kind !== ACCEPTED).map(({ receipt }) => JSON.parse(receipt) as SignedObject), accepted, directories });
}
