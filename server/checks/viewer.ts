/** The viewer's rules: which records exist for somebody who asks, which the records folder decides, and which fields of them. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import type { Reason } from '@watchword/api/checks/answers.ts';

export { findShown, seenBits, viewerOf, type Viewer } from '#records/records.ts';

/** Fields of a record that somebody sees; `all` is every one of them. */
export type SeenFields = ReadonlySet<string> | 'all';

/** The content without the fields that are not seen: a withheld field is absent. */
export function cutContent(content: Content, seen: SeenFields): Content {
  if (seen === 'all') return content;
  const cut: Content = {};
  for (const field of Object.keys(content)) if (seen.has(field)) cut[field] = content[field];
  return cut;
}

/** The reasons that tell nothing of a withheld field. What is no field of the record (the check digit of a VIN) stays. */
export function cutReasons(database: Database, reasons: readonly Reason[], seen: SeenFields): Reason[] {
  if (seen === 'all') return [...reasons];
  return reasons.filter(({ field }) => {
    const [name = ''] = field.split('.', 1);
    return seen.has(name) || !(name in database.fields.properties);
  });
}
