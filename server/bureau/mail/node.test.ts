import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { idBytes, newId } from '@watchword/api/ids.ts';
import { MemoryHub } from '@watchword/sdk/mailbox/hub-under-test.ts';
import { deviceFromSeeds, generateSeeds, publicKeysOf } from '@watchword/sdk/messages/devices/device-keys.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import type { Handler } from '#store/store.ts';
import { openBureauKeys, RECOVERY_FILE } from './bureau-keys.ts';
import { openMailNode, type MailNode } from './node.ts';
import { ORDERS_FOLDER } from './orders.ts';
import { findByTerms, listAlarms, listReceipts, listThread, listThreads } from './queries.ts';
import { MAIL_SLICES } from './slices.ts';
import { presentMessage, standingsOf } from './summary.ts';
import { openVault, type Vault } from './vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-node-'));
after(() => rmSync(folder, { recursive: true, force: true }));

type House = { node: MailNode; vault: Vault; store: ReturnType<typeof openSqliteStore>; run: (name: string, payload: object) => Promise<unknown> };
let clock = Date.UTC(2026, 10, 25, 12);

async function openHouse(hub: MemoryHub, code: string, at = join(folder, newId('org', clock))): Promise<House> {
  const keys = await openBureauKeys({ folder: at, code, demo: true, now: () => clock });
  const store = openSqliteStore({ file: join(at, 'store.db') }, clock);
  const run = async (name: string, payload: object): Promise<unknown> => (await store.write((tx) => ((MAIL_SLICES as Record<string, Handler>)[name] as Handler)(tx, payload as never))).result;
  const vault = openVault(keys.store);
  const node = await openMailNode({ code, hub: hub.of(code), keys, vault, read: store.read, run, now: () => (clock += 5), onFailure: (error) => { throw error; } });
  await node.settle();
  return { node, vault, store, run };
}

const CONTENT = { subject: 'Grey van', text: 'Seen near the border. CANARY-7' };

test('a bureau founds its mailbox, and another writes to it: the message is verified, found by its words, and receipts go back', async () => {
  const hub = new MemoryHub();
  const [fra, col] = [await openHouse(hub, 'FRA'), await openHouse(hub, 'COL')];
  assert.equal(fra.node.state(), 'open');
  const { id } = await fra.node.post.send({ to: ['COL'], content: CONTENT });
  await col.node.fetch();
  const [thread] = await listThreads(col.store.read, { box: 'inbox', before: undefined, limit: 10 });
  assert.equal(thread?.thread, id);
  assert.equal(thread?.unread, 1);
  const [found] = await findByTerms(col.store.read, [[col.vault.term('van')], [col.vault.term('bord*')]], 10);
  assert.equal(found?.id, id);
  assert.equal((await findByTerms(col.store.read, [[col.vault.term('train')]], 10)).length, 0);
  assert.equal(found === undefined ? '' : presentMessage(found, col.vault, []).subject, 'Grey van');
  await fra.node.fetch();
  assert.deepEqual(standingsOf(['COL'], await listReceipts(fra.store.read, [id])).map(({ state }) => state), ['delivered']);
  await col.node.post.send({ to: ['FRA'], content: { ...CONTENT, answers: id, thread: id } });
  await col.node.fetch();
  await fra.node.fetch();
  assert.deepEqual(standingsOf(['COL'], await listReceipts(fra.store.read, [id])).map(({ state }) => state), ['answered']);
  assert.equal((await listThread(fra.store.read, id)).length, 2);
  assert.deepEqual(await listAlarms(fra.store.read), []);
});

test('nothing that was written stands in the clear at the hub or in the store of a bureau', async () => {
  const hub = new MemoryHub();
  const at = join(folder, 'canary');
  const [fra, col] = [await openHouse(hub, 'FRA', at), await openHouse(hub, 'COL')];
  await col.node.post.send({ to: ['FRA'], content: CONTENT, files: [{ name: 'CANARY-7.txt', mediaType: 'text/plain', stream: new Blob(['CANARY-7']).stream() }] });
  await fra.node.fetch();
  assert.equal((await listThreads(fra.store.read, { box: 'inbox', before: undefined, limit: 10 })).length, 1);
  for (const bytes of hub.blobs.values()) assert.ok(!Buffer.from(bytes).includes('CANARY'));
  assert.ok(!JSON.stringify([...hub.boxes.values()]).includes('CANARY'));
  await fra.store.close();
  for (const file of readdirSync(at, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    for (const word of ['CANARY', 'Grey van', 'border']) assert.ok(!bytes.includes(word), `${word} in ${file.name}`);
  }
});

test('a browser that is removed is out of the directory and of the next epoch, and reads nothing that comes after', async () => {
  const hub = new MemoryHub();
  const [fra, col] = [await openHouse(hub, 'FRA'), await openHouse(hub, 'COL')];
  const stolen = await deviceFromSeeds(generateSeeds());
  await fra.node.enrol({ kind: 'browser', name: 'Laptop', id: stolen.id, ...publicKeysOf(stolen) });
  assert.ok(fra.node.has(stolen.id));
  await fra.run('mail.device', { device: { id: stolen.id, kind: 'browser', name: 'Laptop', person: null, enrolled_at: clock, removed_at: null, reason: null }, at: clock });
  await fra.run('mail.device-gone', { id: stolen.id, reason: 'stolen', at: clock });
  const before = clock;
  await fra.node.settle();
  assert.ok(!fra.node.has(stolen.id));
  assert.ok(clock - before < 5 * 60_000);
  const sent = await col.node.post.send({ to: ['FRA'], content: CONTENT });
  assert.equal(sent.message.wraps.find(({ to }) => to === 'FRA')?.epoch, 2);
  await fra.node.fetch();
  assert.equal((await listThreads(fra.store.read, { box: 'inbox', before: undefined, limit: 10 })).length, 1);
});

test('a person who has left takes no browser along', async () => {
  const hub = new MemoryHub();
  const fra = await openHouse(hub, 'FRA');
  const browser = await deviceFromSeeds(generateSeeds());
  const person = idBytes(newId('per', clock));
  await fra.store.write((tx) => tx.db.insertInto('person').values({ id: person, name: 'Ada', pseudonym: 'ofc_1', state: 1, roles: '["desk"]', role: 'desk', unit: null, subject: null, persona: null, version: 1, admitted_at: clock, seen_on: null }).execute());
  await fra.node.enrol({ kind: 'browser', name: 'Laptop', id: browser.id, ...publicKeysOf(browser) });
  await fra.run('mail.device', { device: { id: browser.id, kind: 'browser', name: 'Laptop', person, enrolled_at: clock, removed_at: null, reason: null }, at: clock });
  await fra.node.settle();
  assert.ok(fra.node.has(browser.id));
  await fra.store.write((tx) => tx.db.updateTable('person').set({ state: 3 }).where('id', '=', person).execute());
  await fra.node.settle();
  assert.ok(!fra.node.has(browser.id));
});

test('a new epoch begins before the time of the last one is over', async () => {
  const hub = new MemoryHub();
  const fra = await openHouse(hub, 'FRA');
  clock += 29.5 * 86_400_000;
  await fra.node.settle();
  assert.equal(fra.node.post.keys().keyrings.at(-1)?.keyring.epoch, 2);
});

test('a node that starts again goes on where it was', async () => {
  const hub = new MemoryHub();
  const at = join(folder, 'again');
  const [fra, col] = [await openHouse(hub, 'FRA', at), await openHouse(hub, 'COL')];
  await col.node.post.send({ to: ['FRA'], content: CONTENT });
  await fra.node.fetch();
  await fra.store.close();
  const again = await openHouse(hub, 'FRA', at);
  await col.node.post.send({ to: ['FRA'], content: { ...CONTENT, subject: 'Second' } });
  await again.node.fetch();
  assert.equal((await listThreads(again.store.read, { box: 'inbox', before: undefined, limit: 10 })).length, 2);
  assert.deepEqual(await listAlarms(again.store.read), []);
  assert.equal(hub.entries.get('FRA')?.length, 4);
});

test('a node whose keys are lost comes back with the recovery key of its country, and reads what was there before', async () => {
  const hub = new MemoryHub();
  const at = join(folder, 'lost');
  const [fra, col] = [await openHouse(hub, 'FRA', at), await openHouse(hub, 'COL')];
  const { id } = await col.node.post.send({ to: ['FRA'], content: CONTENT });
  await fra.store.close();
  rmSync(join(at, 'keys', 'node.key'));
  rmSync(join(at, 'store.db'));
  await assert.rejects(openHouse(hub, 'FRA', at), { code: 'mailbox.closed' });
  copyFileSync(join(at, 'keys', 'recovery.key'), join(at, 'keys', RECOVERY_FILE));
  const again = await openHouse(hub, 'FRA', at);
  assert.equal(again.node.post.keys().keyrings.at(-1)?.keyring.epoch, 2);
  await again.node.fetch();
  assert.equal((await listThread(again.store.read, id)).length, 1);
  assert.ok(!existsSync(join(at, 'keys', RECOVERY_FILE)));
});

test('a system is taken in and out by orders at the machine of the bureau', async () => {
  const hub = new MemoryHub();
  const at = join(folder, 'orders');
  const fra = await openHouse(hub, 'FRA', at);
  const system = await deviceFromSeeds(generateSeeds());
  mkdirSync(join(at, 'keys', ORDERS_FOLDER));
  writeFileSync(join(at, 'keys', ORDERS_FOLDER, '1.json'), JSON.stringify({ do: 'enrol', name: 'Case system', ...publicKeysOf(system) }));
  await fra.node.settle();
  assert.ok(fra.node.has(system.id));
  writeFileSync(join(at, 'keys', ORDERS_FOLDER, '2.json'), JSON.stringify({ do: 'remove', device: system.id, reason: 'stolen' }));
  writeFileSync(join(at, 'keys', ORDERS_FOLDER, '3.json'), '{"do":"nothing"}');
  await fra.node.settle();
  assert.ok(!fra.node.has(system.id));
  assert.deepEqual(readdirSync(join(at, 'keys', ORDERS_FOLDER)), ['3.json']);
});
