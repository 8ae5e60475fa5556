/** What an organisation is told of as it happens: numbered events that carry ids only, whose content is then asked for as always. */
import { Type, type Static } from 'typebox';
import { defineOperation, type Permission } from './operation.ts';

const closed = { additionalProperties: false } as const;

/**
 * The kinds of event. `needs`: the permission without which nobody hears of it. `subject`: what its id names.
 * A new kind is one line here; whoever does not know a kind passes over it.
 */
export const EVENT_KINDS = {
  'hit.opened': { needs: 'hit:read', subject: 'hit', says: 'A hit was opened, and this organisation is its owner or its finder.' },
  'hit.changed': { needs: 'hit:read', subject: 'hit', says: 'Something happened to a hit: it was delivered, opened, answered, asked again, withdrawn or closed.' },
  'hit.due': { needs: 'hit:read', subject: 'hit', says: 'The clock of a hit is nearly over, or has run out.' },
  'hit.escalated': { needs: 'hit:read', subject: 'hit', says: 'A hit that nobody answered was passed to a supervisor or to the secretariat.' },
  'check.followed': { needs: 'hit:ask', subject: 'check', says: 'Something happened to a hit of a check of this organisation: whoever made it asks what. Not for hits of which its officer was shown nothing.' },
  'message.received': { needs: 'message:read', subject: 'message', says: 'A message is in the inbox.' },
  'message.sent': { needs: 'message:read', subject: 'message', says: 'This organisation has sent a message.' },
  'message.receipt': { needs: 'message:read', subject: 'message', says: 'A receipt for a message that this organisation sent has come.' },
  'message.destroyed': { needs: 'message:read', subject: 'message', says: 'The time for which the hub keeps a message is over.' },
  'keys.changed': { needs: 'message:read', subject: 'organisation', says: 'The keys of an organisation have changed: read its keyring again before you write to it.' },
  'operation.changed': { needs: 'operation:read', subject: 'joint operation', says: 'The plan of a joint operation, its state, who takes part in it, or its frozen results have changed.' },
  'operation.counted': { needs: 'operation:read', subject: 'joint operation', says: 'Something was reported, corrected or withdrawn that is counted for this organisation: its results are others now.' },
  'operation.tasks': { needs: 'operation:read', subject: 'joint operation', says: 'A briefing, debriefing or task list of a joint operation has changed.' },
  'link.found': { needs: 'operation:read', subject: 'link', says: 'Your country and another both have the same in a joint operation: read the link to learn whom to call.' },
  'link.changed': { needs: 'operation:read', subject: 'link', says: 'A side of a link has released its part, taken that back, or has it no more.' },
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

/** Where a stream has come to without all of it: what lies between was forgotten, or never was. Read anew whatever you follow. */
export const LiveGap = Type.Object({
  after: Type.Integer({ description: 'The number that you named' }),
  next: Type.Integer({ description: 'The number of the next event that you will hear of' }),
});
export type LiveGap = Static<typeof LiveGap>;

const errors = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'access.suspended', 'request.rate-limited', 'store.unavailable', 'store.broken'] as const;
const After = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'The last number that you know; 0 for all that is kept. Without it: from now on' });

export const readEvents = defineOperation({
  id: 'events.read', method: 'GET', path: '/v1/events', side: 'hub', permission: 'session', purpose: 'none', effect: 'read', status: 200, quiet: true, answer: 'events',
  input: { query: Type.Object({ after: Type.Optional(After) }, closed) },
  output: LiveEvent,
  errors,
  summary: 'Hear of what concerns your organisation, as it happens',
  description: 'Server-sent events. Each carries a number, a kind and an id; what the id names is asked for as always. The header `Last-Event-ID` counts before `after`, so a browser that lost its line misses nothing. `ready` says where the stream begins, `gap` that older events are no longer kept, `heartbeat` every 15 s that nothing happened, `end` why the server closes. Whoever reads too slowly is cut off and comes back. You hear of the kinds that your permissions cover.',
});

export const listEvents = defineOperation({
  id: 'events.list', method: 'GET', path: '/v1/events/past', side: 'hub', permission: 'session', purpose: 'none', effect: 'read', status: 200, quiet: true,
  input: { query: Type.Object({ after: Type.Optional(After), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 200 })) }, closed) },
  output: Type.Object({
    items: Type.Array(LiveEvent),
    reached: Type.Integer({ description: 'Ask again with `after` of this number' }),
    last: Type.Integer({ description: 'Number of the newest event of your organisation' }),
    gap: Type.Optional(LiveGap),
  }),
  errors,
  summary: 'Events of the last 30 days, by pages',
  description: 'For systems that ask now and then in place of listening, and for what was missed. In order; there is more while `reached` is below `last`.',
});

export const LIVE_OPERATIONS = [readEvents, listEvents] as const;
