/** The tables of messages. Ids and hashes are 32 bytes; objects are as they came, as JSON. Nothing here is plaintext of a message. Units as in `tables.ts`. */

export interface MessageTable {
  id: Uint8Array;
  sender: number;
  at: number;
  priority: string;
  handling: string;
  size: number;
  recipients: number;
  /** Recipients that have signed that they have it. */
  delivered: number;
  /** Signed object; empty when destroyed. */
  manifest: string;
  /** What the hub signed; null while its key is not enrolled. */
  accepted: string | null;
  destroy_at: number;
  destroyed_at: number | null;
}

/** What one party has of a message: its key to it. `number`: its place among all messages of this party. */
export interface MessagePartTable {
  organisation: number;
  number: number;
  message: Uint8Array;
  sequence: number;
  wrap: string;
}

/** How far the line from one organisation to another is. */
export interface MessageLineTable {
  sender: number;
  recipient: number;
  sequence: number;
  last: Uint8Array;
}

/** How far the numbers of an organisation are. */
export interface MessageHeadTable {
  organisation: number;
  messages: number;
  receipts: number;
}

export interface MessageReceiptTable {
  organisation: number;
  number: number;
  message: Uint8Array;
  sender: number;
  kind: string;
  at: number;
  object: string;
}

/** An encrypted file. `data`: of a small one; a large one lies in a file. `message`: the one it goes with, and `n` its place there. */
export interface MessageFileTable {
  organisation: number;
  sha256: Uint8Array;
  size: number;
  started_at: number;
  completed_at: number | null;
  data: Uint8Array | null;
  message: Uint8Array | null;
  n: number | null;
}

export interface MessageGroupTable {
  organisation: number;
  code: string;
  name: string;
  members: string;
  version: number;
}

export interface MessageTables {
  message: MessageTable;
  message_part: MessagePartTable;
  message_line: MessageLineTable;
  message_head: MessageHeadTable;
  message_receipt: MessageReceiptTable;
  message_file: MessageFileTable;
  message_group: MessageGroupTable;
}
