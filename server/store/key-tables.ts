/** The tables of the key directory. Hashes are 32 bytes; objects are signed objects as JSON. Units as in `tables.ts`. */

/** One entry, and its line in the list of all entries. `n`: 1, 2, 3 ... without a gap. */
export interface KeyEntryTable {
  n: number;
  organisation: number;
  sequence: number;
  hash: Uint8Array;
  head: Uint8Array;
  object: string;
}

/** What follows from the entries of an organisation, as far as the hub has to know while it takes messages. */
export interface KeyStateTable {
  organisation: number;
  entries: number;
  /** Hash of the first entry, and of the last. */
  pin: Uint8Array;
  last: Uint8Array;
  /** 0 while there is none. `epoch_at`, `epoch_until`: its beginning and its end. */
  epoch: number;
  epoch_at: number;
  epoch_until: number;
  /** Since when a new epoch is due because a device was removed. */
  due_at: number | null;
}

export interface KeyringTable {
  organisation: number;
  sequence: number;
  hash: Uint8Array;
  object: string;
}

export interface KeyTables {
  key_entry: KeyEntryTable;
  key_state: KeyStateTable;
  keyring: KeyringTable;
}
