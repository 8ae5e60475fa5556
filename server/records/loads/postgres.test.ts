import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { fillFromRead } from '#checks/filter/fill-filter.ts';
import { openKeptFilter } from '#checks/filter/keep-filter.ts';
import { loadHasher } from '#databases/databases.ts';
import { openPostgres } from '#store/postgres.ts';
import { startPostgres, type Postgres } from '#test/start-postgres.ts';
import { underPostgres } from '#test/under-postgres.ts';
import { indexedOf, keysOf } from '../record-index.ts';
import { HANDLERS } from './handlers-under-test.ts';
import { AT } from './loads-under-test.ts';
import { openLoads } from './open-loads.ts';

underPostgres(() => {
  let postgres: Postgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());

  it('the same loads run on PostgreSQL: new, amended, unchanged, repeated and rejected lines', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'watchword-loads-postgres-'));
    const { read, writer, close } = await openPostgres({ url: await postgres.createDatabase(), now: AT, poolSize: 2, handlers: HANDLERS });
    const filter = await openKeptFilter({ file: join(folder, 'filter'), origin: 'test', read, hasher: await loadHasher(), walk: fillFromRead(read) });
    writer.subscribe(({ changes }) => changes !== undefined && void filter.follow(changes.last));
    const loads = openLoads({
      read, filter, clock: { now: () => AT }, settle: async () => undefined, openLoaderPort: () => writer.openLoaderPort(), folder: join(folder, 'loads'),
      entry: new URL('load-worker-under-test.ts', import.meta.url), runKeys: 3000,
    });
    const load = async (values: readonly object[]) => {
      const body = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
      const { counts } = await loads.loadLines((async function* whole() { yield body; })(), { database: 'travel-documents', organisation: 'FRA' });
      return [counts.created, counts.amended, counts.unchanged, counts.rejected];
    };
    const document = (number: string, reference: string) => ({ number, issuer: 'FRA', type: 'passport', fraud: 'stolen', reference });
    const many = Array.from({ length: 7000 }, (_, at) => document(`P${at}`, `R${at}`));
    assert.deepEqual(await load([...many, document('', 'X'), document('Q1', 'R5')]), [7000, 1, 0, 1]);
    assert.deepEqual(await load([...many.slice(0, 100), document('Q2', 'R200'), document('Q3', 'S1')]), [1, 2, 99, 0]);
    const records = await read.readRows(1, 10_000);
    assert.equal(records.length, 7001);
    for (const record of records) for (const key of keysOf(indexedOf(record))) assert.ok((await read.findRowsByKeys([key])).includes(record.row));
    await loads.close();
    await filter.close();
    await close();
    await rm(folder, { recursive: true });
  });
});
