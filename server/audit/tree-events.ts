/** The entries about the trees themselves. */
import { SERVER, type AuditEntry, type Who } from './events.ts';

/** Somebody read entries of his own organisation. `what`: entries, owner-entries or matrix. */
export function auditRead(who: Who, facts: { what: string; count: number; response: string }): AuditEntry {
  return { event: 'audit.read', organisation: who.organisation, actor: who.actor, reason: facts.what, count: facts.count, response: facts.response };
}

/** Somebody looked something up in the own logs. `what`: its kind; `question`: what and why, sealed; `count`: entries found. */
export function auditSearched({ organisation, actor }: Who, { what, question, ...facts }: { what: string; question: string; count: number; response: string }): AuditEntry {
  return { event: 'audit.searched', organisation, actor, reason: what, ...facts, sealed: question, keep: 'long' };
}

/** Entries of an own log were taken away. `log`: whose tree; `question`: which, sealed; `digest`: SHA-256 of the file so far. */
export function auditExported({ organisation, actor }: Who, { log, question, ...facts }: { log: string; question: string; count: number; digest: string }): AuditEntry {
  return { event: 'audit.exported', organisation, actor, reason: log, ...facts, sealed: question, keep: 'long' };
}

/** New keys sign the checkpoints from now on. `digest`: SHA-256 over their two lines. */
export function auditKeysChanged(facts: { generation: number; digest: string }): AuditEntry {
  return { event: 'audit.keys-changed', ...SERVER, subject: `keys_${facts.generation}`, digest: facts.digest };
}

/** The log did not fit what had been signed over it; nothing is signed since. */
export function auditTreesBroken(): AuditEntry {
  return { event: 'audit.trees-broken', ...SERVER };
}
