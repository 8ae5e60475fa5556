/** Systems that are told of events by a request of ours, as Standard Webhooks says: signed, tried again for three days, shown with every attempt. */
import { Type, type Static } from 'typebox';
import { ID_PATTERN } from '../ids.ts';
import { EVENT_KINDS } from '../live.ts';
import { defineOperation } from '../operation.ts';

const closed = { additionalProperties: false } as const;
const errors = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
const writeErrors = [...errors, 'request.malformed', 'request.key-reused', 'request.in-flight'] as const;

/** Webhooks of an organisation. */
export const WEBHOOKS_MOST = 20;

/**
 * Seconds after which a delivery is tried again, counted from the try before; three days in all. The first try comes at once.
 * After the last one a delivery has failed; it can be sent again by hand.
 */
export const WEBHOOK_PAUSES = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 21 * 3600] as const;
/** Days without a delivery that arrived, after which a webhook is disabled. */
export const WEBHOOK_FAILING_DAYS = 3;

/** `paused`: by hand; what happens meanwhile is sent later. `disabled`: nothing arrived for three days, or it answered 410. */
export const WEBHOOK_STATES = ['active', 'paused', 'disabled'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

const Kinds = Type.Array(Type.Enum(Object.keys(EVENT_KINDS)), { maxItems: 40, uniqueItems: true, description: 'Empty for all' });
const Address = Type.String({ minLength: 10, maxLength: 500, pattern: '^https?://[^\\s#@]+$', description: 'https; http only on loopback, where the operator allows it' });
const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '^\\S(.*\\S)?$' });
const Secret = Type.String({ description: '`whsec_` and base64. Shown this once' });

export const Webhook = Type.Object({
  id: Type.String(), url: Type.String(), name: Type.String(), kinds: Type.Array(Type.String()), state: Type.Enum([...WEBHOOK_STATES]), createdAt: Type.String(),
  failingSince: Type.Optional(Type.String({ description: 'Since then nothing has arrived' })),
  oldSecretUntil: Type.Optional(Type.String({ description: 'Until then the secret before this one signs as well' })),
});
export type Webhook = Static<typeof Webhook>;

const ofWebhook = Type.Object({ id: Type.String({ pattern: ID_PATTERN('whk') }) }, closed);

export const createWebhook = defineOperation({
  id: 'webhooks.create', method: 'POST', path: '/v1/webhooks', side: 'hub', permission: 'webhook:manage', purpose: 'none', effect: 'write', status: 201, body: 'json', unkept: ['secret'],
  input: { body: Type.Object({ url: Address, name: Name, kinds: Type.Optional(Kinds) }, closed) },
  output: Type.Object({ webhook: Webhook, secret: Type.Optional(Secret) }),
  errors: [...writeErrors, 'webhook.address', 'webhook.too-many'],
  summary: 'Have a system told of events', description: 'From now on. Each request carries `webhook-id`, `webhook-timestamp` and `webhook-signature`, and in its body the kind, the number and an id: nothing that could be read by whoever sees it. Answer 2xx within 10 s.',
  examples: [{ name: 'hits to a case system', body: { url: 'https://cases.police.example/watchword', name: 'Case system', kinds: ['hit.opened', 'hit.changed'] } }],
});

export const listWebhooks = defineOperation({
  id: 'webhooks.list', method: 'GET', path: '/v1/webhooks', side: 'hub', permission: 'webhook:manage', purpose: 'none', effect: 'read', status: 200,
  input: {}, output: Type.Object({ items: Type.Array(Webhook) }), errors, summary: 'Webhooks of your organisation', description: 'Without their secrets.',
});

export const getWebhook = defineOperation({
  id: 'webhooks.get', method: 'GET', path: '/v1/webhooks/:id', side: 'hub', permission: 'webhook:manage', purpose: 'none', effect: 'read', status: 200,
  input: { params: ofWebhook }, output: Webhook, errors: [...errors, 'webhook.not-found'], summary: 'A webhook', description: 'Without its secret.',
});

export const updateWebhook = defineOperation({
  id: 'webhooks.update', method: 'PATCH', path: '/v1/webhooks/:id', side: 'hub', permission: 'webhook:manage', purpose: 'none', effect: 'write', status: 200, body: 'json',
  input: { params: ofWebhook, body: Type.Object({ url: Type.Optional(Address), name: Type.Optional(Name), kinds: Type.Optional(Kinds), state: Type.Optional(Type.Enum(['active', 'paused'])) }, closed) },
  output: Webhook, errors: [...writeErrors, 'webhook.not-found', 'webhook.address'],
  summary: 'Change, pause or resume a webhook', description: '`active` also brings back one that was disabled: what waits is sent, and events of the time between that are still kept.',
  examples: [{ name: 'pause', body: { state: 'paused' } }],
});

export const removeWebhook = defineOperation({
  id: 'webhooks.delete', method: 'DELETE', path: '/v1/webhooks/:id', side: 'hub', permission: 'webhook:manage', purpose: 'none', effect: 'write', status: 200,
  input: { params: ofWebhook }, output: Webhook, errors: [...writeErrors, 'webhook.not-found'], summary: 'Remove a webhook', description: 'With everything that waits.',
});

export const rotateWebhook = defineOperation({
  id: 'webhooks.rotate', method: 'POST', path: '/v1/webhooks/:id/secret', side: 'hub', permission: 'webhook:manage', purpose: 'none', effect: 'write', status: 200, body: 'json', unkept: ['secret'],
  input: { params: ofWebhook, body: Type.Object({ overlapHours: Type.Optional(Type.Integer({ minimum: 0, maximum: 168, default: 24, description: 'So long both secrets sign; 0 when the old one is known to others' })) }, closed) },
  output: Type.Object({ webhook: Webhook, secret: Type.Optional(Secret) }), errors: [...writeErrors, 'webhook.not-found'],
  summary: 'Give a webhook a new secret', description: 'Meanwhile each request has two signatures, so that the system can change over when it likes.',
  examples: [{ name: 'a day to change over', body: { overlapHours: 24 } }],
});

export const testWebhook = defineOperation({
  id: 'webhooks.test', method: 'POST', path: '/v1/webhooks/:id/test', side: 'hub', permission: 'webhook:manage', purpose: 'none', effect: 'write', status: 202,
  input: { params: ofWebhook }, output: Type.Object({ delivery: Type.String() }), errors: [...writeErrors, 'webhook.not-found'],
  summary: 'Send a test event', description: 'Of the kind `webhook.test`, number 0. What came of it stands in the deliveries.',
});

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
export const ATTEMPT_FAILURES = ['status', 'redirect', 'timeout', 'refused-address', 'tls', 'unreachable'] as const;
export type AttemptFailure = (typeof ATTEMPT_FAILURES)[number];

export const WebhookDelivery = Type.Object({
  id: Type.String({ description: 'As in `webhook-id`: the same in every try, so that the system can tell a second one' }),
  seq: Type.Integer(), kind: Type.String(), subject: Type.String(), at: Type.String(), state: Type.Enum([...DELIVERY_STATES]), tries: Type.Integer(), dueAt: Type.Optional(Type.String()),
  attempts: Type.Array(Type.Object({ number: Type.Integer(), at: Type.String(), ms: Type.Integer(), status: Type.Optional(Type.Integer()), failure: Type.Optional(Type.Enum([...ATTEMPT_FAILURES])) })),
});
export type WebhookDelivery = Static<typeof WebhookDelivery>;

export const listAttempts = defineOperation({
  id: 'webhooks.attempts', method: 'GET', path: '/v1/webhooks/:id/deliveries', side: 'hub', permission: 'webhook:manage', purpose: 'none', effect: 'read', status: 200,
  input: { params: ofWebhook, query: Type.Object({ state: Type.Optional(Type.Enum([...DELIVERY_STATES])), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })), cursor: Type.Optional(Type.String({ maxLength: 100 })) }, closed) },
  output: Type.Object({ items: Type.Array(WebhookDelivery), nextCursor: Type.Optional(Type.String()) }), errors: [...errors, 'webhook.not-found', 'request.cursor'],
  summary: 'What was sent to a webhook, with every attempt', description: 'Newest first. Kept for 30 days.',
});

export const redeliver = defineOperation({
  id: 'webhooks.redeliver', method: 'POST', path: '/v1/webhooks/:id/deliveries/:delivery', side: 'hub', permission: 'webhook:manage', purpose: 'none', effect: 'write', status: 202,
  input: { params: Type.Object({ id: Type.String({ pattern: ID_PATTERN('whk') }), delivery: Type.String({ pattern: ID_PATTERN('whd') }) }, closed) },
  output: Type.Object({ delivery: Type.String() }), errors: [...writeErrors, 'webhook.not-found'],
  summary: 'Send a delivery again', description: 'With the id it had, whatever became of it before.',
});

export const WEBHOOK_OPERATIONS = [createWebhook, listWebhooks, getWebhook, updateWebhook, removeWebhook, rotateWebhook, testWebhook, listAttempts, redeliver] as const;
