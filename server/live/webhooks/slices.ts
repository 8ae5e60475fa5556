/** What webhooks do in the writer: events become deliveries, deliveries are taken to be sent, and what came of them is kept. */
import { idBytes, idFromBytes, newId } from '@watchword/api/ids.ts';
import { WEBHOOK_FAILING_DAYS, WEBHOOK_PAUSES } from '@watchword/api/live/webhooks.ts';
import { encodeEntry, webhookDisabled } from '#audit/audit.ts';
import type { WebhookTable } from '#store/live-tables.ts';
import type { Handlers, Write } from '#store/store.ts';
import { emit } from '../emit.ts';
import { findHead, listEvents } from '../queries.ts';
import { countAttempts, findDelivery, findWebhook, forgetDeliveries, insertAttempt, insertDelivery, listDue, listWebhookRows, updateDelivery, updateWebhookRow } from './queries.ts';
import type { Outcome } from './send.ts';

const DAY_MS = 86_400_000;
/** For so long a delivery that was taken is somebody's; then that server is taken for dead. */
const TAKEN_MS = 60_000;
const AT_ONCE = 500;
const GONE = 410;

/** A delivery to be sent. */
export type Due = { readonly id: Uint8Array; readonly url: string; readonly secrets: readonly Uint8Array[]; readonly organisation: number; readonly seq: number; readonly kind: string; readonly subject: string; readonly at: number };
export type Tried = { readonly id: Uint8Array; readonly at: number; readonly outcome: Outcome };

export const WEBHOOK_SLICES = {
  /** Makes deliveries of what happened since. Answers whether there is more. */
  'webhooks.gather': async (tx: Write, { at }: { at: number }): Promise<boolean> => {
    let isMore = false;
    for (const webhook of await listWebhookRows(tx, { state: 'active' })) {
      const events = await listEvents(tx, { organisation: webhook.organisation, after: webhook.told, limit: AT_ONCE });
      const last = events.at(-1);
      if (last === undefined) continue;
      const kinds = new Set(JSON.parse(webhook.kinds) as string[]);
      for (const { seq, kind, subject, at: happened } of events) {
        if (kinds.size === 0 || kinds.has(kind)) await insertDelivery(tx, { id: idBytes(newId('whd', at)), webhook: webhook.id, seq, kind, subject, at: happened, state: 'waiting', tries: 0, due_at: at });
      }
      await updateWebhookRow(tx, webhook.id, { told: last.seq });
      isMore ||= events.length === AT_ONCE;
    }
    await tx.appendChange({ at, kind: 'webhook.changed' });
    return isMore;
  },
  /** Takes deliveries that are due, so that nobody else sends them. */
  'webhooks.take': async (tx: Write, { at, limit }: { at: number; limit: number }): Promise<Due[]> => {
    const due = await listDue(tx, at, limit);
    for (const { id } of due) await updateDelivery(tx, id, { due_at: at + TAKEN_MS });
    if (due.length > 0) await tx.appendChange({ at, kind: 'webhook.changed' });
    return due.map(({ id, url, secret, old_secret, old_until, organisation, seq, kind, subject, at: happened }) => ({
      id, url, organisation, seq, kind, subject, at: happened, secrets: old_secret !== null && (old_until ?? 0) > at ? [secret, old_secret] : [secret],
    }));
  },
  /** Keeps what came of deliveries. */
  'webhooks.tried': async (tx: Write, { tried }: { tried: readonly Tried[] }): Promise<void> => {
    for (const one of tried) await keep(tx, one);
    const [first] = tried;
    if (first !== undefined) await tx.appendChange({ at: first.at, kind: 'webhook.changed' });
  },
  'webhooks.forget': async (tx: Write, { before, at }: { before: number; at: number }): Promise<void> => {
    await forgetDeliveries(tx, before);
    await tx.appendChange({ at, kind: 'webhook.changed' });
  },
} satisfies Handlers;

async function keep(tx: Write, { id, at, outcome: { ms, status, failure } }: Tried): Promise<void> {
  const delivery = await findDelivery(tx, id);
  const webhook = delivery === undefined ? undefined : await findWebhook(tx, delivery.webhook);
  // Both may have been removed meanwhile.
  if (delivery === undefined || webhook === undefined) return;
  await insertAttempt(tx, { delivery: id, number: (await countAttempts(tx, id)) + 1, webhook: webhook.id, at, ms, status: status ?? null, failure: failure ?? null });
  if (failure === undefined) {
    await updateDelivery(tx, id, { state: 'delivered', tries: delivery.tries + 1, due_at: null });
    if (webhook.failing_since !== null) await updateWebhookRow(tx, webhook.id, { failing_since: null });
    return;
  }
  const pause = WEBHOOK_PAUSES[delivery.tries];
  await updateDelivery(tx, id, { state: pause === undefined ? 'failed' : 'waiting', tries: delivery.tries + 1, due_at: pause === undefined ? null : at + pause * 1000 });
  const since = webhook.failing_since ?? at;
  if (status === GONE || at - since >= WEBHOOK_FAILING_DAYS * DAY_MS) await disable(tx, webhook, at);
  else if (webhook.failing_since === null) await updateWebhookRow(tx, webhook.id, { failing_since: at });
}

async function disable(tx: Write, { id, organisation, state }: WebhookTable, at: number): Promise<void> {
  if (state !== 'active') return;
  await updateWebhookRow(tx, id, { state: 'disabled', disabled_at: at });
  const subject = idFromBytes('whk', id);
  await emit(tx, { organisation, kind: 'webhook.disabled', subject, at });
  await tx.appendOutbox(encodeEntry(webhookDisabled({ subject })));
}

/** How far the events of an organisation are: a new webhook begins there. */
export async function beginningOf(tx: Write, organisation: number): Promise<number> {
  return (await findHead(tx, organisation))?.last ?? 0;
}
