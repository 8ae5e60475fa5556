import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { checkAnswered, openAuditLog, verifyAuditLog } from './audit.ts';
import type { AuditEntry, Verification } from './audit.ts';
import { hashEntry } from './entry.ts';
import { parseFrameHead, putFrameHead } from './frame.ts';
import { headerLine } from './segments.ts';

const now = (): number => Date.UTC(2026, 10, 24);
const FILE = '000000000001.log';
const GROUPS = [1, 3, 1, 5, 2];

let root = '';
let whole: Buffer;
/** Every byte of the first segment: the seq that a change of it must name. */
let owners: number[];
/** Where the groups begin, and the end. */
let borders: number[];

function check(n: number): AuditEntry {
  const outcomes = { hit: n % 2, possible: 0, none: 1 - (n % 2), unavailable: 0 };
  return checkAnswered({ organisation: 'FRA', actor: 'ofc_1' }, { subject: `chk_${n}`, purpose: 'border', databases: ['vehicles'], question: `q${n}`, response: 'cd'.repeat(32), outcomes });
}

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'watchword-verify-'));
  const dir = join(root, 'whole');
  const log = await openAuditLog({ dir, now });
  borders = [(await stat(join(dir, FILE))).size];
  let n = 0;
  for (const size of GROUPS) {
    await log.appendMany(Array.from({ length: size }, () => check((n += 1))));
    borders.push((await stat(join(dir, FILE))).size);
  }
  await log.close();
  whole = await readFile(join(dir, FILE));
  owners = ownersOf(whole);
});

after(() => rm(root, { recursive: true, force: true }));

function ownersOf(bytes: Buffer): number[] {
  const seqs: number[] = Array.from({ length: borders[0] ?? 0 }, () => 1);
  for (const [i, size] of GROUPS.entries()) {
    const first = GROUPS.slice(0, i).reduce((a, b) => a + b, 0) + 1;
    const start = borders[i] ?? 0;
    let at = start + 60;
    for (let k = start; k < at; k += 1) seqs.push(first);
    for (let k = 0; k < size; k += 1) {
      const next = at + 4 + bytes.readUIntBE(at, 3);
      for (; at < next; at += 1) seqs.push(first + k);
    }
    while (seqs.length < (borders[i + 1] ?? 0)) seqs.push(first);
  }
  return seqs;
}

let copies = 0;
async function changed(change: (dir: string) => Promise<void>): Promise<Verification> {
  const dir = join(root, `copy-${(copies += 1)}`);
  await cp(join(root, 'whole'), dir, { recursive: true });
  await change(dir);
  const result = await verifyAuditLog(dir);
  await rm(dir, { recursive: true });
  return result;
}

function withBytes(parts: readonly Uint8Array[]): Promise<Verification> {
  return changed((dir) => writeFile(join(dir, FILE), Buffer.concat(parts)));
}

const group = (i: number): Buffer => whole.subarray(borders[i], borders[i + 1]);
const header = (): Buffer => whole.subarray(0, borders[0]);

test('a whole log is whole', async () => {
  assert.deepEqual(await verifyAuditLog(join(root, 'whole')), { entries: 12, first: 1, last: 12, mark: 'reached' });
});

test('a folder without a log is not whole', async () => {
  assert.equal((await verifyAuditLog(join(root, 'absent'))).brokenAt?.reason, 'there is no segment');
});

test('any changed bit is found, and the entry that it belongs to is named', async () => {
  const position = fc.integer({ min: 0, max: whole.length - 1 });
  await fc.assert(
    fc.asyncProperty(position, fc.integer({ min: 0, max: 7 }), async (at, bit) => {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      const { brokenAt, last } = await withBytes([bytes]);
      assert.equal(brokenAt?.file, FILE);
      assert.equal(brokenAt.seq, owners[at], `byte ${at}: ${brokenAt.reason}`);
      assert.equal(last, brokenAt.seq - 1);
    }),
    { numRuns: 400 },
  );
});

test('any changed bit keeps the log from being opened as if it were whole', async () => {
  const position = fc.integer({ min: 0, max: whole.length - 1 });
  await fc.assert(
    fc.asyncProperty(position, fc.integer({ min: 0, max: 7 }), async (at, bit) => {
      const dir = join(root, `open-${(copies += 1)}`);
      await cp(join(root, 'whole'), dir, { recursive: true });
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      await writeFile(join(dir, FILE), bytes);
      await rm(join(dir, 'mark'));
      await assert.rejects(openAuditLog({ dir, now }), { code: 'audit.broken' });
      assert.deepEqual(await readFile(join(dir, FILE)), bytes, 'nothing is cut or written');
      await rm(dir, { recursive: true });
    }),
    { numRuns: 100 },
  );
});

test('of a broken log the mark is not reached, and only one that is gone is absent', async () => {
  const broken = Buffer.concat([header(), group(0), group(2)]);
  assert.equal((await withBytes([broken])).mark, 'not-reached');
  const without = await changed(async (dir) => { await writeFile(join(dir, FILE), broken); await rm(join(dir, 'mark')); });
  assert.deepEqual([without.mark, without.brokenAt?.seq], ['absent', 2]);
  assert.equal((await changed((dir) => rm(join(dir, 'mark')))).mark, 'absent');
});

test('a dropped group is found at its first entry', async () => {
  const { brokenAt } = await withBytes([header(), group(0), group(2), group(3), group(4)]);
  assert.equal(brokenAt?.seq, 2);
  assert.match(brokenAt.reason, /missing/);
});

test('groups in another order are found at the first that is out of place', async () => {
  const { brokenAt } = await withBytes([header(), group(0), group(1), group(3), group(2), group(4)]);
  assert.equal(brokenAt?.seq, 5);
});

test('a group that stands twice is found', async () => {
  const { brokenAt, last } = await withBytes([header(), group(0), group(1), group(1), group(2), group(3), group(4)]);
  assert.equal(brokenAt?.seq, 5);
  assert.equal(last, 4);
});

test('a tail cut anywhere is found: inside a group by the group, at its border by the mark', async () => {
  for (let size = borders[4] ?? 0; size < whole.length; size += 23) {
    const { brokenAt } = await withBytes([whole.subarray(0, size)]);
    assert.equal(brokenAt?.seq, 11, `cut at ${size}`);
  }
});

test('a fork, grown from the same start by another writer, does not fit', async () => {
  const dir = join(root, 'fork');
  await cp(join(root, 'whole'), dir, { recursive: true });
  await rm(join(dir, 'mark'));
  await writeFile(join(dir, FILE), whole.subarray(0, borders[3]));
  const log = await openAuditLog({ dir, now });
  await log.appendMany([check(91), check(92), check(93), check(94), check(95)]);
  await log.close();
  const forked = (await readFile(join(dir, FILE))).subarray(borders[3]);
  const { brokenAt } = await withBytes([whole.subarray(0, borders[3]), forked, group(4)]);
  assert.equal(brokenAt?.seq, 10, 'entry 11 disowns the entry 10 that stands before it');
  const alone = await withBytes([whole.subarray(0, borders[3]), forked]);
  assert.equal(alone.brokenAt?.seq, 11, 'the mark remembers the longer branch');
});

test('an entry rewritten together with every checksum of its group is disowned by the next', async () => {
  const forged = Buffer.from(group(1));
  const at = forged.lastIndexOf('ofc_1');
  forged.write('ofc_2', at);
  const entry = forged.lastIndexOf('vehicles') > at ? owners.indexOf(4) - (borders[1] ?? 0) : assert.fail();
  const next = entry + 4 + forged.readUIntBE(entry, 3);
  const head = parseFrameHead(forged, 0) ?? assert.fail();
  putFrameHead(forged, { ...head, last: hashEntry(forged.subarray(entry + 3, next)) });
  const { brokenAt } = await withBytes([header(), group(0), forged, group(2), group(3), group(4)]);
  assert.deepEqual(brokenAt, { file: FILE, seq: 4, reason: 'the entry was changed: the chain does not hold' });
});

test('a missing, repeated, renamed or foreign segment is found', async () => {
  const dir = join(root, 'segments');
  const log = await openAuditLog({ dir, now, segmentBytes: 700 });
  for (let i = 0; i < 9; i += 1) await log.append(check(i));
  await log.close();
  const names = (await readdir(dir)).filter((name) => name.endsWith('.log')).sort();
  const second = names[1] ?? '';
  const path = join(dir, second);
  const kept = await readFile(path);
  const seq = Number.parseInt(second, 10);
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);

  await rm(path);
  assert.deepEqual((await verifyAuditLog(dir)).brokenAt?.file, second);
  await writeFile(path, await readFile(join(dir, names[2] ?? '')));
  assert.equal((await verifyAuditLog(dir)).brokenAt?.seq, seq);
  await writeFile(path, kept);
  await writeFile(join(dir, `copy of ${second}`), kept);
  assert.equal((await verifyAuditLog(dir)).brokenAt?.file, `copy of ${second}`);
  await rename(join(dir, `copy of ${second}`), join(dir, '000000000002.log'));
  assert.match((await verifyAuditLog(dir)).brokenAt?.reason ?? '', /header|repeats/);
  await writeFile(join(dir, '000000000002.log'), headerLine(log.chain, { seq: 1, hash: '0'.repeat(64), outbox: 0 }));
  assert.equal((await verifyAuditLog(dir)).brokenAt?.reason, 'the segment repeats entries that were already there');
  await rm(join(dir, '000000000002.log'));
  await writeFile(path, Buffer.concat([Buffer.from(headerLine(log.chain, { seq: seq - 1, hash: '0'.repeat(64), outbox: 0 })), kept.subarray(kept.indexOf('\n') + 1)]));
  assert.equal((await verifyAuditLog(dir)).brokenAt?.reason, 'the segment does not continue the one before it');
  const own = /prev=(\w+) outbox=(\d+)/.exec(kept.toString('latin1'));
  const foreign = headerLine('0'.repeat(32), { seq: seq - 1, hash: own?.[1] ?? '', outbox: Number(own?.[2]) });
  await writeFile(path, Buffer.concat([Buffer.from(foreign), kept.subarray(foreign.length)]));
  assert.equal((await verifyAuditLog(dir)).brokenAt?.reason, 'the segment belongs to another chain');
});
