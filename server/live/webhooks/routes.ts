/** The operations of webhooks. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, parseId } from '@watchword/api/ids.ts';
import { createWebhook, getWebhook, listAttempts, listWebhooks, redeliver, removeWebhook, rotateWebhook, testWebhook, updateWebhook, type WebhookDelivery } from '@watchword/api/live/webhooks.ts';
import { webhooksListed } from '#audit/audit.ts';
import type { Call } from '#door/calls.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import type { WebhookAttemptTable, WebhookDeliveryTable } from '#store/live-tables.ts';
import type { Read } from '#store/store.ts';
import { faultOf } from './address.ts';
import { listAttemptsOf, listDeliveries, listWebhookRows } from './queries.ts';
import { getOwnWebhook, presentWebhook } from './writes.ts';

const time = (ms: number): string => new Date(ms).toISOString();

/** Webhooks. `allowed`: hosts to which the operator lets them lead although they are not public. */
export function webhookRoutes({ read, allowed }: { read: Read; allowed: ReadonlySet<string> }): Implementation[] {
  const requireAddress = async (call: Call): Promise<Call> => {
    const { body } = call.input as { body: { url?: string } };
    const fault = body.url === undefined ? undefined : faultOf(body.url, allowed);
    if (fault !== undefined) throw fail('webhook.address', { errors: [{ pointer: '/url', code: 'address', detail: fault }] });
    return call;
  };
  return [
    onWrite(createWebhook, requireAddress),
    onRead(listWebhooks, async ({ asker }) => {
      const items = asker.unit === undefined ? (await listWebhookRows(read, { organisation: asker.number })).map(presentWebhook) : [];
      return { answer: { items }, entry: (response) => webhooksListed(asker, { count: items.length, response }) };
    }),
    onRead(getWebhook, async ({ asker, input: { params } }) => ({ answer: presentWebhook(await getOwnWebhook(read, asker, params.id)), entry: (response) => webhooksListed(asker, { count: 1, response }) })),
    onWrite(updateWebhook, requireAddress),
    onWrite(removeWebhook),
    onWrite(rotateWebhook),
    onWrite(testWebhook),
    onRead(listAttempts, async ({ asker, input: { params, query } }) => {
      const webhook = await getOwnWebhook(read, asker, params.id);
      const { limit = 50, state } = query;
      const found = await listDeliveries(read, { webhook: webhook.id, state, before: parseCursor(query.cursor), limit: limit + 1 });
      const shown = found.slice(0, limit);
      const attempts = Map.groupBy(await listAttemptsOf(read, shown.map(({ id }) => id)), ({ delivery }) => Buffer.from(delivery).toString('hex'));
      const items = shown.map((one) => presentDelivery(one, attempts.get(Buffer.from(one.id).toString('hex')) ?? []));
      const last = items.at(-1);
      const answer = found.length > limit && last !== undefined ? { items, nextCursor: last.id } : { items };
      return { answer, entry: (response) => webhooksListed(asker, { count: items.length, response }) };
    }),
    onWrite(redeliver),
  ];
}

function presentDelivery({ id, seq, kind, subject, at, state, tries, due_at }: WebhookDeliveryTable, attempts: readonly WebhookAttemptTable[]): WebhookDelivery {
  return {
    id: idFromBytes('whd', id), seq, kind, subject, at: time(at), state: state as WebhookDelivery['state'], tries, ...(due_at !== null && { dueAt: time(due_at) }),
    attempts: attempts.map(({ number, at: tried, ms, status, failure }) => ({ number, at: time(tried), ms, ...(status !== null && { status }), ...(failure !== null && { failure: failure as NonNullable<WebhookDelivery['attempts'][number]['failure']> }) })),
  };
}

function parseCursor(cursor: string | undefined): Uint8Array | undefined {
  if (cursor === undefined) return undefined;
  const id = parseId('whd', cursor);
  if (id === undefined) throw fail('request.cursor');
  return idBytes(id);
}
