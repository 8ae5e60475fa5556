import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { recordOf } from '../records-under-test.ts';
import { openSqliteStore } from '../sqlite.ts';
import type { Store } from '../store.ts';
import type { QuestionsUnderTest } from './questions-under-test.ts';
import { startReaders, type Readers, type StartReadersOptions } from './start-readers.ts';

const ENTRY = new URL('reader-under-test.ts', import.meta.url);
const unavailable = { code: 'store.unavailable' };

type Running = { readonly store: Store; readonly readers: Readers<QuestionsUnderTest>; readonly file: string };

function onReaders(name: string, test: (running: Running) => Promise<void>, options: Partial<StartReadersOptions> = {}): void {
  it(name, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'watchword-readers-'));
    const file = join(folder, 'store.db');
    const store = openSqliteStore({ file, cache: 8, openLimit: 16 }, 0);
    const readers = await startReaders<QuestionsUnderTest>({ entry: ENTRY, data: { file, cache: 8 }, ...options });
    try {
      await test({ store, readers, file });
    } finally {
      await readers.close();
      await store.close();
      await rm(folder, { recursive: true });
    }
  });
}

const enter = (store: Store, number: number): Promise<unknown> => store.write((tx) => tx.insertRecord(recordOf(number), [number]));

onReaders('what was acknowledged is seen by the next look-up, in whichever thread', async ({ store, readers }) => {
  for (let number = 1; number <= 100; number += 1) {
    await enter(store, number);
    const found = await Promise.all([1, 2, 3].map(() => readers.lookUp('findRowsByKeys', [number])));
    assert.deepEqual(found, [[number], [number], [number]]);
    assert.equal(await readers.ask('countUnder', [number]), 1);
  }
});

onReaders('many at once each get their own answer', async ({ store, readers }) => {
  for (let number = 1; number <= 50; number += 1) await enter(store, number);
  const found = await Promise.all(Array.from({ length: 2000 }, (_, at) => readers.lookUp('findByKeys', [1 + (at % 60)])));
  found.forEach((records, at) => assert.deepEqual(records.map(({ row }) => row), at % 60 < 50 ? [1 + (at % 60)] : []));
});

onReaders('a question that refuses is told with its code, and a mistake is ours', async ({ readers }) => {
  await assert.rejects(readers.ask('refuses', undefined as never), { code: 'record.not-owner', details: { detail: 'not yours' } });
  await assert.rejects(readers.ask('mistake', undefined as never), { code: 'server.internal' });
  await assert.rejects(readers.ask('uncopyable', undefined as never), { code: 'server.internal' });
  await assert.rejects(readers.ask('unheard' as 'mistake', undefined as never), { code: 'server.internal' });
  const [good, bad] = await Promise.allSettled([readers.ask('countUnder', []), readers.ask('countUnder', [() => 1] as never)]);
  assert.equal(good.status, 'fulfilled');
  assert.equal(bad.status === 'rejected' && bad.reason.code, 'server.internal');
});

onReaders('look-ups and short questions are answered while a long question is worked on', async ({ store, readers }) => {
  await enter(store, 1);
  let isDone = false;
  const long = readers.ask('work', 300).then(() => (isDone = true));
  assert.equal((await readers.lookUp('findByKeys', [1])).length, 1);
  assert.equal(await readers.ask('countUnder', [1]), 1);
  assert.equal(isDone, false);
  await long;
}, { threads: 1 });

onReaders('more than may wait are refused', async ({ readers }) => {
  const asked = await Promise.allSettled(Array.from({ length: 30 }, () => readers.lookUp('findByKeys', [1])));
  const refused = asked.filter((one) => one.status === 'rejected');
  assert.equal(refused.length, 10);
  assert.ok(refused.every(({ reason }) => reason.code === 'server.busy'));
  assert.deepEqual(await readers.lookUp('findByKeys', [1]), []);
}, { threads: 2, waitingMost: 10 });

onReaders('a thread that ended tells those who wait, and another takes its place', async ({ store, readers }) => {
  await enter(store, 1);
  await setTimeout(1100);
  const waiting = readers.lookUp('findByKeys', [1]).catch(() => undefined);
  await assert.rejects(readers.ask('die', undefined as never), unavailable);
  await waiting;
  assert.equal((await readers.lookUp('findByKeys', [1])).length, 1);
}, { threads: 1 });

it('closing answers what waits and refuses what comes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-readers-'));
  const file = join(folder, 'store.db');
  const store = openSqliteStore({ file, cache: 8 }, 0);
  const readers = await startReaders<QuestionsUnderTest>({ entry: ENTRY, data: { file, cache: 8 } });
  const waiting = [readers.lookUp('findRowsByKeys', [1]), readers.lookUp('findByKeys', [1]), readers.ask('work', 50)];
  const closed = readers.close();
  await assert.rejects(readers.lookUp('findByKeys', [1]), unavailable);
  assert.deepEqual(await Promise.all(waiting), [[], [], undefined]);
  await closed;
  await store.close();
  await rm(folder, { recursive: true });
});

it('a store that is not there, or is none, is told at the start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-readers-'));
  await assert.rejects(startReaders({ entry: ENTRY, data: { file: join(folder, 'none.db') } }), unavailable);
  await writeFile(join(folder, 'bad.db'), 'this is no store'.repeat(1000));
  await assert.rejects(startReaders({ entry: ENTRY, data: { file: join(folder, 'bad.db') } }), { code: 'store.broken' });
  await rm(folder, { recursive: true });
});
