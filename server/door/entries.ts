/** What the door adds to the entries of handlers. */
import type { AuditEntry } from '#audit/audit.ts';
import type { Asker } from './calls.ts';

/** Names the token through which an officer acted, beside his pseudonym. */
export function nameToken(entry: AuditEntry, { via }: Pick<Asker, 'via'>): AuditEntry {
  if (via !== undefined) entry.via = via;
  return entry;
}
