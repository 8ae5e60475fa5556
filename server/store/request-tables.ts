/** The tables of requests of persons, of holds and of endings. Units as in `tables.ts`; what is sealed is text that only the Commission's key opens. */

/** A request of a person on whom data may be held. */
export interface PersonRequestTable {
  id: Uint8Array;
  kind: string;
  state: string;
  /** 1 when it was received, one more with each act. */
  version: number;
  received_at: number;
  /** Number of the bureau through which it came; null when it came directly. */
  via: number | null;
  /** 1 when owners may be told of it. */
  consent: number;
  admitted_on: number | null;
  /** The last day without any extension, and with those that there were. */
  first_due_on: number | null;
  due_on: number | null;
  decided_on: number | null;
  outcome: string | null;
  closed_on: number | null;
  /** JSON array: entries of the audit log whose texts are being erased; null when none are. */
  erasing: string | null;
  /** Sealed: who asks for what, and how to reach them. Null when it was erased. */
  matter: string | null;
}

/** What was done about a request. */
export interface PersonRequestEventTable {
  request: Uint8Array;
  number: number;
  at: number;
  actor: string;
  act: string;
  /** Sealed. */
  text: string | null;
}

/** What a decision orders for one record. */
export interface PersonMeasureTable {
  id: Uint8Array;
  request: Uint8Array;
  act: string;
  /** Id and row of the record, its database and owner. */
  record: Uint8Array;
  row: number;
  database: number;
  owner: number;
  state: string;
  asked_on: number;
  due_on: number | null;
  /** What the owner is asked, and what it answered: both are read by the owner. */
  asks: string | null;
  answer: string | null;
  /** The change with which it took effect. */
  change: number | null;
}

/** Who has followed a measure. */
export interface PersonReceiptTable {
  measure: Uint8Array;
  /** `server:NAME`, or the code of a bureau. */
  holder: string;
  at: number;
  change: number | null;
  /** Sealed. */
  note: string | null;
}

/** A record that the Commission holds back: nobody else releases it. */
export interface RecordHoldTable {
  row: number;
  since: number;
}

/** A record that has ended and still says something: what it says is erased so many days later. */
export interface RecordEndTable {
  row: number;
  ended_on: number;
}

export interface RequestTables {
  person_request: PersonRequestTable;
  person_request_event: PersonRequestEventTable;
  person_measure: PersonMeasureTable;
  person_receipt: PersonReceiptTable;
  record_hold: RecordHoldTable;
  record_end: RecordEndTable;
}
