/** The entries of hits. In the clear stand ids and codes; what was written, and which record it was, is sealed. */
import { OWNER_RULE, type ShownRecord } from '@watchword/api/audit/owner-logs.ts';
import type { AuditEntry, Who } from '../events.ts';

/** A record that a hit is about, with the purpose of the check that showed it. */
export type ReleasedRecord = ShownRecord & { readonly purpose: string };

/** A hit was opened of which no answer of a check tells: a discreet one, or one of an earlier check. `check` is its id. */
export function hitOpened(organisation: string, { subject, check, purpose, shown, question }: { subject: string; check: string; purpose: string; shown: ShownRecord; question: unknown }): AuditEntry {
  return {
    event: 'hit.opened', organisation, actor: 'server', subject, within: check, purpose, databases: [shown.database], owners: [shown.owner],
    sealed: JSON.stringify({ rule: OWNER_RULE, shown: [shown], ...(question !== undefined && { subject: question }) }), keep: 'long',
  };
}
/** The finder lets the owner know of a hit. From this entry the owner has it in its log. */
export function hitReleased(who: Who, { subject, released }: { subject: string; released: readonly ReleasedRecord[] }): AuditEntry {
  const [first] = released;
  return {
    event: 'hit.released', organisation: who.organisation, actor: who.actor, subject,
    ...(first !== undefined && { databases: [first.database], owners: [first.owner], sealed: JSON.stringify({ shown: released }), keep: 'long' as const }),
  };
}
/** Somebody did something with a hit. `words` are sealed. */
export function hitActed(who: Who, { subject, act, words }: { subject: string; act: string; words?: string | undefined }): AuditEntry {
  return { event: 'hit.acted', organisation: who.organisation, actor: who.actor, subject, reason: act, ...(words !== undefined && { sealed: words, keep: 'long' as const }) };
}
/** Hits, or what belongs to a desk, were listed; `what` says which. */
export function hitsListed(who: Who, { what, count, response }: { what: string; count: number; response: string }): AuditEntry {
  return { event: 'hit.listed', organisation: who.organisation, actor: who.actor, reason: what, count, response };
}
/** A hit was opened by somebody. */
export function hitRead(who: Who, { subject, response }: { subject: string; response: string }): AuditEntry {
  return { event: 'hit.read', organisation: who.organisation, actor: who.actor, subject, response };
}
/** A duty desk was set up, or handed over. */
export function deskActed(who: Who, { act, subject }: { act: string; subject?: string }): AuditEntry {
  return { event: 'desk.acted', organisation: who.organisation, actor: who.actor, reason: act, ...(subject !== undefined && { subject }) };
}
/** A record was flagged for review, or the flag was decided. `words` are sealed. */
export function recordDoubted(who: Who, { subject, record, act, words }: { subject: string; record: string; act: string; words: string }): AuditEntry {
  return { event: 'record.doubted', organisation: who.organisation, actor: who.actor, subject, within: record, reason: act, sealed: words, keep: 'long' };
}
/** The holder of a recovered document was cleared for a journey, or that ended. */
export function holderCleared(who: Who, { subject, record, act }: { subject: string; record: string; act: string }): AuditEntry {
  return { event: 'holder.cleared', organisation: who.organisation, actor: who.actor, subject, within: record, reason: act };
}
