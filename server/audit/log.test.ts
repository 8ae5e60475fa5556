import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile, truncate, appendFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { checkAnswered, destroyKeys, OF_ANSWER, openAuditLog, readAuditLog, recordWithdrawn, serverStarted, verifyAuditLog } from './audit.ts';
import type { AuditEntry, ReadEntry } from './audit.ts';
import { headerLine, openLogFile } from './segments.ts';
import type { LogFile } from './segments.ts';

const DAY = Date.UTC(2026, 10, 24, 12);
const now = (): number => DAY;
const WHO = { organisation: 'FRA', actor: 'ofc_1' };
const NONE = { hit: 0, possible: 0, none: 1, unavailable: 0 };
const HIT = { hit: 1, possible: 0, none: 0, unavailable: 0 };

async function folder(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'watchword-audit-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return join(dir, 'audit');
}

function check(question: string, outcomes = NONE): AuditEntry {
  const facts = { subject: 'chk_1', purpose: 'border', databases: ['travel-documents', 'persons'], owners: ['DEU'], response: 'ab'.repeat(32) };
  return checkAnswered(WHO, { ...facts, question, outcomes });
}

function write(outbox: number): AuditEntry {
  return recordWithdrawn(WHO, { database: 'vehicles', owner: 'FRA', subject: 'rec_1', version: 2, outbox, reason: 'found' });
}

async function readAll(dir: string, options = {}): Promise<ReadEntry[]> {
  return Array.fromAsync(readAuditLog(dir, options));
}

// A file that works until its sync (or write) is told to fail, as a disk does.
function failing(what: 'sync' | 'write'): { open: (path: string) => Promise<LogFile>; failNow: (on: boolean) => void } {
  let fails = false;
  const open = async (path: string): Promise<LogFile> => {
    const file = await openLogFile(path);
    const broken = async (): Promise<void> => Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }));
    return {
      ...file,
      write: async (bytes, position) => {
        if (!fails || what === 'sync') return file.write(bytes, position);
        await file.write(bytes.subarray(0, 100), position);
        return broken();
      },
      sync: () => (fails && what === 'sync' ? broken() : file.sync()),
    };
  };
  return { open, failNow: (on) => (fails = on) };
}

test('what was appended is read back as it was, in order, each entry holding the hash of the one before', async (t) => {
  const dir = await folder(t);
  await using log = await openAuditLog({ dir, now });
  const entries = [serverStarted({ version: '0.1.0' }), check('{"a":1}'), check('{"b":"é漢"}', HIT), write(7)];
  const receipts = [await log.append(entries[0] ?? assert.fail()), ...(await log.appendMany(entries.slice(1)))];
  const read = await readAll(dir, { texts: true });
  assert.deepEqual(read.map(({ seq, hash }) => ({ seq, hash })), receipts.map(({ seq, hash }) => ({ seq, hash })));
  for (const [i, { seq, time, prev, hash, commitment, ...rest }] of read.entries()) {
    assert.deepEqual(rest, entries[i]);
    assert.equal(seq, i + 1);
    assert.equal(time, DAY);
    assert.equal(commitment !== undefined, rest.sealed !== undefined);
    if (i > 0) assert.equal(prev, read[i - 1]?.hash);
    assert.equal(hash.length, 64);
  }
});

test('the hash of an entry is its RFC 9162 leaf hash', async (t) => {
  const dir = await folder(t);
  const log = await openAuditLog({ dir, now });
  const receipt = await log.append(write(1));
  await log.close();
  const bytes = await readFile(join(dir, '000000000001.log'));
  const entry = bytes.indexOf('\n') + 1 + 60;
  const leaf = bytes.subarray(entry + 4, entry + 4 + bytes.readUIntBE(entry, 3));
  assert.equal(createHash('sha256').update(Buffer.of(0)).update(leaf).digest('hex'), receipt.hash);
});

test('appends made together share a group, and an empty appendMany is answered', async (t) => {
  const groups: number[] = [];
  await using log = await openAuditLog({ dir: await folder(t), now, onSync: (n) => groups.push(n) });
  await Promise.all(Array.from({ length: 50 }, (_, i) => log.append(check(`q${i}`))));
  assert.deepEqual(groups, [50]);
  assert.deepEqual(await log.appendMany([]), []);
});

test('a batch larger than a group gets every receipt, in order', async (t) => {
  const dir = await folder(t);
  await using log = await openAuditLog({ dir, now });
  const receipts = await log.appendMany(Array.from({ length: 5000 }, (_, i) => check(`q${i}`)));
  assert.deepEqual(receipts.map(({ seq }) => seq), Array.from({ length: 5000 }, (_, i) => i + 1));
  assert.equal((await verifyAuditLog(dir)).last, 5000);
  assert.equal((await readAll(dir)).length, 5000);
});

test('segments roll, a reopened log goes on with the chain, and the reader starts anywhere', async (t) => {
  const dir = await folder(t);
  for (let round = 0; round < 3; round += 1) {
    await using log = await openAuditLog({ dir, now, segmentBytes: 4000 });
    for (let i = 0; i < 30; i += 1) await log.append(check(`q${round}-${i}`));
    assert.equal(log.lastSeq, round * 30 + 30);
  }
  assert.ok((await readdir(dir)).filter((name) => name.endsWith('.log')).length > 5);
  assert.deepEqual(await verifyAuditLog(dir), { entries: 90, first: 1, last: 90, mark: 'reached' });
  assert.deepEqual((await readAll(dir, { from: 71 })).map(({ seq }) => seq), Array.from({ length: 20 }, (_, i) => i + 71));
});

test('the highest outbox id is known after every opening, also when the last segment is empty', async (t) => {
  const dir = await folder(t);
  const log = await openAuditLog({ dir, now });
  await log.appendMany([write(41), check('q'), write(42), check('q'), check('q')]);
  await assert.rejects(log.append(write(42)), { code: 'server.internal' });
  await log.close();
  const reopened = async (): Promise<number> => {
    await using again = await openAuditLog({ dir, now });
    return again.lastOutboxId;
  };
  assert.equal(await reopened(), 42);
  await rm(join(dir, 'mark'));
  assert.equal(await reopened(), 42);
  const last = (await readAll(dir)).at(-1) ?? assert.fail();
  await writeFile(join(dir, '000000000006.log'), headerLine(log.chain, { ...last, outbox: 42 }));
  assert.equal(await reopened(), 42);
});

test('an entry that cannot stand in the clear is refused alone, and its neighbours are written', async (t) => {
  const dir = await folder(t);
  await using log = await openAuditLog({ dir, now });
  const name = { ...check('q'), actor: 'Zoë' };
  const long = { ...check('q'), purpose: 'x'.repeat(256) };
  const digest = { ...check('q'), response: 'zz'.repeat(32) };
  const results = await Promise.allSettled([check('1'), name, check('2', HIT), long, digest, check('3')].map((entry) => log.append(entry)));
  assert.deepEqual(results.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'rejected', 'fulfilled']);
  assert.deepEqual((await readAll(dir, { texts: true })).map(({ sealed }) => sealed), ['1', '2', '3']);
});

test('an entry that is refused while another is being written leaves no empty group behind', async (t) => {
  const dir = await folder(t);
  await using log = await openAuditLog({ dir, now });
  const first = log.append(check('1'));
  await new Promise((resolve) => setImmediate(resolve));
  await assert.rejects(log.append({ ...check('q'), actor: 'Zoë' }), { code: 'server.internal' });
  assert.equal((await first).seq, 1);
  assert.equal((await log.append(check('2'))).seq, 2);
});

test('the hash of an answer is that of the text handed over with the entry', async (t) => {
  const dir = await folder(t);
  await using log = await openAuditLog({ dir, now });
  const entry = { ...check('q'), response: OF_ANSWER };
  await log.append(entry, '{"name":"Zoë"}');
  await log.appendMany([entry, check('r'), entry], ['one', '', 'three']);
  await assert.rejects(log.append(entry), { code: 'server.internal' });
  const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
  assert.deepEqual((await readAll(dir)).map(({ response }) => response), [sha('{"name":"Zoë"}'), sha('one'), 'ab'.repeat(32), sha('three')]);
});

test('no question and no detail stands in any file in the clear', async (t) => {
  const dir = await folder(t);
  const log = await openAuditLog({ dir, now });
  const canary = 'KANARIENVOGEL ADA 1974-08-12';
  await log.appendMany([check(canary), check(canary, HIT), { ...write(1), sealed: canary, keep: 'long' }]);
  await log.close();
  const names = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  assert.ok(names.length >= 4);
  for (const { parentPath, name } of names) assert.ok(!(await readFile(join(parentPath, name))).includes('KANARIENVOGEL'), name);
  const commitments = (await readAll(dir)).map(({ commitment }) => commitment);
  assert.equal(new Set(commitments).size, 3, 'the same question never gives the same commitment');
});

test('destroying a key erases the questions that found nothing, keeps the hits, and leaves the chain whole', async (t) => {
  const dir = await folder(t);
  const log = await openAuditLog({ dir, now });
  await log.appendMany([check('nothing'), check('something', HIT)]);
  await log.close();
  assert.deepEqual(await destroyKeys(dir, { keep: 'short', before: '2026-11-24' }), [], 'the day itself is not before the day');
  assert.deepEqual(await destroyKeys(dir, { keep: 'short', before: '2026-11-25' }), ['2026-11-24.short']);
  const [nothing, something] = await readAll(dir, { texts: true });
  assert.deepEqual([nothing?.sealed, nothing?.erased], [undefined, true]);
  assert.deepEqual([something?.sealed, something?.erased], ['something', undefined]);
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
});

test('nothing is acknowledged before the sync has returned', async (t) => {
  const { promise: synced, resolve: letSync } = Promise.withResolvers<void>();
  const { promise: asked, resolve: syncAsked } = Promise.withResolvers<void>();
  let hold = false;
  const openFile = async (path: string): Promise<LogFile> => {
    const file = await openLogFile(path);
    const held = async (): Promise<void> => {
      syncAsked();
      await synced;
      await file.sync();
    };
    return { ...file, sync: () => (hold ? held() : file.sync()) };
  };
  await using log = await openAuditLog({ dir: await folder(t), now, openFile });
  hold = true;
  let answered = false;
  const receipt = log.append(check('q')).then(() => (answered = true));
  await asked;
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(answered, false);
  assert.equal(log.lastSeq, 0);
  letSync();
  assert.equal(await receipt, true);
});

for (const what of ['sync', 'write'] as const) {
  test(`after a ${what} that fails every append is refused, and recovery goes on without a broken chain`, async (t) => {
    const dir = await folder(t);
    const disk = failing(what);
    await using log = await openAuditLog({ dir, now, openFile: disk.open });
    await log.append(write(1));
    disk.failNow(true);
    const waiting = await Promise.allSettled([log.append(write(2)), log.appendMany([check('a'), check('b')])]);
    for (const result of waiting) assert.equal(result.status === 'rejected' && result.reason.code, 'audit.unavailable');
    disk.failNow(false);
    await assert.rejects(log.append(check('later')), { code: 'audit.unavailable' });
    disk.failNow(true);
    await assert.rejects(log.recover(), { code: 'audit.unavailable' });
    await assert.rejects(log.append(check('later')), { code: 'audit.unavailable' });
    disk.failNow(false);
    await log.recover();
    assert.equal(log.lastOutboxId, 1);
    await log.append(write(2));
    assert.deepEqual((await readAll(dir)).map(({ event }) => event), ['record.withdrawn', 'audit.recovered', 'record.withdrawn']);
    assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
  });
}

test('a torn last group is cut and reported by an entry; a closed log takes nothing', async (t) => {
  const dir = await folder(t);
  const path = join(dir, '000000000001.log');
  const log = await openAuditLog({ dir, now });
  await log.appendMany([check('a'), check('b')]);
  const whole = await stat(path);
  await log.append(check('c'));
  await log.close();
  await assert.rejects(log.append(check('d')), { code: 'audit.unavailable' });
  const full = await readFile(path);
  for (let size = whole.size + 1; size < full.length; size += 37) {
    await rm(join(dir, 'mark'), { force: true });
    await writeFile(path, full.subarray(0, size));
    await using again = await openAuditLog({ dir, now });
    assert.equal(again.lastSeq, 3, `cut at ${size}`);
    assert.equal((await readAll(dir)).at(-1)?.count, size - whole.size);
  }
});

test('zeros that a file system leaves behind the end are a torn tail, other bytes are not', async (t) => {
  const dir = await folder(t);
  const path = join(dir, '000000000001.log');
  await (await openAuditLog({ dir, now })).close();
  await appendFile(path, Buffer.alloc(10_000));
  await using log = await openAuditLog({ dir, now });
  assert.deepEqual((await readAll(dir)).map(({ reason, count }) => ({ reason, count })), [{ reason: 'torn-tail', count: 10_000 }]);
  await log.close();
  await appendFile(path, Buffer.alloc(200, 1));
  await assert.rejects(openAuditLog({ dir, now }), (error: { code: string; details: { detail: string } }) => {
    assert.equal(error.code, 'audit.broken');
    assert.match(error.details.detail, /000000000001\.log, entry 2: the head of the group is damaged/);
    return true;
  });
});

test('a log that lost durable entries does not start', async (t) => {
  const dir = await folder(t);
  const path = join(dir, '000000000001.log');
  const log = await openAuditLog({ dir, now });
  await log.append(check('a'));
  const { size } = await stat(path);
  await log.append(check('b'));
  await log.close();
  await truncate(path, size);
  await assert.rejects(openAuditLog({ dir, now }), { code: 'audit.broken' });
  await rm(path);
  await assert.rejects(openAuditLog({ dir, now }), { code: 'audit.broken' });
});

test('a segment whose header was cut short by a crash is begun anew', async (t) => {
  const dir = await folder(t);
  const log = await openAuditLog({ dir, now });
  await log.append(check('a'));
  await log.close();
  await writeFile(join(dir, '000000000002.log'), 'watchword-audit 1 chain=');
  await using again = await openAuditLog({ dir, now });
  assert.equal(again.lastSeq, 2);
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
});
