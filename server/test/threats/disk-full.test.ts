/** A disk that is full, or refuses: nothing is answered without its entry, nothing acknowledged is lost, and service goes on when there is room. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { CheckAnswer } from '@watchword/api/checks/answers.ts';
import { AppError } from '@watchword/api/errors.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { readAuditLog, verifyAuditLog, type LogFile } from '#audit/audit.ts';
import { openLogFile } from '#audit/segments.ts';
import { makeData, spawnServer } from '../spawn-server.ts';
import { passport, startServer, unique, type House } from '../start-server.ts';

const check = (client: Client, number: string): Promise<CheckAnswer> => client.checks.run({ purpose: 'border-control', subject: { document: { number } } });
const enter = (client: Client, number: string, key = unique('key-')): Promise<RecordAnswer> =>
  client.records.create({ database: 'travel-documents', reference: number, content: passport(number) }, { idempotencyKey: key });
const is = (...codes: string[]) => (error: unknown): boolean => error instanceof AppError && codes.includes(error.code);

/** Waits until a check is answered again: the server looks for room every second. */
async function untilAnswered(client: Client): Promise<void> {
  for (let waited = 0; waited < 200; waited += 1) {
    try {
      await check(client, 'X1');
      return;
    } catch (error) {
      assert.ok(is('audit.unavailable', 'store.unavailable')(error), String(error));
      await wait(50);
    }
  }
  assert.fail('no service within 10 s of there being room');
}

/** How the disk of the audit log behaves. `torn`: half of a write arrives before it fails. */
type Mood = 'well' | 'full' | 'torn' | 'no-sync';

/** `slowMs`: how long it takes to open a file, and to sync one. */
type MoodyDisk = { mood: Mood; slowMs: number };

async function withMoodyLog(t: TestContext): Promise<{ house: House; client: Client; disk: MoodyDisk }> {
  const disk: MoodyDisk = { mood: 'well', slowMs: 0 };
  const noSpace = (): Error => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const open = async (path: string): Promise<LogFile> => {
    await wait(disk.slowMs);
    const file = await openLogFile(path);
    return {
      ...file,
      async write(bytes, position) {
        const { mood } = disk;
        if (mood === 'torn') await file.write(bytes.subarray(0, bytes.length >> 1), position);
        if (mood === 'full' || mood === 'torn') throw noSpace();
        await file.write(bytes, position);
      },
      async sync() {
        await wait(disk.slowMs);
        if (disk.mood === 'no-sync') throw Object.assign(new Error('i/o error'), { code: 'EIO' });
        await file.sync();
      },
    };
  };
  const house = await startServer({ disk: { openLogFile: open } });
  t.after(() => house.close());
  return { house, disk, client: await house.client('UTO', { permissions: PERMISSIONS }) };
}

describe('an audit log that cannot be written', () => {
  for (const mood of ['full', 'torn', 'no-sync'] as const) {
    test(`(${mood}) stops every answer but those that tell nothing, and what was written meanwhile reaches the log in order`, async (t) => {
      const { house, client, disk } = await withMoodyLog(t);
      const known = unique('F');
      await enter(client, known);
      disk.mood = mood;
      const numbers = Array.from({ length: 6 }, () => unique('F'));
      // These are stored before it is known that their entries cannot be: they wait in the outbox. Those after them are not begun.
      const caught = numbers.slice(0, 3);
      await Promise.all(caught.map((number) => assert.rejects(enter(client, number, `key-${number}`), is('audit.unavailable'))));
      for (const number of numbers.slice(3)) await assert.rejects(enter(client, number, `key-${number}`), is('audit.unavailable'));
      for (let at = 0; at < 3; at += 1) await assert.rejects(check(client, known), is('audit.unavailable'));
      await assert.rejects(client.checks.batch([{ purpose: 'border-control', subject: { document: { number: known } } }]), is('audit.unavailable'));
      await assert.rejects(Array.fromAsync(client.checks.stream([{ purpose: 'border-control', subject: { document: { number: known } } }])), is('audit.unavailable'));
      await assert.rejects(client.records.page(), is('audit.unavailable'));
      await assert.rejects(client.health.ready(), is('audit.unavailable'));
      assert.equal((await client.health.live()).status, 'alive');
      assert.equal((await client.me()).organisation, 'UTO');
      const durable = (await house.entries().catch(() => undefined))?.length;

      disk.mood = 'well';
      await untilAnswered(client);
      assert.equal((await client.health.ready()).status, 'ready');
      const found = await Promise.all(numbers.map(async (number) => (await check(client, number)).outcome));
      assert.deepEqual(found, numbers.map((number) => (caught.includes(number) ? 'hit' : 'none')));
      // Sent again under the same key it is the same write: there is one record, and one entry.
      for (const number of numbers) await enter(client, number, `key-${number}`);
      for (const number of numbers) assert.deepEqual([(await check(client, number)).outcome, (await client.records.page({ reference: number })).items.length], ['hit', 1]);
      const entries = await house.entries();
      const created = await Promise.all(entries.filter(({ event }) => event === 'record.created').map(async ({ subject = '' }) => (await client.records.get(subject)).reference));
      assert.deepEqual([new Set(created.slice(0, 4)), created.slice(4)], [new Set([known, ...caught]), numbers.slice(3)]);
      const recovered = entries.find(({ event }) => event === 'audit.recovered');
      assert.equal(recovered?.reason, 'write-failed');
      if (durable !== undefined) assert.ok(recovered.seq === durable + 1 || mood === 'no-sync');
      await house.stop();
      assert.equal((await verifyAuditLog(join(house.data, 'hub', 'audit'))).brokenAt, undefined);
    });
  }

  test('while it is full a restart is refused rather than begun without a log, and what waits is carried over later', async (t) => {
    const { house, client, disk } = await withMoodyLog(t);
    const number = unique('F');
    assert.equal((await check(client, number)).outcome, 'none');
    disk.mood = 'full';
    await assert.rejects(enter(client, number, 'key-1'), is('audit.unavailable'));
    await house.stop();
    await assert.rejects(house.start(), is('audit.unavailable'));
    disk.mood = 'well';
    await house.start();
    const created = (await house.entries()).filter(({ event }) => event === 'record.created');
    assert.equal(created.length, 1);
    assert.equal((await check(client, number)).outcome, 'hit');
  });

  test('loses no answer while it fails and heals again and again under load', async (t) => {
    const { house, client, disk } = await withMoodyLog(t);
    // Slow, so that others ask and write while it heals.
    disk.slowMs = 30;
    const receipts: CheckAnswer['receipt'][] = [];
    const written: string[] = [];
    let over = false;
    const refusedForNow = async (error: unknown): Promise<void> => {
      assert.ok(is('audit.unavailable')(error), String(error));
      await wait(5);
    };
    const asking = Array.from({ length: 4 }, async () => {
      while (!over) await check(client, unique('F')).then(({ receipt }) => receipts.push(receipt), refusedForNow);
    });
    const entering = Array.from({ length: 2 }, async () => {
      while (!over) await enter(client, unique('F')).then(({ id }) => written.push(id), refusedForNow);
    });
    for (const mood of ['torn', 'well', 'full', 'well'] as const) {
      disk.mood = mood;
      if (mood === 'well') await untilAnswered(client);
      await wait(mood === 'well' ? 150 : 40);
    }
    over = true;
    await Promise.all([...asking, ...entering]);
    const entries = await house.entries();
    const hashes = new Map(entries.map(({ seq, hash }) => [seq, hash]));
    assert.deepEqual(receipts.filter(({ entry, hash }) => hashes.get(entry) !== hash), []);
    const created = entries.flatMap(({ event, subject }) => (event === 'record.created' ? [subject] : []));
    assert.equal(new Set(created).size, created.length, 'an entry came twice');
    assert.deepEqual(written.filter((id) => !created.includes(id)), []);
    const ids = (await Array.fromAsync(client.records.list())).map(({ id }) => id);
    assert.deepEqual(ids.filter((id) => !created.includes(id)), [], 'a record without its entry');
  });
});

describe('a store that cannot grow', () => {
  test('refuses what is written, and goes on to answer checks', async (t) => {
    const house = await startServer({ disk: { maxPages: 260 } });
    t.after(() => house.close());
    const client = await house.client('UTO', { permissions: PERMISSIONS });
    const kept: string[] = [];
    let refusals = 0;
    for (let at = 0; at < 400 && refusals < 5; at += 1) {
      const number = unique('G');
      try {
        await client.records.create({ database: 'travel-documents', content: passport(number, { circumstances: 'x'.repeat(2000) }) });
        kept.push(number);
      } catch (error) {
        assert.ok(is('store.unavailable')(error), String(error));
        refusals += 1;
      }
    }
    assert.equal(refusals, 5, `${kept.length} records went into 90 pages`);
    for (const number of [kept[0], kept.at(-1)]) assert.equal((await check(client, number ?? '')).outcome, 'hit');
    assert.equal((await check(client, unique('G'))).outcome, 'none');
    const created = (await house.entries()).filter(({ event }) => event === 'record.created');
    assert.equal(created.length, kept.length);
  });
});

/** A small file system of its own for one process, where the system allows that: as Linux does, without rights. */
function smallDisk(folder: string, megabytes: number): readonly string[] {
  const script = `mount -t tmpfs -o size=${megabytes}m none "${folder}" && cp -a "${folder}.begun" "${folder}/data" && exec "$@"`;
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', script, 'sh'];
}

function canMount(): boolean {
  try {
    execFileSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', 'mount -t tmpfs -o size=1m none /tmp'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Writes to a file until there is no room; byte by byte at the end. */
function fillUp(file: string): void {
  const ballast = openSync(file, 'w');
  for (let size = 1 << 20; size >= 1; ) {
    try {
      writeSync(ballast, Buffer.alloc(size));
    } catch {
      size >>= 1;
    }
  }
  closeSync(ballast);
}

test('a file system that is full: refused, and on when there is room, without a restart', { skip: !canMount() && 'this system gives a process no file system of its own' }, async (t) => {
  const { data, tokens, remove } = await makeData({ UTO: PERMISSIONS });
  t.after(remove);
  const folder = join(data, '..', 'small');
  mkdirSync(folder);
  execFileSync('cp', ['-a', data, `${folder}.begun`]);
  const server = await spawnServer(join(folder, 'data'), { through: smallDisk(folder, 48) });
  t.after(() => server.kill());
  const inside = `/proc/${server.pid}/root${folder}`;
  const client = createClient({ url: server.url, token: tokens['UTO'] ?? '', retries: 0 });
  const kept: string[] = [];
  const receipts: CheckAnswer['receipt'][] = [];
  for (let round = 0; round < 2; round += 1) {
    const before = kept.length;
    fillUp(join(inside, 'ballast'));
    const seen = new Set<string>();
    for (let at = 0; at < 300 && !(seen.has('audit.unavailable') && at > 60); at += 1) {
      const number = unique('H');
      await enter(client, number, `key-${number}`).then(() => kept.push(number), (error: unknown) => (assert.ok(is('audit.unavailable', 'store.unavailable')(error), String(error)), seen.add((error as AppError).code)));
      await check(client, number).then(({ receipt }) => receipts.push(receipt), (error: unknown) => (assert.ok(is('audit.unavailable')(error), String(error)), seen.add('audit.unavailable')));
    }
    assert.ok(seen.has('audit.unavailable'), 'it never was full');
    rmSync(join(inside, 'ballast'));
    await untilAnswered(client);
    const number = unique('H');
    await enter(client, number);
    kept.push(number);
    assert.ok(kept.length > before);
  }
  for (const number of kept) assert.equal((await check(client, number)).outcome, 'hit', number);
  const audit = join(inside, 'data', 'hub', 'audit');
  const entries = await Array.fromAsync(readAuditLog(audit));
  const hashes = new Map(entries.map(({ seq, hash }) => [seq, hash]));
  assert.deepEqual(receipts.filter(({ entry, hash }) => hashes.get(entry) !== hash), []);
  const created = entries.filter(({ event }) => event === 'record.created').map(({ subject }) => subject);
  assert.equal(new Set(created).size, created.length);
  assert.deepEqual((await Array.fromAsync(client.records.list())).map(({ id }) => id).filter((id) => !created.includes(id)), []);
  assert.equal((await verifyAuditLog(audit)).brokenAt, undefined);
});
