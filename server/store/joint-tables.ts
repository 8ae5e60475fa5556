/** The tables of joint operations; units as in `tables.ts`. `day` is `YYYY-MM-DD`. */

/** A joint operation. `seq` counts what was reported; `salt` goes into the keys of persons and things, and never leaves the server. */
export interface JointOperationTable {
  id: Uint8Array;
  code: string;
  organisation: number;
  state: string;
  version: number;
  plan: string;
  salt: string;
  seq: number;
  created_at: number;
}

/** Who takes part. `shares`: JSON; null before it has accepted. */
export interface JointMemberTable {
  operation: Uint8Array;
  organisation: number;
  role: string;
  state: string;
  shares: string | null;
  invited_at: number;
  answered_at: number | null;
  last_report_at: number | null;
}

/** A version of an incident. `content` is what its country wrote, `counted` what is counted of it: JSON both. `seq` is of the operation. */
export interface JointIncidentTable {
  operation: Uint8Array;
  id: Uint8Array;
  version: number;
  organisation: number;
  seq: number;
  received_at: number;
  actor: string;
  withdrawn: number;
  share: string | null;
  reason: string | null;
  content: string;
  counted: string;
}

/** A country says that two entries are the same: persons, or where `thing` names a list of the report, things of that list. */
export interface JointLinkTable {
  operation: Uint8Array;
  one: Uint8Array;
  one_person: number;
  other: Uint8Array;
  other_person: number;
  organisation: number;
  at: number;
  undone_at: number | null;
  thing: string;
}

/** What one unit of a currency was worth in US dollars. */
export interface JointRateTable {
  operation: Uint8Array;
  currency: string;
  day: string;
  usd: string;
  source: string;
}

/** A country stands by its figures as known at `cut_off`. */
export interface JointSignatureTable {
  operation: Uint8Array;
  organisation: number;
  cut_off: number;
  at: number;
  actor: string;
  figures: string;
}

/** Results that change no more; JSON. */
export interface JointFrozenTable {
  operation: Uint8Array;
  edition: number;
  state: string;
  at: number;
  actor: string;
  cut_off: number;
  results: string;
  rates: string;
  signatures: string;
  hash: string;
}

/** An item of a list. `owner`: of whoever sees to it. `content`: JSON. */
export interface JointTaskTable {
  operation: Uint8Array;
  id: Uint8Array;
  organisation: number;
  owner: number | null;
  audience: string;
  state: string;
  version: number;
  due_at: number | null;
  content: string;
  created_at: number;
  changed_at: number;
  settled_at: number | null;
  settled_by: number | null;
}

/** A version of a chart. `content`: JSON; `share`: who opens it besides its organisation. */
export interface JointChartTable {
  operation: Uint8Array;
  id: Uint8Array;
  version: number;
  organisation: number;
  actor: string;
  at: number;
  share: string;
  title: string;
  content: string;
}

export interface JointTables {
  joint_chart: JointChartTable;
  joint_task: JointTaskTable;
  joint_operation: JointOperationTable;
  joint_member: JointMemberTable;
  joint_incident: JointIncidentTable;
  joint_link: JointLinkTable;
  joint_rate: JointRateTable;
  joint_signature: JointSignatureTable;
  joint_frozen: JointFrozenTable;
}
