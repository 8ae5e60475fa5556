import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { archiveSegments, checkAnswered, openAuditLog, readAuditLog, relocateArchive, verifyArchive, verifyAuditLog } from '../audit.ts';
import type { AuditEntry, AuditLog } from '../audit.ts';

const START = Date.UTC(2026, 10, 24, 12);
const SEGMENT = 1500;

function check(n: number): AuditEntry {
  const outcomes = { hit: 0, possible: 0, none: 1, unavailable: 0 };
  return checkAnswered({ organisation: 'FRA', actor: 'ofc_1' }, { subject: `chk_${n}`, purpose: 'border', databases: ['vehicles'], question: `question ${n}`, response: 'ab'.repeat(32), outcomes });
}

type Place = { dir: string; to: string };

async function place(t: TestContext): Promise<Place> {
  const root = await mkdtemp(join(tmpdir(), 'watchword-archive-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'cold'));
  return { dir: join(root, 'audit'), to: join(root, 'cold') };
}

async function open(dir: string, day = 0): Promise<AuditLog> {
  return openAuditLog({ dir, now: () => START + day * 86_400_000, segmentBytes: SEGMENT });
}

/** A log with several segments over three days. */
async function written(dir: string): Promise<void> {
  for (let day = 0; day < 3; day += 1) {
    await using log = await open(dir, day);
    for (let n = 0; n < 12; n += 1) await log.append(check(day * 12 + n));
  }
}

async function textsIn(dir: string): Promise<string[]> {
  return (await Array.fromAsync(readAuditLog(dir, { texts: true }))).map(({ sealed, erased }) => (erased === true ? 'erased' : (sealed ?? '')));
}

const segmentsIn = async (dir: string): Promise<string[]> => (await readdir(dir)).filter((name) => /\.log(\.zst)?$/.test(name)).sort();

test('finished segments move, compressed; the log is verified, read, erased in and written on as before', async (t) => {
  const { dir, to } = await place(t);
  await written(dir);
  const texts = await textsIn(dir);
  const before = await verifyAuditLog(dir);
  const names = await segmentsIn(dir);
  const first = await readFile(join(dir, names[0] ?? ''));
  const moved = await archiveSegments(dir, { to });
  assert.deepEqual(moved.map(({ name }) => name), names.slice(0, -1));
  assert.equal(moved.reduce((sum, { entries }) => sum + entries, 0), Number.parseInt(names.at(-1) ?? '', 10) - 1);
  assert.deepEqual(await segmentsIn(dir), names.slice(-1));
  assert.deepEqual(zstdDecompressSync(await readFile(join(to, `${names[0]}.zst`))), first, 'any zstd reads it');
  assert.deepEqual(await verifyAuditLog(dir), before);
  assert.deepEqual(await textsIn(dir), texts);
  assert.equal((await readAuditLog(dir, { from: 20 }).next()).value?.seq, 20);
  await using log = await open(dir, 3);
  await log.append(check(99));
  assert.deepEqual(await log.eraseTexts({ seqs: [2, 30], who: { organisation: '', actor: 'server' }, reason: 'test' }), { erased: 2 });
  assert.deepEqual((await textsIn(dir)).slice(0, 3), ['question 0', 'erased', 'question 2']);
  assert.deepEqual(await archiveSegments(dir, { to }).then((more) => more.length > 0), true, 'what was finished since moves too');
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
});

test('only what is older than the day that was named moves, and part here and part there is a whole log', async (t) => {
  const { dir, to } = await place(t);
  await written(dir);
  await archiveSegments(dir, { to, before: START + 86_400_000 });
  const [here, there] = [await segmentsIn(dir), await segmentsIn(to)];
  assert.ok(here.length > 2 && there.length > 0);
  for (const name of there) assert.ok(Number.parseInt(name, 10) <= 12);
  assert.equal((await verifyAuditLog(dir)).last, 36);
  assert.equal((await textsIn(dir)).length, 36);
});

test('a crash at any step loses nothing, and the next run goes on from there', async (t) => {
  const { dir: whole, to: empty } = await place(t);
  await written(whole);
  const before = await verifyAuditLog(whole);
  const names = await segmentsIn(whole);
  // Six steps a segment.
  for (let crash = 1; crash <= 18; crash += 1) {
    const [dir, to] = [`${whole}-${crash}`, `${empty}-${crash}`];
    await cp(whole, dir, { recursive: true });
    await mkdir(to);
    let at = 0;
    const step = (): void => {
      if ((at += 1) === crash) throw new Error('crash');
    };
    await assert.rejects(archiveSegments(dir, { to, step }), /crash/);
    assert.deepEqual(await verifyAuditLog(dir), before, `crash at step ${crash}`);
    await archiveSegments(dir, { to });
    assert.deepEqual(await verifyAuditLog(dir), before);
    assert.deepEqual(await segmentsIn(dir), names.slice(-1));
    assert.deepEqual((await readdir(to)).sort(), names.slice(0, -1).map((name) => `${name}.zst`));
  }
});

test('a copy that went bad before its segment was removed here is made anew', async (t) => {
  const { dir, to } = await place(t);
  await written(dir);
  const name = (await segmentsIn(dir))[0] ?? '';
  const step = (what: string): void => {
    if (what === 'remove it here') throw new Error('crash');
  };
  await assert.rejects(archiveSegments(dir, { to, step }), /crash/);
  await rm(join(to, `${name}.zst`));
  await archiveSegments(dir, { to });
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
  assert.ok((await stat(join(to, `${name}.zst`))).size > 0);
});

test('an archive that is away, damaged, changed or of another log is named, and the log still opens', async (t) => {
  const { dir, to } = await place(t);
  await written(dir);
  await archiveSegments(dir, { to });
  const name = (await segmentsIn(to))[1] ?? '';
  const bytes = await readFile(join(to, name));
  const reason = async (): Promise<string> => (await verifyAuditLog(dir)).brokenAt?.reason ?? 'whole';
  await rename(to, `${to}-away`);
  assert.match(await reason(), /000000000001\.log was archived to .*cold/);
  assert.equal((await verifyAuditLog(dir)).brokenAt?.away, true);
  await (await open(dir, 4)).close();
  await rename(`${to}-away`, to);
  await writeFile(join(to, name), bytes.subarray(0, -40));
  assert.match(await reason(), /damaged|cut short/);
  assert.equal((await verifyAuditLog(dir)).brokenAt?.away, undefined);
  const flipped = Buffer.from(bytes);
  flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(join(to, name), flipped);
  assert.notEqual(await reason(), 'whole');
  await writeFile(join(to, name), await readFile(join(to, (await segmentsIn(to))[0] ?? '')));
  assert.match(await reason(), /header/);
  await writeFile(join(to, name), bytes);
  assert.equal(await reason(), 'whole');
  await rm(join(dir, (await segmentsIn(dir)).at(-1) ?? ''));
  await assert.rejects(open(dir), { code: 'audit.broken' });
});

test('an archive that was moved is found again after it was said where, and not where it is not', async (t) => {
  const { dir, to } = await place(t);
  await written(dir);
  const { length } = await archiveSegments(dir, { to });
  await rename(to, `${to}er`);
  await mkdir(to);
  await assert.rejects(relocateArchive(dir, to), { code: 'config.invalid' });
  assert.equal(await relocateArchive(dir, `${to}er`), length);
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
});

test('an archive is verified where it lies, without the log, from its first segment to its last', async (t) => {
  const { dir, to } = await place(t);
  await written(dir);
  const moved = await archiveSegments(dir, { to });
  const last = moved.reduce((sum, { entries }) => sum + entries, 0);
  await rm(dir, { recursive: true });
  assert.deepEqual(await verifyArchive(to), { entries: last, first: 1, last, mark: 'absent' });
  const names = await segmentsIn(to);
  const [first, second = '', third = ''] = names;
  await rm(join(to, first ?? ''));
  const from = Number.parseInt(second, 10);
  assert.deepEqual(await verifyArchive(to), { entries: last - from + 1, first: from, last, mark: 'absent' });
  await rename(join(to, third), join(to, 'away'));
  const gap = await verifyArchive(to);
  assert.deepEqual([gap.brokenAt?.seq, gap.last, gap.first], [Number.parseInt(third, 10), Number.parseInt(third, 10) - 1, from]);
  await writeFile(join(to, third), (await readFile(join(to, 'away'))).subarray(0, -30));
  assert.ok((await verifyArchive(to)).brokenAt);
  await writeFile(join(to, third), zstdCompressSync(zstdDecompressSync(await readFile(join(to, 'away'))).subarray(0, -30)));
  assert.match((await verifyArchive(to)).brokenAt?.reason ?? '', /cut short/);
  assert.equal((await verifyArchive(join(to, 'absent'))).brokenAt?.reason, 'there is no segment');
});

test('a folder that is not there, a segment that is not whole, a foreign file in the way: nothing is moved', async (t) => {
  const { dir, to } = await place(t);
  await written(dir);
  const names = await segmentsIn(dir);
  await assert.rejects(archiveSegments(dir, { to: join(to, 'absent') }), { code: 'config.invalid' });
  await writeFile(join(to, `${names[0]}.zst`), 'of another log');
  await assert.rejects(archiveSegments(dir, { to }), { code: 'config.invalid' });
  await rm(join(to, `${names[0]}.zst`));
  const path = join(dir, names[0] ?? '');
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, -1));
  await assert.rejects(archiveSegments(dir, { to }), { code: 'audit.broken' });
  await writeFile(path, bytes);
  assert.deepEqual(await segmentsIn(dir), names);
});

test('segments move while the log is written and read', async (t) => {
  const { dir, to } = await place(t);
  const log = await open(dir);
  let [n, stop] = [0, false];
  const write = async (): Promise<void> => { while (!stop) await log.append(check((n += 1))); };
  const writing = Promise.all([write(), write()]);
  const moved: string[] = [];
  while (moved.length < 20) {
    const reading = Array.fromAsync(readAuditLog(dir));
    moved.push(...(await archiveSegments(dir, { to })).map(({ name }) => name));
    const seqs = (await reading).map(({ seq }) => seq);
    assert.deepEqual(seqs, Array.from(seqs, (_, i) => i + 1));
  }
  stop = true;
  await writing;
  await log.close();
  const { brokenAt, last } = await verifyAuditLog(dir);
  assert.equal(brokenAt, undefined);
  assert.equal(last, n);
});
