/**
 * A person, a document and a plate that cannot be mistaken go through everything that a server does, refusals above all. Afterwards no
 * log line, refusal, address, figure or audit file says them in the clear.
 */
import assert from 'node:assert/strict';
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { readAuditLog } from '#audit/audit.ts';
import { ask, type Asked } from '../ask.ts';
import { makeData, spawnServer } from '../spawn-server.ts';

/** Parts of the canary, each unmistakable by itself. */
const CANARY = { family: 'Qanarowskaya', given: 'Zephyrine', number: 'QK7XW93V2', plate: 'QW 777 VK', vin: 'QNRYZZZ8X4GB77317', place: 'Yxendorf', reason: 'whistleblowerish', passportOf: 'QK7XW93V3' } as const;
/** As they are folded and as they could be written. */
const MARKS = [...Object.values(CANARY), 'QW777VK', 'qnryzzz8x4gb77317', Buffer.from(CANARY.family).toString('hex'), Buffer.from(CANARY.number).toString('base64').slice(0, 10)].map((mark) => mark.toLowerCase());

const { data, tokens, remove } = await makeData({ UTO: PERMISSIONS, FRA: PERMISSIONS, XPO: PERMISSIONS });
after(remove);
const metricsPort = await freePort();

/** Everything that somebody other than the asker might come to see. */
const seen: { where: string; text: string }[] = [];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

const person = { kind: 'wanted', status: 'accused', names: [{ family: CANARY.family, given: CANARY.given, kind: 'primary' }], born: ['1971-03-04'], birthPlace: CANARY.place, documents: [{ number: CANARY.number, issuer: 'UTO' }], marks: `scar, ${CANARY.place}` };
const paper = { number: CANARY.passportOf, issuer: 'UTO', type: 'passport', fraud: 'stolen', circumstances: `taken in ${CANARY.place}` };
const car = { vin: CANARY.vin, plate: CANARY.plate, plateCountry: 'UTO', type: 'car', status: 'stolen', stolenAt: CANARY.place };
const subjects = [
  { person: { name: `${CANARY.given} ${CANARY.family}`, born: '1971-03-04' } }, { document: { number: CANARY.number } }, { document: { number: CANARY.passportOf, issuer: 'UTO' } }, { vehicle: { plate: { number: CANARY.plate } } }, { vehicle: { vin: CANARY.vin } },
  { mrz: ['P<UTOQANAROWSKAYA<<ZEPHYRINE<<<<<<<<<<<<<<<<', 'QK7XW93V2<UTO7103046F3104159<<<<<<<<<<<<<<06'] },
];
const question = (subject: object, more: object = {}): object => ({ purpose: 'border-control', subject, place: CANARY.place, reference: CANARY.given, ...more });

/** Sends it, and keeps what came back when it was refused. */
async function provoke(url: string, asked: Asked): Promise<number> {
  const raw = await ask(url, { token: tokens['UTO'], ...asked });
  if (raw.status >= 400) seen.push({ where: `${asked.method} ${asked.path}`, text: raw.text });
  seen.push({ where: `headers of ${asked.path}`, text: JSON.stringify(raw.headers) });
  return raw.status;
}

async function enterAll(client: Client): Promise<{ id: string; version: number }> {
  const record = await client.records.create({ database: 'persons', reference: CANARY.family, content: person });
  await client.records.create({ database: 'travel-documents', content: paper });
  const vehicle = await client.records.create({ database: 'vehicles', content: car });
  await client.records.withdraw(await client.records.amend(vehicle, { content: { colour: CANARY.place } }), { reason: 'other', note: CANARY.reason });
  const load = await client.loads.start({ database: 'vehicles', format: 'ndjson', name: `${CANARY.family}.ndjson` });
  const lines = [{ ...car, vin: undefined }, { ...car, plate: CANARY.plate, type: CANARY.family }, { plate: CANARY.plate, surplus: CANARY.number }, `{"plate":"${CANARY.plate}`];
  await client.loads.send(load, { from: () => lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n') });
  await Array.fromAsync((await client.loads.rejects(load.id)).lines());
  await Array.fromAsync((await client.records.export('persons')).lines());
  await Array.fromAsync(client.records.list({ reference: CANARY.family }));
  await client.records.history(record.id);
  return record;
}

/** Every refusal that can be provoked, with the canary wherever a value can stand. */
function refusals(record: { id: string }): Asked[] {
  const post = (path: string, body: Asked['body'], headers: Asked['headers'] = {}): Asked => ({ method: 'POST', path, body, headers });
  const records = (content: object, more: object = {}): Asked => post('/v1/records', { database: 'persons', content, ...more });
  const wrong = [CANARY.family, { [CANARY.given]: 1 }, [CANARY.number], 7, null];
  const json = JSON.stringify({ database: 'persons', content: person });
  return [
    ...Object.keys(person).flatMap((field) => wrong.map((value) => records({ ...person, [field]: value }))),
    ...Object.keys(paper).map((field) => post('/v1/records', { database: 'travel-documents', content: { ...paper, [field]: `${CANARY.family}\u0000` } })),
    ...Object.keys(car).map((field) => post('/v1/records', { database: 'vehicles', content: { ...car, [field]: CANARY.family.repeat(20) } })),
    records(person, { reference: CANARY.family }), records(person, { expiresOn: CANARY.number }), records(person, { hiddenFrom: [CANARY.family] }), records(person, { hiddenFrom: ['QQQ', CANARY.place] }), records({ ...person, names: [{ full: '--', kind: CANARY.given }] }),
    post('/v1/records', { database: CANARY.family, content: person }), post('/v1/records', { database: 'travel-documents', content: { ...paper, issuer: 'FRA' } }), post('/v1/records', { database: 'travel-documents', content: { ...paper, numberTo: CANARY.number, fraud: 'stolen-blank' } }),
    ...subjects.flatMap((subject) => [post('/v1/checks', question(subject, { purpose: CANARY.family })), post('/v1/checks', question(subject, { databases: [CANARY.family] })), post('/v1/checks', question(subject, { databases: ['works-of-art'] })), post('/v1/checks', question(subject, { place: CANARY.place.repeat(40) })), post('/v1/checks', question({ ...subject, document: { number: `${CANARY.number}\u0007` } }))]),
    post('/v1/checks', question({ mrz: [CANARY.family] })), post('/v1/checks', question({ person: { name: CANARY.family, born: '1971-02-31' } })), post('/v1/checks', question({ person: { name: CANARY.family, sex: CANARY.given } })), post('/v1/checks', question({ vehicle: { vin: `${CANARY.vin}\n` } })),
    post('/v1/checks/batch', { checks: CANARY.family }), post('/v1/checks/batch', { checks: [], who: CANARY.family }), post('/v1/checks/stream', `{"subject":"${CANARY.family.repeat(6000)}"}`, { 'content-type': 'application/x-ndjson' }),
    ...[json.slice(0, -5), `${json}}`, json.replace('"kind"', CANARY.family), `{"__proto__":${json}}`].map((body) => post('/v1/records', body)), post('/v1/records', json.replace(CANARY.given, CANARY.given.repeat(200_000))),
    post('/v1/records', json, { 'content-type': `text/${CANARY.family}` }), post('/v1/records', json, { 'idempotency-key': `${CANARY.family} ${CANARY.given}` }), post('/v1/records', json, { 'watchword-officer': CANARY.family, 'watchword-role': 'desk' }), post('/v1/records', json, { authorization: `Bearer ${CANARY.family}` }), post('/v1/checks', json, { authorization: `Bearer wwt_${CANARY.family.padEnd(43, 'x')}` }),
    { path: `/v1/records?cursor=${CANARY.family}` }, { path: `/v1/records?state=${CANARY.family}` }, { path: `/v1/records?limit=${CANARY.family}` }, { path: `/v1/records?database=${CANARY.family}` }, { path: `/v1/records/${CANARY.family}` }, { path: `/v1/${CANARY.family}` }, { path: `/${CANARY.family}` }, { path: `/v1/exports/${CANARY.family}` }, { path: `/v1/loads/${CANARY.family}` },
    { method: CANARY.family.toUpperCase(), path: '/v1/checks' }, { path: `/v1/databases/${CANARY.family}/template` }, post('/v1/loads', { database: CANARY.family, format: CANARY.given }), post('/v1/tokens', { name: CANARY.family.repeat(20), role: CANARY.given, permissions: [CANARY.number] }), { method: 'DELETE', path: `/v1/tokens/${CANARY.family}` },
    { method: 'PATCH', path: `/v1/records/${record.id}`, body: { content: { facts: CANARY.reason } }, headers: { 'content-type': 'application/merge-patch+json', 'if-match': CANARY.family } },
    { method: 'PATCH', path: `/v1/records/${record.id}`, body: { content: { sex: CANARY.reason } }, headers: { 'content-type': 'application/merge-patch+json', 'if-match': '"1"' } }, post(`/v1/records/${record.id}/withdrawal`, { reason: CANARY.reason }, { 'if-match': '"1"' }), post(`/v1/records/${record.id}/withdrawal`, { reason: 'other', note: CANARY.reason }, { 'if-match': '"7"' }),
  ];
}

/** Parts of the canary in a text, whatever the case. */
function marksIn(text: string): string[] {
  const small = text.toLowerCase();
  return MARKS.filter((mark) => small.includes(mark));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function requireUnseen(): void {
  const leaks = seen.flatMap(({ where, text }) => marksIn(text).map((mark) => `${mark} in ${where}: ${text.slice(0, 300)}`));
  assert.deepEqual(leaks.slice(0, 10), [], `${leaks.length} leaks`);
}

test('the canary is found by whoever may find it, and seen nowhere else', async (t) => {
  const server = await spawnServer(data, { settings: { logLevel: 'debug', metricsPort } });
  t.after(() => server.kill());
  const clientOf = (code: string): Client => createClient({ url: server.url, token: tokens[code] ?? '', retries: 0 });
  const record = await enterAll(clientOf('UTO'));
  const released = await clientOf('XPO').records.release(record, { note: CANARY.reason });
  for (const code of ['UTO', 'FRA']) {
    const items = await clientOf(code).checks.batch(subjects.map((subject) => question(subject) as never));
    assert.deepEqual(items.map(({ answer }) => answer?.outcome), ['hit', 'hit', 'hit', 'hit', 'none', 'hit']);
    for (const subject of subjects) await provoke(server.url, { method: 'POST', path: '/v1/checks', body: question(subject), token: tokens[code] });
    await Array.fromAsync(clientOf(code).checks.stream(subjects.map((subject) => question(subject) as never)));
  }
  await clientOf('XPO').records.block(released, { reason: CANARY.reason });
  let refused = 0;
  for (const asked of refusals(record)) if ((await provoke(server.url, asked)) >= 400) refused += 1;
  assert.ok(refused > 90, `${refused} refusals`);
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  assert.match(metrics, /watchword_answers_total\{operation="checks\.run",status="400"\}/);
  seen.push({ where: 'metrics', text: metrics });
  assert.equal(await server.end(), 0);
  seen.push({ where: 'the log', text: server.logged() });

  for (const file of filesUnder(join(data, 'hub', 'audit'))) seen.push({ where: file, text: readFileSync(file, 'latin1') }, { where: `${file}, as UTF-16`, text: readFileSync(file, 'utf16le') });
  const entries = await Array.fromAsync(readAuditLog(join(data, 'hub', 'audit'), { texts: true }));
  assert.ok(entries.some(({ sealed = '' }) => marksIn(sealed).length > 0), 'the questions are in the log, sealed');
  for (const { sealed: _, ...entry } of entries) seen.push({ where: `entry ${entry.seq}`, text: JSON.stringify(entry) });
  for (const name of filesUnder(data)) seen.push({ where: 'a name of a file', text: name });
  assert.ok(seen.length > 300);
  requireUnseen();

  await t.test('and when the store breaks while it is asked for, the log says so, and not for whom', breakStore);
});

/** Damages the store under a server that runs, with the canary in it, and asks again. */
async function breakStore(t: TestContext): Promise<void> {
  const server = await spawnServer(data, { settings: { logLevel: 'debug' } });
  t.after(() => server.kill());
  const file = join(data, 'hub', 'store.db');
  const { size } = statSync(file);
  const store = openSync(file, 'r+');
  writeSync(store, Buffer.alloc(size - 8192, 0xa5), 0, size - 8192, 8192);
  closeSync(store);
  // A write, so that readers look at the file again.
  await provoke(server.url, { method: 'POST', path: '/v1/records', body: { database: 'persons', content: person } });
  for (const subject of subjects) await provoke(server.url, { method: 'POST', path: '/v1/checks', body: question(subject) });
  await provoke(server.url, { path: `/v1/records?reference=${CANARY.family}` });
  await server.kill();
  assert.match(server.logged(), /"level":50/, 'nothing broke');
  seen.push({ where: 'the log of a broken store', text: server.logged() });
  requireUnseen();
}
