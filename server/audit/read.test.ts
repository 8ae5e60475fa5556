import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { checkAnswered, openAuditLog, readAuditLog, verifyAuditLog } from './audit.ts';
import { openLogFile } from './segments.ts';
import type { LogFile } from './segments.ts';
import { newKeys, writeKeys } from './sealed/key-file.ts';

const now = (): number => Date.UTC(2026, 10, 24);
const FILE = '000000000001.log';

// Three groups: entries 1 and 2; 3; 4.
async function written(t: TestContext): Promise<{ dir: string; path: string; bytes: Buffer }> {
  const root = await mkdtemp(join(tmpdir(), 'watchword-read-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  const dir = join(root, 'audit');
  const check = (n: number): ReturnType<typeof checkAnswered> => {
    const outcomes = { hit: 0, possible: 0, none: 1, unavailable: 0 };
    return checkAnswered({ organisation: 'FRA', actor: 'ofc_1' }, { subject: `chk_${n}`, purpose: 'border', databases: ['vehicles'], question: `q${n}`, response: '12'.repeat(32), outcomes });
  };
  await using log = await openAuditLog({ dir, now });
  await log.appendMany([check(1), check(2)]);
  await log.append(check(3));
  await log.append(check(4));
  assert.match(log.chain, /^[0-9a-f]{32}$/);
  return { dir, path: join(dir, FILE), bytes: await readFile(join(dir, FILE)) };
}

async function readUntilBroken(dir: string, options = {}): Promise<{ seqs: number[]; detail: string }> {
  const seqs: number[] = [];
  try {
    for await (const { seq } of readAuditLog(dir, options)) seqs.push(seq);
  } catch (error) {
    const { code, details } = error as { code: string; details: { detail: string } };
    assert.equal(code, 'audit.broken');
    return { seqs, detail: details.detail };
  }
  return assert.fail('it was read to the end');
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

test('reading stops where the log is damaged, after what is sound, and says where', async (t) => {
  const { dir, path, bytes } = await written(t);
  const second = bytes.indexOf('chk_3');
  await writeFile(path, flipped(bytes, second));
  assert.deepEqual(await readUntilBroken(dir), { seqs: [1, 2], detail: `${FILE}, entry 3: the checksum of the group does not fit` });
  const head = bytes.indexOf(Buffer.from([0x57, 0x57, 0x47, 0x01]), bytes.indexOf('chk_2'));
  await writeFile(path, flipped(bytes, head + 5));
  assert.deepEqual(await readUntilBroken(dir), { seqs: [1, 2], detail: `${FILE}, entry 3: the head of a group at or after this entry is damaged` });
  assert.match((await readUntilBroken(dir, { from: 4 })).detail, /entry 1: the head of a group at or after/);
  await writeFile(path, flipped(bytes, 20));
  assert.deepEqual(await readUntilBroken(dir), { seqs: [], detail: `${FILE}, entry 1: the header of the segment is damaged` });
});

test('a segment that was only begun, and a group that is not there whole yet, end the reading quietly', async (t) => {
  const { dir, path, bytes } = await written(t);
  await writeFile(path, bytes.subarray(0, bytes.length - 1));
  await writeFile(join(dir, '000000000005.log'), 'watchword-audit 1 ');
  assert.deepEqual((await Array.fromAsync(readAuditLog(dir))).map(({ seq }) => seq), [1, 2, 3]);
});

test('a key that is not the one that sealed, or a damaged one, is an error and not an erasure', async (t) => {
  const { dir } = await written(t);
  const key = join(dir, 'keys', '2026-11-24.short.key');
  await writeFile(key, `${'0'.repeat(64)}\n`);
  assert.match((await readUntilBroken(dir, { texts: true })).detail, /2026-11-24\.short\.key is not the one that sealed/);
  await writeKeys(dir, '2026-11-24.short', newKeys());
  assert.match((await readUntilBroken(dir, { texts: true })).detail, /does not open with its key/);
  await writeFile(key, 'short');
  assert.match((await readUntilBroken(dir, { texts: true })).detail, /2026-11-24\.short\.key is damaged/);
});

test('a damaged mark, or one of another chain, keeps the log closed and is named', async (t) => {
  const { dir } = await written(t);
  const mark = join(dir, 'mark');
  const text = await readFile(mark, 'utf8');
  const swaps: [RegExp, string, string][] = [
    [/seq=4/, 'seq=x', 'the mark is damaged'],
    [/hash=\w{4}/, 'hash=0000', 'the last entry is not the one that was durable'],
    [/chain=\w{8}/, 'chain=00000000', 'the mark is of another chain'],
  ];
  for (const [from, to, reason] of swaps) {
    await writeFile(mark, text.replace(from, to));
    assert.deepEqual((await verifyAuditLog(dir)).brokenAt?.reason, reason);
    await assert.rejects(openAuditLog({ dir, now }), { code: 'audit.broken' });
  }
});

test('what cannot be read for another reason than absence is not taken for absent', async (t) => {
  const { dir, path } = await written(t);
  await assert.rejects(verifyAuditLog(path), { code: 'ENOTDIR' });
  const key = join(dir, 'keys', '2026-11-24.short.key');
  for (const name of [key, join(dir, 'mark')]) {
    await rm(name);
    await mkdir(name);
  }
  await assert.rejects(Array.fromAsync(readAuditLog(dir, { texts: true })), { code: 'EISDIR' });
  await assert.rejects(openAuditLog({ dir, now }), { code: 'EISDIR' });
});

test('an opening that cannot write its report does not give out a log', async (t) => {
  const { dir, path, bytes } = await written(t);
  const openFile = async (at: string): Promise<LogFile> => ({ ...(await openLogFile(at)), sync: () => Promise.reject(new Error('EIO')) });
  await writeFile(path, Buffer.concat([bytes, Buffer.alloc(10)]));
  await assert.rejects(openAuditLog({ dir, now, openFile }), { code: 'audit.unavailable' });
  await appendFile(path, Buffer.alloc(10));
  await using log = await openAuditLog({ dir, now });
  assert.equal(log.failure, undefined);
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
});
