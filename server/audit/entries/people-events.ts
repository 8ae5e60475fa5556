/** Entries about people of a bureau, in the bureau's own log: ids, pseudonyms and codes, never a name. */
import type { AuditEntry, EventName, Who } from '../events.ts';

/** The events of people. */
export type PeopleEvent = Extract<
  EventName,
  | 'sign-in.accepted' | 'sign-in.ended' | 'session.locked' | 'session.confirmed' | 'session.role-set' | 'passkey.added' | 'passkey.removed' | 'person.admitted' | 'person.amended'
  | 'person.state-set' | 'code.issued' | 'people.listed' | 'person.read' | 'unit.changed' | 'proposal.made' | 'proposal.decided' | 'proposal.withdrawn' | 'proposal.listed'
>;

/** `detail` is free text (a reason in words): it is sealed. */
export type PeopleFacts = { subject?: string; within?: string; version?: number; count?: number; reason?: string; response?: string; detail?: string };

/** What somebody of a bureau did about its people, sessions, passkeys or proposals. */
export function peopleEntry(event: PeopleEvent, { organisation, actor }: Who, { detail, ...facts }: PeopleFacts): AuditEntry {
  const entry: AuditEntry = { event, organisation, actor, ...facts };
  return detail === undefined ? entry : { ...entry, sealed: detail, keep: 'long' };
}
