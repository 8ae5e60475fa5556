/**
 * The hub lies about messages and keys. Each lie meets a bureau's node as it runs: the message is refused or the officer is told, with a code whose
 * sentence stands in four languages. The hub here has everything that a hub has, and no device's key.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import type { AcceptedReceipt, DeliveredMessage } from '@watchword/api/message-format.ts';
import type { MailHub } from '@watchword/sdk/mailbox/hub.ts';
import { MemoryHub } from '@watchword/sdk/mailbox/hub-under-test.ts';
import { newId } from '@watchword/api/ids.ts';
import { enrolDevice, nextEpoch, removeDevice } from '@watchword/sdk/mailbox/members.ts';
import { deviceFromSeeds, generateSeeds, publicKeysOf } from '@watchword/sdk/messages/devices/device-keys.ts';
import { fingerprintOf } from '@watchword/sdk/messages/directory/chain.ts';
import { bytesOf, canonicalBytes, toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import { acceptTogether } from '@watchword/sdk/messages/envelope/acceptance.ts';
import { streamOf } from '@watchword/sdk/messages/sealing/files.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import type { Handler } from '#store/store.ts';
import { openBureauKeys } from '../../bureau/mail/bureau-keys.ts';
import { openMailNode, type MailNode } from '../../bureau/mail/node.ts';
import { listAlarms, listByNumbers, listThreads } from '../../bureau/mail/queries.ts';
import { MAIL_SLICES } from '../../bureau/mail/slices.ts';
import { openVault } from '../../bureau/mail/vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-lies-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let clock = Date.UTC(2026, 10, 25, 12);

type Bureau = { readonly node: MailNode; readonly alarms: () => Promise<string[]>; readonly inbox: () => Promise<{ id: string; fault: string | null }[]> };

/** A bureau with a mailbox. `lie` stands between it and the hub. */
async function openBureau(hub: MemoryHub, code: string, lie: (honest: MailHub) => MailHub = (honest) => honest, pins?: Readonly<Record<string, string>>): Promise<Bureau> {
  const at = join(folder, newId('org', clock));
  const keys = await openBureauKeys({ folder: at, code, demo: true, now: () => clock });
  const store = openSqliteStore({ file: join(at, 'store.db') }, clock);
  const run = async (name: string, payload: object): Promise<unknown> => (await store.write((tx) => ((MAIL_SLICES as Record<string, Handler>)[name] as Handler)(tx, payload as never))).result;
  const node = await openMailNode({ code, hub: lie(hub.of(code)), keys, vault: openVault(keys.store), read: store.read, run, now: () => (clock += 5), onFailure: () => undefined, ...(pins !== undefined && { pins }) });
  await node.settle();
  return {
    node,
    alarms: async () => (await listAlarms(store.read)).map((alarm) => alarm.code),
    inbox: async () => (await listByNumbers(store.read, (await listThreads(store.read, { box: 'inbox', before: undefined, limit: 50 })).map(({ last }) => last))).map(({ id, fault }) => ({ id, fault })),
  };
}

const write = (from: Bureau, to: readonly string[], subject = 'Grey van'): Promise<{ id: string }> => from.node.post.send({ to, content: { subject, text: 'Near the border.' } });

/** A message with its manifest changed: signatures stay as they were. */
function forge(delivered: DeliveredMessage, change: (payload: Record<string, unknown>) => void): DeliveredMessage {
  const payload = JSON.parse(new TextDecoder().decode(bytesOf(delivered.manifest.payload))) as Record<string, unknown>;
  change(payload);
  return { ...delivered, manifest: { ...delivered.manifest, payload: toBase64Url(canonicalBytes(payload)) } };
}

/** A hub that changes what it hands out. */
const handing = (change: (delivered: DeliveredMessage) => DeliveredMessage) => (honest: MailHub): MailHub => ({ ...honest, message: async (id) => ({ delivered: change((await honest.message(id)).delivered) }) });

const WORDS = JSON.parse(readFileSync(new URL('../../../web/src/words/ar.json', import.meta.url), 'utf8')) as Record<string, string>;
/** Every refusal has a sentence for officers. */
function requireSentence(code: string): void {
  assert.ok((WORDS[`error.${code}`] ?? '').length > 10, `a sentence for ${code}`);
}

const LIES: readonly { readonly lie: string; readonly code: RegExp; readonly change: (delivered: DeliveredMessage) => DeliveredMessage }[] = [
  { lie: 'leaves one of the two signatures out', code: /^message\.(?:signature|malformed)$/, change: (one) => ({ ...one, manifest: { ...one.manifest, signatures: one.manifest.signatures.slice(0, 1) } }) },
  { lie: 'puts one signature in the place of the other', code: /^message\.signature$/, change: (one) => ({ ...one, manifest: { ...one.manifest, signatures: one.manifest.signatures.toReversed() } }) },
  { lie: 'adds a recipient', code: /^message\.(?:signature|changed)$/, change: (one) => forge(one, (payload) => void (payload['to'] as unknown[]).push(['PAN', 1, 'A'.repeat(43)])) },
  { lie: 'says that somebody else sent it', code: /^(?:message\.|key\.)/, change: (one) => forge(one, (payload) => { payload['from'] = 'PAN'; (payload['self'] as unknown[])[0] = 'PAN'; }) },
  { lie: 'makes it less urgent', code: /^message\.signature$/, change: (one) => forge(one, (payload) => void (payload['priority'] = 'flash')) },
  { lie: 'hands out a key that was wrapped for another', code: /^message\.(?:changed|not-for-you)$/, change: (one) => ({ ...one, wrap: { ...one.wrap, ciphertext: `${'A'.repeat(63)}A` } }) },
  { lie: 'numbers it anew', code: /^message\.changed$/, change: (one) => ({ ...one, wrap: { ...one.wrap, sequence: one.wrap.sequence + 1 } }) },
];

for (const { lie, code, change } of LIES) {
  test(`a hub that ${lie} is found out, and nothing of the message is shown`, async () => {
    const hub = new MemoryHub();
    const [fra, col] = [await openBureau(hub, 'FRA'), await openBureau(hub, 'COL', handing(change))];
    await write(fra, ['COL']);
    await col.node.fetch();
    const [shown] = await col.inbox();
    assert.match(shown?.fault ?? 'believed', code);
    const alarms = await col.alarms();
    assert.equal(alarms.length, 1);
    alarms.forEach(requireSentence);
  });
}

test('a hub that changes the body is found out', async () => {
  const hub = new MemoryHub();
  const [fra, col] = [await openBureau(hub, 'FRA'), await openBureau(hub, 'COL', (honest) => ({ ...honest, blob: async (id, n) => {
    const bytes = new Uint8Array(await new Response(await honest.blob(id, n) as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    return streamOf(bytes);
  } }))];
  await write(fra, ['COL']);
  await col.node.fetch();
  assert.equal((await col.inbox())[0]?.fault, 'message.changed');
});

test('a hub that gives the receipt of another message, to set the time of this one, is found out', async () => {
  const hub = new MemoryHub();
  const xpo = await openBureau(hub, 'XPO');
  const key = await deviceFromSeeds(generateSeeds());
  await enrolDevice(xpo.node.post.members, { kind: 'hub', name: 'Hub', key: key.publicKey });
  const shown: { accepted?: AcceptedReceipt | undefined } = {};
  const [fra, col] = [await openBureau(hub, 'FRA'), await openBureau(hub, 'COL', (honest) => ({ ...honest, message: async (id) => ({ ...await honest.message(id), ...shown }) }))];
  const [first, second] = [await write(fra, ['COL'], 'One'), await write(fra, ['COL'], 'Two')];
  const [accepted] = await acceptTogether({ ids: [first.id, second.id], time: new Date(clock).toISOString(), directory: fra.node.book.head() }, key);
  shown.accepted = accepted;
  await col.node.fetch();
  const faults = new Map((await col.inbox()).map(({ id, fault }) => [id, fault]));
  assert.deepEqual([faults.get(first.id), faults.get(second.id)], [null, 'message.malformed']);
  requireSentence('message.malformed');
});

test('a hub that hands a message out twice under two numbers shows it once', async () => {
  const hub = new MemoryHub();
  const [fra, col] = [await openBureau(hub, 'FRA'), await openBureau(hub, 'COL')];
  await write(fra, ['COL']);
  const box = hub.boxes.get('COL') ?? [];
  box.push(...box);
  await col.node.fetch();
  assert.deepEqual((await col.inbox()).map(({ fault }) => fault), [null]);
});

test('a hub that keeps a message back is found out by the next one, and by the first one when it comes late', async () => {
  const hub = new MemoryHub();
  const held = new Set<string>();
  const [fra, col] = [await openBureau(hub, 'FRA'), await openBureau(hub, 'COL', (honest) => ({ ...honest, list: async (after) => (await honest.list(after)).filter(({ id }) => !held.has(id)) }))];
  await write(fra, ['COL'], 'One');
  await col.node.fetch();
  const two = await write(fra, ['COL'], 'Two');
  held.add(two.id);
  await write(fra, ['COL'], 'Three');
  await col.node.fetch();
  assert.deepEqual(await col.alarms(), ['message.gap']);
  requireSentence('message.gap');
  // It turns up at the end of the list.
  const box = hub.boxes.get('COL') ?? [];
  const late = box.find(({ id }) => id === two.id);
  if (late !== undefined) box.push({ ...late });
  held.clear();
  await col.node.fetch();
  assert.deepEqual((await col.alarms()).toSorted(), ['message.gap', 'message.reordered']);
  assert.equal((await col.inbox()).length, 3);
});

test('a hub that goes on with an old epoch makes no sender encrypt to it, once he has seen the list', async () => {
  const hub = new MemoryHub();
  const [fra, col] = [await openBureau(hub, 'FRA'), await openBureau(hub, 'COL')];
  const { post } = col.node;
  const laptop = await deviceFromSeeds(generateSeeds());
  await col.node.enrol({ kind: 'browser', name: 'Laptop', id: laptop.id, ...publicKeysOf(laptop) });
  await fra.node.post.refresh();
  const stale = await fra.node.post.recipient('COL');
  await removeDevice(post.members, laptop.id, 'stolen');
  post.setKeys(await nextEpoch(post.members, post.keys()));
  const { message } = await fra.node.post.send({ to: ['COL'], content: { subject: 'x', text: 'x' } });
  assert.deepEqual([stale.epoch, message.wraps.find(({ to }) => to === 'COL')?.epoch], [1, 2]);
});

test('a hub that gives a sender other root keys than were pinned gets nothing encrypted to them', async () => {
  const honest = new MemoryHub();
  await openBureau(honest, 'COL');
  const pin = await fingerprintOf((honest.entries.get('COL') ?? [])[0] ?? assert.fail());
  const lying = new MemoryHub();
  await openBureau(lying, 'COL');
  const fra = await openBureau(lying, 'FRA', undefined, { COL: pin });
  await assert.rejects(write(fra, ['COL']), (error: unknown) => error instanceof AppError && error.code === 'key.unpinned');
  requireSentence('key.unpinned');
});

test('a hub that goes back on its list of keys is found out by whoever had seen it', async () => {
  const hub = new MemoryHub();
  const [fra, col] = [await openBureau(hub, 'FRA'), await openBureau(hub, 'COL')];
  await write(fra, ['COL']);
  const other = new MemoryHub();
  await openBureau(other, 'FRA');
  await openBureau(other, 'COL');
  await openBureau(other, 'PER');
  Object.assign(fra.node.post.members.hub, { lines: other.of('FRA').lines });
  await assert.rejects(write(fra, ['COL']), (error: unknown) => error instanceof AppError && error.code === 'key.log-forked');
  await fra.node.settle().catch(() => undefined);
  assert.deepEqual(await fra.alarms(), ['key.log-forked']);
  assert.equal(col.node.state(), 'open');
});

test('a hub that shows two bureaus two lists of keys is found out by the first message between them', async () => {
  const hub = new MemoryHub();
  const other = new MemoryHub();
  const fra = await openBureau(hub, 'FRA');
  // Panama lives in another world, in which France is the same and something else was published besides.
  for (const entry of hub.entries.get('FRA') ?? []) await other.of('FRA').publishEntry(entry);
  await openBureau(other, 'PER');
  const pan = await openBureau(other, 'PAN');
  await openBureau(hub, 'COL');
  for (const entry of other.entries.get('PAN') ?? []) await hub.of('PAN').publishEntry(entry);
  const { message, id } = await pan.node.post.send({ to: ['FRA'], content: { subject: 'x', text: 'x' } });
  hub.boxes.set('FRA', [{ id, message }]);
  for (const [name, bytes] of other.blobs) hub.blobs.set(name, bytes);
  await fra.node.fetch().catch(() => undefined);
  assert.deepEqual((await fra.inbox()).map(({ fault }) => fault), ['key.log-forked']);
  assert.deepEqual(await fra.alarms(), ['key.log-forked']);
  requireSentence('key.log-forked');
});

test('a receipt that nobody of the recipient signed counts for nothing, and somebody is told', async () => {
  const hub = new MemoryHub();
  const [fra, col] = [await openBureau(hub, 'FRA'), await openBureau(hub, 'COL')];
  const { id } = await write(fra, ['COL']);
  await fra.node.fetch();
  const honest = await col.node.post.receipt('opened', { id, from: 'FRA' });
  const forged = { ...honest, payload: toBase64Url(canonicalBytes({ ...JSON.parse(new TextDecoder().decode(bytesOf(honest.payload))) as object, kind: 'answered', answer: id })) };
  hub.receipts.set('FRA', [forged]);
  await fra.node.fetch();
  assert.match((await fra.alarms()).join(' '), /message\.signature/);
});
