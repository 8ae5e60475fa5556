import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPostgres, type Postgres } from '#test/start-postgres.ts';
import { underPostgres } from '#test/under-postgres.ts';
import { openStore, type OpenStore, type StorePlace } from './open-store.ts';
import { questions, type QuestionsUnderTest } from './reader/questions-under-test.ts';
import type { Writer } from './store.ts';
import { connectLoader, type Loader } from './writer/connect-loader.ts';
import { handlers, type HandlersUnderTest } from './writer/handlers-under-test.ts';

type Opened = Omit<OpenStore<QuestionsUnderTest>, 'writer'> & { readonly writer: Writer<HandlersUnderTest> };

async function load(loader: Loader<HandlersUnderTest>, number: number): Promise<void> {
  const run = await loader.run('beginRun', undefined);
  const row = await loader.run('slice', { run, numbers: [number] });
  await loader.run('finish', { run, keys: Float64Array.of(number), rows: Float64Array.of(row) });
  await assert.rejects(loader.run('mistake', undefined), { code: 'server.internal' });
  loader.close();
}

function describeOpened(choose: () => Promise<{ place: StorePlace; remove: () => Promise<void> }>): void {
  const on = (name: string, test: (opened: Opened) => Promise<void>): void => {
    it(name, async () => {
      const { place, remove } = await choose();
      const opened = await openStore(place, { handlers, questions }, 0);
      await test(opened as unknown as Opened);
      await opened.close();
      await remove();
    });
  };

  on('what is written is read, and its listeners hear of it first', async ({ read, writer, staleFor }) => {
    const heard: string[] = [];
    writer.subscribe(({ changes, outbox }) => heard.push(`${changes?.first}-${changes?.last} with ${outbox.length}`));
    const { result, changes } = await writer.run('enter', { number: 5 });
    assert.deepEqual(heard, ['1-1 with 1']);
    assert.deepEqual(changes, { first: 1, last: 1 });
    assert.deepEqual((await read.findByKeys([5])).map(({ row }) => row), [result.row]);
    assert.ok(staleFor() < 1000);
  });

  on('a question is asked near to the store, and its refusal has its code', async ({ ask, writer }) => {
    await writer.run('enter', { number: 5 });
    assert.equal(await ask('countUnder', [5, 6]), 1);
    await assert.rejects(ask('refuses', undefined as never), { code: 'record.not-owner' });
  });

  on('loads go through a port', async ({ read, openLoaderPort }) => {
    await load(connectLoader(openLoaderPort()), 12);
    assert.equal((await read.findByKeys([12])).length, 1);
  });

  on('closing finishes what waits', async ({ writer }) => {
    const waiting = [1, 2, 3].map((number) => writer.run('enter', { number }));
    await writer.close();
    assert.equal((await Promise.all(waiting)).length, 3);
    await assert.rejects(writer.run('enter', { number: 4 }), { code: 'store.unavailable' });
  });
}

for (const [where, reader] of [['in this thread', undefined], ['in other threads', new URL('reader/reader-under-test.ts', import.meta.url)]] as const) {
  describe(`the open store on SQLite, read ${where}`, () => {
    describeOpened(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'watchword-open-'));
      const entry = new URL('writer/writer-under-test.ts', import.meta.url);
      return { place: { kind: 'sqlite', file: join(folder, 'store.db'), cache: 8, entry, ...(reader && { reader }) }, remove: () => rm(folder, { recursive: true }) };
    });
  });
}

underPostgres(() => {
  let postgres: Postgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());
  describeOpened(async () => ({
    place: { kind: 'postgres', url: await postgres.createDatabase(), server: 'main', poolSize: 2 },
    remove: async () => undefined,
  }));
});
