/** The entries of keys, messages and webhooks: who did what when, and never what was said. */
import type { AuditEntry, Who } from '../events.ts';
import { SERVER } from '../events.ts';

const by = ({ organisation, actor }: Who): Who => ({ organisation, actor });

/** An entry of a key directory was published. `what`: its type. */
export function keysPublished(who: Who, { subject, what }: { subject: string; what: string }): AuditEntry {
  return { event: 'key.published', ...by(who), subject, reason: what };
}
/** A keyring was published. */
export function keyringPublished(who: Who, { subject }: { subject: string }): AuditEntry {
  return { event: 'keyring.published', ...by(who), subject };
}
/** A message was taken. `count`: its recipients. */
export function messageAccepted(who: Who, facts: { subject: string; count: number }): AuditEntry {
  return { event: 'message.accepted', ...by(who), ...facts };
}
/** A message was handed to one of its parties. */
export function messageHandedOver(who: Who, facts: { subject: string; response: string }): AuditEntry {
  return { event: 'message.handed-over', ...by(who), ...facts };
}
/** Somebody signed for a message. `kind`: delivered, opened, answered. */
export function receiptTaken(who: Who, { subject, kind }: { subject: string; kind: string }): AuditEntry {
  return { event: 'message.receipt', ...by(who), subject, reason: kind };
}
/** The hub destroyed its copy of a message. */
export function messageDestroyed({ subject, reason }: { subject: string; reason: string }): AuditEntry {
  return { event: 'message.destroyed', ...SERVER, subject, reason };
}
/** An encrypted file was stored whole. `count`: bytes. */
export function blobStored(who: Who, facts: { subject: string; count: number }): AuditEntry {
  return { event: 'blob.stored', ...by(who), ...facts };
}
/** Of an encrypted file so many bytes were handed to a party of its message. */
export function blobHandedOver(who: Who, facts: { subject: string; within: string; count: number }): AuditEntry {
  return { event: 'blob.handed-over', ...by(who), ...facts };
}
/** A group of recipients was saved or removed. */
export function groupChanged(who: Who, facts: { subject: string; reason: string }): AuditEntry {
  return { event: 'group.changed', ...by(who), ...facts };
}
/** A webhook was created, changed, removed or disabled, or told something again. */
export function webhookChanged(who: Who, facts: { subject: string; reason: string }): AuditEntry {
  return { event: 'webhook.changed', ...by(who), ...facts };
}
/** Webhooks, or what was tried with one, were listed. */
export function webhooksListed(who: Who, facts: { count: number; response: string }): AuditEntry {
  return { event: 'webhook.listed', ...by(who), ...facts };
}
/** A webhook was disabled because nothing had arrived for days. */
export function webhookDisabled({ subject }: { subject: string }): AuditEntry {
  return { event: 'webhook.disabled', ...SERVER, subject };
}
