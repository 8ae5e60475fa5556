/** What webhooks ask of the store. */
import type { WebhookAttemptTable, WebhookDeliveryTable, WebhookTable } from '#store/live-tables.ts';
import { keepStatement } from '#store/kept-statement.ts';
import type { Read, Write } from '#store/store.ts';

export async function findWebhook(read: Read, id: Uint8Array): Promise<WebhookTable | undefined> {
  const row = await read.db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : webhookOf(row);
}

/** Webhooks of an organisation, or of all, in one state or in any. */
export async function listWebhookRows(read: Read, { organisation, state }: { organisation?: number; state?: string }): Promise<WebhookTable[]> {
  let asked = read.db.selectFrom('webhook').selectAll().orderBy('id');
  if (organisation !== undefined) asked = asked.where('organisation', '=', organisation);
  if (state !== undefined) asked = asked.where('state', '=', state);
  return (await asked.execute()).map(webhookOf);
}

export async function insertWebhook(tx: Write, webhook: WebhookTable): Promise<void> {
  await tx.db.insertInto('webhook').values(webhook).execute();
}

export async function updateWebhookRow(tx: Write, id: Uint8Array, change: Partial<WebhookTable>): Promise<void> {
  await tx.db.updateTable('webhook').set(change).where('id', '=', id).execute();
}

export async function deleteWebhook(tx: Write, id: Uint8Array): Promise<void> {
  await tx.db.deleteFrom('webhook_attempt').where('webhook', '=', id).execute();
  await tx.db.deleteFrom('webhook_delivery').where('webhook', '=', id).execute();
  await tx.db.deleteFrom('webhook').where('id', '=', id).execute();
}

export async function insertDelivery(tx: Write, delivery: WebhookDeliveryTable): Promise<void> {
  await tx.db.insertInto('webhook_delivery').values(delivery).execute();
}

export async function findDelivery(read: Read, id: Uint8Array): Promise<WebhookDeliveryTable | undefined> {
  const row = await read.db.selectFrom('webhook_delivery').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : deliveryOf(row);
}

export async function updateDelivery(tx: Write, id: Uint8Array, change: Partial<WebhookDeliveryTable>): Promise<void> {
  await tx.db.updateTable('webhook_delivery').set(change).where('id', '=', id).execute();
}

// After each commit this is asked.
const dueBy = keepStatement((db, limit) => db.selectFrom('webhook_delivery').innerJoin('webhook', 'webhook.id', 'webhook_delivery.webhook').selectAll('webhook_delivery')
  .select(['webhook.url', 'webhook.secret', 'webhook.old_secret', 'webhook.old_until', 'webhook.organisation'])
  .where('webhook_delivery.due_at', '<=', 0).where('webhook.state', '=', 'active').orderBy('webhook_delivery.due_at').limit(limit));

/** Deliveries that are due, of webhooks that are active, those that have waited longest first. */
export async function listDue(read: Read, at: number, limit: number): Promise<(WebhookDeliveryTable & Pick<WebhookTable, 'url' | 'secret' | 'old_secret' | 'old_until' | 'organisation'>)[]> {
  const rows = await dueBy(read.db, [at], limit);
  return rows.map((row) => ({ ...row, ...deliveryOf(row), old_until: row.old_until === null ? null : Number(row.old_until) }));
}

/** Deliveries of a webhook, newest first. */
export async function listDeliveries(read: Read, { webhook, state, before, limit }: { webhook: Uint8Array; state: string | undefined; before: Uint8Array | undefined; limit: number }): Promise<WebhookDeliveryTable[]> {
  let asked = read.db.selectFrom('webhook_delivery').selectAll().where('webhook', '=', webhook).orderBy('id', 'desc').limit(limit);
  if (state !== undefined) asked = asked.where('state', '=', state);
  if (before !== undefined) asked = asked.where('id', '<', before);
  return (await asked.execute()).map(deliveryOf);
}

export async function insertAttempt(tx: Write, attempt: WebhookAttemptTable): Promise<void> {
  await tx.db.insertInto('webhook_attempt').values(attempt).execute();
}

export async function listAttemptsOf(read: Read, deliveries: readonly Uint8Array[]): Promise<WebhookAttemptTable[]> {
  if (deliveries.length === 0) return [];
  const rows = await read.db.selectFrom('webhook_attempt').selectAll().where('delivery', 'in', [...deliveries]).orderBy('number').execute();
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

export async function countAttempts(read: Read, delivery: Uint8Array): Promise<number> {
  const row = await read.db.selectFrom('webhook_attempt').select('number').where('delivery', '=', delivery).orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row?.number ?? 0;
}

/** Forgets deliveries of events before this moment that wait for nothing. */
export async function forgetDeliveries(tx: Write, before: number): Promise<void> {
  const old = tx.db.selectFrom('webhook_delivery').select('id').where('at', '<', before).where('due_at', 'is', null);
  await tx.db.deleteFrom('webhook_attempt').where('delivery', 'in', old).execute();
  await tx.db.deleteFrom('webhook_delivery').where('at', '<', before).where('due_at', 'is', null).execute();
}

function webhookOf(row: WebhookTable): WebhookTable {
  const number = (value: number | null): number | null => (value === null ? null : Number(value));
  return { ...row, created_at: Number(row.created_at), told: Number(row.told), old_until: number(row.old_until), failing_since: number(row.failing_since), disabled_at: number(row.disabled_at) };
}

function deliveryOf(row: WebhookDeliveryTable): WebhookDeliveryTable {
  return { ...row, seq: Number(row.seq), at: Number(row.at), due_at: row.due_at === null ? null : Number(row.due_at) };
}
