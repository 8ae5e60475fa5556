/** The tables of reports, attachments and evidence of joint operations; units as in `tables.ts`. */

/** A report as it was made. `circle`: `all`, then `organisation` is the coordinator, or `own`. `actor`: null where it was made by itself. `totals`, `content`: JSON. */
export interface JointReportTable {
  operation: Uint8Array;
  id: Uint8Array;
  circle: string;
  organisation: number;
  number: number;
  kind: string;
  at: number;
  cut_off: number;
  actor: string | null;
  edition: number | null;
  totals: string;
  hash: string;
  content: string;
}

/** A version of a text that stands in reports. */
export interface JointReportTextTable {
  operation: Uint8Array;
  circle: string;
  organisation: number;
  language: string;
  section: string;
  version: number;
  at: number;
  actor: string;
  text: string;
}

/** `hour`: of UTC, null for never. `until`: the last day. `set_at`: from then on. */
export interface JointReportScheduleTable {
  operation: Uint8Array;
  circle: string;
  organisation: number;
  hour: number | null;
  until: string | null;
  set_at: number;
}

/** A photograph or file of an incident. `digest`: SHA-256 as it is kept; `received`: as it came. `data` is null once it was removed. */
export interface JointAttachmentTable {
  operation: Uint8Array;
  incident: Uint8Array;
  id: Uint8Array;
  organisation: number;
  added_at: number;
  actor: string;
  type: string;
  bytes: number;
  width: number | null;
  height: number | null;
  digest: Uint8Array;
  received: Uint8Array;
  caption: string | null;
  removed_at: number | null;
  data: Uint8Array | null;
}

/** A case that `organisation` opened to `recipient`. `incidents`: JSON, ids as texts. `until`: the last day. */
export interface JointEvidenceTable {
  id: Uint8Array;
  operation: Uint8Array;
  organisation: number;
  recipient: number;
  officer: string | null;
  reference: string;
  incidents: string;
  given_at: number;
  actor: string;
  until: string;
  ended_at: number | null;
}

/** Somebody looked at a case, or took its file. */
export interface JointEvidenceUseTable {
  evidence: Uint8Array;
  at: number;
  actor: string;
  what: string;
}

export interface JointReportTables {
  joint_report: JointReportTable;
  joint_report_text: JointReportTextTable;
  joint_report_schedule: JointReportScheduleTable;
  joint_attachment: JointAttachmentTable;
  joint_evidence: JointEvidenceTable;
  joint_evidence_use: JointEvidenceUseTable;
}
