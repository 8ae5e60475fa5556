import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import { openSqliteReader, type SqliteOptions, type SqliteReader } from '../sqlite.ts';
import type { Commit } from '../store.ts';
import { connectLoader } from './connect-loader.ts';
import type { HandlersUnderTest } from './handlers-under-test.ts';
import { startWriter, type ThreadWriter } from './start-writer.ts';

const ENTRY = new URL('writer-under-test.ts', import.meta.url);

interface Running {
  readonly writer: ThreadWriter<HandlersUnderTest>;
  readonly reader: SqliteReader;
  readonly file: string;
}

function onWriter(name: string, test: (running: Running) => Promise<void>, options: Partial<SqliteOptions> = {}): void {
  it(name, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'watchword-writer-'));
    const file = join(folder, 'store.db');
    const data: SqliteOptions = { file, cache: 8, openLimit: 100, ...options };
    const writer = await startWriter<HandlersUnderTest>({ entry: ENTRY, data });
    const reader = openSqliteReader({ file, cache: 8 });
    try {
      await test({ writer, reader, file });
    } finally {
      reader.close();
      await writer.close();
      await rm(folder, { recursive: true });
    }
  });
}

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const unavailable = { code: 'store.unavailable' };

onWriter('a reader finds what was acknowledged, at once', async ({ writer, reader }) => {
  for (const number of numbers(1, 50)) {
    const { result, changes, outbox } = await writer.run('enter', { number });
    assert.deepEqual(await reader.read.findRowsByKeys([number]), [result.row]);
    assert.deepEqual(changes, { first: result.seq, last: result.seq });
    assert.equal(new TextDecoder().decode(outbox[0]?.entry), `entered ${number}`);
  }
});

onWriter('many at once share commits, and each gets its own answer', async ({ writer, reader }) => {
  const commits: Commit[] = [];
  writer.subscribe((commit) => commits.push(commit));
  const all = await Promise.all(numbers(1, 2000).map((number) => writer.run('enter', { number })));
  assert.deepEqual(all.map(({ result }) => result.row), numbers(1, 2000));
  assert.ok(commits.length < 200, `${commits.length} commits`);
  assert.deepEqual((await reader.read.readChanges(0, 5000)).map(({ seq }) => seq), numbers(1, 2000));
  // Every change is told once, in order.
  const told = commits.flatMap(({ changes }) => (changes === undefined ? [] : numbers(changes.first, changes.last)));
  assert.deepEqual(told, numbers(1, 2000));
});

onWriter('one that fails is undone alone, and its code and details reach the caller', async ({ writer, reader }) => {
  const tries = [
    writer.run('enter', { number: 1 }),
    writer.run('enter', { number: 2 }),
    writer.run('enterOnce', { number: 1 }),
    writer.run('enter', { number: 3 }),
  ];
  const settled = await Promise.allSettled(tries);
  assert.deepEqual(settled.map(({ status }) => status), ['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  const refused = settled[2]?.status === 'rejected' ? settled[2].reason : undefined;
  assert.ok(refused instanceof AppError);
  assert.equal(refused.code, 'record.reference-taken');
  assert.deepEqual(refused.details, { detail: 'twice' });
  assert.deepEqual((await reader.read.readChanges(0, 10)).map(({ seq }) => seq), [1, 2, 3]);
  assert.equal((await reader.read.findRowsByKeys([1])).length, 1);
});

onWriter('a mistake in a handler is an internal error, and the writer goes on', async ({ writer }) => {
  await assert.rejects(writer.run('mistake', undefined), { code: 'server.internal' });
  await assert.rejects(writer.run('uncopyable', undefined), { code: 'server.internal' });
  await assert.rejects(writer.run('enter', { number: 1, more: () => undefined } as { number: number }), { code: 'server.internal' });
  await assert.rejects(writer.run('constructor' as 'enter', { number: 1 }), { code: 'server.internal' });
  assert.equal((await writer.run('enter', { number: 1 })).result.row, 1);
});

onWriter('when the thread dies, what waits and what comes later is refused', async ({ writer }) => {
  await writer.run('enter', { number: 1 });
  const waiting = [writer.run('die', undefined), writer.run('enter', { number: 2 })];
  for (const { status, ...rest } of await Promise.allSettled(waiting)) {
    assert.equal(status, 'rejected');
    assert.equal('reason' in rest && rest.reason.code, 'store.unavailable');
  }
  await assert.rejects(writer.run('enter', { number: 3 }), unavailable);
});

onWriter('closing finishes what waits and refuses what comes after', async ({ writer, file }) => {
  const waiting = numbers(1, 100).map((number) => writer.run('enter', { number }));
  const closed = writer.close();
  await assert.rejects(writer.run('enter', { number: 101 }), unavailable);
  assert.equal((await Promise.all(waiting)).length, 100);
  await closed;
  const reader = openSqliteReader({ file });
  assert.equal(await reader.read.lastRow(), 100);
  reader.close();
});

onWriter('forgotten audit entries leave the store', async ({ writer, reader }) => {
  const { outbox } = await writer.run('enter', { number: 1 });
  writer.forgetOutbox(outbox[0]?.id ?? 0);
  await writer.run('enter', { number: 2 });
  assert.deepEqual((await reader.read.readOutbox(10)).map(({ id }) => id), [2]);
});

onWriter('a load goes through its port, and single writes go before what waits there', async ({ writer, reader }) => {
  const entries: string[] = [];
  writer.subscribe(({ outbox }) => entries.push(...outbox.map(({ entry }) => new TextDecoder().decode(entry))));
  const loader = connectLoader<HandlersUnderTest>(writer.openLoaderPort(), 100);
  const run = await loader.run('beginRun', undefined);
  const order: string[] = [];
  const slices = numbers(0, 59).map((at) => loader.run('slice', { run, numbers: numbers(at * 1000 + 1, at * 1000 + 1000) }));
  const done = Promise.all(slices).then(() => order.push('load'));
  const single = writer.run('enter', { number: 1_000_000 }).then(() => order.push('single'));
  await Promise.all([done, single]);
  assert.deepEqual(order, ['single', 'load']);
  const keys = Float64Array.from(numbers(1, 60_000));
  const firsts = await Promise.all(slices);
  const rows = Float64Array.from(firsts.flatMap((first) => numbers(first, first + 999)));
  await loader.run('finish', { run, keys, rows });
  for (const number of [1, 30_000, 60_000, 1_000_000]) assert.equal((await reader.read.findByKeys([number])).length, 1, String(number));
  loader.close();
  assert.deepEqual(entries.filter((entry) => entry !== 'entered 1000000'), numbers(1, 60).map(() => 'loaded 1000'));
  assert.equal(entries.length, 61);
});

onWriter('a loader whose writer dies is told so', async ({ writer }) => {
  const loader = connectLoader<HandlersUnderTest>(writer.openLoaderPort(), 2);
  const waiting = [loader.run('beginRun', undefined), loader.run('die', undefined), loader.run('beginRun', undefined), loader.run('beginRun', undefined)];
  const settled = await Promise.allSettled(waiting);
  assert.equal(settled[3]?.status === 'rejected' && settled[3].reason.code, 'store.unavailable');
  await assert.rejects(loader.run('beginRun', undefined), unavailable);
});

onWriter('a full disk refuses what does not fit, keeps what was acknowledged, and is never taken for success', async ({ writer, reader }) => {
  const kept: number[] = [];
  const codes = new Set<string>();
  for (const number of numbers(1, 60)) {
    await writer.run('enterLarge', { number, bytes: 50_000 }).then(
      () => kept.push(number),
      (error: AppError) => codes.add(error.code),
    );
  }
  assert.ok(kept.length > 3 && kept.length < 60, `${kept.length} kept`);
  assert.deepEqual([...codes], ['store.unavailable']);
  for (const number of numbers(1, 60)) {
    assert.equal((await reader.read.findByKeys([number])).length, kept.includes(number) ? 1 : 0, String(number));
  }
}, { maxPages: 300 });

it('a store that cannot be opened is told to whoever starts the writer', async () => {
  await assert.rejects(startWriter({ entry: ENTRY, data: { file: '/no-such-folder/store.db' } }), unavailable);
});

it('an entry file that does not start is told too', async () => {
  await assert.rejects(startWriter({ entry: new URL('no-such-entry.ts', import.meta.url), data: {} }), unavailable);
});
