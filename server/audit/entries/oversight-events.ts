/** The entries of oversight. They name the flag and the bureau, never the officer: who reads his own bureau's log sees him in the checks. */
import type { AuditEntry, Who } from '../events.ts';
import { SERVER } from '../events.ts';

/** A sign of unusual use was seen and flagged to the bureau `owner`. */
export function useFlagged(facts: { subject: string; owner: string; sign: string }): AuditEntry {
  return { event: 'use.flagged', ...SERVER, owners: [facts.owner], subject: facts.subject, reason: facts.sign };
}
/** A page of flags was listed. */
export function flagsListed(who: Who, facts: { count: number; response: string }): AuditEntry {
  return { event: 'flag.listed', organisation: who.organisation, actor: who.actor, ...facts };
}
/** Somebody said what came of a flag. `note` is sealed. */
export function flagAnswered(who: Who, { subject, finding, note }: { subject: string; finding: string; note: string }): AuditEntry {
  return { event: 'flag.answered', organisation: who.organisation, actor: who.actor, subject, reason: finding, sealed: note, keep: 'long' };
}
