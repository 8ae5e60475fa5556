/** Entries about organisations: who was admitted, suspended, admitted again. */
import type { AuditEntry, Who } from '../events.ts';

/** An agency or a partner was admitted. `subject`: its code. */
export function organisationAdmitted(who: Who, { subject }: { subject: string }): AuditEntry {
  return { event: 'organisation.admitted', organisation: who.organisation, actor: who.actor, subject };
}

/** An organisation was suspended, or the suspension ended. `detail`: why, sealed. */
export function organisationChanged(who: Who, { subject, reason, detail }: { subject: string; reason: 'suspended' | 'resumed'; detail?: string }): AuditEntry {
  return { event: 'organisation.changed', organisation: who.organisation, actor: who.actor, subject, reason, ...(detail !== undefined && { sealed: detail, keep: 'long' }) };
}
