import { existsSync, writeFileSync } from 'node:fs';
import { EVENT_KINDS } from '@watchword/api/live.ts';
import type { Webhook, WebhookDelivery } from '@watchword/sdk/webhooks.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { given, type Flags } from '../flags.ts';
import { confirm } from '../terminal/confirm.ts';
import { alignRows, plain } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

export const createWebhook: Run = async (invocation) => {
  const { args: [url = ''], flags, signal } = invocation;
  const name = flags.text('name') ?? URL.parse(url)?.hostname;
  if (name === undefined) throw misuse('This is no address.', 'give one that begins with https://');
  const out = newFile(flags);
  const kinds = kindsOf(flags);
  await tellSecret(invocation, out, await connect(invocation).client.webhooks.create({ url, name, ...(kinds.length > 0 && { kinds }) }, { signal }));
};

export const listWebhooks: Run = async (invocation) => {
  const { terminal, signal } = invocation;
  const items = await connect(invocation).client.webhooks.list({ signal });
  if (terminal.format === 'ndjson') for (const one of items) await terminal.out(JSON.stringify(one));
  else await print(terminal, { items }, () => (items.length === 0 ? [] : alignRows([['ID', 'NAME', 'STATE', 'KINDS', 'ADDRESS'], ...items.map(rowOf)])));
};

export const showWebhook: Run = async (invocation) => {
  const { args: [id = ''], terminal, signal } = invocation;
  const webhook = await connect(invocation).client.webhooks.get(id, { signal });
  await print(terminal, webhook, () => linesOf(webhook));
};

export const updateWebhook: Run = async (invocation) => {
  const { args: [id = ''], flags, terminal, signal } = invocation;
  const [pause, resume] = [flags.is('pause'), flags.is('resume')];
  if (pause && resume) throw misuse('Say --pause or --resume, not both.');
  const kinds = kindsOf(flags);
  const change = given({ url: flags.text('address'), name: flags.text('name'), kinds: kinds.length > 0 ? kinds : undefined, state: pause ? 'paused' as const : resume ? 'active' as const : undefined });
  if (Object.keys(change).length === 0) throw misuse('Nothing would change.', 'add --address, --name, --kind, --pause or --resume');
  const webhook = await connect(invocation).client.webhooks.update(id, change, { signal });
  await print(terminal, webhook, () => linesOf(webhook));
};

export const removeWebhook: Run = async (invocation) => {
  const { args: [id = ''], terminal, signal } = invocation;
  await confirm(invocation, `Remove webhook ${id}, with everything that waits?`);
  const webhook = await connect(invocation).client.webhooks.remove(id, { signal });
  await print(terminal, webhook, () => [`Removed ${plain(webhook.name)}.`]);
};

export const rotateWebhook: Run = async (invocation) => {
  const { args: [id = ''], flags, signal } = invocation;
  const out = newFile(flags);
  const overlap = flags.count('overlap', { least: 0, most: 168 });
  await tellSecret(invocation, out, await connect(invocation).client.webhooks.rotate(id, given({ overlapHours: overlap }), { signal }));
};

export const testWebhook: Run = async (invocation) => {
  const { args: [id = ''], terminal, signal } = invocation;
  const sent = await connect(invocation).client.webhooks.test(id, { signal });
  await print(terminal, sent, () => [sent.delivery]);
  terminal.say(`What came of it: watchword webhook attempts ${id}`);
};

export const listDeliveries: Run = async (invocation) => {
  const { args: [id = ''], flags, terminal, signal } = invocation;
  const most = flags.count('limit', { least: 1, most: 10_000 }) ?? 50;
  const state = flags.text('state') as 'failed' | undefined;
  const items: WebhookDelivery[] = [];
  for await (const one of connect(invocation).client.webhooks.deliveries(id, given({ state }), { signal })) {
    items.push(one);
    if (items.length >= most) break;
  }
  if (terminal.format === 'ndjson') for (const one of items) await terminal.out(JSON.stringify(one));
  else await print(terminal, { items }, () => (items.length === 0 ? [] : alignRows([['DELIVERY', 'EVENT', 'KIND', 'STATE', 'TRIES', 'LAST TRY'], ...items.map(deliveryRow)])));
};

export const redeliver: Run = async (invocation) => {
  const { args: [id = '', ...named], flags, terminal, signal } = invocation;
  const { client } = connect(invocation);
  if (named.length === 0 && !flags.is('failed')) throw misuse('Say which deliveries.', `watchword webhook attempts ${id} --state failed`);
  const wanted = flags.is('failed') ? [...named, ...(await Array.fromAsync(client.webhooks.deliveries(id, { state: 'failed' }, { signal }))).map((one) => one.id)] : named;
  for (const delivery of wanted) await client.webhooks.redeliver(id, delivery, { signal });
  await print(terminal, { deliveries: wanted }, () => wanted);
};

async function tellSecret({ terminal }: Invocation, out: string | undefined, { webhook, secret }: { webhook: Webhook; secret?: string }): Promise<void> {
  if (out !== undefined && secret !== undefined) writeFileSync(out, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  await print(terminal, out === undefined ? { webhook, secret } : { webhook, file: out }, () => (out === undefined && secret !== undefined ? [secret] : []));
  terminal.say(`Webhook ${webhook.id} (${plain(webhook.name)}): ${plain(webhook.url)}. Next: watchword webhook test ${webhook.id}`);
}

function newFile(flags: Flags): string | undefined {
  const out = flags.text('out');
  if (out !== undefined && existsSync(out)) throw misuse(`${out} is there already and is not overwritten.`);
  return out;
}

function kindsOf(flags: Flags): string[] {
  const kinds = [...flags.list('kind')];
  for (const one of kinds) if (!Object.hasOwn(EVENT_KINDS, one)) throw misuse(`There is no kind ${JSON.stringify(one)}.`, `one of ${Object.keys(EVENT_KINDS).join(', ')}`);
  return kinds;
}

function rowOf({ id, name, state, kinds, url }: Webhook): string[] {
  return [id, plain(name), state, kinds.length === 0 ? 'all' : kinds.join(', '), plain(url)];
}

function linesOf(webhook: Webhook): string[] {
  const { failingSince, oldSecretUntil, createdAt } = webhook;
  return [...alignRows([['ID', 'NAME', 'STATE', 'KINDS', 'ADDRESS'], rowOf(webhook)]), `Created ${createdAt}.`, ...(failingSince === undefined ? [] : [`Nothing has arrived since ${failingSince}.`]), ...(oldSecretUntil === undefined ? [] : [`The secret before signs as well until ${oldSecretUntil}.`])];
}

function deliveryRow({ id, seq, kind, state, tries, attempts }: WebhookDelivery): string[] {
  const last = attempts.at(-1);
  return [id, String(seq), kind, state, String(tries), last === undefined ? '-' : `${last.at} ${last.status ?? ''} ${last.failure ?? 'ok'}`.replace('  ', ' ')];
}
