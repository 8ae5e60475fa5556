/** What an organisation is told of as it happens: numbered events that carry ids only, whose content is then asked for as always. */
import { Type, type Static } from 'typebox';
import type { Permission } from './operation.ts';

/**
 * The kinds of event. `needs`: the permission without which nobody hears of it. `subject`: what its id names.
 * A new kind is one line here; whoever does not know a kind passes over it.
 */
export const EVENT_KINDS = {
  'hit.opened': { needs: 'hit:read', subject: 'hit', says: 'A hit was opened, and this organisation is its owner or its finder.' },
  'hit.changed': { needs: 'hit:read', subject: 'hit', says: 'Something happened to a hit: it was delivered, opened, answered, asked again, withdrawn or closed.' },
  'hit.due': { needs: 'hit:read', subject: 'hit', says: 'The clock of a hit is nearly over, or has run out.' },
  'hit.escalated': { needs: 'hit:read', subject: 'hit', says: 'A hit that nobody answered was passed to a supervisor or to the secretariat.' },
  'message.received': { needs: 'message:read', subject: 'message', says: 'A message is in the inbox.' },
  'message.receipt': { needs: 'message:read', subject: 'message', says: 'A receipt for a message that this organisation sent has come.' },
  'message.destroyed': { needs: 'message:read', subject: 'message', says: 'The time for which the hub keeps a message is over.' },
  'keys.changed': { needs: 'message:read', subject: 'organisation', says: 'The keys of an organisation have changed: read its keyring again before you write to it.' },
  'webhook.disabled': { needs: 'webhook:manage', subject: 'webhook', says: 'A webhook was disabled, because nothing had arrived there for days.' },
  'webhook.test': { needs: 'webhook:manage', subject: 'webhook', says: 'Sent to one webhook when somebody asks for a test; never in a stream.' },
} as const satisfies Record<string, { needs: Permission; subject: string; says: string }>;
export type EventKind = keyof typeof EVENT_KINDS;

/** Days for which events are kept, so that a desk that was away misses nothing. */
export const EVENTS_KEPT_DAYS = 30;

/** Of what a subject consists: an id, a code or a hash. */
export const SUBJECT = /^[\w-]{1,100}$/;

/** One event. */
export const LiveEvent = Type.Object({
  seq: Type.Integer({ description: 'Number of the event in your organisation: 1, 2, 3 ... Numbers that you do not see are of kinds that you may not hear of' }),
  kind: Type.String({ description: 'Pass over kinds that you do not know' }),
  subject: Type.String({ description: 'Id of what it is about' }),
  at: Type.String({ description: 'When it happened, UTC' }),
});
export type LiveEvent = Static<typeof LiveEvent>;
