import { createWebhook, getWebhook, listAttempts, listWebhooks, redeliver, removeWebhook, rotateWebhook, testWebhook, updateWebhook, type Webhook, type WebhookDelivery } from '@watchword/api/live/webhooks.ts';
import type { InputOf, OutputOf } from '@watchword/api/operation.ts';
import type { Calls } from './calls.ts';
import { eachPage } from './pages.ts';
import type { CallOptions } from './request.ts';

export type { Webhook, WebhookDelivery };

/** Systems that are told of events by request. */
export type Webhooks = {
  /** The secret is in this answer and never again. */
  create(webhook: InputOf<typeof createWebhook>['body'], options?: CallOptions): Promise<OutputOf<typeof createWebhook>>;
  list(options?: CallOptions): Promise<readonly Webhook[]>;
  get(id: string, options?: CallOptions): Promise<Webhook>;
  update(id: string, change: InputOf<typeof updateWebhook>['body'], options?: CallOptions): Promise<Webhook>;
  remove(id: string, options?: CallOptions): Promise<Webhook>;
  rotate(id: string, wish?: InputOf<typeof rotateWebhook>['body'], options?: CallOptions): Promise<OutputOf<typeof rotateWebhook>>;
  test(id: string, options?: CallOptions): Promise<OutputOf<typeof testWebhook>>;
  /** Everything that was sent to it, newest first, with every attempt. */
  deliveries(id: string, query?: { state?: 'waiting' | 'delivered' | 'failed' }, options?: CallOptions): AsyncGenerator<WebhookDelivery>;
  redeliver(id: string, delivery: string, options?: CallOptions): Promise<OutputOf<typeof redeliver>>;
};

/** The webhooks of one client. */
export function createWebhooks({ call }: Calls): Webhooks {
  return {
    create: (body, options) => call(createWebhook, { body }, options),
    list: async (options) => (await call(listWebhooks, undefined, options)).items,
    get: (id, options) => call(getWebhook, { params: { id } }, options),
    update: (id, body, options) => call(updateWebhook, { params: { id }, body }, options),
    remove: (id, options) => call(removeWebhook, { params: { id } }, options),
    rotate: (id, body = {}, options) => call(rotateWebhook, { params: { id }, body }, options),
    test: (id, options) => call(testWebhook, { params: { id } }, options),
    deliveries: (id, query = {}, options) => eachPage((cursor) => call(listAttempts, { params: { id }, query: { ...query, ...cursor } }, options)),
    redeliver: (id, delivery, options) => call(redeliver, { params: { id, delivery } }, options),
  };
}

const TOLERANCE_SECONDS = 5 * 60;

/**
 * Whether a request to a webhook of yours is from the hub: its signature by one of these secrets (`whsec_…`), and not older than five minutes.
 * `headers` by their names in small letters; `now`: ms since 1970.
 */
export async function verifyWebhook({ headers, body, secrets, now }: { headers: Readonly<Record<string, string | undefined>>; body: string; secrets: readonly string[]; now: number }): Promise<boolean> {
  const [id, time, given] = [headers['webhook-id'], headers['webhook-timestamp'], headers['webhook-signature']];
  if (id === undefined || time === undefined || given === undefined || !/^\d{1,12}$/.test(time) || Math.abs(now / 1000 - Number(time)) > TOLERANCE_SECONDS) return false;
  const signed = new TextEncoder().encode(`${id}.${time}.${body}`);
  const signatures = given.split(' ').filter((one) => one.startsWith('v1,')).map((one) => bytesOf(one.slice(3)));
  for (const secret of secrets) {
    const raw = bytesOf(secret.replace(/^whsec_/, ''));
    if (raw === undefined) continue;
    const key = await globalThis.crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    for (const signature of signatures) if (signature !== undefined && (await globalThis.crypto.subtle.verify('HMAC', key, signature, signed))) return true;
  }
  return false;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
