/** Entries about the mailbox of a bureau, in the bureau's own log: ids and codes, never a word of a message. */
import type { AuditEntry, EventName, Who } from './events.ts';

/** The events of a mailbox. */
export type MailEvent = Extract<EventName, 'mail.device-enrolled' | 'mail.device-removed' | 'mail.listed' | 'mail.read' | 'mail.searched' | 'mail.acted' | 'mail.exported'>;

/** `words` are what was searched for: they are sealed. */
export type MailFacts = { subject?: string; count?: number; reason?: string; response?: string; words?: string };

/** What somebody did in the mailbox of a bureau. */
export function mailEntry(event: MailEvent, { organisation, actor }: Who, { words, ...facts }: MailFacts): AuditEntry {
  const entry: AuditEntry = { event, organisation, actor, ...facts };
  return words === undefined ? entry : { ...entry, sealed: words, keep: 'short' };
}
