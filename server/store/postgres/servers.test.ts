import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { runSql, startPostgres, type Postgres } from '#test/start-postgres.ts';
import { underPostgres } from '#test/under-postgres.ts';
import { adoptOutbox, openPostgres, openPostgresStore, type PostgresServer } from '../postgres.ts';
import { recordOf } from '../records-under-test.ts';
import type { Commit, Write } from '../store.ts';
import { handlers, type HandlersUnderTest } from '../writer/handlers-under-test.ts';

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const told = (commits: readonly Commit[]): number[] =>
  commits.flatMap(({ changes }) => (changes === undefined ? [] : numbers(changes.first, changes.last)));
const texts = (commits: readonly Commit[]): string[] => commits.flatMap(({ outbox }) => outbox.map(({ entry }) => new TextDecoder().decode(entry)));

async function until(what: string, done: () => boolean | Promise<boolean>, most = 3000): Promise<void> {
  for (const end = performance.now() + most; performance.now() < end; await wait(10)) if (await done()) return;
  assert.fail(`${what}: not within ${most} ms`);
}

underPostgres(() => {
  let postgres: Postgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());

  type Server = PostgresServer<HandlersUnderTest> & { readonly commits: Commit[] };

  function onServers(name: string, names: readonly string[], test: (servers: readonly Server[], url: string) => Promise<void>): void {
    it(name, async () => {
      const url = await postgres.createDatabase();
      const opened = await Promise.all(names.map((server) => openPostgres({ url, server, handlers, poolSize: 2, now: 0 })));
      const servers = opened.map((server) => {
        const commits: Commit[] = [];
        server.writer.subscribe((commit) => commits.push(commit));
        return { ...server, commits };
      });
      try {
        await test(servers, url);
      } finally {
        await Promise.all(servers.map((server) => server.close()));
      }
    });
  }

  onServers('servers hear of each other within a second, each commit once and in order', ['a', 'b', 'c'], async (servers) => {
    for (const number of numbers(1, 90)) await servers[number % 3]?.writer.run('enter', { number });
    const from = performance.now();
    for (const { commits } of servers) await until('all commits', () => told(commits).length >= 90);
    assert.ok(performance.now() - from < 1000);
    for (const { commits } of servers) assert.deepEqual(told(commits), numbers(1, 90));
    // Entries of the audit log stay with the server that wrote them.
    for (const [at, { commits, read }] of servers.entries()) {
      const own = numbers(1, 90).filter((number) => number % 3 === at).map((number) => `entered ${number}`);
      assert.deepEqual(texts(commits), own);
      assert.deepEqual((await read.readOutbox(100)).map(({ entry }) => new TextDecoder().decode(entry)), own);
    }
  });

  onServers('under 16 writers on two servers the change log has no gap, rows and audit entries follow it, and nothing is told twice', ['a', 'b'], async (servers) => {
    const lane = async (first: number): Promise<void> => {
      const server = servers[first % 2];
      for (const number of numbers(0, 24).map((at) => first + at * 16)) {
        if (number % 7 === 0) await assert.rejects(server?.writer.run('mistake', undefined) ?? Promise.resolve(), { code: 'server.internal' });
        else await server?.writer.run('enter', { number });
      }
    };
    await Promise.all(numbers(1, 16).map(lane));
    const entered = numbers(1, 400).filter((number) => number % 7 !== 0);
    const [a, b] = servers;
    assert.ok(a !== undefined && b !== undefined);
    const changes = await a.read.readChanges(0, 1000);
    assert.deepEqual(changes.map(({ seq }) => seq), numbers(1, entered.length));
    // Rows are given out in the order of the commits, without gaps, although some writes failed.
    assert.deepEqual(changes.map(({ fromRow }) => fromRow), numbers(1, entered.length));
    for (const { commits } of servers) {
      await until('all changes', () => told(commits).length >= entered.length);
      assert.deepEqual(told(commits), numbers(1, entered.length));
      const ids = commits.flatMap(({ outbox }) => outbox.map(({ id }) => id));
      assert.deepEqual(ids, [...ids].sort((x, y) => x - y));
    }
    for (const number of entered) assert.equal((await b.read.findByKeys([number])).length, 1, String(number));
  });

  onServers('of many that enter the same reference at once, one succeeds', ['a', 'b'], async (servers) => {
    const tries = numbers(1, 20).map((at) => servers[at % 2]?.writer.run('enterUnique', { number: 5, id: at }));
    const settled = await Promise.allSettled(tries);
    assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await servers[0]?.read.findRowsByKeys([5]))?.length, 1);
  });

  onServers('a reference that a load of another server has stored is taken', ['a', 'b'], async ([a, b]) => {
    const loader = a?.writer.openLoader();
    const run = (await loader?.run('beginRun', undefined)) ?? 0;
    await loader?.run('slice', { run, numbers: [1, 2, 3] });
    await assert.rejects(b?.writer.run('enterUnique', { number: 2, id: 100 }) ?? Promise.resolve(), { code: 'record.reference-taken' });
    await loader?.run('finish', { run, keys: Float64Array.of(1, 2, 3), rows: Float64Array.of(1, 2, 3) });
    await assert.rejects(b?.writer.run('enterUnique', { number: 2, id: 100 }) ?? Promise.resolve(), { code: 'record.reference-taken' });
    assert.deepEqual(await b?.read.findRowsByKeys([1, 2, 3]), [1, 2, 3]);
  });

  onServers('forgotten audit entries leave the store, of this server alone', ['a', 'b'], async ([a, b]) => {
    for (const number of numbers(1, 4)) await (number % 2 === 0 ? a : b)?.writer.run('enter', { number });
    a?.writer.forgetOutbox(4);
    await until('entries are forgotten', async () => (await a?.read.readOutbox(10))?.length === 0);
    assert.deepEqual((await b?.read.readOutbox(10))?.map(({ id }) => id), [1, 3]);
  });

  it('a server that is not there any more leaves its cut-off loads to the next that starts, and one that is there keeps its own', async () => {
    const url = await postgres.createDatabase();
    const open = (server: string) => openPostgresStore({ url, server, now: 0, poolSize: 2 });
    const load = async (tx: Write, first: number) => {
      const run = await tx.beginRun();
      await tx.insertRecords({ run, records: [first, first + 1].map(recordOf), referenceKeys: [first, first + 1] });
      return run;
    };
    const [gone, there] = [await open('gone'), await open('there')];
    await gone.write((tx) => load(tx, 1));
    const { result: run } = await there.write((tx) => load(tx, 11));
    await gone.close();
    const next = await open('next');
    assert.deepEqual(await next.read.findReindexSpan(), { fromRow: 1, toRow: 4 });
    assert.equal(await there.read.findReindexSpan(), undefined);
    await next.write(async (tx) => {
      for (const record of await tx.readRows(1, 2)) await tx.addKeys(record.row, JSON.parse(record.content).map(Number));
      await tx.markReindexed(4);
    });
    await there.write((tx) => tx.appendRun({ run, keys: Float64Array.of(11, 12), rows: Float64Array.of(3, 4) }));
    await there.write((tx) => tx.publishRun(run));
    assert.deepEqual(await next.read.findRowsByKeys([1, 2, 11, 12]), [1, 2, 3, 4]);
    assert.deepEqual(await runSql(url, `SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'`), []);
    await Promise.all([there.close(), next.close()]);
  });

  onServers('a loading thread goes through its port, and single writes go before what waits there', ['a'], async ([a]) => {
    assert.ok(a !== undefined);
    const { connectLoader } = await import('../writer/connect-loader.ts');
    const loader = connectLoader<HandlersUnderTest>(a.writer.openLoaderPort(), 100);
    const run = await loader.run('beginRun', undefined);
    const order: string[] = [];
    const slices = numbers(0, 59).map((at) => loader.run('slice', { run, numbers: numbers(at * 1000 + 1, at * 1000 + 1000) }));
    const done = Promise.all(slices).then(() => order.push('load'));
    const single = a.writer.run('enter', { number: 1_000_000 }).then(() => order.push('single'));
    const firsts = await Promise.all(slices);
    await Promise.all([done, single]);
    assert.deepEqual(order, ['single', 'load']);
    const rows = Float64Array.from(firsts.flatMap((first) => numbers(first, first + 999)));
    await loader.run('finish', { run, keys: Float64Array.from(numbers(1, 60_000)), rows });
    for (const number of [1, 30_000, 60_000, 1_000_000]) assert.equal((await a.read.findByKeys([number])).length, 1, String(number));
    assert.deepEqual(texts(a.commits).filter((text) => text !== 'entered 1000000'), numbers(1, 60).map(() => 'loaded 1000'));
    await assert.rejects(loader.run('mistake', undefined), { code: 'server.internal' });
    loader.close();
  });

  onServers('mistakes, unknown names and what comes after closing are told by their codes', ['a'], async ([a]) => {
    await assert.rejects(a?.writer.run('mistake', undefined) ?? Promise.resolve(), { code: 'server.internal' });
    await assert.rejects(a?.writer.run('constructor' as 'mistake', undefined) ?? Promise.resolve(), { code: 'server.internal' });
    await assert.rejects(a?.writer.run('endsTransaction', undefined) ?? Promise.resolve(), { code: 'server.internal' });
    await assert.rejects(a?.writer.run('swallows', undefined) ?? Promise.resolve(), { code: 'server.internal' });
    const waiting = numbers(1, 100).map((number) => a?.writer.run('enter', { number }));
    const closed = a?.close();
    await assert.rejects(a?.writer.run('enter', { number: 101 }) ?? Promise.resolve(), { code: 'store.unavailable' });
    assert.equal((await Promise.all(waiting)).length, 100);
    await closed;
  });

  it('audit entries of a server whose folder is lost go to another, under numbers above all that were given out', async () => {
    const url = await postgres.createDatabase();
    const open = (server: string) => openPostgresStore({ url, server, now: 0, poolSize: 2 });
    const [lost, kept] = [await open('lost'), await open('kept')];
    for (const [store, text] of [[lost, 'a'], [kept, 'b'], [lost, 'c']] as const) await store.write((tx) => tx.appendOutbox(new TextEncoder().encode(text)));
    await assert.rejects(adoptOutbox({ url, from: 'lost', to: 'kept' }), { code: 'server.busy' });
    await lost.close();
    await assert.rejects(adoptOutbox({ url, from: 'lost', to: 'kept' }), { code: 'server.busy' });
    await kept.close();
    assert.equal(await adoptOutbox({ url, from: 'lost', to: 'kept' }), 2);
    const again = await open('kept');
    assert.deepEqual((await again.read.readOutbox(10)).map(({ id, entry }) => `${id} ${new TextDecoder().decode(entry)}`), ['2 b', '4 a', '5 c']);
    assert.equal((await again.write((tx) => tx.appendOutbox(new Uint8Array(1)))).result, 6);
    await again.close();
  });

  it('the name of a server that could not stand in a statement is refused', async () => {
    const url = await postgres.createDatabase();
    await assert.rejects(openPostgres({ url, server: "a'b", handlers, now: 0 }), { code: 'server.internal' });
  });
});
