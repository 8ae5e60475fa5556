/**
 * A message of 4 KB from one bureau to all others, until the last of them has verified and opened it:
 *
 *     node tools/node.js bench/mailbox.ts [--bureaus 194] [--rounds 3] [--json]
 *
 * Hub, sender and all recipients share this machine; in the world each recipient has one of its own. Recipients hear of it by the hub's events.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MEMBER_CODES } from '@watchword/api/countries/members.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { mailHubOf } from '@watchword/sdk/mailbox/hub-client.ts';
import { openKeyBook } from '@watchword/sdk/mailbox/key-book.ts';
import { enrolDevice, foundDirectory, nextEpoch, ownDirectory } from '@watchword/sdk/mailbox/members.ts';
import { openPost, type Post } from '@watchword/sdk/mailbox/post.ts';
import { deviceFromSeeds, generateSeeds, publicKeysOf } from '@watchword/sdk/messages/devices/device-keys.ts';
import { issueDirectly } from '../server/bin/issue.ts';
import { serve } from '../server/bin/serve.ts';
import { createFigures } from './figures.ts';

const { values: options } = parseArgs({ options: { bureaus: { type: 'string', default: '194' }, rounds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } } });
const codes = MEMBER_CODES.slice(0, Number(options.bureaus));
const { note } = createFigures({ json: options.json });
const folder = await mkdtemp(join(tmpdir(), 'watchword-bench-mail-'));
const serving = await serve({ data: join(folder, 'data'), port: 0, host: '127.0.0.1', demo: false, bureau: false, say: () => undefined, settings: { logLevel: 'silent' } });

type Bureau = { readonly code: string; readonly client: Client; readonly post: Post; at: number };

/** A bureau with keys at the hub, one device in its mailbox. */
async function openBureau(code: string): Promise<Bureau> {
  const { secret } = await issueDirectly(serving.hub.writer, { organisation: code, name: 'bench', role: 'system', permissions: PERMISSIONS, at: Date.now() });
  const client = createClient({ url: serving.url, token: secret });
  const hub = mailHubOf(client);
  const kept = new Map<string, string>();
  const keep = { read: async (name: string) => kept.get(name), write: async (name: string, text: string) => void kept.set(name, text) };
  const make = () => deviceFromSeeds(generateSeeds());
  const [device, first, second, ...custodians] = await Promise.all([make(), make(), make(), make(), make(), make()]);
  const officers = [first, second];
  const book = await openKeyBook({ hub, keep });
  const post = openPost({ organisation: code, hub, book, keep, device, officers, now: Date.now });
  const time = new Date().toISOString();
  for (const entry of await foundDirectory({ organisation: code, custodians, recovery: custodians[0]?.kem.publicKey ?? new Uint8Array(), officers: officers.map(({ publicKey: key }, at) => ({ name: `officer ${at}`, key })), time })) await hub.publishEntry(entry);
  await enrolDevice(post.members, { kind: 'node', name: 'node', ...publicKeysOf(device) });
  post.setKeys(await nextEpoch(post.members, post.keys()));
  return { code, client, post, at: 0 };
}

try {
  const began = performance.now();
  const bureaus: Bureau[] = [];
  for (const code of codes) bureaus.push(await openBureau(code));
  note(`${codes.length} bureaus founded, one after the other`, performance.now() - began, 'ms');
  const [sender, ...others] = bureaus;
  if (sender === undefined) throw new Error('There is no bureau.');
  // Everybody has followed the list of keys, as a node does all day.
  await Promise.all(bureaus.map(async ({ post }) => { await post.refresh(); await ownDirectory(post.members); await post.members.book.find(sender.code); }));
  for (const { code } of others) await sender.post.recipient(code);
  const stop = new AbortController();
  let arrived = (_: string): void => undefined;
  for (const one of others) {
    void (async () => {
      for await (const heard of one.client.events({ signal: stop.signal })) {
        if (heard.type !== 'event' || heard.kind !== 'message.received') continue;
        for (const { id, number } of await one.post.members.hub.list(one.at)) {
          const received = await one.post.receive(id, await one.post.members.hub.message(id), true);
          one.at = number;
          if (received.opened.content.subject !== 'Bench') throw new Error('Another message.');
          arrived(one.code);
        }
      }
    })().catch((error: unknown) => (stop.signal.aborted ? undefined : console.error(one.code, error)));
  }
  await new Promise((resolve) => setTimeout(resolve, 1500));
  for (let round = 0; round < Number(options.rounds); round += 1) {
    const there = new Set<string>();
    const all = new Promise<void>((resolve) => {
      arrived = (code) => {
        there.add(code);
        if (there.size === others.length) resolve();
      };
    });
    const sent = performance.now();
    await sender.post.send({ to: others.map(({ code }) => code), content: { subject: 'Bench', text: 'x'.repeat(4096) } });
    note(`4 KB to ${others.length}: encrypted, signed, on the disk of the hub`, performance.now() - sent, 'ms');
    await all;
    note(`4 KB to ${others.length}: verified and opened by the last bureau`, performance.now() - sent, 'ms', { most: 2000 });
  }
  stop.abort();
} finally {
  await serving.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
