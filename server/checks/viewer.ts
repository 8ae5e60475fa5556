/**
 * The viewer's rules: which records exist for somebody who asks, and which fields of them. They are tested before anything is compared
 * or counted, so a hidden record and an absent one lead to the same answer.
 */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import type { Reason } from '@watchword/api/checks/answers.ts';
import type { Role } from '@watchword/api/organisations.ts';
import { isMasked } from '#organisations/organisations.ts';
import { findStanding, isLive } from '#records/records.ts';
import type { StoredRecord } from '#store/tables.ts';

/** Who looks: number of the organisation, role, and the day (number since 1970) on which it is asked. */
export type Viewer = { readonly organisation: number; readonly role: Role; readonly today: number };

/**
 * The record in the version that this viewer sees; undefined when it does not exist for them today. It ends after its last day, whether
 * or not the sweep has been there. Its owner sees it as it is, everybody else the version that was released.
 */
export function findShown(record: StoredRecord, viewer: Viewer): StoredRecord | undefined {
  if (!isLive(record, viewer.today)) return undefined;
  const seen = record.owner === viewer.organisation ? record : findStanding(record);
  // Hidden from the front line means of every country, the owner's own too.
  if (seen === undefined || (seen.hidden_front === 1 && viewer.role === 'front-line')) return undefined;
  return seen.owner === viewer.organisation || !isMasked(seen.hidden_from, viewer.organisation) ? seen : undefined;
}

/** The fields that this viewer sees: all of a record of one's own, of others those that the database shows to the role. */
export function cutContent(database: Database, content: Content, isOwner: boolean, role: Role): Content {
  const visible = database.visible[role];
  if (isOwner || visible === 'all') return content;
  const cut: Content = {};
  for (const field of Object.keys(content)) if (visible.includes(field)) cut[field] = content[field];
  return cut;
}

/** The reasons that tell nothing of a withheld field. What is no field of the record (the check digit of a VIN) stays. */
export function cutReasons(database: Database, reasons: readonly Reason[], isOwner: boolean, role: Role): Reason[] {
  const visible = database.visible[role];
  if (isOwner || visible === 'all') return [...reasons];
  return reasons.filter(({ field }) => {
    const [name = ''] = field.split('.', 1);
    return visible.includes(name) || !(name in database.fields.properties);
  });
}
