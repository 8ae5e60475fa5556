/**
 * The entries of requests of persons. They name the request and the Commission's officer only: no owner, no database and no record, for a bureau
 * that reads about its own records must not learn that anybody asked. What a decision does to a record is an entry of its own, without the request.
 */
import type { AuditEntry, ReadFacts, Who, WriteFacts } from '../events.ts';
import { SERVER } from '../events.ts';

type ActFacts = { subject: string; version: number };

/** A request of a person was received. */
export function requestReceived(who: Who, facts: ActFacts): AuditEntry {
  return { event: 'request.received', ...who, ...facts };
}
/** `act`: what was done with it. */
export function requestActed(who: Who, { act, ...facts }: ActFacts & { act: string }): AuditEntry {
  return { event: 'request.acted', ...who, ...facts, reason: act };
}
/** `outcome` of the decision, and how many measures it orders. */
export function requestDecided(who: Who, { outcome, ...facts }: ActFacts & { outcome: string; count: number }): AuditEntry {
  return { event: 'request.decided', ...who, ...facts, reason: outcome };
}
/** A page of requests was listed. */
export function requestsListed(who: Who, facts: { count: number; response: string }): AuditEntry {
  return { event: 'request.listed', ...who, ...facts };
}
/** A request was read. */
export function requestRead(who: Who, facts: { subject: string; response: string }): AuditEntry {
  return { event: 'request.read', ...who, ...facts };
}
/** Everything held on the person was gathered: `count` records, checks and entries. */
export function packageGathered(who: Who, facts: { subject: string; count: number; response: string }): AuditEntry {
  return { event: 'request.package-gathered', ...who, ...facts };
}
/** Sealed texts about the person are erased, `count` of them. */
export function textsErased(who: Who, facts: ActFacts & { count: number }): AuditEntry {
  return { event: 'request.texts-erased', ...who, ...facts };
}
/** An owner read what it is asked to correct. */
export function correctionsListed(who: Who, facts: { count: number; response: string }): AuditEntry {
  return { event: 'correction.listed', ...who, ...facts };
}
/** An owner answered; `reason`: done or refused. */
export function correctionAnswered(who: Who, facts: { database: string; owner: string; subject: string; within: string; reason: string }): AuditEntry {
  const { database, owner, ...rest } = facts;
  return { event: 'correction.answered', ...who, databases: [database], owners: [owner], ...rest };
}

/** The Commission holds a record back. */
export function recordHeld(who: Who, facts: WriteFacts): AuditEntry {
  return touched('record.held', who, facts);
}
/** The Commission holds it back no longer. */
export function holdLifted(who: Who, facts: WriteFacts): AuditEntry {
  return touched('record.hold-lifted', who, facts);
}
/** What a record said was erased by a decision of the Commission. */
export function recordErased(who: Who, facts: WriteFacts): AuditEntry {
  return touched('record.erased', who, facts);
}
/** What records of one owner said was erased, some time after they ended. */
export function endedErased({ database, owner, count }: { database: string; owner: string; count: number }): AuditEntry {
  return { event: 'record.ended-erased', ...SERVER, databases: [database], owners: [owner], count };
}
/** How many records end soon was counted. */
export function endingCounted(who: Who, facts: Pick<ReadFacts, 'response'> & { count: number }): AuditEntry {
  return { event: 'record.ending-counted', ...who, ...facts };
}

function touched(event: 'record.held' | 'record.hold-lifted' | 'record.erased', who: Who, { database, owner, subject, version }: WriteFacts): AuditEntry {
  return { event, ...who, databases: [database], owners: [owner], subject, version };
}
