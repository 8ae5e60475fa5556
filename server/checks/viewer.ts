/** The viewer's rules: which records exist for somebody who asks, which the records folder decides, and which fields of them. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import type { Reason } from '@watchword/api/checks/answers.ts';
import type { Role } from '@watchword/api/organisations.ts';

export { findShown, type Viewer } from '#records/records.ts';

/** The fields that this viewer sees: all of a record of one's own, of others those that the database shows to the role. */
export function cutContent(database: Database, content: Content, isOwner: boolean, role: Role): Content {
  const visible = database.visible[role] ?? [];
  if (isOwner || visible === 'all') return content;
  const cut: Content = {};
  for (const field of Object.keys(content)) if (visible.includes(field)) cut[field] = content[field];
  return cut;
}

/** The reasons that tell nothing of a withheld field. What is no field of the record (the check digit of a VIN) stays. */
export function cutReasons(database: Database, reasons: readonly Reason[], isOwner: boolean, role: Role): Reason[] {
  const visible = database.visible[role] ?? [];
  if (isOwner || visible === 'all') return [...reasons];
  return reasons.filter(({ field }) => {
    const [name = ''] = field.split('.', 1);
    return visible.includes(name) || !(name in database.fields.properties);
  });
}
