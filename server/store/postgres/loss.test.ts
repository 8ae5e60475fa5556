/** Lost connections and lost servers: what was acknowledged is there, what was refused is not, and nothing is told twice. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { AppError } from '@watchword/api/errors.ts';
import { runSql, startPostgres, type Postgres } from '#test/start-postgres.ts';
import { underPostgres } from '#test/under-postgres.ts';
import { openPostgres, openPostgresStore, type PostgresServer } from '../postgres.ts';
import type { Commit } from '../store.ts';
import { handlers, type HandlersUnderTest } from '../writer/handlers-under-test.ts';
import { openLine, type Line } from './line-under-test.ts';

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const told = (commits: readonly Commit[]): number[] =>
  commits.flatMap(({ changes }) => (changes === undefined ? [] : numbers(changes.first, changes.last)));
const unavailable = { code: 'store.unavailable' };

underPostgres(() => {
  let postgres: Postgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());

  interface Under {
    readonly server: PostgresServer<HandlersUnderTest>;
    readonly commits: Commit[];
    readonly line: Line;
    /** The URL that does not go over the line. */
    readonly url: string;
  }

  function onLine(name: string, test: (under: Under) => Promise<void>): void {
    it(name, async () => {
      const url = await postgres.createDatabase();
      const line = await openLine(url);
      const server = await openPostgres({ url: line.url, handlers, poolSize: 2, now: 0 });
      const commits: Commit[] = [];
      server.writer.subscribe((commit) => commits.push(commit));
      try {
        await test({ server, commits, line, url });
      } finally {
        await server.close();
        await line.close();
      }
    });
  }

  async function assertWhole({ server, commits, url }: Under, entered: readonly number[]): Promise<void> {
    const changes = await runSql(url, 'SELECT seq::integer, detail FROM change ORDER BY seq');
    assert.deepEqual(changes.map(({ seq }) => seq), numbers(1, changes.length));
    assert.equal(changes.length, entered.length);
    for (const number of entered) assert.equal((await server.read.findByKeys([number])).length, 1, String(number));
    while (told(commits).length < changes.length) await wait(10);
    assert.deepEqual(told(commits), numbers(1, changes.length));
    // Every stored audit entry was handed out once, in order.
    const handed = commits.flatMap(({ outbox }) => outbox.map(({ id }) => id));
    assert.deepEqual(handed, (await server.read.readOutbox(10_000)).map(({ id }) => id));
  }

  onLine('a commit whose answer is lost is found out, and answered as what it was', async (under) => {
    const { server, line } = under;
    await server.writer.run('enter', { number: 1 });
    const cut = line.cutAt('COMMIT', 'after');
    const written = await server.writer.run('enter', { number: 2 });
    await cut;
    assert.deepEqual(written.changes, { first: 2, last: 2 });
    assert.deepEqual(written.outbox.map(({ id }) => id), [2]);
    await server.writer.run('enter', { number: 3 });
    await assertWhole(under, [1, 2, 3]);
  });

  onLine('a commit that never reached the database is run again', async (under) => {
    const { server, line } = under;
    const cut = line.cutAt('COMMIT', 'before');
    const written = await server.writer.run('enter', { number: 1 });
    await cut;
    assert.deepEqual(written.changes, { first: 1, last: 1 });
    await assertWhole(under, [1]);
  });

  onLine('a connection lost in the middle of a write is opened again, and the write done once', async (under) => {
    const { server, line } = under;
    const cut = line.cutAt('insert-record', 'after');
    await Promise.all([1, 2, 3].map((number) => server.writer.run('enter', { number })));
    await cut;
    await assertWhole(under, [1, 2, 3]);
  });

  onLine('while the line is cut writes are refused, and a commit in doubt gives its audit entry when the line is mended', async (under) => {
    const { server, line, commits } = under;
    await server.writer.run('enter', { number: 1 });
    const cut = line.cutAt('COMMIT', 'after');
    const doubtful = assert.rejects(server.writer.run('enter', { number: 2 }), unavailable);
    await cut;
    line.cut();
    await doubtful;
    await assert.rejects(server.writer.run('enter', { number: 3 }), unavailable);
    await assert.rejects(server.read.findByKeys([1]), unavailable);
    await assert.rejects(server.read.db.selectFrom('record').selectAll().execute(), unavailable);
    assert.ok(server.staleFor() > 500);
    line.mend();
    // Without any further write: the audit log must not wait for one.
    for (let tries = 0; commits.flatMap(({ outbox }) => outbox).length < 2 && tries < 300; tries += 1) await wait(10);
    await assertWhole(under, [1, 2]);
    for (let tries = 0; server.staleFor() >= 1000 && tries < 300; tries += 1) await wait(10);
    assert.ok(server.staleFor() < 1000);
  });

  onLine('changes of others are heard after the line was cut and mended, and none is missed', async (under) => {
    const { server, line, commits, url } = under;
    const other = await openPostgres({ url, server: 'other', handlers, poolSize: 2, now: 0 });
    await server.writer.run('enter', { number: 1 });
    line.cut();
    for (const number of numbers(2, 20)) await other.writer.run('enter', { number });
    line.mend();
    const from = performance.now();
    while (told(commits).length < 20 && performance.now() - from < 3000) await wait(10);
    assert.deepEqual(told(commits), numbers(1, 20));
    assert.ok(performance.now() - from < 1000, `${performance.now() - from} ms`);
    await other.close();
  });

  onLine('backends ended by an administrator in the middle of writes: each write is stored once or refused', async (under) => {
    const { server, url } = under;
    const kept: number[] = [];
    const refused: number[] = [];
    let entering = true;
    const lane = async (first: number): Promise<void> => {
      for (let number = first; entering; number += 8) {
        await server.writer.run('enter', { number }).then(() => kept.push(number), (error: unknown) => {
          assert.ok(error instanceof AppError && error.code === 'store.unavailable', String(error));
          refused.push(number);
        });
      }
    };
    const lanes = numbers(1, 8).map(lane);
    for (let round = 0; round < 10; round += 1) {
      await wait(100);
      await runSql(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    }
    entering = false;
    await Promise.all(lanes);
    assert.ok(kept.length > 10, `${kept.length} kept`);
    for (const number of refused) assert.deepEqual(await server.read.findByKeys([number]), []);
    await assertWhole(under, kept);
  });

  it('after a crash of the database everything acknowledged is there, and both sides go on', async () => {
    const url = await postgres.createDatabase();
    const server = await openPostgres({ url, handlers, poolSize: 2, now: 0 });
    const kept: number[] = [];
    for (const number of numbers(1, 20)) await server.writer.run('enter', { number }).then(() => kept.push(number));
    await postgres.crash();
    await assert.rejects(server.read.findByKeys([1]), unavailable);
    await assert.rejects(server.writer.run('enter', { number: 21 }), unavailable);
    await postgres.start();
    for (const number of kept) assert.equal((await server.read.findByKeys([number])).length, 1);
    for (const number of numbers(22, 30)) await server.writer.run('enter', { number });
    assert.deepEqual((await server.read.readChanges(0, 100)).map(({ seq }) => seq), numbers(1, 29));
    await server.close();
  });

  it('a database that is not there refuses the start', async () => {
    const url = (await postgres.createDatabase()).replace(/:\d+\//, ':1/');
    await assert.rejects(openPostgresStore({ url, now: 0 }), unavailable);
    await assert.rejects(openPostgres({ url, handlers, now: 0 }), unavailable);
  });

  it('a server that hangs in the middle of a write is ended by the database, whatever its own settings are', async () => {
    const url = await postgres.createDatabase();
    await runSql(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET idle_in_transaction_session_timeout = 0`);
    await runSql(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`);
    const store = await openPostgresStore({ url, now: 0, poolSize: 1 });
    const { result } = await store.write((tx) =>
      sql<{ limits: string }>`SELECT concat_ws(' ', current_setting('idle_in_transaction_session_timeout'), current_setting('lock_timeout'),
        current_setting('synchronous_commit')) AS limits`.execute(tx.db),
    );
    assert.deepEqual(result.rows, [{ limits: '10s 10s on' }]);
    await store.close();
  });
});
