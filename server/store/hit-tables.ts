/** The tables of hits. Units as in `tables.ts`. */

/** One record that checks of one finder have shown. Organisations by number, `record` is its id. */
export interface HitTable {
  id: Uint8Array;
  record: Uint8Array;
  database: number;
  kind: string;
  owner: number;
  finder: number;
  delegate: number | null;
  opened_at: number;
  state: string;
  retro: number;
  discreet: number;
  shielded: number;
  releases_at: number | null;
  released_at: number | null;
  wanted: string | null;
  urgency: string | null;
  number: number;
  first_asked_at: number | null;
  asked_at: number | null;
  due_at: number | null;
  steps: number;
  callback: string | null;
  message: string | null;
  delivered_at: number | null;
  read_at: number | null;
  need_until: number | null;
  need_reason: string | null;
  answered_at: number | null;
  answered_by: number | null;
  verdict: string | null;
  valid: string | null;
  same: string | null;
  instruction: string | null;
  outcome: string | null;
  outcome_at: number | null;
  clearing_at: number | null;
  cleared: string | null;
  stopped_at: number | null;
  closed_at: number | null;
  next_at: number | null;
}

/** A desk that has a hit. What has no row here does not exist for an organisation. */
export interface HitSideTable {
  hit: Uint8Array;
  organisation: number;
  side: string;
  queue: string;
  changed_at: number;
  assigned: string | null;
  assigned_at: number | null;
  merged: Uint8Array | null;
  note: string | null;
}

/** A check that hit. `asked`, `place` and `officer` are emptied with time. `told_at`: when the owner was told of it. */
export interface HitCheckTable {
  hit: Uint8Array;
  check_id: Uint8Array;
  at: number;
  outcome: string;
  purpose: string;
  telling: string;
  told_at: number | null;
  officer: string;
  role: string | null;
  discreet: number;
  place: string | null;
  asked: string | null;
  matched: string;
}

/** A step. `seen_by`: the only organisation that sees it; null for every side. */
export interface HitEventTable {
  hit: Uint8Array;
  number: number;
  at: number;
  act: string;
  seen_by: number | null;
  organisation: number | null;
  officer: string | null;
  words: string | null;
}

/** When somebody last read a record, or looked at a photograph of it, of which there is a hit. */
export interface HitReadingTable {
  record: Uint8Array;
  organisation: number;
  actor: string;
  record_at: number | null;
  photo_at: number | null;
}

/** A hit about which the owner was asked. `month`: first day of the month. */
export interface HitMonthTable {
  month: number;
  hit: Uint8Array;
  owner: number;
  seconds: number | null;
  in_time: number;
  verdict: string | null;
  outcome: string | null;
}

/** Settings of a duty desk, as JSON. */
export interface HitDeskTable {
  organisation: number;
  settings: string;
  changed_at: number;
}

/** A handover from shift to shift. `items`: JSON. */
export interface HitHandoverTable {
  id: Uint8Array;
  organisation: number;
  at: number;
  officer: string;
  note: string;
  items: string;
  taken_at: number | null;
  taken_by: string | null;
}

/** Up to which entry of its audit log a server has opened what hit. */
export interface HitMarkTable {
  server: string;
  entry: number;
}

/** A record that a bureau has flagged for review. */
export interface RecordDoubtTable {
  id: Uint8Array;
  record: Uint8Array;
  database: number;
  owner: number;
  organisation: number;
  officer: string;
  doubt: string;
  reason: string;
  at: number;
  state: string;
  decided_at: number | null;
  decision: string | null;
}

/** A holder of a recovered document who is cleared for one journey. */
export interface ClearanceTable {
  id: Uint8Array;
  record: Uint8Array;
  owner: number;
  slip: string;
  at: number;
  until_at: number;
  goes_from: string;
  goes_to: string;
  carrier: string | null;
  state: string;
}

export interface HitTables {
  hit: HitTable;
  hit_side: HitSideTable;
  hit_check: HitCheckTable;
  hit_event: HitEventTable;
  hit_reading: HitReadingTable;
  hit_month: HitMonthTable;
  hit_desk: HitDeskTable;
  hit_handover: HitHandoverTable;
  hit_mark: HitMarkTable;
  record_doubt: RecordDoubtTable;
  clearance: ClearanceTable;
}
