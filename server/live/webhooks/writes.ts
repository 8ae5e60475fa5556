/** The writes of webhooks, for the writer. */
import { randomBytes } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId, parseId } from '@watchword/api/ids.ts';
import { createWebhook, redeliver, removeWebhook, rotateWebhook, testWebhook, updateWebhook, WEBHOOKS_MOST, type Webhook } from '@watchword/api/live/webhooks.ts';
import { webhookChanged } from '#audit/audit.ts';
import { writeOf } from '#door/implement.ts';
import type { WebhookTable } from '#store/live-tables.ts';
import type { Read } from '#store/store.ts';
import { deleteWebhook, findDelivery, findWebhook, insertDelivery, insertWebhook, listWebhookRows, updateDelivery, updateWebhookRow } from './queries.ts';
import { beginningOf } from './slices.ts';

const SECRET_BYTES = 32;
const HOUR_MS = 3_600_000;

export const WEBHOOK_WRITES = {
  ...writeOf(createWebhook, async (tx, { asker, at, input: { body } }) => {
    if ((await listWebhookRows(tx, { organisation: asker.number })).length >= WEBHOOKS_MOST) throw fail('webhook.too-many');
    const id = newId('whk', at);
    const secret = randomBytes(SECRET_BYTES);
    const webhook: WebhookTable = {
      id: idBytes(id), organisation: asker.number, url: body.url, name: body.name, kinds: JSON.stringify(body.kinds ?? []), secret, old_secret: null, old_until: null, state: 'active', version: 1,
      created_at: at, created_by: asker.actor, told: await beginningOf(tx, asker.number), failing_since: null, disabled_at: null,
    };
    await insertWebhook(tx, webhook);
    await tx.appendChange({ at, kind: 'webhook.changed', owner: asker.number });
    return { answer: { webhook: presentWebhook(webhook), secret: presentSecret(secret) }, entry: webhookChanged(asker, { subject: id, reason: 'created' }) };
  }),
  ...writeOf(updateWebhook, async (tx, { asker, at, input: { params, body } }) => {
    const webhook = await getOwnWebhook(tx, asker, params.id);
    const { kinds, state, ...rest } = body;
    const isBack = state === 'active' && webhook.state !== 'active';
    const change = { ...rest, ...(kinds !== undefined && { kinds: JSON.stringify(kinds) }), ...(state !== undefined && { state }), ...(isBack && { failing_since: null, disabled_at: null }), version: webhook.version + 1 };
    await updateWebhookRow(tx, webhook.id, change);
    await tx.appendChange({ at, kind: 'webhook.changed', owner: asker.number });
    return { answer: presentWebhook({ ...webhook, ...change }), entry: webhookChanged(asker, { subject: params.id, reason: state ?? 'changed' }) };
  }),
  ...writeOf(removeWebhook, async (tx, { asker, at, input: { params } }) => {
    const webhook = await getOwnWebhook(tx, asker, params.id);
    await tx.overwriteDeleted();
    await deleteWebhook(tx, webhook.id);
    await tx.appendChange({ at, kind: 'webhook.changed', owner: asker.number });
    return { answer: presentWebhook(webhook), entry: webhookChanged(asker, { subject: params.id, reason: 'removed' }) };
  }),
  ...writeOf(rotateWebhook, async (tx, { asker, at, input: { params, body } }) => {
    const webhook = await getOwnWebhook(tx, asker, params.id);
    const secret = randomBytes(SECRET_BYTES);
    const overlap = (body.overlapHours ?? 24) * HOUR_MS;
    const change = { secret, old_secret: overlap > 0 ? webhook.secret : null, old_until: overlap > 0 ? at + overlap : null, version: webhook.version + 1 };
    await updateWebhookRow(tx, webhook.id, change);
    await tx.appendChange({ at, kind: 'webhook.changed', owner: asker.number });
    return { answer: { webhook: presentWebhook({ ...webhook, ...change }), secret: presentSecret(secret) }, entry: webhookChanged(asker, { subject: params.id, reason: 'secret' }) };
  }),
  ...writeOf(testWebhook, async (tx, { asker, at, input: { params } }) => {
    const webhook = await getOwnWebhook(tx, asker, params.id);
    const delivery = newId('whd', at);
    await insertDelivery(tx, { id: idBytes(delivery), webhook: webhook.id, seq: 0, kind: 'webhook.test', subject: params.id, at, state: 'waiting', tries: 0, due_at: at });
    await tx.appendChange({ at, kind: 'webhook.changed', owner: asker.number });
    return { answer: { delivery }, entry: webhookChanged(asker, { subject: params.id, reason: 'test' }) };
  }),
  ...writeOf(redeliver, async (tx, { asker, at, input: { params } }) => {
    const webhook = await getOwnWebhook(tx, asker, params.id);
    const id = parseId('whd', params.delivery);
    const delivery = id === undefined ? undefined : await findDelivery(tx, idBytes(id));
    if (delivery === undefined || Buffer.compare(delivery.webhook, webhook.id) !== 0) throw fail('webhook.not-found', { detail: 'It has no such delivery.' });
    await updateDelivery(tx, delivery.id, { state: 'waiting', tries: 0, due_at: at });
    await tx.appendChange({ at, kind: 'webhook.changed', owner: asker.number });
    return { answer: { delivery: params.delivery }, entry: webhookChanged(asker, { subject: params.id, reason: 'redelivered' }) };
  }),
};

/** A webhook of the asker's organisation; that of another does not exist. @throws `webhook.not-found` */
export async function getOwnWebhook(read: Read, { number, unit }: { number: number; unit?: object }, text: string): Promise<WebhookTable> {
  const id = parseId('whk', text);
  const webhook = id === undefined ? undefined : await findWebhook(read, idBytes(id));
  if (webhook === undefined || webhook.organisation !== number || unit !== undefined) throw fail('webhook.not-found');
  return webhook;
}

/** A webhook as it is told: without its secrets. */
export function presentWebhook({ id, url, name, kinds, state, created_at, failing_since, old_until }: WebhookTable): Webhook {
  return {
    id: idFromBytes('whk', id), url, name, kinds: JSON.parse(kinds) as string[], state: state as Webhook['state'], createdAt: new Date(created_at).toISOString(),
    ...(failing_since !== null && { failingSince: new Date(failing_since).toISOString() }), ...(old_until !== null && { oldSecretUntil: new Date(old_until).toISOString() }),
  };
}

function presentSecret(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}
