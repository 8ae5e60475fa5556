/** What a mailbox asks of the hub. The hub is believed in nothing: whatever it answers is verified by whoever asked. */
import type { AcceptedReceipt, BlobDescription, DeliveredMessage, DirectoryLine, SentMessage, SignedObject, SigningPublicKey } from '@watchword/api/message-format.ts';
import type { Bytes } from '../proofs/bytes.ts';
import type { Place } from '../messages/envelope/write.ts';

/** A message as the hub hands it to one organisation. `number`: its place in everything that this organisation sent and received, ascending. */
export type Listed = { readonly number: number; readonly id: string; readonly destroyed: boolean };

/** A receipt as the hub hands it on. `number`: its place among all receipts for this organisation, ascending. */
export type ListedReceipt = { readonly number: number; readonly receipt: SignedObject };

/** The hub, as far as mail goes. Every call throws AppError; the codes are the hub's. */
export type MailHub = {
  /** Lines of the list of all entries behind line `after`. */
  lines(after: number): Promise<readonly DirectoryLine[]>;
  /** Entries of an organisation's directory from the place `from` on. */
  entries(organisation: string, from: number): Promise<readonly SignedObject[]>;
  publishEntry(entry: SignedObject): Promise<void>;
  /** The own keyrings from the place `from` on. */
  keyrings(from: number): Promise<readonly SignedObject[]>;
  publishKeyring(keyring: SignedObject): Promise<void>;
  /** The key with which the hub signs what it took, and whether the secretariat has enrolled it. */
  hubKey(): Promise<{ readonly id: string; readonly key: SigningPublicKey; readonly isEnrolled: boolean }>;
  /** Lists of recipients to choose from. */
  groups(): Promise<readonly { readonly code: string; readonly name: string; readonly kind: string; readonly members: readonly string[] }[]>;
  /** Which numbers come next in the lines to these organisations, the own among them. */
  places(to: readonly string[]): Promise<ReadonlyMap<string, Place>>;
  /** Hands a message over with its encrypted body; its other files were uploaded before. Answers the hub's receipt, when it signs any. @throws AppError `message.sequence`, `message.stale-epoch` */
  send(message: SentMessage, body: Bytes): Promise<AcceptedReceipt | undefined>;
  /** What was sent to and by this organisation behind place `after`, in order. */
  list(after: number): Promise<readonly Listed[]>;
  /** A message, and the hub's receipt for it, which says when it was taken. */
  message(id: string): Promise<{ readonly delivered: DeliveredMessage; readonly accepted?: AcceptedReceipt | undefined }>;
  /** The ciphertext of blob `n` of a message, from byte `from` on. */
  blob(message: string, n: number, from?: number): Promise<ReadableStream<Uint8Array>>;
  /** Stores a ciphertext as it comes. A cut line costs the piece that was under way. */
  upload(stream: ReadableStream<Uint8Array>, described: Promise<BlobDescription>, signal?: AbortSignal): Promise<void>;
  giveReceipt(receipt: SignedObject): Promise<void>;
  receipts(after: number): Promise<readonly ListedReceipt[]>;
};
