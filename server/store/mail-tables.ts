/** The tables of a bureau's mail; units as in `tables.ts`. In the store of a hub they are empty. What somebody wrote stands here encrypted, with keys that lie beside the store. */

/** Small things that must not be lost: how far lists were followed, keys that were seen. */
export interface MailStateTable {
  name: string;
  value: string;
}

/** A message that was received or sent. */
export interface MailMessageTable {
  /** 1, 2, 3 ... as they came. */
  number: number;
  /** SHA-256 of its manifest, base64url. */
  id: string;
  /** Id of the message that began the thread. */
  thread: string;
  /** 1 for what this bureau sent. */
  sent: number;
  /** Code of the organisation that sent it. */
  sender: string;
  /** When the sender says that it was sent. */
  at: number;
  arrived_at: number;
  /** Place in `PRIORITIES` of the contract. */
  priority: number;
  /** Why it is not believed: the code of the fault; null for what is sound. */
  fault: string | null;
  opened_at: number | null;
  answered_at: number | null;
  archived_at: number | null;
  /** When its content was destroyed; what is left are the signed manifest and the receipts. */
  destroyed_at: number | null;
  /** Subject and other things that a list shows, encrypted; empty when destroyed. */
  summary: Uint8Array;
  /** JSON of the signed manifest and of the own wrap, as the hub handed them out. */
  delivered: string;
  /** Ciphertext of the body, as the sender made it; empty when destroyed. */
  body: Uint8Array;
}

/** A receipt for a message. `kind`: place in `RECEIPT_KINDS`. */
export interface MailReceiptTable {
  message: string;
  kind: number;
  organisation: string;
  at: number;
  receipt: string;
}

/** A receipt of this bureau's that the hub does not have yet. */
export interface MailOutgoingTable {
  id: Uint8Array;
  receipt: string;
}

/** Something half written, encrypted to the mailbox. */
export interface MailDraftTable {
  id: Uint8Array;
  person: Uint8Array;
  at: number;
  /** JSON. */
  sealed: string;
}

/** A word of a message, as a keyed hash of 53 bits. */
export interface MailTermTable {
  term: number;
  message: number;
}

/** A device of the mailbox. */
export interface MailDeviceTable {
  id: string;
  kind: string;
  name: string;
  /** Whose browser it is; null for systems and the bureau itself. */
  person: Uint8Array | null;
  enrolled_at: number;
  removed_at: number | null;
  reason: string | null;
}

/** Something that must not be: a message or keys that were refused. */
export interface MailAlarmTable {
  id: Uint8Array;
  at: number;
  code: string;
  organisation: string;
  message: string | null;
  seen_at: number | null;
}

export interface MailTables {
  mail_state: MailStateTable;
  mail_message: MailMessageTable;
  mail_receipt: MailReceiptTable;
  mail_outgoing: MailOutgoingTable;
  mail_draft: MailDraftTable;
  mail_term: MailTermTable;
  mail_device: MailDeviceTable;
  mail_alarm: MailAlarmTable;
}
