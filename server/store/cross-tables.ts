/** The tables of the cross-check; units as in `tables.ts`. */

/** What goes into the keys of entities: one row, made when it is first needed. It never leaves the server. */
export interface JointSecretTable {
  id: number;
  salt: string;
}

/** Something of an incident that is compared. `armed` is 1 where a person has reported it for a reason: only then it shows a link. `pointer` is into the content. */
export interface JointEntityTable {
  operation: Uint8Array;
  incident: Uint8Array;
  place: number;
  organisation: number;
  kind: string;
  key: Uint8Array;
  pointer: string;
  armed: number;
  at: number;
}

/** How far an incident is compared. `asker`: who reported it, as JSON, for as long as the databases are to be asked in his name; `checks`: what they answered, JSON; `names`: JSON, places of persons that are still to be compared. */
export interface JointCompareTable {
  operation: Uint8Array;
  incident: Uint8Array;
  version: number;
  organisation: number;
  state: string;
  reason: string | null;
  asker: string;
  at: number;
  checks: string;
  names: string;
  claimed_until: number | null;
}

/** How many entities an officer had compared in an hour (of UTC since 1970). */
export interface JointCompareUseTable {
  organisation: number;
  actor: string;
  hour: number;
  entities: number;
}

/** What two countries both have. */
export interface JointCrossTable {
  id: Uint8Array;
  key: Uint8Array;
  kind: string;
  how: string;
  at: number;
}

/** One of the two countries of a link, and what it has released: JSON, null before. */
export interface JointCrossSideTable {
  link: Uint8Array;
  organisation: number;
  operation: Uint8Array;
  incident: Uint8Array;
  pointer: string;
  gone_at: number | null;
  parts: string | null;
  released_at: number | null;
  actor: string | null;
  reason: string | null;
}

/** Two entries that could be one. */
export interface JointDuplicateTable {
  id: Uint8Array;
  operation: Uint8Array;
  kind: string;
  how: string;
  score: number | null;
  at: number;
  one: Uint8Array;
  one_place: number;
  one_organisation: number;
  other: Uint8Array;
  other_place: number;
  other_organisation: number;
  link: Uint8Array | null;
  gone_at: number | null;
}

/** What a country has said of two entries. */
export interface JointDecisionTable {
  duplicate: Uint8Array;
  organisation: number;
  at: number;
  actor: string;
  decision: string;
  reason: string;
}

/** Checks made under the code in five minutes (`bucket`: their start, `day`: that of UTC as a number), counted from entries `first` to `last` of the log of a server. */
export interface JointTallyTable {
  operation: Uint8Array;
  organisation: number;
  bucket: number;
  day: number;
  server: string;
  checks: number;
  hits: number;
  first: number;
  last: number;
}

/** Up to which entry of its log a server has counted. */
export interface JointTallyMarkTable {
  server: string;
  seq: number;
}

/** A check under the code that found something. */
export interface JointFoundTable {
  operation: Uint8Array;
  check_id: Uint8Array;
  organisation: number;
  at: number;
}

export interface CrossTables {
  joint_secret: JointSecretTable;
  joint_entity: JointEntityTable;
  joint_compare: JointCompareTable;
  joint_compare_use: JointCompareUseTable;
  joint_cross: JointCrossTable;
  joint_cross_side: JointCrossSideTable;
  joint_duplicate: JointDuplicateTable;
  joint_decision: JointDecisionTable;
  joint_tally: JointTallyTable;
  joint_tally_mark: JointTallyMarkTable;
  joint_found: JointFoundTable;
}
