/** The entries of joint operations. In the clear stand ids and codes; reasons in words are sealed. */
import type { AuditEntry, Who } from './events.ts';

/** Somebody did something: `subject` is the incident, or the operation itself; `words` are sealed. */
export function jointActed(who: Who, { operation, subject = operation, act, count, words }: { operation: string; subject?: string; act: string; count?: number; words?: string | undefined }): AuditEntry {
  return {
    event: 'joint.acted', organisation: who.organisation, actor: who.actor, subject, reason: act, ...(subject !== operation && { within: operation }), ...(count !== undefined && { count }),
    ...(words !== undefined && { sealed: words, keep: 'long' as const }),
  };
}
/** Something was read; `what` says which. */
export function jointRead(who: Who, { subject, what, count, response }: { subject?: string; what: string; count: number; response: string }): AuditEntry {
  return { event: 'joint.read', organisation: who.organisation, actor: who.actor, reason: what, count, response, ...(subject !== undefined && { subject }) };
}
