/**
 * Messages between two bureaus, each a process of its own, over a hub that is a third: root keys made offline by the command line, systems enrolled,
 * a message with a file both ways, its proof verified offline, a stolen device shut out. Afterwards nothing of it stands anywhere at the hub.
 */
import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { askOwner, getHit, listHits, type HitDetail } from '@watchword/api/hits.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { mailHubOf } from '@watchword/sdk/mailbox/hub-client.ts';
import { openKeyBook } from '@watchword/sdk/mailbox/key-book.ts';
import { openPost } from '@watchword/sdk/mailbox/post.ts';
import { deviceFromSeeds } from '@watchword/sdk/messages/devices/device-keys.ts';
import { readKeyFile } from '@watchword/sdk/messages/devices/key-files.ts';
import { issueToken } from '../../bin/admin.ts';
import { car } from '../start-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-mail-'));
const children: ChildProcess[] = [];
const logs = new Map<string, string>();
after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const CANARY = { subject: 'Qanarowskaya seen', text: 'Grey van near Yxendorf, with Zephyrine.', file: 'whistleblowerish.txt', inFile: 'QNRYZZZ8X4GB77317 '.repeat(5000), case: 'QK7XW93V2' } as const;
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('WATCHWORD_')));

async function start(name: string, file: 'hub' | 'bureau', settings: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../bin/${file}.ts`, import.meta.url))], { env: { ...environment, XDG_STATE_HOME: folder, WATCHWORD_PORT: '0', WATCHWORD_LOG_LEVEL: 'debug', ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => void logs.set(name, `${logs.get(name) ?? ''}${String(text)}`));
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) if (line.startsWith('http')) return line;
  await once(child, 'exit');
  throw new Error(logs.get(name));
}

const run = promisify(execFile);
/** Runs a command; what it prints as JSON. */
async function watchword<Answer = Record<string, unknown>>(args: readonly string[], settings: Record<string, string> = {}): Promise<Answer> {
  const { stdout } = await run(process.execPath, [fileURLToPath(new URL('../../../cli/watchword.js', import.meta.url)), ...args, '--json', '--no-input'], { env: { ...environment, XDG_STATE_HOME: folder, ...settings }, maxBuffer: 8_000_000 });
  return JSON.parse(stdout) as Answer;
}

/** Waits until something holds, and fails after twenty seconds. */
async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tried = 0; tried < 100; tried += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(200);
  }
  throw new Error(`${what}: ${[...logs.values()].join('\n').slice(-3000)}`);
}

const dataOf = (code: string): string => join(folder, code.toLowerCase());
const keysOf = (code: string): string => join(dataOf(code), 'bureaus', code, 'keys');
const SYSTEM = ['message:read', 'message:send'] as const;
let hub = '';
const tokens: Record<string, string> = {};
const as = (code: string): Record<string, string> => ({ WATCHWORD_URL: hub, WATCHWORD_TOKEN: tokens[code] ?? '', WATCHWORD_DEVICE_FILE: join(folder, `${code}.key`) });

/** A bureau as a process, whose custodians make its root keys offline, and a system of it that is enrolled. */
async function openBureau(code: string): Promise<void> {
  const { secret: token } = await issueToken({ data: join(folder, 'hub'), organisation: code, name: 'bureau', role: 'system', permissions: ['act-for-officer', 'check', 'hit:answer', 'hit:read', 'key:manage', ...SYSTEM] });
  tokens[`${code}-bureau`] = token;
  tokens[code] = (await issueToken({ data: join(folder, 'hub'), organisation: code, name: 'system', role: 'system', permissions: ['check', 'hit:answer', 'hit:ask', 'hit:read', 'record:write', ...SYSTEM] })).secret;
}

async function serveBureau(code: string): Promise<void> {
  await start(code, 'bureau', { WATCHWORD_DATA: dataOf(code), WATCHWORD_BUREAU: code, WATCHWORD_HUB_URL: hub, WATCHWORD_HUB_TOKEN: tokens[`${code}-bureau`] ?? '' });
  const officers = await until('officers', () => (existsSync(join(keysOf(code), 'officers.json')) ? join(keysOf(code), 'officers.json') : undefined));
  writeFileSync(join(folder, 'words'), 'correct horse battery staple\n');
  await watchword(['keys', 'root', code, '--officers', officers, '--out', join(folder, `ceremony-${code}`), '--password-file', join(folder, 'words')]);
  copyFileSync(join(folder, `ceremony-${code}`, 'root.json'), join(keysOf(code), 'root.json'));
  await watchword(['keys', 'device', '--out', join(folder, `${code}.key`)]);
  await watchword(['keys', 'enrol', join(folder, `${code}.key.pub`), '--name', 'Case system', '--data', dataOf(code), '--bureau', code]);
  await until(`system of ${code}`, () => (readdirSync(join(keysOf(code), 'orders')).length === 0 ? true : undefined));
}

before(async () => {
  await openBureau('FRA');
  await openBureau('COL');
  hub = await start('hub', 'hub', { WATCHWORD_DATA: join(folder, 'hub') });
  await Promise.all(['FRA', 'COL'].map(serveBureau));
}, { timeout: 120_000 });

test('a system of one country writes to another with a file, is answered, and exports a proof that is verified offline', { timeout: 120_000 }, async () => {
  writeFileSync(join(folder, CANARY.file), CANARY.inFile);
  const { id } = await watchword<{ id: string }>(['message', 'send', '--to', 'COL', '--subject', CANARY.subject, '--text', CANARY.text, '--case', CANARY.case, '--file', join(folder, CANARY.file)], as('FRA'));
  const { items } = await watchword<{ items: { id: string; from: string; subject: string }[] }>(['message', 'list'], as('COL'));
  assert.deepEqual(items.map((item) => [item.id, item.from, item.subject]), [[id, 'FRA', CANARY.subject]]);
  const read = await watchword<{ text: string }>(['message', 'read', id, '--save', join(folder, 'saved')], as('COL'));
  assert.equal(read.text, CANARY.text);
  assert.equal(readFileSync(join(folder, 'saved', `1-${CANARY.file}`), 'utf8'), CANARY.inFile);
  await watchword(['message', 'send', '--to', 'FRA', '--subject', `Re: ${CANARY.subject}`, '--text', 'Zephyrine is known here.', '--answers', id], as('COL'));
  const found = await watchword<{ items: { subject: string }[] }>(['message', 'search', 'zephyrine known'], as('FRA'));
  assert.deepEqual(found.items.map(({ subject }) => subject), [`Re: ${CANARY.subject}`]);
  const proof = join(folder, 'proof.json');
  await until('receipts', async () => {
    rmSync(proof, { force: true });
    await watchword(['message', 'export', id, '--out', proof], as('FRA'));
    return (JSON.parse(readFileSync(proof, 'utf8')) as { receipts: unknown[] }).receipts.length >= 1 ? true : undefined;
  });
  const { fingerprint } = await watchword<{ fingerprint: string }>(['keys', 'fingerprint', 'FRA'], as('COL'));
  const verified = await watchword<{ subject: string; pinned: boolean; sentences: string[] }>(['message', 'verify', proof, '--pin', `FRA=${fingerprint}`]);
  assert.deepEqual([verified.subject, verified.pinned], [CANARY.subject, true]);
  assert.match(verified.sentences.join(' '), /COL signed on .* that the message was delivered/);
  const altered = readFileSync(proof, 'utf8').replace(/"contentKey":"./, (text) => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`);
  writeFileSync(proof, altered);
  await assert.rejects(watchword(['message', 'verify', proof]), /message\.changed|not the one that belongs/);
});

/** A stolen car of COL's, found by FRA, which asks. */
async function askedHit(plate: string): Promise<string> {
  const [fra, col] = ['FRA', 'COL'].map((code) => createClient({ url: hub, token: tokens[code] })) as [Client, Client];
  const { id: record } = await col.records.create({ database: 'vehicles', content: car({ plate, plateCountry: 'COL' }) });
  await fra.checks.run({ purpose: 'police-check', subject: { vehicle: { plate: { number: plate, country: 'COL' } } } });
  const { id } = await until('hit', async () => (await fra.call(listHits, { query: { record } })).items[0]);
  await fra.call(askOwner, { params: { id }, body: { urgency: 'urgent' } });
  return id;
}

const hitOf = (id: string): Promise<HitDetail> => createClient({ url: hub, token: tokens['FRA'] }).call(getHit, { params: { id } });

test('an answer to a hit that is sent as a message stops its clock in the same act', { timeout: 60_000 }, async () => {
  const id = await askedHit('ANSWERED1');
  await watchword(['message', 'send', '--to', 'FRA', '--subject', 'Your hit', '--text', 'It is ours.', '--hit', id, '--valid', 'yes', '--same', 'yes'], as('COL'));
  const { state, answer } = await hitOf(id);
  assert.deepEqual([state, answer?.by, answer?.heard], ['confirmed', 'COL', undefined]);
  const { items } = await watchword<{ items: { hit?: string; answer?: object }[] }>(['message', 'list'], as('FRA'));
  assert.deepEqual([items.at(-1)?.hit, items.at(-1)?.answer], [id, { valid: 'yes', same: 'yes' }]);
});

test('an answer whose sender tells the hub nothing stops the clock as well: the node of the finder tells, and no word of the message', { timeout: 60_000 }, async () => {
  const id = await askedHit('ANSWERED2');
  const calls = mailHubOf(createClient({ url: hub, token: tokens['COL'] }));
  const kept = new Map<string, string>();
  const keep = { read: async (name: string) => kept.get(name), write: async (name: string, value: string) => void kept.set(name, value) };
  const device = await deviceFromSeeds(await readKeyFile(readFileSync(join(folder, 'COL.key'), 'utf8')));
  const post = openPost({ organisation: 'COL', hub: calls, book: await openKeyBook({ hub: calls, keep }), keep, device, now: Date.now });
  await post.send({ to: ['FRA'], content: { subject: 'Your hit', text: CANARY.text, hit: id, answer: { valid: 'yes', same: 'no' } } });
  const heard = await until('heard', async () => {
    const hit = await hitOf(id);
    return hit.state === 'asked' ? undefined : hit;
  });
  assert.deepEqual([heard.state, heard.answer?.by, heard.answer?.heard, heard.answer?.same], ['not-confirmed', 'FRA', true, 'no']);
  assert.ok(heard.events.some(({ act, text }) => act === 'heard-message' && text?.startsWith('not-confirmed COL ') === true));
});

test('a stolen device is shut out within seconds: it cannot send, and cannot open what comes after', { timeout: 60_000 }, async () => {
  await watchword(['keys', 'device', '--out', join(folder, 'stolen.key')]);
  const { device } = await watchword<{ device: string }>(['keys', 'enrol', join(folder, 'stolen.key.pub'), '--name', 'Laptop', '--data', dataOf('COL'), '--bureau', 'COL']);
  const stolen = { ...as('COL'), WATCHWORD_DEVICE_FILE: join(folder, 'stolen.key') };
  await until('enrolled', () => watchword(['message', 'list'], stolen).then(() => true, () => undefined));
  const began = performance.now();
  await watchword(['keys', 'remove', device, '--reason', 'stolen', '--data', dataOf('COL'), '--bureau', 'COL']);
  await until('new epoch', async () => ((await watchword<{ epoch: number }>(['keys', 'show', 'COL'], as('FRA'))).epoch > 1 ? true : undefined));
  assert.ok(performance.now() - began < 5 * 60_000);
  await watchword(['message', 'send', '--to', 'COL', '--subject', 'After', '--text', CANARY.text], as('FRA'));
  await assert.rejects(watchword(['message', 'list'], stolen), /key\.no-access/);
  await assert.rejects(watchword(['message', 'send', '--to', 'FRA', '--subject', 'x', '--text', 'x'], stolen), /key\.no-access/);
  const { items } = await watchword<{ items: { subject: string }[] }>(['message', 'list'], as('COL'));
  assert.equal(items.at(-1)?.subject, 'After');
});

test('nothing of any message stands in a file of the hub, in its log, or in a log of a bureau', () => {
  const marks = ['Qanarowskaya', 'Yxendorf', 'Zephyrine', 'whistleblowerish', 'QNRYZZZ8X4GB77317', 'QK7XW93V2'].flatMap((mark) => [mark, Buffer.from(mark).toString('base64').slice(0, 10), Buffer.from(mark).toString('hex')]);
  let looked = 0;
  for (const file of readdirSync(join(folder, 'hub'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
    const path = join(file.parentPath, file.name);
    looked += statSync(path).size;
    const bytes = readFileSync(path);
    for (const mark of marks) assert.ok(!bytes.includes(mark), `${mark} in ${file.name}`);
  }
  assert.ok(looked > 100_000, 'the hub keeps something');
  for (const code of ['FRA', 'COL']) {
    for (const file of readdirSync(dataOf(code), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) for (const mark of marks) assert.ok(!readFileSync(join(file.parentPath, file.name)).includes(mark), `${mark} in ${file.name} of ${code}`);
  }
  for (const [name, log] of logs) for (const mark of marks) assert.ok(!log.includes(mark), `${mark} in the log of ${name}`);
  for (const file of readdirSync(keysOf('FRA')).filter((name) => name.endsWith('.key'))) assert.equal(statSync(join(keysOf('FRA'), file)).mode & 0o077, 0, file);
});
