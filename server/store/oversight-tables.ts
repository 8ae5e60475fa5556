/** The tables of oversight: how officers use the network, and what it is used for by month. Units as in `tables.ts`. */

/** Checks of one officer in one hour. */
export interface OfficerUseTable {
  /** Number of the organisation. */
  organisation: number;
  /** Pseudonym. */
  actor: string;
  /** Hours since 1970. */
  hour: number;
  checks: number;
  /** Of these, in lists. */
  listed: number;
}

/** A thing that an officer typed, as a keyed hash of 16 bytes, by day. */
export interface OfficerAskedTable {
  organisation: number;
  actor: string;
  thing: Uint8Array;
  day: number;
  checks: number;
}

/** A sign that was seen in the checks of an officer. */
export interface UseFlagTable {
  id: Uint8Array;
  organisation: number;
  actor: string;
  sign: string;
  /** What the sign was seen in: an hour, a day, or a hash as hex; the id of the flag once the hash was forgotten. Never shown. The same one raises no second flag. */
  mark: string;
  first_at: number;
  last_at: number;
  count: number;
  /** Ids of some checks, as a JSON list. */
  checks: string;
  state: string;
  answered_at: number | null;
  answered_by: string | null;
  note: string | null;
}

/** Checks of an organisation in a month. `month`: its first day. `kept_apart`: checks for purposes of which nothing but their number is published. */
export interface MonthUseTable {
  organisation: number;
  month: number;
  checks: number;
  hits: number;
  possible: number;
  none: number;
  kept_apart: number;
}

export interface OversightTables {
  officer_use: OfficerUseTable;
  officer_asked: OfficerAskedTable;
  use_flag: UseFlagTable;
  month_use: MonthUseTable;
}
