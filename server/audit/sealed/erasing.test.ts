import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { checkAnswered, openAuditLog, readAuditLog, verifyAuditLog } from '../audit.ts';
import type { AuditEntry } from '../audit.ts';
import { eraseTexts, finishErasing } from './erasing.ts';
import type { ErasingParts } from './erasing.ts';
import { changeKeys } from './key-changes.ts';
import { readKeys } from './key-file.ts';
import { openKeyRing } from './keys.ts';

const DAY = Date.UTC(2026, 10, 24, 12);
const now = (): number => DAY;
const ORDER = { who: { organisation: 'FRA', actor: 'ofc_9' }, reason: 'commission' };

function check(n: number): AuditEntry {
  const outcomes = { hit: n % 3 === 0 ? 1 : 0, possible: 0, none: n % 3 === 0 ? 0 : 1, unavailable: 0 };
  return checkAnswered({ organisation: 'FRA', actor: 'ofc_1' }, { subject: `chk_${n}`, purpose: 'border', databases: ['vehicles'], question: `question ${n}`, response: 'ab'.repeat(32), outcomes });
}

async function folder(t: TestContext): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'watchword-erasing-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  return join(root, 'audit');
}

/** A log with these groups of checks; entry n holds the text `question n`. */
async function written(dir: string, groups: readonly number[]): Promise<void> {
  await using log = await openAuditLog({ dir, now });
  let n = 0;
  for (const size of groups) await log.appendMany(Array.from({ length: size }, () => check((n += 1))));
}

/** Of every entry with a text: the text, or `erased`. */
async function textsIn(dir: string): Promise<Map<number, string>> {
  const texts = new Map<number, string>();
  for await (const { seq, commitment, sealed, erased } of readAuditLog(dir, { texts: true })) {
    if (commitment !== undefined) texts.set(seq, erased === true ? 'erased' : (sealed ?? 'missing'));
  }
  return texts;
}

function expected(count: number, gone: readonly number[]): Map<number, string> {
  return new Map(Array.from({ length: count }, (_, i) => [i + 1, gone.includes(i + 1) ? 'erased' : `question ${i + 1}`]));
}

async function logBytes(dir: string): Promise<Buffer> {
  return readFile(join(dir, '000000000001.log'));
}

test('a single text is erased, its neighbours stay, and no byte of the log changes but for the entry that says so', async (t) => {
  const dir = await folder(t);
  await written(dir, [6, 1, 5]);
  const before = await logBytes(dir);
  await using log = await openAuditLog({ dir, now });
  assert.deepEqual(await log.eraseTexts({ ...ORDER, seqs: [2, 7] }), { erased: 2 });
  assert.deepEqual(await textsIn(dir), expected(12, [2, 7]));
  assert.deepEqual((await logBytes(dir)).subarray(0, before.length), before);
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
  const entries = await Array.fromAsync(readAuditLog(dir, { from: 13 }));
  assert.deepEqual(entries.map(({ event, subject, count, reason, actor }) => ({ event, subject, count, reason, actor })), [{ event: 'text.erased', subject: '2-7', count: 2, reason: 'commission', actor: 'ofc_9' }]);
});

test('erasing again does nothing; erasing others of the group goes on from what was kept', async (t) => {
  const dir = await folder(t);
  await written(dir, [6, 6]);
  await using log = await openAuditLog({ dir, now });
  await log.eraseTexts({ ...ORDER, seqs: [2, 3] });
  assert.deepEqual(await log.eraseTexts({ ...ORDER, seqs: [2, 3] }), { erased: 0 });
  assert.deepEqual(await log.eraseTexts({ ...ORDER, seqs: [3, 4] }), { erased: 1 });
  assert.deepEqual(await textsIn(dir), expected(12, [2, 3, 4]));
  assert.deepEqual(await log.eraseTexts({ ...ORDER, seqs: [1, 2, 3, 4, 5, 6] }), { erased: 3 });
  assert.deepEqual(await textsIn(dir), expected(12, [1, 2, 3, 4, 5, 6]));
  assert.deepEqual(await readdir(join(dir, 'kept', '2026-11-24.short')), [], 'nothing is kept of a group of which all is gone');
  await assert.rejects(log.eraseTexts({ ...ORDER, seqs: [999] }), { code: 'server.internal' });
  await assert.rejects(log.eraseTexts({ ...ORDER, reason: 'In Worten', seqs: [9] }), { code: 'server.internal' });
  await assert.rejects(log.eraseTexts({ reason: 'test', who: { organisation: 'FRA', actor: 'é' }, seqs: [9] }), { code: 'server.internal' });
  assert.deepEqual(await log.eraseTexts({ ...ORDER, seqs: [] }), { erased: 0 });
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
});

test('after the erasing no secret that is left on the disk opens the group, and no other file of keys is left', async (t) => {
  const dir = await folder(t);
  await written(dir, [4, 4]);
  const before = await readKeys(dir, '2026-11-24.short');
  await using log = await openAuditLog({ dir, now });
  await log.eraseTexts({ ...ORDER, seqs: [5] });
  const after = await readKeys(dir, '2026-11-24.short');
  assert.equal(before?.tree?.keyOf(5).generation, 0);
  assert.equal(after?.tree?.keyOf(5).generation, 1);
  assert.ok(after.tree.nodes.every(({ level, prefix }) => Math.floor(5 / 2 ** (48 - level)) !== prefix));
  assert.deepEqual(await readdir(join(dir, 'keys')), ['2026-11-24.long.key', '2026-11-24.short.key']);
  const root = before.tree.nodes[0]?.secret.toString('hex') ?? assert.fail();
  for (const name of ['2026-11-24.short.key', '2026-11-24.long.key']) assert.ok(!(await readFile(join(dir, 'keys', name), 'utf8')).includes(root));
});

test('texts are erased while the log is written, also of the day that it writes, and what follows can be read', async (t) => {
  const dir = await folder(t);
  await using log = await openAuditLog({ dir, now });
  let n = 0;
  let stop = false;
  const write = async (): Promise<void> => { while (!stop) await log.appendMany([check((n += 1)), check((n += 1))]); };
  const writing = Promise.all([write(), write(), write()]);
  const gone: number[] = [];
  const events = new Set<number>();
  for (let round = 0; round < 12; round += 1) {
    while (log.lastSeq < (round + 1) * 20) await new Promise(setImmediate);
    const seqs = [log.lastSeq, log.lastSeq - 3, log.lastSeq - 7];
    await log.eraseTexts({ ...ORDER, seqs });
    gone.push(...seqs);
  }
  stop = true;
  await writing;
  for await (const { seq, event } of readAuditLog(dir)) if (event === 'text.erased') events.add(seq);
  const texts = await textsIn(dir);
  for (const [seq, text] of texts) assert.equal(text === 'erased', gone.includes(seq), `entry ${seq}`);
  assert.ok(gone.every((seq) => texts.get(seq) === 'erased' || events.has(seq)));
  assert.equal(events.size, 12);
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
});

test('destroying the keys of a day takes what was kept with it', async (t) => {
  const dir = await folder(t);
  await written(dir, [6]);
  await using log = await openAuditLog({ dir, now });
  await log.eraseTexts({ ...ORDER, seqs: [2, 3] });
  assert.deepEqual(await log.destroyKeys({ keep: 'short', before: '2026-11-25' }), ['2026-11-24.short']);
  assert.deepEqual(await textsIn(dir), expected(6, [1, 2, 3, 4, 5]));
  assert.deepEqual(await readdir(join(dir, 'kept')), ['2026-11-24.long']);
});

/** What the log does for an erasing, done to a folder that nobody writes. */
function partsOf(dir: string, chain: string, step: (name: string) => void): ErasingParts & { entries: AuditEntry[] } {
  const entries: AuditEntry[] = [];
  const ring = openKeyRing(dir);
  return { dir, chain, step, entries, changeKeys: async (change) => void (await changeKeys(dir, ring, change, step)), append: async (entry) => entries.push(entry) };
}

async function chainOf(dir: string): Promise<string> {
  return /chain=(\w+)/.exec((await logBytes(dir)).toString('latin1', 0, 200))?.[1] ?? assert.fail();
}

for (const [name, make, count, seqs] of [
  ['of this version', (dir: string) => written(dir, [6, 1, 5]), 12, [2, 3, 7, 11]],
  ['of the first version', copyFirstVersion, 9, [2, 3]],
] as const) {
  test(`a crash at any step of an erasing, in a log ${name}, leaves each text readable or erased, and the order is finished after it`, async (t) => {
    const whole = await folder(t);
    await make(whole);
    const texts = await textsIn(whole);
    const chain = await chainOf(whole);
    let steps = 0;
    await eraseAt(whole, `${whole}-counted`, { chain, seqs, onStep: () => (steps += 1) });
    assert.ok(steps >= 12, `${steps}`);
    for (let crash = 1; crash <= steps; crash += 1) {
      const dir = `${whole}-${crash}`;
      let at = 0;
      const onStep = (): void => {
        if ((at += 1) === crash) throw new Error('crash');
      };
      await assert.rejects(eraseAt(whole, dir, { chain, seqs, onStep }), /crash/);
      for (const [seq, text] of await textsIn(dir)) assert.ok(text === texts.get(seq) || (text === 'erased' && seqs.some((one) => one === seq)), `crash at step ${crash}, entry ${seq}: ${text}`);
      const again = partsOf(dir, chain, () => undefined);
      assert.equal((await finishErasing(again))?.erased, seqs.length, `step ${crash}`);
      assert.deepEqual(await textsIn(dir), new Map([...texts].map(([seq, text]) => [seq, seqs.some((one) => one === seq) ? 'erased' : text])));
      assert.deepEqual(again.entries.map((entry) => entry.count), [seqs.length]);
      assert.deepEqual((await readdir(join(dir, 'keys'))).filter((one) => !one.endsWith('.key')), []);
      assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
      assert.equal(count, texts.size);
    }
  });
}

async function eraseAt(whole: string, dir: string, { chain, seqs, onStep }: { chain: string; seqs: readonly number[]; onStep: () => void }): Promise<void> {
  await cp(whole, dir, { recursive: true });
  await eraseTexts(partsOf(dir, chain, onStep), { ...ORDER, seqs });
}

test('an order that a crash cut short is finished when the log is opened', async (t) => {
  const whole = await folder(t);
  await written(whole, [6, 1, 5]);
  const dir = `${whole}-cut`;
  const onStep = (): void => {
    throw new Error('crash');
  };
  await assert.rejects(eraseAt(whole, dir, { chain: await chainOf(whole), seqs: [2], onStep }), /crash/);
  await using log = await openAuditLog({ dir, now });
  assert.deepEqual((await textsIn(dir)).get(2), 'erased');
  assert.equal(log.lastSeq, 13);
});

async function copyFirstVersion(dir: string): Promise<void> {
  const files = JSON.parse(await readFile(new URL('./first-version.json', import.meta.url), 'utf8')) as Record<string, string>;
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), Buffer.from(bytes, 'base64'));
  }
}

test('a log of the first version is read, written on and erased in, on the day of the change too', async (t) => {
  const dir = await folder(t);
  await copyFirstVersion(dir);
  await using log = await openAuditLog({ dir, now });
  await log.appendMany([check(10), check(11)]);
  const all = expected(11, []).set(5, 'reason in words');
  assert.deepEqual(await textsIn(dir), all);
  assert.deepEqual(await log.eraseTexts({ ...ORDER, seqs: [2, 7] }), { erased: 2 });
  assert.deepEqual(await textsIn(dir), new Map([...all, [2, 'erased'], [7, 'erased']]));
  assert.deepEqual(await log.eraseTexts({ ...ORDER, seqs: [1, 5, 10] }), { erased: 3 });
  assert.deepEqual(await textsIn(dir), new Map([...all, ...[1, 2, 5, 7, 10].map((seq) => [seq, 'erased'] as const)]));
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
});
