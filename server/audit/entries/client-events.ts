/** Entries about systems that sign in with keys of their own: ids and codes, never a key. */
import type { AuditEntry, Who } from '../events.ts';

/** `owner`: the organisation for which the client asks; `reason`: what was changed. */
export type ClientFacts = { subject: string; owner: string; reason?: string };

/** A system was registered, changed or revoked. */
export function clientEntry(event: 'client.registered' | 'client.changed' | 'client.revoked', who: Who, { subject, owner, reason }: ClientFacts): AuditEntry {
  return { event, organisation: who.organisation, actor: who.actor, subject, owners: [owner], ...(reason !== undefined && { reason }) };
}

/** A registered system fetched a token; `within` is the name of the key, `reason` says whether the token is bound to a certificate. */
export function tokenFetched(who: Who, { key, bound }: { key: string; bound: boolean }): AuditEntry {
  return { event: 'token.fetched', organisation: who.organisation, actor: who.actor, within: key, reason: bound ? 'bound' : 'unbound' };
}
